// SPDX-License-Identifier: GPL-3.0-or-later

/// Which phoneme names carry a syllable (The International Phonetic Alphabet, revised to 2020).
enum IPA {
  /// The vowel letters of the chart, the rhotic ones, and the two that eSpeak NG adds for English.
  private static let vowelLetters: Set<Unicode.Scalar> = [
    "i", "y", "ɨ", "ʉ", "ɯ", "u", "ɪ", "ʏ", "ʊ", "e", "ø", "ɘ", "ɵ", "ɤ", "o", "ə", "ɛ", "œ",
    "ɜ", "ɞ", "ʌ", "ɔ", "æ", "ɐ", "a", "ɶ", "ɑ", "ɒ", "ɚ", "ɝ", "ᵻ", "ᵿ"
  ]

  /// The stroke below, or above a descender, of a consonant that carries the syllable: "n̩".
  private static let syllabicMarks: Set<Unicode.Scalar> = ["\u{329}", "\u{30d}"]

  /// Liquids and glides, which may follow an obstruent ahead of a vowel.
  private static let glides: Set<Unicode.Scalar> = [
    "l", "ɫ", "r", "ɾ", "ɹ", "ʁ", "ʀ", "j", "w", "ɥ"
  ]

  private static let obstruents: Set<Unicode.Scalar> = [
    "p", "b", "t", "d", "k", "ɡ", "g", "f", "v", "θ", "ð", "s", "z", "ʃ", "ʒ", "x", "ç", "h", "β",
    "ɣ"
  ]

  /// Written behind a consonant as a phoneme of its own: "ʲ" of Russian.
  private static let modifiers: Set<Unicode.Scalar> = ["ʲ", "ʰ", "ː", "\u{329}"]

  static func isGliding(_ phoneme: String) -> Bool {
    phoneme.unicodeScalars.first.map(glides.contains) ?? false
  }

  /// eSpeak NG speaks «я» as one phoneme, "ja".
  static func beginsWithGlide(_ phoneme: String) -> Bool {
    phoneme.hasPrefix("j") || phoneme.hasPrefix("w")
  }

  static func isObstruent(_ phoneme: String) -> Bool {
    phoneme.unicodeScalars.first.map(obstruents.contains) ?? false
  }

  static func isModifier(_ phoneme: String) -> Bool {
    !phoneme.isEmpty && phoneme.unicodeScalars.allSatisfy(modifiers.contains)
  }

  /// eSpeak NG also reports a change of language as a phoneme, "(en)", which is none.
  static func isSyllabic(_ phoneme: String) -> Bool {
    !phoneme.hasPrefix("(")
      && phoneme.unicodeScalars.contains {
        vowelLetters.contains($0) || syllabicMarks.contains($0)
      }
  }
}
