// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Rhythm
import Session
import Settings
import Testing
import Timebase

@Suite("A practice that is offered by the clock")
struct OfferTests {
  private static func facts(
    _ lines: String..., clinic: [String] = [], wall: WallTime = .morning,
    history: PracticeHistory = .experienced
  ) -> Facts {
    .usual(clinic: clinic, caregiver: ["practice at: 9:30"] + lines, wall: wall, history: history)
  }

  /// The unit rests, and the time comes.
  private static func offered(_ facts: Facts = OfferTests.facts()) throws -> Bedside {
    var unit = try Bedside.resting(facts)
    #expect(unit.deadline == "30:00")
    try unit.waitOut()
    return unit
  }

  @Test("A soft melody, then one sentence, at its minute")
  func offer() throws {
    var unit = try Bedside.resting(Self.facts())
    let deeds = try unit.waitOut()
    #expect(unit.now == "30:00")
    #expect(deeds == ["sound offerMelody", Deeds.say(.offerPractice), "enter waiting"])
    #expect(unit.utterance?.delay == SmallSound.offerMelody.length)
  }

  @Test("A press begins, with the words of safety as they are due")
  func press() throws {
    var unit = try Self.offered()
    try unit.hearOut()
    #expect(unit.press() == ["answer accepted", "hush", Deeds.say(.safetyShort), "enter safety"])
    try unit.hearOut()
    #expect(unit.state == .list)
  }

  @Test("Nobody presses: it asks again three times, then rests until the next day")
  func nobody() throws {
    var unit = try Self.offered()
    try unit.run(to: .resting)
    #expect(unit.said.count { $0 == "It is time to practise. | Press to begin." } == 4)
    #expect(unit.deadline.map { $0 - "30:00" } == .seconds(86_400))
  }

  @Test("In quiet hours, with the clock unset, or with nothing to begin, there is silence")
  func silence() throws {
    let quiet = try Self.offered(Self.facts("quiet hours: 9:15-10:00"))
    #expect(quiet.state == .resting && quiet.utterance == nil)
    let locked = try Self.offered(
      Self.facts(history: .experienced.with { $0.sessions = [.ended(600)] }))
    #expect(locked.state == .resting && locked.utterance == nil)
    let unset = try Bedside.resting(Self.facts(wall: .on(25, isSet: false)))
    #expect(unset.deadline == nil)
    let none = try Bedside.resting(.usual(nil, caregiver: ["practice at: 9:30"]))
    var unit = none
    try unit.waitOut()
    #expect(unit.state == .resting && unit.utterance == nil)
  }

  @Test("Without a switch nothing is offered")
  func noSwitch() throws {
    var unit = try Bedside.resting(Self.facts())
    unit.take(.switchLost)
    unit.now = "29:59"
    for _ in 0..<20 where unit.now < "35:00" {
      if unit.utterance == nil, unit.deadline == nil, unit.score == nil { break }
      try unit.step()
    }
    #expect(!unit.said.contains { $0.hasPrefix("It is time") })
  }

  @Test("By itself: said thirty seconds ahead, and then music, which a press stops")
  func byItself() throws {
    var unit = try Self.offered(Self.facts("start: by itself"))
    #expect(unit.state == .waiting)
    #expect(
      unit.said.last == "It is time to practise. | Quiet music begins in thirty seconds. | "
        + "Press to begin the practice.")
    try unit.hearOut()
    #expect(unit.deadline.map { $0 - unit.now } == .seconds(30))
    try unit.waitOut()
    #expect(unit.state == .listening)
    try unit.hearOut()
    try unit.playOut(onlySeconds: 20)
    #expect(unit.press().contains("stop the sound"))
    #expect(unit.beginnings == [])
  }

  @Test("By itself: in its thirty seconds a press begins the practice")
  func byItselfPress() throws {
    var unit = try Self.offered(Self.facts("start: by itself"))
    try unit.hearOut()
    unit.press()
    #expect(unit.state == .safety)
    try unit.hearOut()
    #expect(unit.state == .list)
  }

  @Test("Where the clinic lets it, exercises begin by themselves, after the words of safety")
  func unattended() throws {
    var unit = try Self.offered(Self.facts("start: by itself", clinic: ["unattended: yes"]))
    #expect(
      unit.said.last == "It is time to practise. | The practice begins by itself. | "
        + "Press at any time to stop.")
    try unit.hearOut()
    try unit.waitOut()
    #expect(unit.state == .safety)
    #expect(unit.beginnings == [])
    try unit.hearOut()
    #expect(unit.state == .exercise)
    #expect(unit.beginnings.map(\.source) == [.unattended])
  }

  @Test("Where listening is all there is, music begins by itself at the time")
  func listener() throws {
    var unit = try Bedside.resting(
      .usual(nil, caregiver: ["practice at: 9:30", "start: by itself"]))
    try unit.waitOut()
    #expect(unit.state == .waiting)
    try unit.hearOut()
    try unit.waitOut()
    #expect(unit.state == .listening)
  }

  @Test("A stick in the thirty seconds is told; then they are announced anew")
  func stick() throws {
    var unit = try Self.offered(Self.facts("start: by itself"))
    try unit.hearOut()
    try unit.putIn(.noText, StickOutcome())
    try unit.hearOut()
    #expect(unit.state == .waiting)
    #expect(unit.said.last?.hasPrefix("It is time to practise.") == true)
    try unit.hearOut()
    #expect(unit.deadline.map { $0 - unit.now } == .seconds(30))
  }

  // MARK: The evening

  private static func evening(_ wall: WallTime) -> Facts {
    var facts = Facts.usual(wall: wall)
    facts.gains = Gains(day: -2, evening: -10)
    return facts
  }

  private static func gains(_ unit: Bedside) -> [Double] {
    unit.actions.compactMap { if case .gain(let gain) = $0 { gain } else { nil } }
  }

  @Test(
    "From six in the evening to four in the morning it is as loud as is wished then",
    arguments: [(3, -10.0), (4, -2), (9, -2), (17, -2), (18, -10), (23, -10), (0, -10)])
  func loudness(hour: Int, gain: Double) {
    #expect(Self.gains(.greeting(Self.evening(.on(25, hour: hour)))) == [gain])
  }

  @Test("Six o'clock in the middle of a practice changes nothing before the unit has rested")
  func onlyAtCalm() throws {
    var facts = Self.evening(.on(25, hour: 17))
    facts.wall = WallTime(seconds: facts.wall.seconds + 59 * 60, isSet: true)
    var unit = try Bedside.begun(facts)
    try unit.practise(to: .farewell)
    #expect(unit.now > "10:00")
    #expect(Self.gains(unit) == [-2])
    try unit.hearOut()
    unit.press()
    #expect(Self.gains(unit) == [-2, -10])
  }

  @Test("A stick that is told of in the evening, over a rest since the day, is told softly")
  func stickInTheEvening() throws {
    var unit = try Bedside.resting(Self.evening(.on(25, hour: 17)))
    unit.idle(seconds: 3_600)
    #expect(unit.take(.stickFound).contains("gain -10.0"))
  }
}
