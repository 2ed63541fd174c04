// SPDX-License-Identifier: GPL-3.0-or-later

/// The languages whose key names the table holds. A further language is one case here and one
/// column in `Term`.
public enum TableLanguage: String, CaseIterable, Sendable {
  case english = "en"
  case russian = "ru"
}

/// What a key or a value is called in each language.
public struct Term: Hashable, Sendable {
  private let english: [String]
  private let russian: [String]

  /// The first name of each language is the one we write, the others are understood as well.
  init(en english: String..., ru russian: String...) {
    precondition(!english.isEmpty && !russian.isEmpty)
    self.english = english
    self.russian = russian
  }

  /// All names in a language, the one we write first.
  public func names(in language: TableLanguage) -> [String] {
    switch language {
    case .english: english
    case .russian: russian
    }
  }

  /// The name we write in a language.
  public func name(in language: TableLanguage) -> String { names(in: language)[0] }

  /// The language in which the term is called so, in any spelling `normalized` brings together.
  func language(of name: String) -> TableLanguage? {
    TableLanguage.allCases.first { names(in: $0).contains { Term.normalized($0) == name } }
  }

  /// Lower case, with hyphens and underscores as spaces, single spaces, ё as е, no quotes.
  static func normalized(_ text: some Sequence<Character>) -> String {
    var result = ""
    var isAfterSpace = false
    for character in text {
      if character.isWhitespace || character.isDash || character == "_" {
        isAfterSpace = true
      } else if !character.isQuote && !character.isApostrophe {
        if isAfterSpace && !result.isEmpty { result += " " }
        isAfterSpace = false
        result += character == "ё" || character == "Ё" ? "е" : character.lowercased()
      }
    }
    return result
  }
}
