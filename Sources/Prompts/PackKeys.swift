// SPDX-License-Identifier: GPL-3.0-or-later

/// The key of a number word: `number.21`, or `number.genitive.21` in the table of a use.
struct NumberKey {
  let use: String
  let number: Int

  init(use: String, number: Int) {
    self.use = use
    self.number = number
  }

  /// Nil for a key that is no number's, or one outside 0–99, or written with leading zeros.
  init?(_ key: Substring) {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0] == "number", let last = parts.last,
      let number = Int(last), NumberWords.range.contains(number), String(number) == last
    else { return nil }
    let use = parts.count == 3 ? parts[1] : NumberWords.base[...]
    guard parts.count == 2 || !use.isEmpty && use.allSatisfy({ $0.isASCII && $0.isLowercase })
    else { return nil }
    self.init(use: String(use), number: number)
  }

  var rawValue: String {
    use.isEmpty ? "number.\(number)" : "number.\(use).\(number)"
  }
}

/// The key of a counted noun's form: `minutes.few`.
struct NounKey {
  let placeholder: Placeholder
  let form: PluralForm

  var rawValue: String {
    "\(placeholder.rawValue).\(form.rawValue)"
  }
}
