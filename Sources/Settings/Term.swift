// SPDX-License-Identifier: GPL-3.0-or-later

/// The languages whose key names the table holds. A further language is one case here and one
/// column in `Term` and `Wording`.
public enum TableLanguage: String, CaseIterable, Sendable {
  case english = "en"
  case russian = "ru"
  case german = "de"
  case french = "fr"
  case spanish = "es"
}

/// What a key or a value is called in each language.
public struct Term: Hashable, Sendable {
  private let names: [TableLanguage: [String]]
  /// Every spelling that is understood, as `normalized` leaves it.
  private let spellings: [TableLanguage: [String]]

  /// The first name of each language is the one we write, the others are understood as well.
  init(
    en english: String..., ru russian: String..., de german: String..., fr french: String...,
    es spanish: String...
  ) {
    names = [
      .english: english, .russian: russian, .german: german, .french: french, .spanish: spanish
    ]
    precondition(names.values.allSatisfy { !$0.isEmpty })
    spellings = names.mapValues { $0.flatMap(Self.spellings) }
  }

  /// All names in a language, the one we write first.
  public func names(in language: TableLanguage) -> [String] { names[language] ?? [] }

  /// The name we write in a language.
  public func name(in language: TableLanguage) -> String { names(in: language)[0] }

  /// Every spelling that is understood in a language, as `normalized` leaves it.
  func spellings(in language: TableLanguage) -> [String] { spellings[language] ?? [] }

  /// The language in which the term is called so, in any spelling `normalized` brings together.
  func language(of name: String) -> TableLanguage? {
    TableLanguage.allCases.first { spellings(in: $0).contains(name) }
  }

  /// A name with its accents left out, `lautstarke`; where it has umlauts, also as Germans write
  /// them on a keyboard without, `lautstaerke`.
  static func spellings(of name: String) -> [String] {
    let plain = normalized(name)
    let spelledOut = normalized(name.map { umlauts[$0] ?? String($0) }.joined())
    return plain == spelledOut ? [plain] : [plain, spelledOut]
  }

  private static let umlauts: [Character: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"
  ]

  /// Lower case without accents, with hyphens and underscores as spaces, single spaces, ё as е, no
  /// quotes.
  static func normalized(_ text: some Sequence<Character>) -> String {
    var result = ""
    var isAfterSpace = false
    for character in text {
      // Letters are most of it, and none of the signs below.
      if !character.isLetter {
        if character.isWhitespace || character.isDash || character == "_" {
          isAfterSpace = true
          continue
        }
        if character.isQuote || character.isApostrophe { continue }
      }
      if isAfterSpace && !result.isEmpty { result += " " }
      isAfterSpace = false
      result += character.folded
    }
    return result
  }
}

/// A sentence in each language.
public struct Wording: Hashable, Sendable {
  private let texts: [TableLanguage: String]

  init(
    en english: String, ru russian: String, de german: String, fr french: String,
    es spanish: String
  ) {
    texts = [
      .english: english, .russian: russian, .german: german, .french: french, .spanish: spanish
    ]
  }

  public func text(in language: TableLanguage) -> String { texts[language] ?? "" }
}

extension Character {
  /// The letter as somebody types it who has no accents at hand: lower case, é as e, ß as ss, ё as
  /// е. The Cyrillic й stays: it is a letter of its own.
  var folded: String {
    if isASCII { return lowercased() }
    return Self.foldings[self] ?? lowercased()
  }

  /// The letters that are not ASCII and fold into others.
  package static let foldings: [Character: String] = {
    let letters: [(String, String)] = [
      ("a", "àâäáÀÂÄÁ"), ("c", "çÇ"), ("e", "èéêëÈÉÊË"), ("i", "ìíîïÌÍÎÏ"), ("n", "ñÑ"),
      ("o", "òóôöÒÓÔÖ"), ("u", "ùúûüÙÚÛÜ"), ("oe", "œŒ"), ("ss", "ßẞ"), ("е", "ёЁ")
    ]
    let pairs = letters.flatMap { plain, accented in accented.map { ($0, plain) } }
    return Dictionary(uniqueKeysWithValues: pairs)
  }()
}
