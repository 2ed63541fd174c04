// SPDX-License-Identifier: GPL-3.0-or-later

/// The form every spoken sentence has, so that a voice reads it as it was meant.
enum SentenceRules {
  /// The longest sentence, in characters; ten long words stay below it.
  static let maximumCharacters = 120
  /// The longest sounds, in characters: twenty numbers in any language stay below it.
  static let maximumCharactersOfSounds = 240

  /// What is wrong with a sentence.
  struct Fault: Hashable {
    let found: String
    let expected: String
  }

  /// The number of words: parts between spaces that hold a letter or a digit. A space that does
  /// not break a line parts words as any other does.
  static func wordCount(_ text: some StringProtocol) -> Int {
    text.split(whereSeparator: \.isWhitespace).count { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// A sentence about a line of a file, "Line four: volume …", as one where it has ten words at
  /// most, else parted at its first colon, "Line four." and "Volume …".
  static func split(_ sentence: String) -> [String] {
    guard wordCount(sentence) > PromptRole.finding.wordLimit,
      let colon = sentence.firstIndex(of: ":")
    else { return [sentence] }
    let line = PackEntry.trim(sentence[..<colon]).text
    let rest = PackEntry.trim(sentence[sentence.index(after: colon)...]).text
    return ["\(line).", capitalized(String(rest))]
  }

  /// With a capital letter first, for a sentence that begins with a name.
  static func capitalized(_ sentence: String) -> String {
    sentence.prefix(1).uppercased() + sentence.dropFirst()
  }

  /// The first fault of a sentence whose gaps are not filled yet; nil for a good one.
  static func fault(in template: PromptTemplate, text: Substring) -> Fault? {
    if let fault = lengthFault(of: text, atMost: maximumCharacters) { return fault }
    guard beginsWell(template) else {
      return Fault(
        found: "sentence begins with '\(shown(text.prefix(1)))'", expected: "a capital letter")
    }
    if let fault = endFault(of: text) { return fault }
    for (index, piece) in template.pieces.enumerated() {
      guard case .text(let part) = piece else { continue }
      let isEnd = index == template.pieces.count - 1
      if let fault = characterFault(in: isEnd ? part.dropLast() : part[...]) { return fault }
    }
    return spaceFault(in: text)
  }

  /// The first fault of sounds that the voice shows, "ma, me, mi": words and commas, which need
  /// neither a capital letter nor a full stop.
  static func soundFault(in text: Substring) -> Fault? {
    if let fault = lengthFault(of: text, atMost: maximumCharactersOfSounds) { return fault }
    for character in text where !isLetter(character) && !" ,-'’".contains(character) {
      return Fault(
        found: "character '\(shown(String(character)))'", expected: "sounds in letters and commas")
    }
    guard text.contains(where: isLetter) else {
      return Fault(found: "sounds without letters", expected: "sounds in letters and commas")
    }
    return spaceFault(in: text)
  }

  /// The first fault of a number word or of the text in a counted noun's form. Digits may stand in
  /// for a word that a voice stresses wrongly.
  static func wordFault(in text: some StringProtocol) -> Fault? {
    for character in text where !(isLetter(character) || character.isASCII && character.isNumber) {
      guard " -'’".contains(character) else {
        return Fault(found: "character '\(shown(String(character)))'", expected: "words")
      }
    }
    return nil
  }

  /// A piece of somebody's text, short and without control characters, fit for a finding.
  static func shown(_ text: some StringProtocol) -> String {
    let safe = text.prefix(40).unicodeScalars.prefix(80).map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        "\u{FFFD}"
      default:
        Character(scalar)
      }
    }
    return String(safe)
  }

  // MARK: Parts of a sentence

  /// What may stand before the capital letter: Spanish marks, French quotation.
  private static let openingMarks: Set<Character> = ["¿", "¡", "«", "\u{A0}", "\u{202F}"]

  /// Marks inside a sentence. The two spaces are those of French before `:` and `?`.
  private static let innerMarks: Set<Character> = [
    " ", "\u{A0}", "\u{202F}", ",", ":", "-", "'", "’", "«", "»", "¿", "¡"
  ]

  /// With a capital letter, or a name that is given one.
  private static func beginsWell(_ template: PromptTemplate) -> Bool {
    switch template.pieces.first {
    case .text(let start):
      guard let first = start.first(where: { !openingMarks.contains($0) }) else { return false }
      return first.isLetter && !first.isLowercase
    case .slot(let slot): return TextPlaceholder(rawValue: slot.name) != nil
    case nil: return false
    }
  }

  private static func lengthFault(of text: Substring, atMost maximum: Int) -> Fault? {
    guard text.count > maximum else { return nil }
    return Fault(found: "sentence of \(text.count) characters", expected: "at most \(maximum)")
  }

  /// `.` or `?`; after a Spanish opening mark, its own closing one.
  private static func endFault(of text: Substring) -> Fault? {
    let opening = text.first { $0 == "¿" || $0 == "¡" }
    let endings: [Character]
    switch opening {
    case "¿": endings = ["?"]
    case "¡": endings = ["!"]
    default: endings = [".", "?"]
    }
    guard let last = text.last, endings.contains(last) else {
      return Fault(
        found: "sentence ends with '\(shown(text.suffix(1)))'",
        expected: endings.map { "'\($0)'" }.joined(separator: " or "))
    }
    return nil
  }

  private static func characterFault(in text: Substring) -> Fault? {
    for character in text where !innerMarks.contains(character) {
      if character == "." || character == "?" || character == "!" {
        return Fault(
          found: "'\(character)' inside a sentence", expected: "' | ' between two sentences")
      }
      guard isLetter(character) else {
        return Fault(
          found: "character '\(shown(String(character)))'",
          expected: "letters and , : - ' « » only; numbers in words")
      }
    }
    return nil
  }

  private static func spaceFault(in text: Substring) -> Fault? {
    guard zip(text, text.dropFirst()).contains(where: { $0.isWhitespace && $1.isWhitespace })
    else { return nil }
    return Fault(found: "two spaces", expected: "one space between words")
  }

  /// A letter as one types it: alone, or with the accent it always has, a stress mark, or both.
  private static func isLetter(_ character: Character) -> Bool {
    character.isLetter && character.unicodeScalars.count <= 3
  }
}
