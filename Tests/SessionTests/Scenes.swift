// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing

extension Bedside {
  /// A unit in this state, with a call, on the way a person would take to it.
  static func scene(_ state: State) throws -> Bedside {
    let facts = Facts.usual(caregiver: ["call: yes"])
    switch state {
    case .greeting: return greeting(facts)
    case .safety: return try safety(facts)
    case .waiting: return try waiting(facts)
    case .measuring:
      var unit = try measuring()
      try unit.hearOut()
      return unit
    case .exercise: return try exercise(facts)
    case .rest: return try rest(facts)
    case .question: return try question(facts)
    case .stopped: return try stopped(facts)
    case .list: return try list(facts)
    case .listening: return try listening()
    case .ringing:
      var unit = try list(facts)
      try unit.hearBeginning()
      unit.press()
      return unit
    case .farewell:
      var unit = try question(facts)
      try unit.run(to: .farewell)
      return unit
    case .resting: return try resting(facts)
    case .locked: return try locked()
    case .fault:
      var unit = try waiting(facts)
      unit.take(.stuck)
      return unit
    }
  }
}
