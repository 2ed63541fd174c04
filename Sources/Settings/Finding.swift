// SPDX-License-Identifier: GPL-3.0-or-later

/// Something wrong in a file: where, what, and what was expected.
public struct Finding: Hashable, Sendable {
  public let file: String
  /// Counted from 1.
  public let line: Int
  /// In characters, counted from 1; marks that show nothing are not counted.
  public let column: Int
  /// The key it is about, where one was understood.
  public let key: KeyID?
  /// The key's name in the language it was written in; empty where there is no key.
  public let keyName: String
  /// For a voice: everything needed to say it in any language.
  public let problem: Problem

  public init(
    file: String, line: Int, column: Int, key: KeyID? = nil, keyName: String = "",
    problem: Problem
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.keyName = keyName
    self.problem = problem
  }

  /// What is wrong, in plain English words.
  public var found: String { problem.found(name: keyName) }
  /// What was expected, in plain English words.
  public var expected: String { problem.expected }
}

extension Finding: CustomStringConvertible {
  /// One line: `FILE:LINE:COLUMN: what, what was expected`.
  public var description: String {
    let name = String(file.map { $0.isNewline ? " " : $0 })
    return "\(name):\(line):\(column): \(found), \(expected)"
  }
}

/// The findings of one file: at most fifty, and a last one that counts the rest, so that a file of
/// rubbish costs neither memory nor patience.
struct FindingList {
  static let limit = 50

  private var findings: [Finding] = []
  private var firstLeftOut: Finding?
  private var leftOutCount = 0

  var isEmpty: Bool { findings.isEmpty }

  /// A finding past the limit is only counted: what it would say is never worked out, but for the
  /// first of them, whose place stands for all.
  mutating func append(_ finding: @autoclosure () -> Finding) {
    if findings.count < Self.limit {
      findings.append(finding())
    } else {
      firstLeftOut = firstLeftOut ?? finding()
      leftOutCount += 1
    }
  }

  /// All that are kept, in the order of the file.
  var all: [Finding] {
    let sorted = findings.enumerated().sorted { left, right in
      (left.element.line, left.element.column, left.offset)
        < (right.element.line, right.element.column, right.offset)
    }
    let kept = sorted.map(\.element)
    guard let first = firstLeftOut else { return kept }
    return kept + [
      Finding(
        file: first.file, line: first.line, column: first.column,
        problem: .more(count: leftOutCount))
    ]
  }
}
