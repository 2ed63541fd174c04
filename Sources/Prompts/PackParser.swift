// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the text of a language pack and collects everything that is wrong with it.
///
/// In order: lines → entries without duplicates → header → number words and counted nouns →
/// prompts. The length of a sentence is checked last, when the words of its numbers are known.
struct PackParser {
  private let language: String
  private let file: String
  private var findings: [PackFinding] = []
  /// In the order of the file; each key once.
  private var entries: [PackEntry] = []
  private var entryByKey: [Substring: PackEntry] = [:]
  private var lineCount = 1
  /// What was found out about the words of a range's numbers: many prompts ask for the same.
  private var wordsOfNumbers: [NumberSlot: NumberFacts] = [:]

  init(language: String, file: String) {
    self.language = language
    self.file = file
  }

  mutating func parse(_ text: String) -> Result<LanguagePack, InvalidPack> {
    readLines(of: text)
    let header = readHeader()
    guard let plurals = PluralRule(language: language) else {
      let known = PluralRule.languages.joined(separator: ", ")
      missing("no plural rule is known for '\(SentenceRules.shown(language))'", "one of \(known)")
      return .failure(invalidPack)
    }
    checkKeys(plurals)
    let vocabulary = readVocabulary(plurals)
    let prompts = readPrompts(vocabulary)
    guard findings.isEmpty, let header else { return .failure(invalidPack) }
    return .success(
      LanguagePack(
        language: header.language, name: header.name, voice: header.voice, prompts: prompts,
        vocabulary: vocabulary))
  }

  // MARK: Findings

  private var invalidPack: InvalidPack {
    InvalidPack(
      findings: findings.enumerated().sorted { first, second in
        let (one, two) = (first.element, second.element)
        return (one.line, one.column, first.offset) < (two.line, two.column, second.offset)
      }.map(\.element))
  }

  private mutating func report(_ line: Int, _ column: Int, _ found: String, _ expected: String) {
    findings.append(
      PackFinding(file: file, line: line, column: column, found: found, expected: expected))
  }

  private mutating func reportText(_ entry: PackEntry, _ found: String, _ expected: String) {
    report(entry.line, entry.textColumn, found, expected)
  }

  private mutating func missing(_ found: String, _ expected: String) {
    report(lineCount, 1, found, expected)
  }

  // MARK: Lines and keys

  private mutating func readLines(of text: String) {
    let lines = PackEntry.lines(of: text)
    lineCount = lines.count
    for (index, line) in lines.enumerated() {
      switch line {
      case .empty:
        continue
      case .other(let text, let column):
        report(index + 1, column, "'\(SentenceRules.shown(text))'", "'key: text' or '# comment'")
      case .entry(let entry):
        if let first = entryByKey[entry.key] {
          report(
            entry.line, entry.keyColumn, "key '\(SentenceRules.shown(entry.key))' again",
            "each key once; it is on line \(first.line)")
        } else {
          entries.append(entry)
          entryByKey[entry.key] = entry
        }
      }
    }
  }

  private func entry(_ key: String) -> PackEntry? {
    entryByKey[key[...]]
  }

  private mutating func checkKeys(_ plurals: PluralRule) {
    // One expression of all this is too much for Swift 6.0.3.
    var known = Header.keys + PromptKey.allCases.map(\.rawValue)
    for placeholder in Placeholder.allCases where placeholder.isCounted {
      known += plurals.forms.map { NounKey(placeholder, $0).rawValue }
    }
    for amount in Amount.allCases {
      known += plurals.forms.map { NounKey(amount, $0).rawValue }
    }
    known += [NumberKey.point, NumberKey.minus]
    let all = Set(known)
    for entry in entries where !all.contains(String(entry.key)) && NumberKey(entry.key) == nil {
      let nearest = NearestKey.find(entry.key, among: known).map { ", perhaps '\($0)'" } ?? ""
      report(
        entry.line, entry.keyColumn, "unknown key '\(SentenceRules.shown(entry.key))'",
        "a key of Docs/Languages.md\(nearest)")
    }
  }

  // MARK: Header

  private struct Header {
    static let keys = ["language", "name", "voice"]
    let language: String
    let name: String
    let voice: String
  }

  private mutating func readHeader() -> Header? {
    let values = Header.keys.map { key -> Substring? in
      guard let entry = entry(key) else {
        missing("key '\(key)' is missing", "'\(key): …' once in the file")
        return nil
      }
      if entry.text.isEmpty { reportText(entry, "'\(key)' is empty", "a value") }
      return entry.text
    }
    if let entry = entry("language"), !entry.text.isEmpty, entry.text != language {
      reportText(
        entry, "language '\(SentenceRules.shown(entry.text))'",
        "'\(SentenceRules.shown(language))', the name of the folder")
    }
    if let entry = entry("voice"), let fault = voiceFault(entry.text) {
      reportText(entry, fault, "an eSpeak NG voice such as en-us")
    }
    guard let language = values[0], let name = values[1], let voice = values[2] else { return nil }
    return Header(language: String(language), name: String(name), voice: String(voice))
  }

