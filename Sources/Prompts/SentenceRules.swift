// SPDX-License-Identifier: GPL-3.0-or-later

/// The form every spoken sentence has, so that a voice reads it as it was meant.
enum SentenceRules {
  /// The longest sentence, in characters; ten long words stay below it.
  static let maximumCharacters = 120

  /// What is wrong with a sentence.
  struct Fault: Hashable {
    let found: String
    let expected: String
  }

  /// The number of words: parts between spaces that hold a letter or a digit.
  static func wordCount(_ text: some StringProtocol) -> Int {
    text.split(separator: " ").count { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// The first fault of a sentence whose gaps are not filled yet; nil for a good one.
  static func fault(in template: PromptTemplate, text: Substring) -> Fault? {
    if text.count > maximumCharacters {
      return Fault(
        found: "sentence of \(text.count) characters",
        expected: "at most \(maximumCharacters)")
    }
    guard case .text(let start)? = template.pieces.first, let first = start.first,
      first.isLetter, !first.isLowercase
    else {
      return Fault(
        found: "sentence begins with '\(shown(text.prefix(1)))'", expected: "a capital letter")
    }
    guard let last = text.last, last == "." || last == "?" else {
      return Fault(found: "sentence ends with '\(shown(text.suffix(1)))'", expected: "'.' or '?'")
    }
    for (index, piece) in template.pieces.enumerated() {
      guard case .text(let part) = piece else { continue }
      let isEnd = index == template.pieces.count - 1
      if let fault = characterFault(in: isEnd ? part.dropLast() : part[...]) { return fault }
    }
    if text.contains("  ") {
      return Fault(found: "two spaces", expected: "one space between words")
    }
    return nil
  }

  /// The first fault of a number word or of the text in a counted noun's form. Digits may stand in
  /// for a word that a voice stresses wrongly.
  static func wordFault(in text: some StringProtocol) -> Fault? {
    for character in text where !(isLetter(character) || character.isASCII && character.isNumber) {
      guard character == " " || character == "-" || character == "'" else {
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

  private static func characterFault(in text: Substring) -> Fault? {
    for character in text {
      switch character {
      case " ", ",", ":", "-", "'": continue
      case ".", "?":
        return Fault(
          found: "'\(character)' inside a sentence", expected: "' | ' between two sentences")
      default:
        guard isLetter(character) else {
          return Fault(
            found: "character '\(shown(String(character)))'",
            expected: "letters and , : - ' only; numbers in words")
        }
      }
    }
    return nil
  }

  /// A letter as one types it: alone, or with the accent it always has, a stress mark, or both.
  private static func isLetter(_ character: Character) -> Bool {
    character.isLetter && character.unicodeScalars.count <= 3
  }
}
