// SPDX-License-Identifier: GPL-3.0-or-later

/// A value as a file gave it, read by the kind of its key.
public enum KeyValue: Hashable, Sendable {
  /// In the unit of the file: seconds, percent …
  case number(ExactDecimal)
  case numbers([ExactDecimal])
  case limit(ClosedRange<ExactDecimal>)
  /// The id of a choice.
  case choice(String)
  /// The ids of choices, in the order of the table.
  case choices([String])
  case flag(Bool)
  case text(String)
  case texts([String])
  case date(CivilDate)
  case dateAndTime(CivilDateTime)
  /// Rising.
  case times([TimeOfDay])
  case timeRange(TimeRange)
  case switchSource(SwitchSource)
}

extension Key {
  /// A value of the key as it is written in a file of this language, without its unit: `60`,
  /// `каждое занятие`, `10:00, 17:30`.
  public func text(of value: KeyValue, in language: TableLanguage) -> String {
    switch value {
    case .number(let number): number.description
    case .numbers(let numbers): numbers.map(\.description).joined(separator: ", ")
    case .limit(let limit): "\(limit.lowerBound) - \(limit.upperBound)"
    case .choice(let id): name(ofChoice: id, in: language)
    case .choices(let ids): ids.map { name(ofChoice: $0, in: language) }.joined(separator: ", ")
    case .flag(let flag): Bool.term(flag).name(in: language)
    case .text(let text): text
    case .texts(let texts): texts.joined(separator: "; ")
    case .date(let date): date.description
    case .dateAndTime(let dateAndTime): dateAndTime.description
    case .times(let times): times.map(\.description).joined(separator: ", ")
    case .timeRange(let range): range.description
    case .switchSource(let source): source.description
    }
  }

  /// What one of the key's choices is called; its id where it is none of them.
  func name(ofChoice id: String, in language: TableLanguage) -> String {
    switch kind {
    case .choice(let choices, _), .choices(let choices, _):
      choices.first { $0.id == id }?.term.name(in: language) ?? id
    case .number, .numbers, .limit, .yesNo, .text, .texts, .language, .date, .dateAndTime,
      .times, .timeRange, .switchSource:
      id
    }
  }
}

/// Why a value could not be read, and where it went wrong.
struct Misfit: Error, Equatable {
  let problem: Problem
  let column: Int
}

extension SourceText {
  /// What findings show of it: the first 32 characters, however much is piled upon them.
  var shown: String {
    let scalars = string.unicodeScalars
    guard scalars.count > Self.shownCount else { return string }
    return String(scalars.prefix(Self.shownCount)) + "…"
  }

  private static let shownCount = 32

  func misfit<Value>(_ problem: Problem) -> Result<Value, Misfit> {
    .failure(Misfit(problem: problem, column: column))
  }
}
