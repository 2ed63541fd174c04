// SPDX-License-Identifier: GPL-3.0-or-later

/// The letters a language is written with; a voice spells out, or leaves out, those of another.
enum Script: String {
  case latin = "Latin"
  case cyrillic = "Cyrillic"

  /// The script of a language; nil where it is not known.
  /// - Parameter language: An ISO 639-1 code.
  init?(language: String) {
    switch PluralRule(language: language) {
    case .oneOther, .zeroOneOther: self = .latin
    case .eastSlavic: self = .cyrillic
    case nil: return nil
    }
  }

  /// The first letter of the text that belongs to another script. A combining accent belongs to
  /// any.
  func stranger(in text: some StringProtocol) -> Unicode.Scalar? {
    text.unicodeScalars.first { $0.properties.isAlphabetic && !holds($0) }
  }

  /// The letters of the Unicode blocks that the languages of Europe use.
  private func holds(_ letter: Unicode.Scalar) -> Bool {
    switch (self, letter.value) {
    case (.latin, 0x41...0x5A), (.latin, 0x61...0x7A), (.latin, 0xC0...0x24F),
      (.latin, 0x1E00...0x1EFF):
      true
    case (.cyrillic, 0x400...0x52F): true
    case (_, 0x300...0x36F): true
    case (.latin, _), (.cyrillic, _): false
    }
  }
}
