// SPDX-License-Identifier: GPL-3.0-or-later

extension SourceText {
  /// `2026-11-22`, `2026/11/22` or `22.11.2026`. Of `11/22/2026` nobody knows which is the month.
  func date() -> Result<CivilDate, Misfit> {
    var rest = self
    guard let date = rest.takeDate(), rest.isEmpty else {
      return misfit(.badDate(written: shown))
    }
    return .success(date)
  }

  /// A date and a time behind it, with a space, a comma or a T between.
  func dateAndTime() -> Result<CivilDateTime, Misfit> {
    var rest = self
    guard let date = rest.takeDate() else {
      return misfit(.badDateAndTime(written: shown))
    }
    let gap = rest.takeAll { $0.isWhitespace || $0 == "," || $0 == "T" || $0 == "t" }
    guard !gap.isEmpty, let time = rest.takeTime(), rest.isEmpty else {
      return misfit(.badDateAndTime(written: shown))
    }
    return .success(CivilDateTime(date: date, time: time))
  }

  /// `17:30`, `17.30` or `5:30 pm`.
  func time() -> Result<TimeOfDay, Misfit> {
    var rest = self
    guard let time = rest.takeTime(), rest.isEmpty else {
      return misfit(.badTime(written: shown))
    }
    return .success(time)
  }

  /// `22:00-07:00`, `22:00 to 07:00`, `с 22:00 до 7:00`.
  func timeRange() -> Result<TimeRange, Misfit> {
    var rest = self
    _ = rest.take(word: "from") || rest.take(word: "с") || rest.take(word: "от")
    rest.skipSpace()
    guard let start = rest.takeTime(), rest.takeRangeSign(), let end = rest.takeTime(),
      rest.isEmpty, let range = TimeRange(start: start, end: end)
    else { return misfit(.badTimeRange(written: shown)) }
    return .success(range)
  }

  private mutating func takeDate() -> CivilDate? {
    let first = takeDigits()
    guard let separator = take(where: { $0.isDash || $0 == "." || $0 == "/" }) else { return nil }
    let second = takeDigits()
    guard take(where: { $0 == separator }) != nil else { return nil }
    let third = takeDigits()
    guard (1...2).contains(second.count) else { return nil }
    if first.count == 4, (1...2).contains(third.count) {
      return CivilDate(year: first.number, month: second.number, day: third.number)
    }
    guard separator == ".", (1...2).contains(first.count), third.count == 4 else { return nil }
    return CivilDate(year: third.number, month: second.number, day: first.number)
  }

  private mutating func takeTime() -> TimeOfDay? {
    let hours = takeDigits()
    guard take(where: { $0.isColon || $0 == "." }) != nil else { return nil }
    let minutes = takeDigits()
    guard (1...2).contains(hours.count), minutes.count == 2 else { return nil }
    var afterSpace = self
    afterSpace.skipSpace()
    let isMorning = afterSpace.take(word: "am")
    guard isMorning || afterSpace.take(word: "pm") else {
      return TimeOfDay(hour: hours.number, minute: minutes.number)
    }
    self = afterSpace
    guard (1...12).contains(hours.number) else { return nil }
    return TimeOfDay(
      hour: hours.number % 12 + (isMorning ? 0 : 12), minute: minutes.number)
  }

  /// The pieces between any of these words, where they stand alone.
  func split(atWords words: [String]) -> [SourceText] {
    guard first?.isQuote != true else { return [self] }
    var pieces: [SourceText] = []
    var start = characters.startIndex
    for word in characters.split(whereSeparator: \.isWhitespace)
    where words.contains(String(word).lowercased()) {
      pieces.append(SourceText(characters[start..<word.startIndex]))
      start = word.endIndex
    }
    return pieces + [SourceText(characters[start...])]
  }
}

extension [Int] {
  /// The number that a few decimal digits write.
  fileprivate var number: Int { reduce(0) { $0 * 10 + $1 } }
}
