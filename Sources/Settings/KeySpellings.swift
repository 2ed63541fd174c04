// SPDX-License-Identifier: GPL-3.0-or-later

// What the form page needs to read and check a caregiver's file as the parser does. It is told from
// the table, so that the two cannot drift apart.

extension Key {
  /// Every spelling of the key's name that is understood, in any language, normalized: lower case,
  /// single spaces, without accents, hyphens and quotes. No two keys of a file share one.
  package var spellings: [String] { term.allSpellings }
}

extension Key.Choice {
  /// Every spelling of the choice that is understood, in any language, normalized.
  package var spellings: [String] { term.allSpellings }
}

extension TableLanguage {
  /// Every spelling of the language's name that is understood, normalized; its code is not there.
  package var spellings: [String] { term.allSpellings }
}

extension KeyUnit {
  /// What may stand behind a number: lower case, without accents and a closing point.
  package var understood: [String] { Set(spellings.map { String($0) }).sorted() }
}

extension Bool {
  /// Yes or no, as a file of this language writes it.
  package func name(in language: TableLanguage) -> String { Bool.term(self).name(in: language) }

  /// Every spelling of it that is understood, in any language, normalized.
  package var spellings: [String] { Bool.term(self).allSpellings }
}

extension KeyTable {
  /// The most values a list may hold.
  package static let longestList = ValueReading.longestList
  /// The most Unicode scalars a text may have.
  package static let longestText = ValueReading.longestText
  /// The most bytes a file may hold.
  package static let largestByteCount = DecodedText.largestByteCount
}

extension Term {
  fileprivate var allSpellings: [String] {
    Set(TableLanguage.allCases.flatMap(spellings)).sorted()
  }
}
