// SPDX-License-Identifier: GPL-3.0-or-later

/// The everyday phrases of one language: `Voices/LANGUAGE/phrases.txt`, read and checked.
///
/// A line is `FAMILY: Phrase. | Sentence that holds it.` `Docs/Languages.md` describes the file.
public struct PhraseBook: Hashable, Sendable {
  /// How many phrases a language has at least, so that the days differ.
  public static let fewestPhrases = 24
  /// The longest phrase, in words: as many as the most syllables (`clinical.md`).
  static let mostWords = 6
  /// The longest sentence, in words (`clinical.md`, Words).
  static let mostWordsInSentence = 10

  /// In the order of the file, each once.
  public let phrases: [Phrase]

  /// Reads the phrases from the text of their file.
  /// - Parameters:
  ///   - text: The whole file. Its caller bounds its size.
  ///   - language: The ISO 639-1 code of the language they are in.
  ///   - file: The name that findings carry.
  /// - Returns: The phrases, or every finding; a file with a finding is not used at all.
  public static func parse(
    _ text: String, language: String, file: String
  ) -> Result<PhraseBook, InvalidPack> {
    var reader = PhraseReader(script: Script(language: language), file: file)
    for (index, line) in PackEntry.lines(of: text).enumerated() {
      reader.read(line, number: index + 1)
    }
    if reader.phrases.isEmpty && reader.findings.isEmpty {
      reader.report(1, 1, "no phrases", PhraseReader.form)
    }
    guard reader.findings.isEmpty else {
      return .failure(InvalidPack(findings: reader.findings))
    }
    return .success(PhraseBook(phrases: reader.phrases))
  }
}

/// Reads lines of a phrase book and collects phrases and findings.
private struct PhraseReader {
  static let form = "'needs: Phrase. | Sentence that holds it.'"

  let script: Script?
  let file: String
  private(set) var phrases: [Phrase] = []
  private(set) var findings: [PackFinding] = []
  private var lineByPhrase: [[String]: Int] = [:]

  init(script: Script?, file: String) {
    self.script = script
    self.file = file
  }

  mutating func report(_ line: Int, _ column: Int, _ found: String, _ expected: String) {
    findings.append(
      PackFinding(file: file, line: line, column: column, found: found, expected: expected))
  }

  mutating func read(_ line: PackEntry.Line, number: Int) {
    switch line {
    case .empty:
      break
    case .other(let text, let column):
      report(
        number, column, "'\(SentenceRules.shown(text))'", "\(Self.form) or '# comment'")
    case .entry(let entry):
      read(entry)
    }
  }

  private mutating func read(_ entry: PackEntry) {
    guard let family = Phrase.Family.shipped.first(where: { $0.rawValue == entry.key }) else {
      report(
        entry.line, entry.keyColumn, "unknown family '\(SentenceRules.shown(entry.key))'",
        "one of " + Phrase.Family.shipped.map(\.rawValue).joined(separator: ", "))
      return
    }
    let parts = entry.sentences
    guard parts.count == 2 else {
      report(
        entry.line, entry.textColumn,
        parts.count == 1 ? "a phrase without its sentence" : "\(parts.count) parts", Self.form)
      return
    }
    let (phrase, sentence) = (parts[0], parts[1])
    let isPhraseGood = check(phrase, atMost: PhraseBook.mostWords, "phrase", line: entry.line)
    let isSentenceGood = check(
      sentence, atMost: PhraseBook.mostWordsInSentence, "sentence", line: entry.line)
    guard isPhraseGood, isSentenceGood else { return }
    let words = Self.words(of: phrase.text)
    if let first = lineByPhrase[words] {
      report(
        entry.line, phrase.column, "phrase '\(SentenceRules.shown(phrase.text))' again",
        "each phrase once; it is on line \(first)")
      return
    }
    lineByPhrase[words] = entry.line
    if let word = Self.firstMissing(of: words, in: Self.words(of: sentence.text)) {
      report(
        entry.line, sentence.column, "a sentence without '\(SentenceRules.shown(word))'",
        "all words of the phrase, in their order")
      return
    }
    phrases.append(
      Phrase(family: family, text: String(phrase.text), sentence: String(sentence.text)))
  }

  /// Whether the text is a sentence of few words in the language's letters; reports why not.
  private mutating func check(
    _ part: (text: Substring, column: Int), atMost mostWords: Int, _ name: String, line: Int
  ) -> Bool {
    guard !part.text.isEmpty else {
      report(line, part.column, "empty \(name)", PhraseReader.form)
      return false
    }
    let template = PromptTemplate(pieces: [.text(String(part.text))])
    if let fault = SentenceRules.fault(in: template, text: part.text) {
      report(line, part.column, fault.found, fault.expected)
      return false
    }
    if let script, let letter = script.stranger(in: part.text) {
      report(
        line, part.column, "letter '\(SentenceRules.shown(String(letter)))'",
        "\(script.rawValue) letters")
      return false
    }
    let words = SentenceRules.wordCount(part.text)
    if words > mostWords {
      report(line, part.column, "\(name) of \(words) words", "at most \(mostWords)")
      return false
    }
    return true
  }

  /// The words without their case and the marks between them.
  private static func words(of text: Substring) -> [String] {
    text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" && $0 != "-" }
      .map(String.init)
  }

  /// The first word that does not come, in its turn, in the sentence.
  private static func firstMissing(of words: [String], in sentence: [String]) -> String? {
    var rest = sentence[...]
    for word in words {
      guard let index = rest.firstIndex(of: word) else { return word }
      rest = rest[(index + 1)...]
    }
    return nil
  }
}
