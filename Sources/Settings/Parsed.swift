// SPDX-License-Identifier: GPL-3.0-or-later

/// What a file comes to: a whole value, or what is wrong with it. Never half of each, because a
/// file with a finding changes nothing.
public enum Parsed<Value> {
  case value(Value)
  /// At least one, in the order of the file.
  case findings([Finding])

  /// The value, where the file is clean.
  public var value: Value? {
    switch self {
    case .value(let value): value
    case .findings: nil
    }
  }

  /// The findings; none where the file is clean.
  public var findings: [Finding] {
    switch self {
    case .value: []
    case .findings(let findings): findings
    }
  }
}

extension Parsed: Equatable where Value: Equatable {}
extension Parsed: Sendable where Value: Sendable {}
