// SPDX-License-Identifier: GPL-3.0-or-later

/// A number inside a prompt, written `{seconds}` in the language pack.
public enum Placeholder: String, CaseIterable, Hashable, Sendable {
  /// Seconds until something happens, with their noun: "thirty seconds".
  case seconds
  /// Minutes until something happens, with their noun: "ten minutes".
  case minutes
  /// Hours until something happens, with their noun: "two hours".
  case hours
  /// Days practised this week, with their noun: "four days".
  case days
  /// Days practised this week, the number alone: "two" of three.
  case done
  /// Days a week the prescription asks for, the number alone: two of "three".
  case goal
  /// The line of a file, the number alone.
  case line
  /// Another line of the same file.
  case firstLine
  /// The most there may be.
  case limit
  /// How many there are, or how many more.
  case count
  /// The ends of a range, which may have decimals.
  case lowest, highest

  /// Whether the number is spoken with its noun, whose form the number decides.
  public var isCounted: Bool {
    switch self {
    case .seconds, .minutes, .hours, .days: true
    case .done, .goal, .line, .firstLine, .limit, .count, .lowest, .highest: false
    }
  }

  /// The values every language has words for. A value outside is spoken from its digits.
  public var range: ClosedRange<Int> {
    switch self {
    case .seconds, .minutes: 1...99
    case .hours: 1...24
    case .days, .done, .goal: 1...7
    case .count: 1...99
    case .line, .firstLine, .limit, .lowest, .highest: 0...999
    }
  }
}
