// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Settings
import Timebase

/// What a session asks of the conductor, in order.
public enum SessionAction: Hashable, Sendable {
  /// The session is in this state from this frame on.
  case enter(State)
  /// Speak, one sentence after the other.
  case say(Utterance)
  /// Whatever is being said ends now, softly.
  case hush
  /// Play a score, once everything it says has been made.
  case play(ScorePart)
  /// The stop: the exercise's sound is at zero 28 ms from now; then the tick.
  case stopSound
  /// The music fades over so many frames.
  case fadeOut(FrameCount)
  case sound(SmallSound)
  /// What became of a closure of the switch: its own small sound, unless `silently`.
  case answer(PressOutcome, silently: Bool)
  /// Keep this in the diary.
  case record(Record)
  /// The question has its answer; nil: none came.
  case effort(Int?)
  /// Have the voice tell how it speaks these texts; `.analysed` comes back for each.
  case analyse([String])
  /// These will be said later.
  case makeAhead([Saying])
  case stick(StickAsk)
  /// Changed aloud, by a press: to be kept with the settings.
  case keepSettings([SettingChange])
  /// Other settings are in force from here on: language, voice, the switch's times, loudness.
  case renew(Renewal)
  /// The loudness from here on, in decibels against what the card is set to.
  case gain(Double)
}

/// What the conductor has to know of other settings.
public struct Renewal: Hashable, Sendable {
  public var language: String
  public var acceptance: FrameCount
  public var release: FrameCount
}

/// One thing to be said.
public struct Utterance: Hashable, Sendable {
  public var id: Int
  public var sentences: [String]
  /// What sounds instead where no speech can be made.
  public var melody: SmallSound
  /// Quiet before the first sentence.
  public var delay: FrameCount
}

/// One score to be played; its number comes back with its events.
public struct ScorePart: Hashable, Sendable {
  public var id: Int
  public var score: Score
  /// Quiet before the first beat: half a second after speech (`clinical.md`, "Words").
  public var delay: FrameCount
}

/// The timeline's words for what became of a closure.
public enum PressOutcome: String, Hashable, Sendable {
  case heard
  case accepted
  case ignored
  case stuck
}

/// What the diary is told; `clinical.md`, "What the record holds".
public enum Record: Hashable, Sendable {
  case sessionBegan(SessionBeginning)
  case exerciseBegan(ExerciseBeginning)
  /// How far it has come, so that a power cut loses no more than a set.
  case exerciseProgress(ExerciseEnding)
  case exerciseEnded(ExerciseEnding)
  case measured(OwnPaceMeasurement.Result)
  /// Syllables a minute, from counting aloud.
  case rated(CountingRate.Result)
  /// What is played, sung or spoken.
  case material(Material)
  /// nil: no answer, which is "missing", never zero.
  case answer(effort: Int?, changed: Bool)
  case stop(StopRecord)
  case locked(LockReason)
  case gap(FrameCount)
  case fault(HelperFault)
  case safetySaid(whole: Bool)
  case sessionEnded(SessionEnding)
  /// Presses since the last such record.
  case presses(PressTally)
  case listened(FrameCount)
  /// The helper has heard what the diary held for them.
  case toldHelper
  /// The caregiver's file released the locks.
  case lockCleared
  case switchTested(SwitchTestResult)
  case selfTested(SelfTestResult)
  /// Somebody is called.
  case callBegan
  /// It rang for so long.
  case callEnded(FrameCount, CallEnding)

  /// The timeline's word for it.
  public var what: String {
    switch self {
    case .sessionBegan: "session"
    case .exerciseBegan: "exercise begun"
    case .exerciseProgress: "progress"
    case .exerciseEnded: "exercise"
    case .measured: "own pace"
    case .rated: "habitual rate"
    case .material(let material): material.kind.rawValue
    case .answer: "answer"
    case .stop: "stop"
    case .locked: "lock"
    case .gap: "gap"
    case .fault: "fault"
    case .safetySaid: "safety"
    case .sessionEnded: "session end"
    case .presses: "presses"
    case .listened: "listening"
    case .toldHelper: "helper told"
    case .lockCleared: "lock cleared"
    case .switchTested: "switch test"
    case .selfTested: "self test"
    case .callBegan: "call"
    case .callEnded: "call end"
    }
  }
}

