// SPDX-License-Identifier: GPL-3.0-or-later

/// Every key there is. Two files may use the same name for different things (`clock`, `phrases`),
/// so a row of the table is found by key and file.
public enum KeyID: String, CaseIterable, Sendable {
  // The caregiver's.
  case language, voice, speechRate, volume, eveningVolume, acceptanceTime, releaseTime, scanTime
  case start, practiceAt, session, ownPace, breaths, pause, inBeats, outBeats, tempo, songTempo
  case singingKey, singingVoice, sungGuide, cueing, together, songs, phrases, phraseSeconds
  case quietHours, report, switchTest, selfTest, call, clock, erase, clearLock
  // The clinic's.
  case clinic, patient, unit, serial, profile, techniques, daysAWeek, reviewBy
  case reviewAfterSessions, habitualRate, paceFloor, tempoPercent, windInstrument, unattended
  case sessionMinutes, sessionsADay
  // The board's.
  case switchSource, sound, lamp, watchdog
}

/// One row of the key table.
public struct Key: Equatable, Sendable {
  public let id: KeyID
  /// The file it stands in.
  public let file: FileKind
  public let term: Term
  public let kind: Kind
  /// One sentence of help.
  public let help: Wording
  /// A value as it may be written in the file.
  public let example: String

  /// What kind of value the key has, with its range and its default; nil where not giving the key
  /// means that nothing is set.
  public enum Kind: Equatable, Sendable {
    case number(NumberRange, default: ExactDecimal?)
    /// One or several numbers.
    case numbers(NumberRange, default: [ExactDecimal])
    /// Two numbers that narrow a hard range; the whole hard range where not given.
    case limit(NumberRange)
    case choice([Choice], default: String?)
    /// One or several of the choices.
    case choices([Choice], default: [String])
    case yesNo
    case text
    /// One or several texts.
    case texts
    /// The code of a language that the unit has a pack for.
    case language
    case date
    case dateAndTime
    /// One or several times of the day.
    case times
    case timeRange
    /// A switch, as `SwitchSource` is written.
    case switchSource
  }

  /// One value of a choice: what the program calls it, and what people do.
  public struct Choice: Hashable, Sendable {
    public let id: String
    public let term: Term
  }

  /// A value as it may be written in a file of this language.
  public func example(in language: TableLanguage) -> String {
    switch kind {
    case .choice(let choices, _):
      choices.first { $0.term.name(in: .english) == example }?.term.name(in: language) ?? example
    case .choices(let choices, _):
      choices.map { $0.term.name(in: language) }.joined(separator: ", ")
    case .yesNo: Bool.term(true).name(in: language)
    case .language: language.rawValue
    case .number, .numbers, .limit, .text, .texts, .date, .dateAndTime, .times, .timeRange,
      .switchSource:
      example
    }
  }

  /// The hard range of a number; nil for other kinds.
  public var range: NumberRange? {
    switch kind {
    case .number(let range, _), .numbers(let range, _), .limit(let range): range
    case .choice, .choices, .yesNo, .text, .texts, .language, .date, .dateAndTime, .times,
      .timeRange, .switchSource:
      nil
    }
  }

  /// The default as it would be written in the file; nil where nothing is set without the key.
  public func defaultText(in language: TableLanguage) -> String? {
    switch kind {
    case .number(_, let number): number.map(\.description)
    case .numbers(_, let numbers): numbers.map(\.description).joined(separator: ", ")
    case .limit(let range): "\(range.bounds.lowerBound) - \(range.bounds.upperBound)"
    case .choice(let choices, let id):
      choices.first { $0.id == id }?.term.name(in: language)
    case .choices(let choices, let ids):
      choices.filter { ids.contains($0.id) }.map { $0.term.name(in: language) }
        .joined(separator: ", ")
    case .yesNo: Bool.term(false).name(in: language)
    case .switchSource: SwitchSource.usual.description
    case .text, .texts, .language, .date, .dateAndTime, .times, .timeRange: nil
    }
  }
}
