// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Session
import Settings
import Testing
import Timebase

@Suite("The test of the switch")
struct SwitchTestTests {
  /// The words are said, and the first tone sounds.
  private static func asked(_ facts: Facts = .usual()) throws -> Bedside {
    var unit = try Bedside.following(.switchTest, facts: facts)
    try #require(unit.said.last == "Ten tones will come. | Press the switch once at each tone.")
    #expect(unit.state == .measuring)
    #expect(try unit.hearOut() == ["sound askTone"])
    return unit
  }

  /// Presses at a tone after so many milliseconds, for as long.
  private static func press(
    _ unit: inout Bedside, after reaction: Int = 700, milliseconds: Int = 200
  ) {
    let closing = unit.now + .milliseconds(reaction)
    unit.take(.press(closedAt: closing), at: closing + .milliseconds(30))
    unit.take(
      .released(after: .milliseconds(milliseconds)), at: closing + .milliseconds(milliseconds))
  }

  /// All ten; the proposal is being said.
  private static func proposed(
    _ facts: Facts = .usual(), after reaction: Int = 700, milliseconds: Int = 200
  ) throws -> Bedside {
    var unit = try asked(facts)
    for number in 1...10 {
      press(&unit, after: reaction, milliseconds: milliseconds)
      let deeds = try unit.waitOut()
      if number < 10 { #expect(deeds == ["sound askTone"]) }
    }
    return unit
  }

  private static func result(_ unit: Bedside) -> SwitchTestResult? {
    unit.records.lazy.compactMap { if case .switchTested(let result) = $0 { result } else { nil } }
      .last
  }

  @Test("Ten presses: the times that fit them are read back, and one press keeps them")
  func kept() throws {
    var unit = try Self.proposed()
    #expect(unit.said.last?.hasPrefix("Acceptance time: ") == true)
    try unit.hearOut()
    #expect(unit.said.last == "Press to keep this.")
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    let deeds = try unit.waitOut()
    #expect(deeds.contains("record switch test"))
    #expect(deeds.contains("keep acceptanceTime, scanTime"))
    #expect(deeds.contains("renew en"))
    let times = SwitchCalibration.Times(acceptance: 100, release: 500, scan: 2_000)
    #expect(Self.result(unit)?.times == times)
    #expect(Self.result(unit)?.presses == 10 && Self.result(unit)?.isKept == true)
    #expect(unit.session.isResting)
  }

  @Test("Nobody presses then: the times before stay, which is said")
  func untouched() throws {
    var unit = try Self.proposed()
    try unit.run(to: .resting)
    #expect(unit.said.last == "The times before stay.")
    #expect(Self.result(unit)?.isKept == false)
    #expect(!Deeds.lines(unit.actions).contains { $0.hasPrefix("keep ") })
    #expect(unit.session.isResting)
  }

  @Test("While they are offered every closure of 30 ms counts: the present times may be wrong")
  func rule() throws {
    var unit = try Self.asked()
    #expect(unit.session.pressRule == .stop)
    unit = try Self.proposed()
    #expect(unit.session.pressRule == .stop)
    try unit.run(to: .resting)
    #expect(unit.session.pressRule == .choose)
  }

  @Test("Times that fit already are not proposed")
  func same() throws {
    let unit = try Self.proposed(
      .usual(caregiver: ["acceptance time: 0.1", "release time: 0.5", "scan time: 2"]))
    #expect(unit.said.last == "The times fit well already.")
    #expect(unit.state == .measuring)
  }

  @Test("Two tones without a press end it, unscolded; after five presses there is a proposal")
  func fewer() throws {
    for presses in 0...6 {
      var unit = try Self.asked()
      for _ in 0..<presses {
        Self.press(&unit)
        try unit.waitOut()
      }
      #expect(try unit.waitOut() == ["sound askTone"])
      try unit.waitOut()
      if presses >= 5 {
        #expect(unit.said.last?.hasPrefix("Acceptance time: ") == true)
      } else {
        #expect(unit.said.last == "There were too few presses. | The times before stay.")
        #expect(Self.result(unit)?.times == nil && Self.result(unit)?.presses == presses)
        try unit.hearOut()
        #expect(unit.session.isResting)
      }
    }
  }

  @Test("A press that comes while it is explained tells nothing of the switch")
  func early() throws {
    var unit = try Bedside.following(.switchTest)
    let closing = unit.now + .milliseconds(500)
    #expect(unit.take(.press(closedAt: closing), at: closing) == ["answer heard"])
    unit.take(.released(after: .milliseconds(400)), at: closing + .milliseconds(400))
    try unit.hearOut()
    for _ in 0..<10 {
      Self.press(&unit)
      try unit.waitOut()
    }
    #expect(unit.said.last?.hasPrefix("Acceptance time: ") == true)
    try unit.run(to: .resting)
    #expect(Self.result(unit)?.times?.acceptance == 100)
  }

  @Test("Closures that were not meant make the times longer, as far as the meant ones leave room")
  func strays() throws {
    var unit = try Self.asked()
    for _ in 0..<10 {
      Self.press(&unit, milliseconds: 300)
      // It trembles 400 ms after it was let go.
      let closing = unit.now + .milliseconds(400)
      #expect(
        unit.take(.press(closedAt: closing), at: closing + .milliseconds(30)) == ["answer heard"])
      unit.take(.released(after: .milliseconds(170)), at: closing + .milliseconds(170))
      try unit.waitOut()
    }
    try unit.run(to: .resting)
    let times = SwitchCalibration.Times(acceptance: 190, release: 600, scan: 2_000)
    #expect(Self.result(unit)?.times == times)
  }