/// What came of the test of the switch.
public struct SwitchTestResult: Hashable, Sendable {
  public var presses: Int
  /// nil: too few presses to tell.
  public var times: SwitchCalibration.Times?
  /// A press kept them.
  public var isKept: Bool
}

public enum CallEnding: String, Hashable, Sendable {
  case answered
  case givenUp = "given up"
  case shutdown
}

/// What an exercise was made of, so that the next days take something else.
public struct Material: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case piece
    case song
    case phrase
    case track
  }
  public var kind: Kind
  /// The piece's name, the song's file, the phrase's text, the track's file.
  public var name: String
  /// Of a piece: how many layers it had.
  public var layers: Int?

  package init(kind: Kind, name: String, layers: Int? = nil) {
    self.kind = kind
    self.name = name
    self.layers = layers
  }
}

public struct SessionBeginning: Hashable, Sendable {
  public enum Source: String, Hashable, Sendable { case press, schedule, caregiver, unattended }
  public var source: Source
  public var profile: String
  public var isShort: Bool
  public var planned: FrameCount
  /// It completes the unfinished session before it.
  public var completes: Bool

  package init(
    source: Source, profile: String, isShort: Bool, planned: FrameCount, completes: Bool
  ) {
    self.source = source
    self.profile = profile
    self.isShort = isShort
    self.planned = planned
    self.completes = completes
  }
}

public struct ExerciseBeginning: Hashable, Sendable {
  public var technique: String
  public var activity: String
  public var plannedSets: Int
  /// At most.
  public var planned: FrameCount
  /// Breaths a minute in thousandths; nil where none was measured.
  public var baselineMilli: Int?
  public var step: Int?
}

public struct ExerciseEnding: Hashable, Sendable {
  public var activity: String
  public var setsStarted: Int
  public var setsDone: Int
  public var breathsCued: Int
  public var sounding: FrameCount
  /// Breaths a minute in thousandths, of the last set.
  public var paceMilli: Int?
  /// The pacing step to begin with next time.
  public var step: Int?
}

public struct StopRecord: Hashable, Sendable {
  public enum Cause: String, Hashable, Sendable {
    case press
    case soundLost = "sound lost"
    case switchLost = "switch lost"
    case stuck
    case shutdown
  }
  public var stage: State
  /// Seconds into the exercise.
  public var second: Int
  public var cause: Cause
  /// First or second stop of this exercise.
  public var count: Int
}

public struct SessionEnding: Hashable, Sendable {
  public enum How: String, Hashable, Sendable { case finished, stopped, unanswered, shutdown }
  public var how: How
  /// From the first exercise on, without lists, questions, waiting and stops.
  public var done: FrameCount

  package init(how: How, done: FrameCount) {
    self.how = how
    self.done = done
  }
}

/// Presses of one session, for the weekly page: growing lengths are an early sign to review the
/// switch.
public struct PressTally: Hashable, Sendable {
  public private(set) var accepted = 0
  public private(set) var heard = 0
  public private(set) var ignored = 0
  public private(set) var stuck = 0
  /// Offers that ran out without a press.
  public var missedPrompts = 0
  private var lengths: [FrameCount] = []

  public init() {}

  /// Lengths kept, at most; a session has far fewer presses.
  private static let mostLengths = 1_000

  public mutating func count(_ outcome: PressOutcome) {
    switch outcome {
    case .accepted: accepted += 1
    case .heard: heard += 1
    case .ignored: ignored += 1
    case .stuck: stuck += 1
    }
  }

  public mutating func note(length: FrameCount) {
    if lengths.count < Self.mostLengths { lengths.append(length) }
  }

  public var medianLength: FrameCount? {
    lengths.isEmpty ? nil : lengths.sorted()[lengths.count / 2]
  }

  public var isEmpty: Bool {
    accepted + heard + ignored + stuck + missedPrompts == 0
  }
}
