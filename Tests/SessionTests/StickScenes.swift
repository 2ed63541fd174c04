// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Session
import Settings
import Testing
import Timebase

/// Sticks as the storage tells of them.
extension StickReading {
  /// Two changes: volume and scan time.
  static func changes(_ requests: [SettingsRequest] = []) throws -> StickReading {
    .settings(StickSettings(changes: try changed("volume: 60\nscan time: 7.5"), requests: requests))
  }

  static func asking(_ requests: SettingsRequest...) -> StickReading {
    .settings(StickSettings(requests: requests))
  }

  /// As many findings as there are lines.
  static func findings(_ lines: Int) -> StickReading {
    let text = (0..<lines).map { _ in "volume: 150\n" }.joined()
    return .findings(CaregiverSettings.parse(Array(text.utf8)).findings)
  }

  static func changed(_ text: String) throws -> [SettingChange] {
    try SpokenChangeTests.changes("", text)
  }
}

extension StickOutcome {
  static let kept = StickOutcome(areSettingsKept: true)

  func with(_ change: (inout StickOutcome) -> Void) -> StickOutcome {
    var outcome = self
    change(&outcome)
    return outcome
  }
}

extension Bedside {
  /// What the storage was asked to do with sticks, in order.
  var asks: [StickAsk] {
    actions.compactMap { if case .stick(let ask) = $0 { ask } else { nil } }
  }

  /// Nobody presses: until the storage is asked for this.
  mutating func run(to ask: StickAsk) throws {
    var steps = 0
    let before = asks.count { $0 == ask }
    while asks.count(where: { $0 == ask }) == before {
      try step()
      steps += 1
      try #require(steps < 400, "\(ask) is never asked for; the unit is in \(state)")
    }
  }

  /// "Stick found. Reading." is being said.
  mutating func putIn() throws {
    take(.stickFound)
    if asks.last != .read { try run(to: .read) }
  }

  /// The stick has been read, and what was found is being said.
  mutating func putIn(_ reading: StickReading) throws {
    try putIn()
    try hearOut()
    take(.stickRead(reading))
  }

  /// It has all been said but for what became of it, which is being said.
  mutating func putIn(_ reading: StickReading, _ outcome: StickOutcome) throws {
    try putIn(reading)
    if asks.last != .keep { try run(to: .keep) }
    take(.stickKept(outcome))
  }

  /// What a stick asks for has just begun.
  static func following(
    _ requests: SettingsRequest..., facts: Facts = .usual()
  ) throws -> Bedside {
    var unit = try resting(facts)
    try unit.putIn(.settings(StickSettings(requests: requests)), .kept)
    try unit.hearOut()
    return unit
  }
}

/// The moments of a stick of which something is being said, or waited for.
enum StickMoment: String, CaseIterable, CustomStringConvertible {
  case opening, reading, telling, keeping, ending, losing

  var description: String { rawValue }

  /// A unit at this moment; beneath it is what the unit does now.
  func come(over unit: inout Bedside) throws {
    try unit.putIn()
    switch self {
    case .opening: break
    case .reading: try unit.hearOut()
    case .telling:
      try unit.hearOut()
      unit.take(.stickRead(try .changes()))
    case .keeping:
      try unit.hearOut()
      unit.take(.stickRead(try .changes()))
      try unit.hearOut()
    case .ending:
      try unit.hearOut()
      unit.take(.stickRead(try .changes()))
      try unit.hearOut()
      unit.take(.stickKept(.kept))
    case .losing: unit.take(.stickGone)
    }
  }

  /// The storage has been asked and has not answered.
  var isUnanswered: Bool { [.opening, .reading, .keeping, .losing].contains(self) }

  /// Nobody presses, the storage answers at once, and what goes on comes to its end.
  static func finish(_ unit: inout Bedside, isUnanswered: Bool) throws {
    var answered = unit.asks.count - (isUnanswered ? 1 : 0)
    for _ in 0..<300 {
      if answered < unit.asks.count {
        answered = unit.asks.count
        switch unit.asks.last {
        case .read: unit.take(.stickRead(try .changes()))
        case .keep: unit.take(.stickKept(.kept))
        case .erase, .writeTest, nil: break
        }
      } else if unit.session.isResting {
        return
      } else {
        try unit.step()
      }
    }
  }
}
