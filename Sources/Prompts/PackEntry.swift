// SPDX-License-Identifier: GPL-3.0-or-later

/// One `key: text` line of a language pack.
package struct PackEntry {
  /// The line, from 1.
  package let line: Int
  package let key: Substring
  /// Where the key begins, in characters from 1.
  package let keyColumn: Int
  package let text: Substring
  /// Where the text begins, in characters from 1; where it would begin, if it is empty.
  package let textColumn: Int

  /// What a line of a pack is.
  package enum Line {
    case empty
    case entry(PackEntry)
    /// Neither a comment nor `key: text`; the text begins at the column.
    case other(Substring, column: Int)
  }

  /// The lines of a file, with or without a byte order mark, ended by LF, CRLF or CR.
  package static func lines(of text: String) -> [Line] {
    var body = text[...]
    if body.unicodeScalars.first == "\u{FEFF}" { body.unicodeScalars.removeFirst() }
    return body.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
      .enumerated().map { index, line in read(line, number: index + 1) }
  }

  private static func read(_ line: Substring, number: Int) -> Line {
    let (trimmed, column) = trim(line)
    if trimmed.isEmpty || trimmed.first == "#" { return .empty }
    guard let colon = trimmed.firstIndex(of: ":") else { return .other(trimmed, column: column) }
    let key = trim(trimmed[..<colon]).text
    if key.isEmpty { return .other(trimmed, column: column) }
    let afterColon = trimmed[trimmed.index(after: colon)...]
    let (text, leading) = trim(afterColon)
    let offset = trimmed.distance(from: trimmed.startIndex, to: afterColon.startIndex)
    return .entry(
      PackEntry(
        line: number, key: key, keyColumn: column, text: text,
        textColumn: column + offset + leading - 1))
  }

  /// The text without white space at both ends, and the column at which it begins.
  static func trim(_ text: Substring) -> (text: Substring, column: Int) {
    let start = text.drop { $0.isWhitespace }
    let column = text.distance(from: text.startIndex, to: start.startIndex) + 1
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return (start, column) }
    return (start[...last], column)
  }

  /// The sentences of the text, which `|` parts, and the column of each.
  var sentences: [(text: Substring, column: Int)] {
    var column = textColumn
    return text.split(separator: "|", omittingEmptySubsequences: false).map { part in
      let (sentence, leading) = Self.trim(part)
      defer { column += part.count + 1 }
      return (sentence, column + leading - 1)
    }
  }
}
