// SPDX-License-Identifier: GPL-3.0-or-later

/// A file taken apart: what each key was given, and the findings.
struct FileReading {
  /// A value and the place it stands at.
  struct Written {
    let value: KeyValue
    let line: Int
    let column: Int
    let keyName: String
    /// The value as it stands in the file, for findings.
    let shown: String
  }

  let file: String
  let kind: FileKind
  /// The language that most keys are written in; else the one it was taken to be in.
  private(set) var language: TableLanguage?
  private var written: [KeyID: Written] = [:]
  private var firstLines: [KeyID: Int] = [:]
  private var findings = FindingList()

  /// - Parameters:
  ///   - languages: the codes of the languages the unit has a pack for.
  ///   - language: what the file is taken to be written in where its keys do not tell.
  init(
    _ bytes: [UInt8], file: String, kind: FileKind, languages: [String] = [],
    language: TableLanguage? = nil
  ) {
    self.file = file
    self.kind = kind
    self.language = language
    switch DecodedText(bytes) {
    case .unreadable(let problem, let line, let column):
      findings.append(Finding(file: file, line: line, column: column, problem: problem))
    case .lines(let lines):
      read(lines.map(Statement.read), by: ValueReading(languages: languages))
    }
  }

  private mutating func read(_ lines: [Statement.Line], by reading: ValueReading) {
    language = KeyTable.language(
      of: lines.compactMap(\.statement?.key.characters), in: kind, usual: language)
    for (index, line) in lines.enumerated() {
      switch line {
      case .blank: break
      case .rubbish(let text):
        findings.append(
          Finding(
            file: file, line: index + 1, column: text.column,
            problem: .notALine(written: text.shown)))
      case .statement(let statement):
        read(statement, line: index + 1, by: reading)
      }
    }
  }

  private mutating func read(_ statement: Statement, line: Int, by reading: ValueReading) {
    let name = statement.key
    guard let match = KeyTable.match(name.characters, in: kind, language: language) else {
      findings.append(Self.unknown(name, in: file, of: kind, language: language, line: line))
      return
    }
    let id = match.key.id
    let keyName = match.key.term.name(in: match.language)
    if let firstLine = firstLines[id] {
      findings.append(
        Finding(
          file: file, line: line, column: name.column, key: id, keyName: keyName,
          problem: .duplicateKey(firstLine: firstLine)))
      return
    }
    firstLines[id] = line
    let value = statement.value
    let result: Result<KeyValue, Misfit> =
      value.isEmpty ? value.misfit(.noValue) : reading.value(of: match.key.kind, in: value)
    switch result {
    case .success(let read):
      written[id] = Written(
        value: read, line: line, column: value.column, keyName: keyName, shown: value.shown)
    case .failure(let misfit):
      findings.append(
        Finding(
          file: file, line: line, column: misfit.column, key: id, keyName: keyName,
          problem: misfit.problem))
    }
  }

  private static func unknown(
    _ name: SourceText, in file: String, of kind: FileKind, language: TableLanguage?, line: Int
  ) -> Finding {
    for other in FileKind.allCases where other != kind {
      guard let match = KeyTable.match(name.characters, in: other, language: language) else {
        continue
      }
      return Finding(
        file: file, line: line, column: name.column, key: match.key.id,
        keyName: match.key.term.name(in: match.language), problem: .belongsElsewhere(other))
    }
    let nearest = KeyTable.nearestName(to: name.characters, in: kind, language: language)
    return Finding(
      file: file, line: line, column: name.column,
      problem: .unknownKey(name: name.shown, nearest: nearest))
  }

  /// Adds a finding at the value of a key; at the file's start where the file does not give it.
  mutating func add(_ problem: Problem, at id: KeyID) {
    let place = written[id]
    findings.append(
      Finding(
        file: file, line: place?.line ?? 1, column: place?.column ?? 1, key: id,
        keyName: place?.keyName ?? "", problem: problem))
  }

  /// The value, where there is no finding.
  func parsed<Value>(_ value: () -> Value) -> Parsed<Value> {
    findings.isEmpty ? .value(value()) : .findings(findings.all)
  }

  /// What a key was given; nil where the file does not give it, or gives it wrongly.
  subscript(id: KeyID) -> Written? { written[id] }

  /// True where the line of a key has a finding.
  func isWrong(_ id: KeyID) -> Bool { firstLines[id] != nil && written[id] == nil }
}
