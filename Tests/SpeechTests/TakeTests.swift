// SPDX-License-Identifier: GPL-3.0-or-later

import Speech
import Testing

@Suite("The syllables of a take")
struct TakeTests {
  @Test("Of two vowels on one frame the second counts; a change of language is no vowel")
  func vowelsAscend() {
    let syllables = take([("a", 100), ("i", 100), ("(en)", 500), ("n̩", 600), ("o", 900_000)])
      .syllables
    #expect(syllables.map(\.vowel.name) == ["i", "n̩"])
    #expect(syllables.map(\.vowelFrame) == [100, 600])
  }

  /// Phonemes of 1,000 frames each; a capital W begins a word before the next phoneme.
  private static let divisions: [(String, [Int])] = [
    ("b ʌ t ə", [0, 2]),  // one consonant goes with the vowel behind it
    ("θ ɜː s t i", [0, 3]),  // of two, the second
    ("p ə t r oʊ l", [0, 2]),  // but an obstruent takes a liquid along
    ("n iː d W s ʌ m", [0, 3]),  // a word has its own consonants
    ("a W a", [0, 1]), ("W v W p o l e", [0, 3]),  // "в поле": «в» leans on its noun
    ("a W v W u", [0, 1])
  ]

  @Test("Consonants go where a speaker would divide the words", arguments: divisions.indices)
  func consonants(index: Int) {
    let (text, expected) = Self.divisions[index]
    var phonemes: [Phoneme] = []
    var beginsWord = false
    for name in text.split(separator: " ") {
      if name == "W" {
        beginsWord = true
        continue
      }
      phonemes.append(
        Phoneme(frame: phonemes.count * 1_000, name: String(name), beginsWord: beginsWord))
      beginsWord = false
    }
    let take = Take(sound: [Float](repeating: 0.1, count: 20_000), phonemes: phonemes)
    #expect(take.syllables.map { $0.start / 1_000 } == expected, "\(text)")
  }

  @Test("A pause behind a syllable is none of it")
  func pauses() {
    let syllables = take([
      ("a", 0), ("t", 1_000), ("", 2_000), ("", 3_000), ("m", 4_000), ("i", 5_000)
    ])
    .syllables
    #expect(syllables.map(\.end) == [2_000, 20_000])
    #expect(syllables.map(\.start) == [0, 4_000])
  }

  private func take(_ phonemes: [(String, Int)]) -> Take {
    Take(
      sound: [Float](repeating: 0.1, count: 20_000),
      phonemes: phonemes.map { Phoneme(frame: $0.1, name: $0.0) })
  }
}
