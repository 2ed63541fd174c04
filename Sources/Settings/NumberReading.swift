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
    rest.takeRangeOpening()
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
      || Self.rangeWords.contains { take(word: $0) }
    skipSpace()
    return isTaken
  }

  /// The word before the lower end of a range, `from 3 to 8`, and the space around it.
  mutating func takeRangeOpening() {
    _ = Self.rangeOpenings.contains { take(word: $0) }
    skipSpace()
  }

  /// Without accents: `à` is `a`.
  private static let rangeWords = ["to", "до", "bis", "a", "hasta"]
  private static let rangeOpenings = ["from", "от", "с", "von", "de", "du", "des", "desde"]

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

  fileprivate mutating func takeNumber() -> NumberLiteral? {
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

  private func isBegun(with spelling: [Character]) -> Bool {
    let next = characters.dropFirst(spelling.count).first
    return characters.count >= spelling.count
      && zip(characters, spelling).allSatisfy { $0.folded == String($1) }
      && (next?.isLetter != true || spelling.last?.isLetter != true)
  }
}

extension Problem {
  /// The number that was written where the problem is about one, cut to 999,999 and six decimals.
  public var writtenNumber: ExactDecimal? {
    switch self {
    case .tooManyDecimals(let written, _), .tooLow(let written, _), .tooHigh(let written, _),
      .outsidePrescription(let written, _):
      var text = SourceText(Array(written)[...])
      return text.takeNumber()?.number
    case .tooLarge, .notText, .richText, .damagedText, .more, .notALine, .unknownKey,
      .belongsElsewhere, .duplicateKey, .noValue, .unclosedQuote, .textTooLong, .listTooLong,
      .notANumber, .notARange, .reversedRange, .notOneOf, .notYesOrNo, .notALanguage, .badDate,
      .badDateAndTime, .badTime, .badTimeRange, .badSwitch, .badHeaderLine, .breath,
      .noBreathFits:
      return nil
    }
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
