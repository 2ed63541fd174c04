// SPDX-License-Identifier: GPL-3.0-or-later

/// How a language says numbers, alone and with the nouns they count.
struct Vocabulary: Hashable, Sendable {
  /// The gap for the number in the form of a counted noun: `{number} minutes`.
  static let numberSlot = "number"

  let plurals: PluralRule
  var numbers: NumberWords
  var counted: [Placeholder: [PluralForm: PromptTemplate]] = [:]
  var amounts: [Amount: [PluralForm: PromptTemplate]] = [:]
  /// Before a number below nought.
  var minus = ""
  /// Between the whole part and the digits behind it.
  var point = ""

  init(language: String, plurals: PluralRule) {
    self.plurals = plurals
    numbers = NumberWords(language: language)
  }

  /// A placeholder's value in words, with its noun where it counts one. A number without words is
  /// spoken from its digits.
  func words(for value: Int, of placeholder: Placeholder, use: String) -> String {
    guard placeholder.isCounted, let form = counted[placeholder]?[plurals.form(for: value)] else {
      return words(for: value, use: use)
    }
    return form.filled { words(for: value, use: $0.use) }
  }

  /// A number in words; one with decimals always in the base words, digit by digit.
  func words(for number: SpokenNumber, use: String) -> String {
    let magnitude =
      number.fraction.isEmpty
      ? words(for: number.whole, use: use)
      : ([words(for: number.whole, use: NumberWords.base), point]
        + number.fraction.map { words(for: $0, use: NumberWords.base) }).joined(separator: " ")
    return number.isNegative ? "\(minus) \(magnitude)" : magnitude
  }

  /// A number in words with what it counts.
  func words(for number: SpokenNumber, of amount: Amount) -> String {
    let form =
      number.fraction.isEmpty
      ? plurals.form(for: number.whole) : plurals.form(forDecimal: number.whole)
    guard let template = amounts[amount]?[form] else {
      return words(for: number, use: NumberWords.base)
    }
    return template.filled { words(for: number, use: $0.use) }
  }

  /// The most words any value of the placeholder takes.
  func mostWords(of placeholder: Placeholder, use: String) -> Int {
    placeholder.range.reduce(0) {
      max($0, SentenceRules.wordCount(words(for: $1, of: placeholder, use: use)))
    }
  }

  private func words(for value: Int, use: String) -> String {
    numbers.words(for: value, use: use) ?? String(value)
  }
}
