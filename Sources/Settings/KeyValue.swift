// SPDX-License-Identifier: GPL-3.0-or-later

/// A value as a file gave it, read by the kind of its key.
enum KeyValue: Equatable {
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
