// SPDX-License-Identifier: GPL-3.0-or-later

/// An everyday phrase, practised with the beat and then said in a real sentence.
public struct Phrase: Hashable, Sendable {
  /// What the phrase is for. The raw value is its key in `phrases.txt`.
  public enum Family: String, CaseIterable, Hashable, Sendable {
    case needs, feelings, greetings, people
    /// From the caregiver's file: the words of the person's own life, which come first.
    case own

    /// The families a language's own file holds.
    static let shipped = allCases.filter { $0 != .own }
  }

  public var family: Family
  public var text: String
  /// A sentence that holds the words of the phrase; nil for a phrase of the caregiver's.
  public var sentence: String?

  public init(family: Family, text: String, sentence: String?) {
    self.family = family
    self.text = text
    self.sentence = sentence
  }
}

/// What is wrong with a phrase of the caregiver's, in words fit for a finding.
public struct PhraseFault: Error, Hashable, Sendable {
  /// What was found.
  public let found: String
  /// What was expected.
  public let expected: String
}

extension Phrase {
  /// The most words a phrase of the caregiver's may have.
  public static let mostWords = 12
  /// The longest phrase of the caregiver's, in characters.
  public static let mostCharacters = 80
  /// The longest word, in letters. No name is longer, and what is longer is not a word.
  static let mostLettersInWord = 30

  /// Reads a phrase of the caregiver's, `phrases:` in `upbeat.txt`, as it is handed to the voice.
  ///
  /// How many syllables it has only the voice knows, which may refuse it for that.
  /// - Parameters:
  ///   - text: One phrase; white space at its ends is left out.
  ///   - language: The ISO 639-1 code of the language that speaks it.
  /// - Returns: The phrase, without a sentence, or the first thing that is wrong with it.
  public static func own(_ text: String, language: String) -> Result<Phrase, PhraseFault> {
    let trimmed = PackEntry.trim(text[...]).text
    if let fault = fault(in: trimmed, language: language) { return .failure(fault) }
    return .success(Phrase(family: .own, text: String(trimmed), sentence: nil))
  }

  private static func fault(in text: Substring, language: String) -> PhraseFault? {
    if text.isEmpty { return PhraseFault(found: "an empty phrase", expected: "a few words") }
    if text.utf8.count > 16 * mostCharacters || text.count > mostCharacters {
      return PhraseFault(
        found: "a phrase that is too long", expected: "at most \(mostCharacters) characters")
    }
    if let fault = contentFault(in: text, language: language) { return fault }
    let words = text.split(whereSeparator: \.isWhitespace)
    if words.count > mostWords {
      return PhraseFault(
        found: "a phrase of \(words.count) words", expected: "at most \(mostWords)")
    }
    if let word = words.first(where: { $0.count > mostLettersInWord }) {
      return PhraseFault(
        found: "'\(SentenceRules.shown(word))', a word of \(word.count) letters",
        expected: "at most \(mostLettersInWord)")
    }
    return nil
  }

  /// What a voice would not read as words: markup, phoneme brackets, signs, another script.
  private static func contentFault(in text: Substring, language: String) -> PhraseFault? {
    if text.contains("[[") || text.contains("]]") {
      return PhraseFault(found: "phoneme brackets", expected: "words as one writes them")
    }
    if text.contains("<") || text.contains(">") {
      return PhraseFault(found: "markup", expected: "words as one writes them")
    }
    guard text.contains(where: \.isLetter) else {
      return PhraseFault(
        found: "'\(SentenceRules.shown(text))', no letters", expected: "words to speak")
    }
    if let script = Script(language: language), let letter = script.stranger(in: text) {
      return PhraseFault(
        found: "letter '\(SentenceRules.shown(String(letter)))'",
        expected: "\(script.rawValue) letters, as the language '\(language)' is written")
    }
    if let scalar = text.unicodeScalars.first(where: { !isSpoken($0) }) {
      return PhraseFault(
        found: "character '\(SentenceRules.shown(String(scalar)))'",
        expected: "letters, numbers and , . ? ! - '")
    }
    return nil
  }

  /// Letters with their accents, decimal digits, spaces and the marks between words.
  private static func isSpoken(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .decimalNumber, .spaceSeparator:
      true
    default:
      ",.?!:;-–—'’‘\"“”„«»¿¡…".unicodeScalars.contains(scalar)
    }
  }
}
