// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads Swift text and blanks its comments and the words of its strings, so that rules look at
/// code alone. Lines and columns stay where they are; what a string interpolates is code.
struct CodeScanner {
  private let bytes: [UInt8]
  private var blanked: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    blanked = bytes
  }

  mutating func scan() -> [UInt8] {
    code(isInterpolated: false)
    return blanked
  }

  /// Up to the end, or to the parenthesis that closes an interpolation.
  private mutating func code(isInterpolated: Bool) {
    var depth = 0
    while at < bytes.count {
      if starts(with: "//") {
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blank() }
      } else if starts(with: "/*") {
        comment()
      } else if let hashes = hashesBeforeString {
        string(hashes)
      } else {
        if bytes[at] == UInt8(ascii: "(") { depth += 1 }
        if bytes[at] == UInt8(ascii: ")") {
          if isInterpolated, depth == 0 { return }
          depth -= 1
        }
        at += 1
      }
    }
  }

  /// Comments of this kind may stand in each other.
  private mutating func comment() {
    var depth = 0
    while at < bytes.count {
      if starts(with: "/*") {
        depth += 1
        blank(2)
      } else if starts(with: "*/") {
        depth -= 1
        blank(2)
        if depth == 0 { return }
      } else {
        blank()
      }
    }
  }

  /// The number of `#` before a quotation mark; nil where no string begins here.
  private var hashesBeforeString: Int? {
    var end = at
    while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - at : nil
  }

  private mutating func string(_ hashes: Int) {
    let marks = String(repeating: "#", count: hashes)
    at += hashes
    let isLong = starts(with: "\"\"\"")
    let quote = isLong ? "\"\"\"" : "\""
    at += quote.utf8.count
    while at < bytes.count {
      if starts(with: quote + marks) {
        at += quote.utf8.count + hashes
        return
      }
      if starts(with: "\\" + marks + "(") {
        at += 2 + hashes
        code(isInterpolated: true)
        at = min(at + 1, bytes.count)
      } else if starts(with: "\\" + marks) {
        blank(2 + hashes)
      } else if !isLong, bytes[at] == UInt8(ascii: "\n") {
        return
      } else {
        blank()
      }
    }
  }

  private func starts(with text: String) -> Bool {
    bytes[at...].starts(with: text.utf8)
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where at < bytes.count {
      if bytes[at] != UInt8(ascii: "\n") { blanked[at] = UInt8(ascii: " ") }
      at += 1
    }
  }
}
