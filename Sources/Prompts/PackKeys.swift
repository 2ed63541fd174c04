// SPDX-License-Identifier: GPL-3.0-or-later

/// The key of a number word: `number.21`, or `number.genitive.21` in the table of a use.
struct NumberKey {
  let use: String
  let number: Int

  /// The words between the parts of a number that is not whole, or below nought.
  static let point = "number.point"
  static let minus = "number.minus"

  init(use: String, number: Int) {
    self.use = use
    self.number = number
  }

  /// Nil for a key that is no number's, or one that no table holds, or written with leading zeros.
  init?(_ key: Substring) {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0] == "number", let last = parts.last,
      let number = Int(last), NumberWords.mayHold(number), String(number) == last
    else { return nil }
    let use = parts.count == 3 ? parts[1] : NumberWords.base[...]
    guard parts.count == 2 || !use.isEmpty && use.allSatisfy({ $0.isASCII && $0.isLowercase })
    else { return nil }
    self.init(use: String(use), number: number)
  }

  var rawValue: String {
    use.isEmpty ? "number.\(number)" : "number.\(use).\(number)"
  }

  /// The key to write for a number that has no words: its own, or that of its hundreds, which a
  /// table does not hold in one word.
  static func needed(for number: Int, use: String) -> String {
    let written = NumberWords.mayHold(number) ? number : number / 100 * 100
    return NumberKey(use: use, number: written).rawValue
  }
}

/// The key of a counted noun's form: `minutes.few`, `amount.percent.many`.
struct NounKey {
  let noun: String
  let form: PluralForm

  init(_ placeholder: Placeholder, _ form: PluralForm) {
    self.noun = placeholder.rawValue
    self.form = form
  }

  init(_ amount: Amount, _ form: PluralForm) {
    self.noun = "amount.\(amount.rawValue)"
    self.form = form
  }

  var rawValue: String {
    "\(noun).\(form.rawValue)"
  }
}
