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

  /// `17:30`, `17.30`, `5:30 pm`, `17h30`, `17 Uhr 30`.
  func time() -> Result<TimeOfDay, Misfit> {
    var rest = self
    guard let time = rest.takeTime(), rest.isEmpty else {
      return misfit(.badTime(written: shown))
    }
    return .success(time)
  }

  /// `22:00-07:00`, `22:00 to 07:00`, `с 22:00 до 7:00`, `de 22h à 7h`.
  func timeRange() -> Result<TimeRange, Misfit> {
    var rest = self
    rest.takeRangeOpening()
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
    guard (1...2).contains(hours.count) else { return nil }
    if takeHourWord() {
      let minutes = takeDigits()
      guard minutes.isEmpty || minutes.count == 2 else { return nil }
      return TimeOfDay(hour: hours.number, minute: minutes.number)
    }
    guard take(where: { $0.isColon || $0 == "." }) != nil else { return nil }
    let minutes = takeDigits()
    guard minutes.count == 2 else { return nil }
    if takeWord("am") {
      return Self.time(ofTwelve: hours.number, minute: minutes.number, isMorning: true)
    }
    if takeWord("pm") {
      return Self.time(ofTwelve: hours.number, minute: minutes.number, isMorning: false)
    }
    _ = takeWord("uhr") || takeWord("h")
    return TimeOfDay(hour: hours.number, minute: minutes.number)
  }

  private static func time(ofTwelve hour: Int, minute: Int, isMorning: Bool) -> TimeOfDay? {
    guard (1...12).contains(hour) else { return nil }
    return TimeOfDay(hour: hour % 12 + (isMorning ? 0 : 12), minute: minute)
  }

  /// Takes a word and the space before it.
  private mutating func takeWord(_ word: String) -> Bool {
    var rest = self
    rest.skipSpace()
    guard rest.take(word: word) else { return false }
    self = rest
    return true
  }

  /// Takes the word between hours and minutes, `17h30` in French, `17 Uhr 30` in German, and the
  /// space before the minutes where some follow.
  private mutating func takeHourWord() -> Bool {
    guard takeWord("h") || takeWord("uhr") else { return false }
    var rest = self
    rest.skipSpace()
    if rest.first?.digit != nil { self = rest }
    return true
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
