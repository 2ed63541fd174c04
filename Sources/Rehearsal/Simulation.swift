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
      language: unit.facts.pack.language, tracks: unit.tracks)
    let desk = RandomStickDesk(seed: seed, facts: unit.facts, packs: packs)
    var rehearsal = Rehearsal(
      conductor: conductor, voice: unit.voice, stick: desk,
      patient: Patient(seed: seed, hasHelper: seed.isMultiple(of: 2)))
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
    faults += SoundCheck.faults(in: events, isSpoken: unit.isSpoken)
    faults += DoseCheck.faults(
      timeline: events, records: rehearsal.records,
      ceiling: DoseCheck.Ceiling(unit.facts.prescription))
    faults += Ledger.faults(timeline: events, records: rehearsal.records)
    let isAtRest = !isWhole && length <= longest && checker.isAtRest
    faults += StickCheck.faults(
      in: events, visits: rehearsal.visits, log: desk.log, records: rehearsal.records, packs: packs,
      isWhole: isAtRest)
    let states = Set(
      events.compactMap { event in
        if case .state(let state) = event.kind { state } else { nil }
      })
    return Report(seed: seed, faults: faults, length: length, states: states)
  }
}