  @Test("A switch that is held through a tone is waited for; one that sticks ends it")
  func held() throws {
    var unit = try Self.asked()
    let closing = unit.now + .milliseconds(500)
    unit.take(.press(closedAt: closing), at: closing)
    for _ in 0..<4 { #expect(try unit.waitOut() == []) }
    unit.take(.stuck)
    #expect(unit.state == .fault)
    // It is made anew once the switch is right.
    unit.take(.freed)
    try unit.run(to: .measuring)
    #expect(unit.said.last == "Ten tones will come. | Press the switch once at each tone.")
  }

  @Test("Without a switch it waits for one")
  func noSwitch() throws {
    var unit = try Bedside.resting(.usual(caregiver: ["quiet hours: 8:00-12:00"]))
    unit.take(.switchLost)
    while unit.deadline != nil || unit.utterance != nil { try unit.step() }
    try unit.putIn(.asking(.switchTest), .kept)
    try unit.hearOut()
    #expect(unit.state == .fault)
    unit.take(.switchFound)
    try unit.run(to: .measuring)
  }

  @Test("The times are in force from the next press on")
  func inForce() throws {
    var unit = try Self.proposed()
    try unit.hearOut()
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    try unit.waitOut()
    let renewals = unit.actions.compactMap {
      if case .renew(let renewal) = $0 { renewal } else { nil }
    }
    #expect(renewals.last?.acceptance == .milliseconds(100))
    #expect(renewals.last?.release == .milliseconds(500))
  }

  @Test("Inside every range, whatever the presses are", arguments: 1...200)
  func ranges(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var calibration = SwitchCalibration()
    var now = SampleTime.zero
    while !calibration.isComplete {
      calibration.tone(at: now)
      if Int.random(in: 0..<10, using: &random) == 0 {
        now += SwitchCalibration.patience
        calibration.miss()
        continue
      }
      for index in 0..<Int.random(in: 1...4, using: &random) {
        now += .milliseconds(Int.random(in: 0...9_000, using: &random))
        #expect(calibration.press(at: now) == (index == 0))
        let length = Int.random(in: 30...9_000, using: &random)
        now += .milliseconds(length)
        calibration.released(after: .milliseconds(length))
      }
    }
    guard let times = calibration.times else {
      #expect(calibration.presses < 5)
      return
    }
    #expect((0...2_000).contains(times.acceptance))
    #expect((200...3_000).contains(times.release))
    #expect((2_000...10_000).contains(times.scan))
  }
}
