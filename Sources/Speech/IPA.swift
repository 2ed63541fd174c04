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

  /// eSpeak NG also reports a change of language as a phoneme, "(en)", which is none.
  static func isSyllabic(_ phoneme: String) -> Bool {
    !phoneme.hasPrefix("(")
      && phoneme.unicodeScalars.contains {
        vowelLetters.contains($0) || syllabicMarks.contains($0)
      }
  }
}
