// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// How far the unit has come with the stick that is in.
///
/// ```
///   none ─▶ found ─▶ reading ─▶ read ─▶ keeping ─▶ kept ─▶ told
///             └─────────┴─────────┴─▶ lost (taken out before anything was used)
/// ```
/// A press in the middle of what is said begins a practice; what was not said to its end is said at
/// the next calm moment. A stick that is put in while the one before is being kept comes after it
/// (`StickSince`).
enum StickProgress: Hashable, Sendable {
  case none
  /// It is in; nothing has been asked yet.
  case found
  case reading
  case read(StickReading)
  case keeping(StickReading)
  case kept(StickReading, StickOutcome)
  /// Taken out too soon, which has not been said yet.
  case lost
  case told
}

/// What became of a stick while its findings were heard, or what it brought was kept.
enum StickSince: Hashable, Sendable {
  case stays
  case gone
  /// Gone, and another one, or the same one again, is in.
  case another
}

/// While a stick is spoken of. A press means what it means in the state beneath, at rest or
/// waiting: it begins.
struct StickTalk: Hashable, Sendable {
  enum Beneath: Hashable, Sendable {
    case resting
    case waiting(WaitingFor)
    case fault(Faulting)

    var state: State {
      switch self {
      case .resting: .resting
      case .waiting: .waiting
      case .fault: .fault
      }
    }
  }

  enum Step: Hashable, Sendable {
    /// "Stick found. Reading."
    case opening(utterance: Int)
    /// What was found is being said; then it is kept.
    case telling(utterance: Int)
    /// The answer of the storage is waited for, with a soft tick now and then.
    case awaiting(since: SampleTime)
    /// The diary is being erased: the same.
    case erasing(since: SampleTime)
    /// What became of it is being said.
    case ending(utterance: Int)
    /// That it was taken out too soon is being said.
    case losing(utterance: Int)
    /// What became of a request is being said; then the next one follows.
    case following(utterance: Int)
  }

  var beneath: Beneath
  var step: Step
  var deadline: SampleTime?

  var isAwaiting: Bool { if case .awaiting = step { true } else { false } }
  var isErasing: Bool { if case .erasing = step { true } else { false } }

  /// It is about the stick that is in, and nothing of that has been kept.
  var isAboutReading: Bool {
    switch step {
    case .opening, .telling, .awaiting, .losing: true
    case .erasing, .ending, .following: false
    }
  }
}
