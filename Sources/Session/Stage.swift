// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Timebase

/// Where a session is, with what it needs to know there. Each belongs to one `State`.
enum Stage: Hashable, Sendable {
  case off
  case greeting(utterance: Int)
  case safety(Safety)
  case waiting(Waiting)
  case measuring(Measuring)
  case counting(Counting)
  case exercise(Exercising)
  case rest(Pausing)
  case question(Choosing)
  case stopped(until: SampleTime)
  case list(Choosing)
  case listening(ListeningStage)
  case ringing(Ringing)
  case farewell(utterance: Int)
  case resting(utterance: Int?)
  case locked(utterance: Int)
  case fault(Faulting)
  case stick(StickTalk)
  case calibrating(Calibrating)
  case selfTesting(SelfTesting)

  var state: State {
    switch self {
    case .off, .greeting: .greeting
    case .safety: .safety
    case .waiting: .waiting
    case .measuring, .counting, .calibrating, .selfTesting: .measuring
    case .exercise: .exercise
    case .rest: .rest
    case .question: .question
    case .stopped: .stopped
    case .list: .list
    case .listening: .listening
    case .ringing: .ringing
    case .farewell: .farewell
    case .resting: .resting
    case .locked: .locked
    case .fault: .fault
    case .stick(let talk): talk.beneath.state
    }
  }

  /// When it moves on by itself if nothing else happens.
  var deadline: SampleTime? {
    switch self {
    case .off, .greeting, .safety, .listening, .farewell, .resting, .locked: nil
    case .exercise(let exercising): exercising.deadline
    case .waiting(let waiting): waiting.deadline
    case .measuring(let measuring): measuring.deadline
    case .counting(let counting): counting.deadline
    case .rest: nil
    case .question(let choosing), .list(let choosing): choosing.deadline
    case .stopped(let until): until
    case .ringing(let ringing): ringing.nextChime
    case .fault(let faulting): faulting.deadline
    case .stick(let talk): talk.deadline
    case .calibrating(let calibrating): calibrating.deadline
    case .selfTesting(let test): test.deadline
    }
  }
}

struct Safety: Hashable, Sendable {
  var utterance: Int
  /// Due whole: a press is heard only.
  var isWhole: Bool
  /// The clinic lets the practice begin by itself.
  var startsPractice = false
}

/// What a press would begin.
enum WaitingFor: Hashable, Sendable {
  case begin
  case goOn
  case listen
  /// Something starts by itself when the deadline comes; a press begins the practice.
  case byItself
  /// One of the caregiver's times has come.
  case offered
  /// The same, where listening starts by itself when the deadline comes.
  case byItselfOnTime

  var isByItself: Bool { self == .byItself || self == .byItselfOnTime }
}

struct Waiting: Hashable, Sendable {
  var purpose: WaitingFor
  /// The prompt that is being said; nil while it waits.
  var utterance: Int?
  /// Repeats said so far.
  var repeats: Int
  var deadline: SampleTime?
}

struct Measuring: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case explaining(utterance: Int)
    case pressing
    /// The result is being said; then this follows.
    case telling(utterance: Int, then: OwnPaceMeasurement.Result)
  }
  var step: Step
  var ownPace = OwnPaceMeasurement()
  var deadline: SampleTime?
}

/// The habitual rate of speech, by counting aloud.
struct Counting: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case explaining(utterance: Int)
    /// A press is waited for, until then.
    case pressing(until: SampleTime)
    /// The result is being said; then this follows.
    case telling(utterance: Int, then: CountingRate.Result)
  }
  var step: Step
  var rate = CountingRate()
  var deadline: SampleTime?
}

/// An exercise, from its first word to its last note.
struct Exercising: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    /// Calm music before the first exercise.
    case settling(score: Int)
    case introducing(utterance: Int)
    /// What the voice tells of a phrase is waited for.
    case preparing
    case playing(score: Int)
  }
  var step: Step
  var part: Part
  var deadline: SampleTime?
}

struct Pausing: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case saying(utterance: Int)
    case playing(score: Int)
  }
  enum Next: Hashable, Sendable { case set, part }
  var step: Step
  var next: Next
  var since: SampleTime
  var seconds: Int
}

struct ListeningStage: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case introducing(utterance: Int)
    case playing(score: Int)
  }
  var step: Step
  var source: ListeningSource
  var since: SampleTime
}

/// What is listened to.
enum ListeningSource: Hashable, Sendable {
  /// Relaxation: calm music and a few sentences.
  case guided
  case own(OwnTrack)
  /// At the end of a practice.
  case closing
}

struct Ringing: Hashable, Sendable {
  var since: SampleTime
  var nextChime: SampleTime
}

struct Faulting: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case sound
    case noSwitch
    case stuck
  }
  var kind: Kind
  var utterance: Int?
  var deadline: SampleTime?
  /// The sound was lost while somebody was being called.
  var ringing: Ringing?
}
