// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Session
import Settings
import Testing
import Timebase

@Suite("Golden timelines of sticks, tests and offers")
struct StickGoldenTests {
  private static func reading(
    _ text: String, within unit: Unit = Unit(), requests: [SettingsRequest] = []
  ) throws -> StickReading {
    let facts = try unit.facts()
    let parsed = CaregiverSettings.parse(Array(text.utf8), within: facts.prescription)
    guard let settings = parsed.value, parsed.findings.isEmpty else {
      return .findings(parsed.findings)
    }
    return .settings(
      StickSettings(
        changes: CaregiverSettings.changes(from: facts.settings, to: settings),
        requests: requests))
  }

  private static func unit(
    _ reading: StickReading, _ outcome: StickOutcome = StickOutcome(areSettingsKept: true),
    next: Facts? = nil, takes: FrameCount = .milliseconds(400),
    _ change: (inout Unit) -> Void = { _ in }
  ) -> Unit {
    var unit = Unit(settings: "own pace: no")
    change(&unit)
    unit.desk = { TestStickDesk(reading, outcome, next: next, takes: takes) }
    return unit
  }

  private static func requests(_ requests: SettingsRequest...) -> StickReading {
    .settings(StickSettings(requests: requests))
  }

  @Test("a stick at rest: two changes, songs, a report; the next practice has them")
  func changes() throws {
    let text = "own pace: no\nvolume: 60\nscan time: 7.5\ncall: yes\nreport: yes"
    var next = Unit(settings: text)
    next.wall = Unit().wall
    var outcome = StickOutcome(areSettingsKept: true)
    outcome.songs = 2
    outcome.report = .written
    let unit = Self.unit(
      try Self.reading(text, within: Unit(settings: "own pace: no"), requests: [.report]), outcome,
      next: try next.facts(), takes: .milliseconds(12_500))
    try Golden.check("stick-changes", unit, [.stickIn(.on(.resting, after: 8)), .press(.later(90))])
  }

  @Test("a stick with mistakes: heard twice, then taken out")
  func findings() throws {
    let unit = Self.unit(
      try Self.reading("volume: 150\nscan tyme: 4\nlanguage: xx\nevening volume: loud"),
      StickOutcome())
    try Golden.check(
      "stick-findings", unit, [.stickIn(.on(.resting, after: 8)), .press(.said(.listAgain))])
  }

  @Test("a stick put in while the breathing sounds waits until it is stopped and left")
  func inExercise() throws {
    let text = "own pace: no\nsession: short"
    let unit = Self.unit(
      try Self.reading(text, within: Unit(settings: "own pace: no")),
      next: try Unit(settings: text).facts())
    try Golden.check(
      "stick-exercise", unit, [.goOn, .stickIn(.set(1, after: 20)), .press(.later(5))])
  }

  @Test("a stick taken out while it is read")
  func takenOut() throws {
    let unit = Self.unit(try Self.reading("volume: 60"), takes: .seconds(25))
    try Golden.check(
      "stick-taken-out", unit,
      [.stickIn(.on(.resting, after: 8)), .happens(.stickOut, .later(14))])
  }

  @Test("the test of the switch: ten presses, and one keeps the times")
  func switchTest() throws {
    let tones = (0..<10).map { index in
      Deed.press(index == 0 ? .said(.switchTestExplain, after: 5) : .later(3.1))
    }
    try Golden.check(
      "switch-test", Self.unit(Self.requests(.switchTest)),
      [.stickIn(.on(.resting, after: 8))] + tones + [.press(.said(.switchTestKeep))])
  }

  @Test("the self test, with a press")
  func selfTest() throws {
    try Golden.check(
      "self-test",
      Self.unit(Self.requests(.selfTest)) {
        $0.prescription = "profile: mild\ntechniques: breathing, listening\nunit: 7"
      },
      [.stickIn(.on(.resting, after: 8)), .press(.said(.selfTestPress, after: 2))])
  }

  @Test("the diary is erased, after two presses")
  func erase() throws {
    try Golden.check(
      "erase",
      Self.unit(Self.requests(.erase(initials: "M. K."))) {
        $0.prescription = "profile: mild\ntechniques: breathing, listening\npatient: M. K."
      },
      [
        .stickIn(.on(.resting, after: 8)), .press(.said(.listErase)),
        .press(.said(.listEraseAgain, after: 1))
      ])
  }

  /// Somebody comes by at the end, so that the rehearsal goes on until then.
  private static let later = Deed.press(.at(1_900))

  @Test("a practice is offered at half past nine, and begun")
  func offer() throws {
    let unit = Unit(settings: "own pace: no\npractice at: 9:30")
    try Golden.check("offer", unit, [.press(.at(1_810)), .press(.at(1_860))])
  }

  @Test("by itself: announced, music, and a press stops it")
  func byItself() throws {
    let unit = Unit(settings: "own pace: no\npractice at: 9:30\nstart: by itself")
    try Golden.check("by-itself", unit, [Self.later])
  }
}
