// SPDX-License-Identifier: GPL-3.0-or-later

/// The words for the whole numbers 0–99 in one language, in each of the uses its grammar has.
///
/// The base table is `number.21`; another use has a table of its own, `number.genitive.21`. Where
/// the language puts tens and ones side by side, "twenty one", a number over twenty may be left
/// out; one that joins them otherwise, "einundzwanzig", writes all of them.
struct NumberWords: Hashable, Sendable {
  /// The numbers a table may hold.
  static let range = 0...99
  /// The name of the base table.
  static let base = ""

  private let joinsTensAndOnes: Bool
  private var tables: [String: [Int: String]] = [:]

  /// - Parameter language: An ISO 639-1 code.
  init(language: String) {
    joinsTensAndOnes = ["be", "en", "ru", "uk"].contains(language)
  }

  /// Adds a word to the table of a use.
  mutating func set(_ words: String, for number: Int, use: String) {
    tables[use, default: [:]][number] = words
  }

  /// The words for a number; nil where the table has neither the number nor its parts.
  func words(for number: Int, use: String) -> String? {
    guard let table = tables[use] else { return nil }
    if let words = table[number] { return words }
    guard joinsTensAndOnes, (21...99).contains(number), number % 10 != 0,
      let tens = table[number - number % 10], let ones = table[number % 10]
    else { return nil }
    return "\(tens) \(ones)"
  }
}
