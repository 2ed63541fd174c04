// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts

/// What a phrase of the caregiver's may be in one language. It is asked of the rule itself
/// (`Phrase.own`), so that the form takes what the unit takes.
struct PhraseRule: Encodable {
  /// The code points that may stand in it, as runs: first and last.
  let characters: [[UInt32]]
  /// Of one word.
  let mostLetters: Int

  /// What Europe writes with: Latin, Cyrillic, the marks between words.
  private static let asked: [ClosedRange<UInt32>] = [0x20...0x52F, 0x1E00...0x1EFF, 0x2010...0x203A]

  /// Nil for a language in which no letter may stand in a phrase.
  init?(language: String) {
    func isTaken(_ text: String) -> Bool {
      switch Phrase.own(text, language: language) {
      case .success: true
      case .failure: false
      }
    }
    guard let letter = ["a", "а"].first(where: isTaken) else { return nil }
    var runs: [[UInt32]] = []
    for value in Self.asked.joined() {
      guard let scalar = Unicode.Scalar(value), isTaken("\(letter)\(scalar)\(letter)") else {
        continue
      }
      if let last = runs.last, last[1] + 1 == value {
        runs[runs.count - 1][1] = value
      } else {
        runs.append([value, value])
      }
    }
    characters = runs
    mostLetters =
      (1...Phrase.mostCharacters).last { isTaken(String(repeating: letter, count: $0)) } ?? 1
  }
}
