// SPDX-License-Identifier: GPL-3.0-or-later

/// The fifteen states, by their fixed names (architecture, "The states").
public enum State: String, Hashable, Sendable, CaseIterable {
  case greeting
  case safety
  case waiting
  case measuring
  case exercise
  case rest
  case question
  case stopped
  case list
  case listening
  case ringing
  case farewell
  case resting
  case locked
  case fault

  /// How closures are judged here: where a press stops, 30 ms are enough.
  public var pressRule: PressFilter.Rule {
    switch self {
    case .exercise, .rest, .listening: .stop
    case .greeting, .safety, .waiting, .measuring, .question, .stopped, .list, .ringing,
      .farewell, .resting, .locked, .fault:
      .choose
    }
  }

  /// Something runs out here that a press could still answer.
  var waitsForPress: Bool {
    switch self {
    case .waiting, .measuring, .question, .list: true
    case .greeting, .safety, .exercise, .rest, .stopped, .listening, .ringing, .farewell,
      .resting, .locked, .fault:
      false
    }
  }
}
