// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Session
import Settings
import Timebase

/// One patient made from a seed, from power-on to rest, with the checkers running.
public enum Simulation {
  public struct Report: Sendable {
    public let seed: UInt64
    public var faults: [String]
    /// Of the sample clock.
    public var length: FrameCount
    public var states: Set<State>
  }

  /// No run is longer: a patient who presses for ever is cut off.
  private static let longest = FrameCount.seconds(4 * 3_600)

  /// - Parameters:
  ///   - packs: one of them is spoken.
  ///   - isWhole: the sound is rendered from beginning to end, not only around each stop.
  ///   - watch: is given the timeline, to find out what went wrong.
  public static func run(
    seed: UInt64, packs: [LanguagePack], isWhole: Bool, watch: (([TimelineEvent]) -> Void)? = nil
  ) -> Report {
    var random = SeededRandom(seed: seed)
    let unit = RandomUnit(&random, packs: packs)
    let conductor = Conductor(
      session: Session(unit.facts),
      filter: PressFilter(acceptance: unit.acceptance, release: unit.release),
      language: unit.facts.pack.language)
    let refused = random.next(in: 0...19) == 0
    let voice = FixedVoice(refuses: { _ in refused })
    var rehearsal = Rehearsal(
      conductor: conductor, voice: voice, script: unit.script, patient: Patient(seed: seed))
    var checker = Checker(isUnattended: unit.facts.prescription?.unattended ?? false)
    var faults: [String] = []
    var events: [TimelineEvent] = []
    let end = Rehearsal.End.atRest
    var length = FrameCount.zero
    if isWhole {
      let limit = FrameCount.seconds(1_500)
      var loud = 0
      rehearsal.run(
        until: .after(limit), periodFrames: random.next(in: 1...2_048),
        sink: { samples in
          for sample in samples { loud = max(loud, abs(Int(sample))) }
          length += FrameCount(samples.count / 2)
        },
        timeline: { events.append($0) })
      // −3 dBFS: nothing is ever above the ceiling.
      if loud > 23_198 { faults.append("a peak of \(loud)") }
    } else {
      rehearsal.run(
        until: end, timeline: { events.append($0) },
        window: { faults += StopCheck.faults(in: $0) })
    }
    for event in events { checker.take(event) }
    let last = events.last?.frame ?? .zero
    if !isWhole { length = last - .zero }
    watch?(events)
    checker.finish(at: last, isCutOff: isWhole || length > longest)
    faults += checker.faults
    faults += Ledger.faults(timeline: events, records: rehearsal.records)
    let states = Set(
      events.compactMap { event in
        if case .state(let state) = event.kind { state } else { nil }
      })
    return Report(seed: seed, faults: faults, length: length, states: states)
  }
}

/// A unit's files, history and clock, by chance.
private struct RandomUnit {
  let facts: Facts
  let acceptance: FrameCount
  let release: FrameCount
  var script: [Rehearsal.ScriptedEvent] = []

  init(_ random: inout SeededRandom, packs: [LanguagePack]) {
    func chance(_ percent: Int) -> Bool { random.next(in: 0...99) < percent }
    var prescription: Prescription?
    if !chance(8) {
      var given = Prescription()
      given.profile = chance(60) ? .mild : chance(80) ? .moderate : .listening
      given.unattended = chance(5)
      given.paceFloor = random.next(in: 8...10)
      given.daysAWeek = random.next(in: 1...7)
      if chance(30) {
        let minutes = random.next(in: 3...20)
        given.limits[.sessionMinutes] =
          ExactDecimal(integerLiteral: min(3, minutes))...ExactDecimal(integerLiteral: minutes)
      }
      prescription = given
    }
    var settings = CaregiverSettings(within: prescription)
    settings.scanTimeMilliseconds = random.next(in: 2_000...10_000)
    settings.acceptanceTimeMilliseconds = chance(70) ? 50 : random.next(in: 0...2_000)
    settings.releaseTimeMilliseconds = chance(70) ? 500 : random.next(in: 0...3_000)
    settings.call = chance(20)
    settings.start = chance(10) ? .byItself : .press
    settings.session = chance(15) ? .short : .usual
    settings.ownPace = chance(70) ? .weekly : chance(50) ? .eachSession : .no
    if chance(30) { settings.breaths = random.next(in: 3...10) }
    let isSet = chance(75)
    let wall = WallTime(
      seconds: 20_779 * 86_400 + random.next(in: 0...(7 * 86_400)), isSet: isSet)
    facts = Facts(
      prescription: prescription, settings: settings,
      pack: packs[random.next(in: 0...packs.count - 1)], wall: wall,
      history: Self.history(&random, wall), isRestarted: chance(5))
    acceptance = .milliseconds(settings.acceptanceTimeMilliseconds)
    release = .milliseconds(settings.releaseTimeMilliseconds)
  }

