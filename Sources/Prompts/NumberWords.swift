// SPDX-License-Identifier: GPL-3.0-or-later

/// The words for the whole numbers 0–999 in one language, in each of the uses its grammar has.
///
/// The base table is `number.21`; another use has a table of its own, `number.genitive.21`. Where
/// the language puts tens and ones side by side, "twenty one", a number over twenty may be left
/// out; one that joins them otherwise, "einundzwanzig", writes all of them. Of those over a hundred
/// only the full hundreds are written; where such a word is another before a rest, "cien" but
/// "ciento uno", `number.hundreds.1` says so.
struct NumberWords: Hashable, Sendable {
  /// The numbers that are put together from a table.
  static let range = 0...999
  /// The use whose table holds the words of the hundreds, 1–9, before a rest.
  static let hundreds = "hundreds"
  /// Whether a table may hold a word for the number.
  static func mayHold(_ number: Int) -> Bool {
    (0...99).contains(number) || range.contains(number) && number % 100 == 0
  }

  /// The name of the base table.
  static let base = ""

  private let joinsTensAndOnes: Bool
  /// What stands between the hundreds and the rest: nothing in "hundertfünf".
  private let hundredsGlue: String
  private var tables: [String: [Int: String]] = [:]

  /// - Parameter language: An ISO 639-1 code.
  init(language: String) {
    joinsTensAndOnes = ["be", "en", "ru", "uk"].contains(language)
    hundredsGlue = ["de", "nl", "sv"].contains(language) ? "" : " "
  }

  /// Adds a word to the table of a use.
  mutating func set(_ words: String, for number: Int, use: String) {
    tables[use, default: [:]][number] = words
  }

  /// The words for a number; nil where the table has neither the number nor its parts.
  func words(for number: Int, use: String) -> String? {
    guard let table = tables[use] else { return nil }
    if let words = table[number] { return words }
    if (100...Self.range.upperBound).contains(number), number % 100 != 0 {
      let hundreds = number / 100
      guard let first = tables[Self.hundreds]?[hundreds] ?? table[hundreds * 100],
        let rest = words(for: number % 100, use: use)
      else { return nil }
      return first + hundredsGlue + rest
    }
    guard joinsTensAndOnes, (21...99).contains(number), number % 10 != 0,
      let tens = table[number - number % 10], let ones = table[number % 10]
    else { return nil }
    return "\(tens) \(ones)"
  }
}
