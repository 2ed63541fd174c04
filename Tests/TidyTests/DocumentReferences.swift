// SPDX-License-Identifier: GPL-3.0-or-later

/// What a document names: files in `code`, and tests by their sentences in “these quotes”.
struct DocumentReferences {
  struct Line {
    let number: Int
    /// Swift files with their folder: `Session/Session.swift`, `SessionTests/StopTests.swift`.
    let files: [String]
    /// Sentences of tests.
    let sentences: [String]
    let isTableRow: Bool

    var testFiles: [String] { files.filter { $0.contains("Tests/") } }
    var sourceFiles: [String] { files.filter { !$0.contains("Tests/") } }
  }

  let document: TextFile
  let lines: [Line]

  init(_ document: TextFile) {
    self.document = document
    lines = document.lines.enumerated().map { index, text in
      let isHead = index + 1 < document.lines.count && document.lines[index + 1].hasPrefix("|---")
      return Line(
        number: index + 1,
        files: Self.pieces(of: text, between: "`", and: "`")
          .filter { $0.hasSuffix(".swift") && $0.contains("/") },
        sentences: Self.pieces(of: text, between: "“", and: "”"),
        isTableRow: text.hasPrefix("| ") && !isHead)
    }
  }

  private static func pieces(
    of text: String, between start: Character, and end: Character
  ) -> [String] {
    var pieces: [String] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: start) {
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: end) else { break }
      pieces.append(String(rest[..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return pieces
  }

  /// Where a file that a document names stands.
  static func path(_ file: String) -> String {
    if file.hasPrefix("Sources/") || file.hasPrefix("Tests/") { return file }
    return (file.contains("Tests/") ? "Tests/" : "Sources/") + file
  }

  /// Files that are not there.
  func missingFiles(exists: (String) -> Bool) -> [Finding] {
    lines.flatMap { line in
      line.files.filter { !exists(Self.path($0)) }
        .map { document.finding(line.number, "there is no \($0)") }
    }
  }

  /// Tests that none of the files named on the same line holds.
  func missingTests(sentences: (String) throws -> [String]) rethrows -> [Finding] {
    try lines.flatMap { line in
      let known = Set(try line.testFiles.flatMap { try sentences(Self.path($0)) })
      return line.sentences.filter { !known.contains($0) }
        .map { document.finding(line.number, "no test says “\($0)”") }
    }
  }

  /// Rows of tables that do not name a rule's place and a test.
  var bareRows: [Finding] {
    lines.filter(\.isTableRow).compactMap { line in
      if line.sourceFiles.isEmpty { return document.finding(line.number, "no rule is named") }
      let hasTest = !line.testFiles.isEmpty && !line.sentences.isEmpty
      return hasTest ? nil : document.finding(line.number, "no test is named")
    }
  }
}

extension TextFile {
  /// The sentences of its tests: the first string behind each `@Test(`, or the function's name.
  var testSentences: [String] {
    var sentences: [String] = []
    var rest = lines.joined(separator: "\n")[...]
    while let mark = rest.firstRange(of: "@Test") {
      rest = rest[mark.upperBound...]
      if rest.hasPrefix(" func ") {
        sentences.append(String(rest.dropFirst(6).prefix(while: \.isWordPart)))
        continue
      }
      guard rest.popFirst() == "(" else { continue }
      rest = rest.drop(while: \.isWhitespace)
      guard rest.popFirst() == "\"" else { continue }
      var sentence = ""
      while let character = rest.popFirst(), character != "\"" {
        sentence.append(character == "\\" ? rest.popFirst() ?? character : character)
      }
      sentences.append(sentence)
    }
    return sentences
  }
}