  /// A voice name is passed on to another program: nothing but letters, digits, `-` and `+`.
  private func voiceFault(_ voice: Substring) -> String? {
    let isName = voice.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "+")
    }
    return isName && voice.first != "-" ? nil : "voice '\(SentenceRules.shown(voice))'"
  }

  // MARK: Numbers and counted nouns

  private mutating func readVocabulary(_ plurals: PluralRule) -> Vocabulary {
    var vocabulary = Vocabulary(language: language, plurals: plurals)
    for entry in entries {
      guard let key = NumberKey(entry.key) else { continue }
      if entry.text.isEmpty {
        reportText(entry, "number \(key.number) is empty", "its words")
      } else if let fault = SentenceRules.wordFault(in: entry.text) {
        reportText(entry, fault.found, fault.expected)
      }
      vocabulary.numbers.set(String(entry.text), for: key.number, use: key.use)
    }
    vocabulary.minus = readWord(NumberKey.minus)
    vocabulary.point = readWord(NumberKey.point)
    for form in plurals.forms {
      for placeholder in Placeholder.allCases where placeholder.isCounted {
        vocabulary.counted[placeholder, default: [:]][form] = readNoun(
          NounKey(placeholder, form), for: placeholder.range, vocabulary)
      }
      for amount in Amount.allCases {
        vocabulary.amounts[amount, default: [:]][form] = readNoun(
          NounKey(amount, form), for: amount.range, vocabulary)
      }
    }
    return vocabulary
  }

  private mutating func readWord(_ key: String) -> String {
    guard let entry = entry(key) else {
      missing("key '\(key)' is missing", "'\(key): …' once in the file")
      return ""
    }
    if entry.text.isEmpty {
      reportText(entry, "'\(key)' is empty", "a word")
    } else if let fault = SentenceRules.wordFault(in: entry.text) {
      reportText(entry, fault.found, fault.expected)
    }
    return String(entry.text)
  }

  private mutating func readNoun(
    _ key: NounKey, for range: ClosedRange<Int>, _ vocabulary: Vocabulary
  ) -> PromptTemplate? {
    guard let entry = entry(key.rawValue) else {
      missing("key '\(key.rawValue)' is missing", "'\(key.rawValue): {number} …' once in the file")
      return nil
    }
    guard let template = readTemplate(entry.text, at: (entry.line, entry.textColumn)) else {
      return nil
    }
    guard template.slots.map(\.name) == [Vocabulary.numberSlot], let slot = template.slots.first
    else {
      reportText(entry, "'\(SentenceRules.shown(entry.text))'", "{number} once, with its noun")
      return nil
    }
    if let fault = SentenceRules.wordFault(in: template.filled { _ in "" }) {
      reportText(entry, fault.found, fault.expected)
    }
    let values = range.filter { vocabulary.plurals.form(for: $0) == key.form }
    if let value = values.first(where: { vocabulary.numbers.words(for: $0, use: slot.use) == nil })
    {
      reportMissing(value, use: slot.use, at: (entry.line, entry.textColumn))
    }
    return template
  }

  private struct NumberSlot: Hashable {
    let range: ClosedRange<Int>
    let use: String
  }

  private struct NumberFacts {
    /// The first number that has no words.
    let firstWithout: Int?
    /// The most words one of them takes.
    let mostWords: Int
  }

  private mutating func facts(_ slot: NumberSlot, in numbers: NumberWords) -> NumberFacts {
    if let known = wordsOfNumbers[slot] { return known }
    var mostWords = 1
    var firstWithout: Int?
    for number in slot.range {
      if let words = numbers.words(for: number, use: slot.use) {
        mostWords = max(mostWords, SentenceRules.wordCount(words))
      } else {
        firstWithout = firstWithout ?? number
      }
    }
    let facts = NumberFacts(firstWithout: firstWithout, mostWords: mostWords)
    wordsOfNumbers[slot] = facts
    return facts
  }

  /// Reports a number that has no words in the table of a use.
  private mutating func reportMissing(
    _ number: Int, use: String, at position: (line: Int, column: Int)
  ) {
    let key = NumberKey.needed(for: number, use: use)
    report(position.line, position.column, "a number without words, \(number)", "'\(key): …'")
  }

  // MARK: Prompts

  private mutating func readPrompts(_ vocabulary: Vocabulary) -> [PromptKey: [PromptTemplate]] {
    var prompts: [PromptKey: [PromptTemplate]] = [:]
    for key in PromptKey.allCases {
      guard let entry = entry(key.rawValue) else {
        missing("key '\(key.rawValue)' is missing", "'\(key.rawValue): …' once in the file")
        continue
      }
      if entry.text.isEmpty {
        reportText(entry, "prompt '\(key.rawValue)' is empty", "at least one sentence")
        continue
      }
      prompts[key] = readPrompt(key, entry, vocabulary)
    }
    return prompts
  }

  private mutating func readPrompt(
    _ key: PromptKey, _ entry: PackEntry, _ vocabulary: Vocabulary
  ) -> [PromptTemplate] {
    let sentences = entry.sentences
    let allowed = key.role.sentenceCount
    if !allowed.contains(sentences.count) {
      reportText(
        entry, "\(sentences.count) sentences",
        allowed.count == 1
          ? "\(allowed.lowerBound)" : "\(allowed.lowerBound) to \(allowed.upperBound)")
    }
    var unused = key.placeholders.map(\.rawValue) + key.texts.map(\.rawValue)
    var templates: [PromptTemplate] = []
    for (text, column) in sentences {
      let position = (line: entry.line, column: column)
      guard let template = readSentence(text, of: key, vocabulary, at: position) else { continue }
      unused.removeAll { name in template.slots.contains { $0.name == name } }
      templates.append(template)
    }
    for name in unused {
      reportText(entry, "placeholder {\(name)} is missing", "it in '\(key.rawValue)'")
    }
    return templates
  }

  private mutating func readSentence(
    _ text: Substring, of key: PromptKey, _ vocabulary: Vocabulary,
    at position: (line: Int, column: Int)
  ) -> PromptTemplate? {
    guard !text.isEmpty else {
      report(position.line, position.column, "empty sentence", "words between two '|'")
      return nil
    }
    guard let template = readTemplate(text, at: position) else { return nil }
    let fault =
      key.role == .sound
      ? SentenceRules.soundFault(in: text) : SentenceRules.fault(in: template, text: text)
    if let fault { report(position.line, position.column, fault.found, fault.expected) }
    var words = SentenceRules.wordCount(template.filled { _ in "" })
    for slot in template.slots {
      guard let most = readSlot(slot, of: key, vocabulary, at: position) else { return template }
      words += most
    }
    if words > key.role.wordLimit {
      report(
        position.line, position.column, "sentence of \(words) words",
        "at most \(key.role.wordLimit)")
    }
    return template
  }

  /// The most words that may stand in a gap; nil where it is reported as unknown. A text counts as
  /// one, and so does a number about a line of a file: such a sentence is parted where it is long.
  private mutating func readSlot(
    _ slot: PromptTemplate.Slot, of key: PromptKey, _ vocabulary: Vocabulary,
    at position: (line: Int, column: Int)
  ) -> Int? {
    if let text = TextPlaceholder(rawValue: slot.name), key.texts.contains(text),
      slot.use.isEmpty
    {
      return 1
    }
    guard let placeholder = Placeholder(rawValue: slot.name),
      key.placeholders.contains(placeholder), !placeholder.isCounted || slot.use.isEmpty
    else {
      report(
        position.line, position.column, "unknown placeholder {\(SentenceRules.shown(slot.name))}",
        expectedPlaceholders(of: key))
      return nil
    }
    guard !placeholder.isCounted else {
      return vocabulary.mostWords(of: placeholder, use: slot.use)
    }
    let facts = facts(
      NumberSlot(range: placeholder.range, use: slot.use), in: vocabulary.numbers)
    if let number = facts.firstWithout { reportMissing(number, use: slot.use, at: position) }
    return key.role == .finding ? 1 : facts.mostWords
  }

  private func expectedPlaceholders(of key: PromptKey) -> String {
    let names = key.placeholders.map(\.rawValue) + key.texts.map(\.rawValue)
    guard !names.isEmpty else { return "no placeholder in '\(key.rawValue)'" }
    return names.map { "{\($0)}" }.joined(separator: ", ")
  }

  private mutating func readTemplate(
    _ text: Substring, at position: (line: Int, column: Int)
  ) -> PromptTemplate? {
    switch PromptTemplate.parse(text) {
    case .success(let template):
      return template
    case .failure(.openBraceWithoutEnd):
      report(position.line, position.column, "'{' without '}'", "a placeholder such as {minutes}")
    case .failure(.closeBraceWithoutStart):
      report(position.line, position.column, "'}' without '{'", "a placeholder such as {minutes}")
    }
    return nil
  }
}
