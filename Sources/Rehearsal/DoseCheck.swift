// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Session
import Settings
import Timebase

/// Counts what each session held by its timeline, and holds it against the doses of `clinical.md`,
/// in its own words: a fault in the plan cannot hide in figures that both share.
public enum DoseCheck {
  /// What no session goes beyond.
  public struct Ceiling: Hashable, Sendable {
    /// What the clinic wrote.
    private let minutes: ClosedRange<Int>?
    private let phrases: ClosedRange<Int>?

    public init(_ prescription: Prescription? = nil) {
      minutes = prescription.flatMap {
        $0.limits[.sessionMinutes] == nil ? nil : $0.sessionMinutes
      }
      phrases = prescription.flatMap { $0.limits[.phrases] == nil ? nil : $0.phrases }
    }

    func seconds(isModerate: Bool, isShort: Bool) -> Int {
      let column = isModerate ? 8 : 12
      let usual = min(minutes.map { min(max(column, $0.lowerBound), $0.upperBound) } ?? column, 20)
      return 60 * (isShort ? min(usual, 4) : usual)
    }

    func sungPhrases(isModerate: Bool) -> Int {
      let column = isModerate ? 6 : 12
      return min(phrases.map { min(max(column, $0.lowerBound), $0.upperBound) } ?? column, 20)
    }

    func spokenPhrases(isModerate: Bool) -> Int { isModerate ? 3 : 6 }
    /// Oral motor exercises: seconds sounding, and steps.
    func oralMotorSeconds(isModerate: Bool) -> Int { isModerate ? 30 : 60 }
    let oralMotorSteps = 4
    let deepBreaths = 10
    let blocks = 3
    let questions = 2
  }

  public static func faults(
    timeline: [TimelineEvent], records: [Record], ceiling: Ceiling
  ) -> [String] {
    var counter = SessionCounter(ceiling: ceiling)
    var kept = records[...]
    for event in timeline {
      // The timeline names each record; what it says is among the records, in the same order.
      if case .recorded(let what) = event.kind, let record = kept.popFirst() {
        if record.what != what { counter.fault("a record out of its order", at: event.frame) }
        counter.take(record, at: event.frame)
      } else {
        counter.take(event)
      }
    }
    return counter.faults
  }
}

/// One session after the other, as its sounds come.
private struct SessionCounter {
  let ceiling: DoseCheck.Ceiling
  private(set) var faults: [String] = []

  private var session: Session?
  private var state: State?
  private var set: (mark: SetMark, end: SampleTime)?
  private var hasRestedSinceSet = true
  private var work = 0

  /// What one session has held so far.
  private struct Session {
    let isShort: Bool
    let isModerate: Bool
    var isRunning = false
    var runningSince: SampleTime?
    var practised = FrameCount.zero
    var sets: [String: Int] = [:]
    var oralMotorSeconds = 0
    var questions = 0
    var wasStopped = false
    /// Phrases sung since the last rest of 30 s, and where the last of them ended.
    var sungInARow = 0
    var lastSung: SampleTime?
  }

  init(ceiling: DoseCheck.Ceiling) { self.ceiling = ceiling }

  mutating func fault(_ what: String, at frame: SampleTime) {
    faults.append(SoundCheck.fault(what, at: frame))
  }

  mutating func take(_ record: Record, at frame: SampleTime) {
    switch record {
    case .sessionBegan(let beginning):
      if session != nil { fault("a session in a session", at: frame) }
      session = Session(
        isShort: beginning.isShort, isModerate: beginning.profile == Dose.Level.moderate.rawValue)
      set = nil
    case .sessionEnded:
      finish(at: frame)
    default: break
    }
  }

  mutating func take(_ event: TimelineEvent) {
    switch event.kind {
    case .state(let next): enter(next, at: event.frame)
    case .exercise(let mark, let end): begin(mark, end: end, at: event.frame)
    case .stopped: session?.wasStopped = true
    case .beat(let pulse, _): sound(pulse, at: event.frame)
    case .speech, .speechCut, .phase, .note, .press, .question, .gap, .recorded, .lateEdge,
      .syllable, .music, .sound:
      break
    }
  }

