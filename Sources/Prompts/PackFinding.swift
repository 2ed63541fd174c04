// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong with a language pack, where, and what belongs there.
public struct PackFinding: Hashable, Sendable, CustomStringConvertible {
  /// The file, as it was named to the parser.
  public let file: String
  /// The line, from 1; the last line for something that is missing.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int
  /// What was found.
  public let found: String
  /// What was expected.
  public let expected: String

  package init(file: String, line: Int, column: Int, found: String, expected: String) {
    self.file = file
    self.line = line
    self.column = column
    self.found = found
    self.expected = expected
  }

  /// One line: `FILE:LINE:COLUMN: what, what was expected`.
  public var description: String {
    "\(file):\(line):\(column): \(found), expected \(expected)"
  }
}

/// A language pack that cannot be used: every finding, in the order of the file, at least one.
public struct InvalidPack: Error, Hashable, Sendable {
  public let findings: [PackFinding]
}
