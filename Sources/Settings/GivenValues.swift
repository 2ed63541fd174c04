// SPDX-License-Identifier: GPL-3.0-or-later

// What each key was given, by its kind. A kind that is not the row's is our own mistake.
extension FileReading {
  /// The number given, or else the default of the table; nil where it has none.
  func number(_ id: KeyID) -> ExactDecimal? {
    switch (self[id]?.value, kind(of: id)) {
    case (.number(let number), _): number
    case (nil, .number(_, let usual)): usual
    default: preconditionFailure("\(id) is not a number")
    }
  }

  /// The numbers given, or else the default of the table.
  func numbers(_ id: KeyID) -> [ExactDecimal] {
    switch (self[id]?.value, kind(of: id)) {
    case (.numbers(let numbers), _): numbers
    case (nil, .numbers(_, let usual)): usual
    default: preconditionFailure("\(id) is not a list of numbers")
    }
  }

  /// The choice given, or else the default of the table; nil where it has none.
  func choice<Value: Choosable>(_ id: KeyID, of type: Value.Type) -> Value? {
    switch (self[id]?.value, kind(of: id)) {
    case (.choice(let choice), _): Value(rawValue: choice)
    case (nil, .choice(_, let usual)): usual.flatMap { Value(rawValue: $0) }
    default: preconditionFailure("\(id) is not a choice")
    }
  }

  /// The choices given, or else the default of the table.
  func choices<Value: Choosable>(_ id: KeyID, of type: Value.Type) -> [Value] {
    switch (self[id]?.value, kind(of: id)) {
    case (.choices(let choices), _): choices.compactMap { Value(rawValue: $0) }
    case (nil, .choices(_, let usual)): usual.compactMap { Value(rawValue: $0) }
    default: preconditionFailure("\(id) is not a list of choices")
    }
  }

  private func kind(of id: KeyID) -> Key.Kind? { KeyTable.key(id, in: kind)?.kind }

  func flag(_ id: KeyID) -> Bool {
    switch self[id]?.value {
    case .flag(let flag): flag
    case nil: false
    default: preconditionFailure("\(id) is not yes or no")
    }
  }

  func text(_ id: KeyID) -> String? {
    switch self[id]?.value {
    case .text(let text): text
    case nil: nil
    default: preconditionFailure("\(id) is not a text")
    }
  }

  func texts(_ id: KeyID) -> [String] {
    switch self[id]?.value {
    case .texts(let texts): texts
    case nil: []
    default: preconditionFailure("\(id) is not a list of texts")
    }
  }

  func date(_ id: KeyID) -> CivilDate? {
    switch self[id]?.value {
    case .date(let date): date
    case nil: nil
    default: preconditionFailure("\(id) is not a date")
    }
  }

  func dateAndTime(_ id: KeyID) -> CivilDateTime? {
    switch self[id]?.value {
    case .dateAndTime(let dateAndTime): dateAndTime
    case nil: nil
    default: preconditionFailure("\(id) is not a date and a time")
    }
  }

  func times(_ id: KeyID) -> [TimeOfDay] {
    switch self[id]?.value {
    case .times(let times): times
    case nil: []
    default: preconditionFailure("\(id) is not a list of times")
    }
  }

  func timeRange(_ id: KeyID) -> TimeRange? {
    switch self[id]?.value {
    case .timeRange(let range): range
    case nil: nil
    default: preconditionFailure("\(id) is not a range of times")
    }
  }

  func switchSource(_ id: KeyID) -> SwitchSource {
    switch self[id]?.value {
    case .switchSource(let source): source
    case nil: .usual
    default: preconditionFailure("\(id) is not a switch")
    }
  }

  /// A number whose row has a default and no decimals.
  func whole(_ id: KeyID) -> Int {
    guard let whole = number(id)?.whole else {
      preconditionFailure("\(id) is not whole, or has no default")
    }
    return whole
  }

  /// Every limit that is given.
  var limits: [KeyID: ClosedRange<ExactDecimal>] {
    var limits: [KeyID: ClosedRange<ExactDecimal>] = [:]
    for key in KeyTable.keys(of: kind) {
      if case .limit(let limit) = self[key.id]?.value { limits[key.id] = limit }
    }
    return limits
  }
}
