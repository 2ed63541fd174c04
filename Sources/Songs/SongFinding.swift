// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong with a song's file, where, and what belongs there.
public struct SongFinding: Hashable, Sendable, CustomStringConvertible {
  /// The file, as it was named to the parser.
  public let file: String
  /// The line, from 1; the last line for something that is missing.
  public let line: Int
  /// The column in characters, from 1; marks that show nothing are not counted.
  public let column: Int
  /// What was found.
  public let found: String
  /// What was expected.
  public let expected: String

  init(file: String, line: Int, column: Int, found: String, expected: String) {
    self.file = file
    self.line = line
    self.column = column
    self.found = found
    self.expected = expected
  }

  /// One line: `FILE:LINE:COLUMN: what, what was expected`.
  public var description: String {
    let name = String(file.map { $0.isNewline ? " " : $0 })
    return "\(name):\(line):\(column): \(found), expected \(expected)"
  }
}

/// A song that cannot be sung: its findings in the order of the file, one at least, fifty at most.
public struct InvalidSong: Error, Hashable, Sendable {
  public let findings: [SongFinding]

  /// A file of rubbish costs neither memory nor patience.
  static let mostFindings = 50

  init(_ findings: [SongFinding]) {
    let sorted = findings.enumerated().sorted { first, second in
      (first.element.line, first.element.column, first.offset)
        < (second.element.line, second.element.column, second.offset)
    }
    self.findings = sorted.prefix(Self.mostFindings).map(\.element)
  }
}
