// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing

extension Bedside {
  /// Power has come; the greeting is being said.
  static func greeting(_ facts: Facts = .usual()) -> Bedside {
    var unit = Bedside(facts)
    unit.take(.powerOn)
    return unit
  }

  /// The safety words are being said.
  static func safety(_ facts: Facts = .usual()) throws -> Bedside {
    var unit = greeting(facts)
    try unit.hearOut()
    return unit
  }

  /// "Press to begin." has been said.
  static func waiting(_ facts: Facts = .usual()) throws -> Bedside {
    var unit = greeting(facts)
    try unit.run(to: .waiting)
    try unit.hearOut()
    return unit
  }

  /// What kind of practice it is to be can be chosen; what leads to the items is being said.
  static func choosing(_ facts: Facts = .usual()) throws -> Bedside {
    var unit = try waiting(facts)
    unit.press()
    try #require(unit.state == .list)
    return unit
  }

  /// The usual practice was chosen and has just begun.
  static func begun(_ facts: Facts = .usual(), voice: Voice = .speaks) throws -> Bedside {
    var unit = Bedside(facts, voice: voice)
    unit.take(.powerOn)
    try unit.run(to: .waiting)
    try unit.hearOut()
    unit.press()
    if unit.state == .list {
      let isShort = facts.settings.session == .short
      try unit.choose(isShort ? .listShort : .listUsual)
    }
    return unit
  }

  /// A short practice was chosen and has just begun.
  static func short(_ facts: Facts = .everything()) throws -> Bedside {
    var unit = try choosing(facts)
    try unit.choose(.listShort)
    return unit
  }

  /// The words for measuring one's own pace are being said.
  static func measuring(_ facts: Facts = .usual(caregiver: ["own pace: weekly"])) throws -> Bedside
  {
    let unit = try begun(facts)
    try #require(unit.state == .measuring)
    return unit
  }

  /// The words for counting aloud are being said.
  static func counting(
    _ facts: Facts = .only("speech cueing"), voice: Voice = .speaks
  ) throws -> Bedside {
    let unit = try begun(facts, voice: voice)
    try #require(unit.state == .measuring)
    return unit
  }

  /// The calm music before the first exercise plays.
  static func settling(_ facts: Facts = .usual()) throws -> Bedside {
    let unit = try begun(facts)
    try #require(unit.state == .exercise && unit.score?.score.firstSet == nil)
    return unit
  }

  /// What is to be done in the first exercise is being said.
  static func introduction(_ facts: Facts = .usual()) throws -> Bedside {
    var unit = try settling(facts)
    try unit.playOut()
    try #require(unit.utterance != nil)
    return unit
  }

  /// The first block of paced breathing has sounded for so many seconds.
  static func exercise(_ facts: Facts = .usual(), seconds: Int = 30) throws -> Bedside {
    try exercise("paced breathing", facts, seconds: seconds)
  }

  /// This exercise's first music has sounded for so many seconds.
  static func exercise(
    _ activity: String, _ facts: Facts, voice: Voice = .speaks, seconds: Int = 30
  ) throws -> Bedside {
    var unit = try begun(facts, voice: voice)
    try unit.practise(to: activity)
    try unit.playOut(onlySeconds: seconds)
    try #require(unit.state == .exercise)
    return unit
  }

  /// The rest between the first block and the second has just begun.
  static func rest(_ facts: Facts = .usual()) throws -> Bedside {
    var unit = try begun(facts)
    try unit.practise(to: .rest)
    return unit
  }

  /// Stopped in the first block; the five seconds run.
  static func stopped(_ facts: Facts = .usual(), seconds: Int = 30) throws -> Bedside {
    var unit = try exercise(facts, seconds: seconds)
    unit.press()
    return unit
  }

  /// After a stop the first item of the list is being said.
  static func list(_ facts: Facts = .usual()) throws -> Bedside {
    var unit = try stopped(facts)
    try unit.waitOut()
    try unit.hearOut()
    return unit
  }

  /// The breathing was practised; the question's first answer is being said.
  static func question(_ facts: Facts = .usual()) throws -> Bedside {
    var unit = try begun(facts)
    try unit.practise(to: .question)
    try unit.hearOut()
    return unit
  }

  /// The music that closes a practice plays.
  static func closing(_ facts: Facts = .usual()) throws -> Bedside {
    var unit = try begun(facts)
    try unit.practise(to: .listening)
    if unit.utterance != nil { try unit.hearOut() }
    return unit
  }

  /// The music of listening plays, on a unit that has no prescription.
  static func listening(_ facts: Facts = .usual(nil)) throws -> Bedside {
    var unit = try waiting(facts)
    unit.press()
    try unit.hearOut()
    try #require(unit.state == .listening)
    return unit
  }

  /// Nobody answered; the unit rests and has said so.
  static func resting(_ facts: Facts = .usual()) throws -> Bedside {
    var unit = greeting(facts)
    try unit.run(to: .resting)
    try unit.hearOut()
    return unit
  }

  /// Why there is no practice now is being said.
  static func locked(_ facts: Facts? = nil) throws -> Bedside {
    let history = PracticeHistory.experienced.with { $0.sessions = [.ended(3_600)] }
    var unit = greeting(facts ?? .usual(history: history))
    try unit.hearOut()
    try #require(unit.state == .locked)
    return unit
  }
}

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
