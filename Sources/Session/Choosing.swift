// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// What can be chosen in a list or a question.
enum Choice: Hashable, Sendable {
  case ring
  case goOn
  case listen
  /// The person's own music.
  case yourMusic
  case usual
  case short
  case thisSong
  case anotherSong
  /// The findings of a stick.
  case hearAgain
  case leaveStick
  /// The times that the switch test proposes.
  case keepTimes
  case leaveTimes
  /// The first of two presses that erase the diary.
  case eraseOnce
  case eraseNow
  case leaveErasing
  /// The effort a question's answer stands for.
  case effort(Int)

  /// Nobody who rings should wait for a read-back; nor is one needed to hear something again, or
  /// before a second press is asked for.
  var isAtOnce: Bool {
    switch self {
    case .ring, .hearAgain, .eraseOnce, .eraseNow: true
    case .goOn, .listen, .yourMusic, .usual, .short, .thisSong, .anotherSong, .leaveStick,
      .keepTimes, .leaveTimes, .leaveErasing, .effort:
      false
    }
  }
}

/// One-switch scanning: items are said one by one, twice round; a press chooses the item being
/// said or said last, by the moment the switch closed (`clinical.md`). After the read-back one
/// change is possible.
struct Choosing: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    var choice: Choice
    var sentences: [String]
    var readBack: [String]
  }

  enum Step: Hashable, Sendable {
    /// What comes before the first item.
    case leading(utterance: Int)
    /// An item is being said, or its time runs.
    case offering(item: Int, utterance: Int, isSaid: Bool)
    /// The chosen item is read back; then a change is possible until the deadline.
    case readingBack(item: Int, utterance: Int)
    /// Nothing was chosen, which is said.
    case giving(utterance: Int)
    /// What follows the choice is being said; then it happens.
    case closing(item: Int, utterance: Int)
  }

  /// The items are offered so many times.
  static let rounds = 2

  let items: [Item]
  let scanTime: FrameCount
  var step: Step
  var round = 1
  var deadline: SampleTime?
  /// What happens where nothing is chosen; nil: the unit rests.
  var untouched: Untouched?
  /// When each item was heard, newest last; the credit of a press.
  var heard: [Heard] = []
  /// The one change has been used.
  var isChanged = false
  /// What was chosen before the change: an answer given is not lost by silence.
  var before: Int?

  /// The item a closure chose: the last one that had begun by then.
  func item(closedAt closing: SampleTime) -> Int? {
    heard.last { $0.at <= closing }?.item
  }

  /// The findings of a stick are offered again.
  var isAboutStick: Bool { items.contains { $0.choice == .hearAgain } }

  struct Untouched: Hashable, Sendable {
    var choice: Choice
    /// Said before it happens.
    var sentences: [String]
  }

  struct Heard: Hashable, Sendable {
    var item: Int
    var at: SampleTime
  }
}
