// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Session
import Timebase

/// Watches a rehearsal from the outside, by its timeline alone, and says what must never be.
///
/// It knows the rules of `clinical.md` again, in its own words: a fault in the session cannot hide
/// in a rule that both share.
public struct Checker: Sendable {
  public private(set) var faults: [String] = []

  private var last = SampleTime.zero
  private var state: State?
  private var stateSince = SampleTime.zero
  private var pressable: SampleTime?
  private var phase: (kind: BreathPhase, at: SampleTime)?
  private var inAt: SampleTime?
  private var setEnd: SampleTime?
  private var activity = ""
  /// Of the sets since the present exercise began; nil: none has.
  private var technique: String?
  /// Tempi heard since then, before the first set told what they are for.
  private var tempi: Set<Tempo> = []
  /// What was practised before the rest.
  private var restedFrom: String?
  private var gridStart: SampleTime?
  private var gridCount = 0
  private var gridTempo: Tempo?
  /// When the words of safety were last begun.
  private var safety: SampleTime?
  private var stops = 0
  private var questions = 0

  // What the diary must hold at the end.
  public private(set) var cuedBreaths = 0
  public private(set) var stopsSeen = 0
  public private(set) var answersSeen: [Int?] = []

  /// The clinic lets exercises run without a press.
  private let isUnattended: Bool

  public init(isUnattended: Bool = false) { self.isUnattended = isUnattended }

  /// The longest stay in each state that must not last; nil: it may (clinical.md).
  private static func longest(_ state: State) -> FrameCount? {
    switch state {
    case .greeting: .seconds(60)
    case .safety: .seconds(90)
    case .waiting: .seconds(240)
    // A count may take a minute, and so may the wait for it.
    case .measuring: .seconds(900)
    case .exercise: .seconds(1_200)
    case .rest: .seconds(330)
    case .question, .list: .seconds(240)
    case .stopped: .seconds(6)
    // Own music is faded out after nine minutes.
    case .listening: .seconds(600)
    case .ringing: .seconds(4_300)
    case .farewell: .seconds(60)
    case .resting, .locked, .fault: nil
    }
  }

  private mutating func fault(_ what: String, at frame: SampleTime) {
    let seconds = frame.frame / SampleRate.framesPerSecond
    faults.append("at \(seconds / 60):\(seconds % 60) (frame \(frame.frame)): \(what)")
  }

  public mutating func take(_ event: TimelineEvent) {
    let frame = event.frame
    if frame < last { fault("the timeline runs backwards", at: frame) }
    last = max(last, frame)
    switch event.kind {
    case .state(let state): enter(state, at: frame)
    case .speech(let text, _, _, _): speak(text, from: frame)
    case .beat(let pulse, let tempo): take(pulse, tempo, at: frame)
    case .phase(let kind, _): take(kind, at: frame)
    case .exercise(let mark, let end): begin(mark, end: end, at: frame)
    case .press(let outcome):
      if outcome == .accepted {
        pressable = frame
        // One list may follow another: each press begins its own time.
        if state == .list || state == .question || state == .measuring { stateSince = frame }
      }
    case .stopped(let silent):
      stopsSeen += 1
      if silent - frame > .milliseconds(28) { fault("a stop takes too long", at: frame) }
      if state != .exercise && state != .rest && state != .listening {
        fault("a stop in \(state?.rawValue ?? "nothing")", at: frame)
      }
    case .question(let effort):
      questions += 1
      answersSeen.append(effort)
      if let effort, ![2, 3, 4, 7].contains(effort) { fault("effort \(effort)", at: frame) }
    // What they sound like together is for `SoundCheck`.
    case .sound(.stick), .sound(.restTick):
      // Words about a stick have their own time, and what is waited for with ticks.
      if state == .waiting || state == .measuring { stateSince = frame }
    case .speechCut, .note, .gap, .recorded, .lateEdge, .syllable, .music, .sound: break
    }
  }

  var isAtRest: Bool { state == .resting }

  /// At the end of the run.
  public mutating func finish(at frame: SampleTime, isCutOff: Bool) {
    if !isCutOff, state != .resting, state != .fault, state != .locked {
      fault("the session never ends: \(state?.rawValue ?? "nothing")", at: frame)
    }
    checkStay(until: frame)
  }

  // MARK: States

  private mutating func enter(_ next: State, at frame: SampleTime) {
    checkStay(until: frame)
    if next == .exercise {
      // Sets of one exercise follow by themselves; `begin` sees to it that it is the same one.
      restedFrom = state == .rest ? activity : nil
      if restedFrom == nil {
        checkFresh(at: frame)
        checkSafety(at: frame)
      }
      technique = nil
      tempi = []
    }
    // What a press opened ends here: as good as the press (clinical.md).
    if state == .measuring || state == .list || state == .question { pressable = frame }
    if next == .safety { safety = frame }
    state = next
    stateSince = frame
    phase = nil
    inAt = nil
    gridStart = nil
  }

  private mutating func checkStay(until frame: SampleTime) {
    guard let state, let longest = Self.longest(state) else { return }
    if frame - stateSince > longest { fault("stays in \(state.rawValue) for too long", at: frame) }
  }

