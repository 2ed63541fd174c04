// SPDX-License-Identifier: GPL-3.0-or-later

// The notation in which the rows of the table are written.

extension Key {
  static func number(
    _ id: KeyID, _ term: Term, in file: FileKind = .settings, _ unit: KeyUnit,
    _ bounds: ClosedRange<ExactDecimal>, decimals: Int = 0, default usual: ExactDecimal? = nil,
    example: String? = nil, help: Wording
  ) -> Key {
    let range = NumberRange(bounds, unit, decimals: decimals)
    return Key(
      id: id, file: file, term: term, kind: .number(range, default: usual), help: help,
      example: example ?? "\(usual ?? bounds.lowerBound)")
  }

  static func limit(
    _ id: KeyID, _ term: Term, _ unit: KeyUnit, _ bounds: ClosedRange<ExactDecimal>,
    help: Wording
  ) -> Key {
    Key(
      id: id, file: .prescription, term: term, kind: .limit(NumberRange(bounds, unit)), help: help,
      example: "\(bounds.lowerBound) - \(bounds.upperBound)")
  }

  static func choice<Value: Choosable>(
    _ id: KeyID, _ term: Term, in file: FileKind = .settings, of type: Value.Type,
    default usual: Value? = nil, example: Value, help: Wording
  ) -> Key {
    Key(
      id: id, file: file, term: term,
      kind: .choice(choices(of: type), default: usual?.rawValue), help: help,
      example: example.term.name(in: .english))
  }

  static func yesNo(
    _ id: KeyID, _ term: Term, in file: FileKind = .settings, help: Wording
  ) -> Key {
    Key(id: id, file: file, term: term, kind: .yesNo, help: help, example: "yes")
  }

  /// A row of a kind that has no ranges.
  static func row(
    _ id: KeyID, _ term: Term, in file: FileKind = .settings, _ kind: Kind, example: String,
    help: Wording
  ) -> Key {
    Key(id: id, file: file, term: term, kind: kind, help: help, example: example)
  }

  static func choices<Value: Choosable>(of type: Value.Type) -> [Choice] {
    type.allCases.map { Choice(id: $0.rawValue, term: $0.term) }
  }
}
