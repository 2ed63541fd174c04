// SPDX-License-Identifier: GPL-3.0-or-later

/// What a number counts.
public enum KeyUnit: String, CaseIterable, Sendable {
  case none, percent, seconds, minutes, beats, semitones, breaths, phrases, sessions
  case daysAWeek, perMinute, breathsPerMinute, wordsPerMinute, syllablesPerMinute

  /// As it stands behind a number in a finding or the documentation: ` %`, ` s`, nothing.
  public var symbol: String {
    switch self {
    case .none: ""
    case .percent: "%"
    case .seconds: "s"
    case .minutes: "min"
    case .beats: "beats"
    case .semitones: "semitones"
    case .breaths: "breaths"
    case .phrases: "phrases"
    case .sessions: "sessions"
    case .daysAWeek: "days a week"
    case .perMinute: "beats/min"
    case .breathsPerMinute: "breaths/min"
    case .wordsPerMinute: "words/min"
    case .syllablesPerMinute: "syllables/min"
    }
  }

  /// What may stand behind the number in a file, lower case without a closing point.
  var spellings: [String] {
    switch self {
    case .none: []
    case .percent: ["%", "％", "percent", "процент", "процента", "процентов"]
    case .seconds:
      ["s", "sec", "second", "seconds", "с", "сек", "секунда", "секунды", "секунд"]
    case .minutes: ["min", "minute", "minutes", "мин", "минута", "минуты", "минут"]
    case .beats: ["beat", "beats", "доля", "доли", "долей"]
    case .semitones: ["semitone", "semitones", "полутон", "полутона", "полутонов"]
    case .breaths: ["breath", "breaths", "вдох", "вдоха", "вдохов"]
    case .phrases: ["phrase", "phrases", "фраза", "фразы", "фраз"]
    case .sessions: ["session", "sessions", "занятие", "занятия", "занятий"]
    case .daysAWeek: ["day", "days", "день", "дня", "дней"]
    case .perMinute: ["/min", "bpm", "beats/min", "per minute", "в минуту", "/мин"]
    case .breathsPerMinute: ["/min", "breaths/min", "per minute", "в минуту", "/мин"]
    case .wordsPerMinute: ["/min", "words/min", "wpm", "per minute", "в минуту", "/мин"]
    case .syllablesPerMinute: ["/min", "syllables/min", "per minute", "в минуту", "/мин"]
    }
  }
}

/// The numbers a key may have: both ends are allowed.
public struct NumberRange: Hashable, Sendable {
  public let bounds: ClosedRange<ExactDecimal>
  public let unit: KeyUnit
  /// The most digits behind the decimal sign; 0 for whole numbers.
  public let decimals: Int

  init(_ bounds: ClosedRange<ExactDecimal>, _ unit: KeyUnit, decimals: Int = 0) {
    self.bounds = bounds
    self.unit = unit
    self.decimals = decimals
  }

  /// The part of the range that `limit` leaves; the bound next to it where they do not meet.
  func narrowed(to limit: ClosedRange<ExactDecimal>) -> NumberRange {
    NumberRange(bounds.clamped(to: limit), unit, decimals: decimals)
  }
}

extension NumberRange: CustomStringConvertible {
  /// `30 to 100 %`; a single number where both ends are the same.
  public var description: String {
    let low = bounds.lowerBound
    let high = bounds.upperBound
    let numbers = low == high ? "\(low)" : "\(low) to \(high)"
    return unit == .none ? numbers : "\(numbers) \(unit.symbol)"
  }
}

extension ClosedRange<ExactDecimal> {
  /// The number nearest to `number` that is inside.
  func clamping(_ number: ExactDecimal) -> ExactDecimal {
    Swift.min(Swift.max(number, lowerBound), upperBound)
  }
}