  private static func history(_ random: inout SeededRandom, _ wall: WallTime) -> PracticeHistory {
    func chance(_ percent: Int) -> Bool { random.next(in: 0...99) < percent }
    var history = PracticeHistory()
    history.poweredSeconds = random.next(in: 0...1_000_000)
    for index in 0..<random.next(in: 0...6) {
      // Also from a clock that was wrong: in the future.
      let ago = (6 - index) * random.next(in: 600...90_000) - (chance(5) ? 500_000 : 0)
      let ended = WallTime(seconds: wall.seconds - ago, isSet: chance(85))
      history.sessions.append(
        PastSession(
          began: ended, ended: ended, poweredEnd: max(0, history.poweredSeconds - abs(ago)),
          ending: chance(70) ? .finished : chance(50) ? .unfinished : .powerLost,
          done: .seconds(random.next(in: 0...700)), blocksBegun: random.next(in: 0...2),
          deepBreathsBegun: random.next(in: 0...5), wasStopped: chance(30),
          effort: [nil, 2, 2, 4, 7][random.next(in: 0...4)]))
      history.practiceDays.insert(ended.day)
    }
    if chance(50) {
      history.baseline = Rational(random.next(in: 8_000...24_000), 1_000)
      history.baselineTaken = WallTime(
        seconds: wall.seconds - random.next(in: 0...900_000), isSet: chance(90))
    }
    history.pacingStep = random.next(in: 0...12)
    if chance(50) {
      history.lastWholeSafety = WallTime(
        seconds: wall.seconds - random.next(in: 0...900_000), isSet: chance(90))
    }
    history.lastPowerOnHeldSession = chance(50)
    history.lastPowerOnRanOnSeconds = random.next(in: 0...8_000)
    return history
  }
}

/// Holds the diary's records against the timeline: they tell the same story.
public enum Ledger {
  public static func faults(timeline: [TimelineEvent], records: [Record]) -> [String] {
    var faults: [String] = []
    func compare(_ what: String, _ seen: Int, _ kept: Int) {
      if seen != kept { faults.append("\(what): the timeline has \(seen), the diary \(kept)") }
    }
    let stops = timeline.filter { if case .stopped = $0.kind { true } else { false } }.count
    let pressed = records.filter {
      if case .stop(let stop) = $0 { stop.cause == .press } else { false }
    }.count
    compare("stops", stops, pressed)

    let answers = timeline.compactMap { event -> Int?? in
      if case .question(let effort) = event.kind { .some(effort) } else { nil }
    }
    let kept = records.compactMap { record -> Int?? in
      if case .answer(let effort, _) = record { .some(effort) } else { nil }
    }
    if answers != kept { faults.append("answers: \(answers) and \(kept)") }

    let open = records.reduce(0) { open, record in
      switch record {
      case .sessionBegan: open + 1
      case .sessionEnded: open - 1
      default: open
      }
    }
    // A practice that waits for its sound to come back has not been summed up.
    if open == 0 { compare("cued breaths", cuedBreaths(timeline), recordedBreaths(records)) }
    if !(0...1).contains(open) { faults.append("sessions begun and not ended: \(open)") }
    return faults
  }

  private static func recordedBreaths(_ records: [Record]) -> Int {
    records.reduce(0) { sum, record in
      if case .exerciseEnded(let ending) = record { sum + ending.breathsCued } else { sum }
    }
  }

  /// Breaths led to their end, but for those only listened to: told by the phases.
  private static func cuedBreaths(_ timeline: [TimelineEvent]) -> Int {
    var count = 0
    var isPaced = false
    var open: (cycle: Int, isOut: Bool)?
    func close() {
      guard let breath = open, breath.isOut else { return }
      if !isPaced || breath.cycle > PacedBreathing.listenedBreaths { count += 1 }
    }
    var setEnd: SampleTime?
    for event in timeline {
      switch event.kind {
      case .phase(.in, let cycle):
        close()
        open = (cycle, false)
      case .phase(.out, _): open?.isOut = true
      case .phase(.rest, _):
        close()
        open = nil
      case .phase(.pause, _): break
      case .exercise(let mark, let end):
        isPaced = mark.activity == PacedBreathing.activity
        setEnd = end
      case .state(let state):
        // A last breath is over with its set, not where it is broken off.
        if let end = setEnd, event.frame >= end, state != .stopped { close() }
        open = nil
        setEnd = nil
      case .speech, .speechCut, .beat, .note, .press, .stopped, .question, .gap, .recorded,
        .lateEdge:
        break
      }
    }
    return count
  }
}
