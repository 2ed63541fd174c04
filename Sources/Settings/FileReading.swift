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
  private var written: [KeyID: Written] = [:]
  private var firstLines: [KeyID: Int] = [:]
  private var findings = FindingList()

  /// `languages` are the codes of the languages the unit has a pack for.
  init(_ bytes: [UInt8], file: String, kind: FileKind, languages: [String] = []) {
    self.file = file
    self.kind = kind
    switch DecodedText(bytes) {
    case .unreadable(let problem, let line, let column):
      findings.append(Finding(file: file, line: line, column: column, problem: problem))
    case .lines(let lines):
      let reading = ValueReading(languages: languages)
      for (index, characters) in lines.enumerated() {
        switch Statement.read(characters) {
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
  }

  private mutating func read(_ statement: Statement, line: Int, by reading: ValueReading) {
    let name = statement.key
    guard let match = KeyTable.match(name.characters, in: kind) else {
      findings.append(Self.unknown(name, in: file, of: kind, line: line))
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
    _ name: SourceText, in file: String, of kind: FileKind, line: Int
  ) -> Finding {
    for other in FileKind.allCases where other != kind {
      guard let match = KeyTable.match(name.characters, in: other) else { continue }
      return Finding(
        file: file, line: line, column: name.column, key: match.key.id,
        keyName: match.key.term.name(in: match.language), problem: .belongsElsewhere(other))
    }
    let nearest = KeyTable.nearestName(to: name.characters, in: kind)
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