  /// Said before the first exercise (clinical.md); a practice that follows within the hour may take as
  /// long again.
  private mutating func checkSafety(at frame: SampleTime) {
    if safety.map({ frame - $0 > .seconds(7_200) }) ?? true {
      fault("an exercise before the words of safety", at: frame)
    }
  }

  private mutating func checkFresh(at frame: SampleTime) {
    let opened = state == .measuring || state == .list || state == .question
    if opened || isUnattended { return }
    guard let pressable, frame - pressable <= .seconds(60) else {
      fault("an exercise without a fresh press", at: frame)
      return
    }
  }

  /// What had gone to the card when the state changed is still heard for the length of its buffer.
  private func isOnItsWay(_ frame: SampleTime) -> Bool { frame - stateSince < Latency.change }

  // MARK: Words

  private mutating func speak(_ text: String, from start: SampleTime) {
    if state == .stopped, !isOnItsWay(start) {
      fault("\"\(text)\" into the silence after a stop", at: start)
    }
  }

  // MARK: Music

  /// The beats of a set stand on their grid: each at the rounded frame of its exact place.
  private mutating func take(_ pulse: Pulse, _ tempo: Tempo, at frame: SampleTime) {
    if state != .exercise, !isOnItsWay(frame) {
      fault("a beat in \(state?.rawValue ?? "nothing")", at: frame)
    }
    if state == .exercise { check(tempo, at: frame) }
    let isFirst = pulse.beat == 1 && pulse.bar == 1
    if isFirst || (pulse.beat == 1 && (gridStart == nil || gridTempo != tempo)) {
      gridStart = frame
      gridTempo = tempo
    }
    guard let gridStart else { return }
    // The ticks of a phrase stand in its rhythm, on quarters of the beat.
    let step =
      technique == RhythmicSpeechCueing.technique
      ? tempo.framesPerBeat / Rational(4) : tempo.framesPerBeat
    let exact = Rational((frame - gridStart).value) / step
    let off = exact - Rational(exact.rounded)
    let frames = off * step
    // Both ends are rounded: half a frame each.
    if frames > 1 || frames < -1 { fault("a beat beside its grid", at: frame) }
  }

  /// A tempo is judged by its technique, which the first set tells.
  private mutating func check(_ tempo: Tempo, at frame: SampleTime) {
    guard let technique else {
      tempi.insert(tempo)
      return
    }
    let range: ClosedRange<Rational> =
      switch technique {
      case PacedBreathing.technique: 40...120
      case OralMotor.technique: 50...80
      case TherapeuticSinging.technique: 50...100
      default: 40...200
      }
    if !range.contains(tempo.beatsPerMinute) {
      fault("a tempo of \(tempo.beatsPerMinute.double) in \(technique)", at: frame)
    }
  }

  private mutating func take(_ kind: BreathPhase, at frame: SampleTime) {
    if state != .exercise, !isOnItsWay(frame) {
      fault("a phase in \(state?.rawValue ?? "nothing")", at: frame)
    }
    if let phase, phase.kind == .pause, frame - phase.at > .seconds(3) + FrameCount(1) {
      fault("a pause of more than 3 s", at: frame)
    }
    if kind == .in {
      if let inAt, activity == PacedBreathing.activity {
        let length = frame - inAt
        if length < .milliseconds(2_499) || length > .milliseconds(7_501) {
          fault("a breath of \(length.milliseconds) ms", at: frame)
        }
      }
      if let phase, phase.kind == .rest, frame - phase.at < .seconds(10) {
        fault("less than 10 s of ordinary breathing", at: frame)
      }
      inAt = frame
    }
    phase = (kind, frame)
  }

  private mutating func begin(_ mark: SetMark, end: SampleTime, at frame: SampleTime) {
    if state != .exercise, !isOnItsWay(frame) { fault("an exercise outside its state", at: frame) }
    if let restedFrom, restedFrom != mark.activity, !isUnattended {
      fault("\(mark.activity) follows \(restedFrom) without a press", at: frame)
    }
    restedFrom = nil
    activity = mark.activity
    technique = mark.technique
    for tempo in tempi { check(tempo, at: frame) }
    tempi = []
    gridStart = nil
    inAt = nil
    let length = end - frame
    let (seconds, most) = Self.sets(of: mark)
    if length < .seconds(seconds.lowerBound) || length > .seconds(seconds.upperBound) {
      fault("a set of \(length.roundedSeconds) s of \(mark.activity)", at: frame)
    }
    if !(1...most).contains(mark.set) { fault("set \(mark.set) of \(mark.activity)", at: frame) }
  }

  /// How long a set may be, in seconds, and how many there are at most (clinical.md, Dose).
  private static func sets(of mark: SetMark) -> (seconds: ClosedRange<Int>, most: Int) {
    switch (mark.technique, mark.activity) {
    case (PacedBreathing.technique, PacedBreathing.activity): (60...300, 3)
    case (DeepBreaths.technique, _): (15...40, 10)
    case (OralMotor.technique, _): (1...120, 4)
    // A phrase of a caregiver's song may be two short notes.
    case (TherapeuticSinging.technique, _): (0...60, 20)
    case (RhythmicSpeechCueing.technique, _): (5...240, 8)
    default: (1...600, 20)
    }
  }
}
