// SPDX-License-Identifier: GPL-3.0-or-later

extension SourceText {
  /// A number of the range, with its unit or without.
  func number(in range: NumberRange) -> Result<ExactDecimal, Misfit> {
    var rest = self
    guard let literal = rest.takeNumber() else {
      return misfit(.notANumber(written: shown, range))
    }
    rest.takeUnit(range.unit)
    guard rest.isEmpty else { return misfit(.notANumber(written: shown, range)) }
    return checked(literal, in: range)
  }

  /// Two numbers of the range, the lower first, or one for both: `3-8`, `3 – 8`, `3 to 8`, `5`.
  func limit(in range: NumberRange) -> Result<ClosedRange<ExactDecimal>, Misfit> {
    var rest = self
    _ = rest.take(word: "from") || rest.take(word: "от") || rest.take(word: "с")
    rest.skipSpace()
    var lowSource = rest
    guard let low = rest.takeNumber() else {
      return misfit(.notARange(written: shown, range))
    }
    lowSource = lowSource.upTo(rest)
    rest.takeUnit(range.unit)
    var high = low
    var highSource = lowSource
    if !rest.isEmpty {
      guard rest.takeRangeSign() else { return misfit(.notARange(written: shown, range)) }
      highSource = rest
      guard let second = rest.takeNumber() else {
        return misfit(.notARange(written: shown, range))
      }
      highSource = highSource.upTo(rest)
      high = second
      rest.takeUnit(range.unit)
    }
    guard rest.isEmpty else { return misfit(.notARange(written: shown, range)) }
    return lowSource.checked(low, in: range).flatMap { lowest in
      highSource.checked(high, in: range).flatMap { highest in
        lowest <= highest
          ? .success(lowest...highest) : misfit(.reversedRange(written: shown, range))
      }
    }
  }

  /// The dash or the word between the two ends of a range, and the space around it.
  mutating func takeRangeSign() -> Bool {
    skipSpace()
    let isTaken =
      take(where: \.isDash) != nil || take(where: { $0 == "…" }) != nil || takeTwoPoints()
      || take(word: "to") || take(word: "до")
    skipSpace()
    return isTaken
  }

  private mutating func takeTwoPoints() -> Bool {
    guard characters.starts(with: "..") else { return false }
    _ = takeAll { $0 == "." }
    return true
  }

  private func checked(
    _ literal: NumberLiteral, in range: NumberRange
  ) -> Result<ExactDecimal, Misfit> {
    let number = literal.number
    if number < range.bounds.lowerBound { return misfit(.tooLow(written: shown, range)) }
    if number > range.bounds.upperBound { return misfit(.tooHigh(written: shown, range)) }
    guard literal.decimals <= range.decimals else {
      return misfit(.tooManyDecimals(written: shown, range))
    }
    return .success(number)
  }

  /// The part before the rest that is left of it.
  private func upTo(_ rest: SourceText) -> SourceText {
    SourceText(characters[..<rest.characters.startIndex])
  }

  private mutating func takeNumber() -> NumberLiteral? {
    var rest = self
    let sign = rest.take { $0.isDash || $0 == "+" }
    let whole = rest.takeDigits()
    var fraction: [Int] = []
    var afterPoint = rest
    if afterPoint.take(where: { $0 == "." || $0 == "," || $0 == "．" || $0 == "，" }) != nil {
      fraction = afterPoint.takeDigits()
      if !fraction.isEmpty { rest = afterPoint }
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    self = rest
    return NumberLiteral(
      isNegative: sign?.isDash == true, wholeDigits: whole, fractionDigits: fraction)
  }

  mutating func takeDigits() -> [Int] {
    takeAll { $0.digit != nil }.characters.compactMap(\.digit)
  }

  /// Takes the unit where it is written behind a number, and the space around it.
  private mutating func takeUnit(_ unit: KeyUnit) {
    skipSpace()
    let spelling = unit.spellings.filter { isBegun(with: $0) }.max { $0.count < $1.count }
    guard let spelling else { return }
    self = SourceText(characters.dropFirst(spelling.count))
    if characters.count == 1 { _ = take { $0 == "." } }
    skipSpace()
  }

  private func isBegun(with spelling: String) -> Bool {
    let next = characters.dropFirst(spelling.count).first
    return characters.count >= spelling.count
      && zip(characters, spelling).allSatisfy { $0.lowercased() == String($1) }
      && (next?.isLetter != true || spelling.last?.isLetter != true)
  }
}

/// A number as its digits were written, however many.
private struct NumberLiteral {
  let isNegative: Bool
  let wholeDigits: [Int]
  let fractionDigits: [Int]

  /// The digits behind the decimal sign that count.
  var decimals: Int {
    (fractionDigits.lastIndex { $0 != 0 } ?? -1) + 1
  }

  /// The number; cut to six decimals, and to 999,999, which is out of every range.
  var number: ExactDecimal {
    let digits = Array(wholeDigits.drop { $0 == 0 })
    let sign = isNegative ? -1 : 1
    guard digits.count <= 6 else { return ExactDecimal(sign * ExactDecimal.largestWhole) }
    let kept = fractionDigits.prefix(ExactDecimal.mostDecimals)
    let all = (digits + kept).reduce(0) { $0 * 10 + $1 }
    return ExactDecimal(sign * all, decimals: kept.count)
  }
}
