// SPDX-License-Identifier: GPL-3.0-or-later

/// The words for the whole numbers 0–99 in one language, in each of the uses its grammar has.
///
/// The base table is `number.21`; another use has a table of its own, `number.genitive.21`. A
/// number over twenty that has no entry is made of its tens and its ones, "twenty" and "one".
struct NumberWords: Hashable, Sendable {
  /// The numbers a table may hold.
  static let range = 0...99
  /// The name of the base table.
  static let base = ""

  private var tables: [String: [Int: String]] = [:]

  init() {}

  /// Adds a word to the table of a use.
  mutating func set(_ words: String, for number: Int, use: String) {
    tables[use, default: [:]][number] = words
  }

  /// The words for a number; nil where the table has neither the number nor its parts.
  func words(for number: Int, use: String) -> String? {
    guard let table = tables[use] else { return nil }
    if let words = table[number] { return words }
    guard (21...99).contains(number), number % 10 != 0,
      let tens = table[number - number % 10], let ones = table[number % 10]
    else { return nil }
    return "\(tens) \(ones)"
  }
}