  // MARK: Minutes

  private mutating func enter(_ next: State, at frame: SampleTime) {
    if state == .exercise, next != .exercise { closeSet(at: frame) }
    state = next
    guard var session = session else { return }
    if let since = session.runningSince { session.practised += frame - since }
    session.runningSince = session.isRunning && next.sounds ? frame : nil
    if next == .question {
      session.questions += 1
      if session.wasStopped { fault("a question after a stop", at: frame) }
      if session.questions > ceiling.questions { fault("a third question", at: frame) }
    }
    self.session = session
  }

  private mutating func finish(at frame: SampleTime) {
    guard var session else { return }
    if let since = session.runningSince { session.practised += frame - since }
    let most = ceiling.seconds(isModerate: session.isModerate, isShort: session.isShort)
    if session.practised > .seconds(most) {
      fault("a session of \(session.practised.roundedSeconds) s, at most \(most)", at: frame)
    }
    self.session = nil
    set = nil
  }

  // MARK: Doses

  private mutating func begin(_ mark: SetMark, end: SampleTime, at frame: SampleTime) {
    // On its way when its exercise was stopped: it never began.
    guard state == .exercise else { return }
    guard var session = session else {
      fault("a set outside a session", at: frame)
      return
    }
    if !session.isRunning {
      session.isRunning = true
      session.runningSince = frame
    }
    checkRest(before: mark, at: frame)
    let key = mark.technique == TherapeuticSinging.technique ? mark.technique : mark.activity
    session.sets[key, default: 0] += 1
    let count = session.sets[key] ?? 0
    let most = mostSets(of: mark, session)
    if count > most { fault("\(count) of \(key), at most \(most)", at: frame) }
    if mark.technique == TherapeuticSinging.technique {
      if let last = session.lastSung, frame - last >= .seconds(30) { session.sungInARow = 0 }
      session.sungInARow += 1
      session.lastSung = end
      if session.sungInARow > 4 { fault("a fifth phrase sung without a rest", at: frame) }
    }
    self.session = session
    set = (mark, end)
    work = 0
  }

  private func mostSets(of mark: SetMark, _ session: Session) -> Int {
    switch mark.technique {
    case TherapeuticSinging.technique: ceiling.sungPhrases(isModerate: session.isModerate)
    case RhythmicSpeechCueing.technique: ceiling.spokenPhrases(isModerate: session.isModerate)
    case OralMotor.technique: ceiling.oralMotorSteps
    case DeepBreaths.technique where mark.activity == DeepBreaths.activity: ceiling.deepBreaths
    default: ceiling.blocks
    }
  }

  /// The seconds a step of the oral motor exercises sounds are its beats that one sounds to.
  private mutating func sound(_ pulse: Pulse, at frame: SampleTime) {
    guard let set, set.mark.technique == OralMotor.technique, frame < set.end,
      pulse.voice == .pulseOut, var session
    else { return }
    work += 1
    session.oralMotorSeconds += 1
    let most = ceiling.oralMotorSeconds(isModerate: session.isModerate)
    if session.oralMotorSeconds == most + 1 {
      fault("oral motor exercises sound for more than \(most) s", at: frame)
    }
    self.session = session
  }

  /// Twice the work after a step, 10 s after a phrase that was spoken (`clinical.md`).
  private mutating func checkRest(before mark: SetMark, at frame: SampleTime) {
    guard let last = set, last.mark.technique == mark.technique else { return }
    let rest = frame - last.end
    if mark.technique == OralMotor.technique, rest < .seconds(2 * work) {
      fault("a rest of \(rest.roundedSeconds) s after \(work) s of work", at: frame)
    }
    if mark.technique == RhythmicSpeechCueing.technique, rest < .seconds(10) {
      fault("a rest of \(rest.roundedSeconds) s after a phrase", at: frame)
    }
  }

  /// Broken off: it sounds no longer.
  private mutating func closeSet(at frame: SampleTime) {
    guard let open = set, open.end > frame else { return }
    set = (open.mark, frame)
  }
}
