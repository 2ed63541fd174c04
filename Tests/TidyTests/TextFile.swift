// SPDX-License-Identifier: GPL-3.0-or-later

/// One file, line by line.
struct TextFile {
  /// From the root of the checkout.
  let path: String
  let lines: [String]
  /// Of a Swift file: the same lines without comments and without the words of strings.
  let code: [String]

  init(path: String, bytes: [UInt8]) {
    self.path = path
    lines = Self.lines(bytes)
    var scanner = CodeScanner(bytes)
    code = path.hasSuffix(".swift") ? Self.lines(scanner.scan()) : []
  }

  /// A piece of text in place of a file: to show what a rule finds.
  init(_ path: String, _ text: String) { self.init(path: path, bytes: Array(text.utf8)) }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The folder's name that stands below `Sources` or `Tests`.
  var room: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// The modules it imports, with their lines.
  var imports: [(module: String, line: Int)] {
    code.enumerated().compactMap { index, line -> (module: String, line: Int)? in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.contains("import"), let name = words.last else { return nil }
      // `import struct A.B` and `import A.B` are imports of A.
      return (String(name.prefix { $0 != "." }), index + 1)
    }
  }

  func finding(_ line: Int, _ what: String) -> Finding {
    Finding(path: path, line: line, what: what)
  }
}

/// What a rule found, and where.
struct Finding: Equatable, CustomStringConvertible {
  let path: String
  /// From 1.
  let line: Int
  let what: String

  var description: String { "\(path):\(line): \(what)" }
}
