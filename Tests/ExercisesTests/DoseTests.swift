// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Settings
import Testing
import Timebase

/// `2 × 180 s, rest 60 s, 5 deep breaths, pause 1, session 12 min, 2 a day, gap 120 min`.
private func notation(_ dose: Dose) -> String {
  "\(dose.blocks) × \(dose.blockSeconds) s, rest \(dose.restSeconds) s, "
    + "\(dose.deepBreaths) deep breaths, pause \(dose.pauseBeats), "
    + "session \(dose.sessionSeconds / 60) min, \(dose.sessionsADay) a day, "
    + "gap \(dose.gapSeconds / 60) min"
}

private func prescription(_ lines: String...) throws -> Prescription {
  let text = (["profile: mild"] + lines).joined(separator: "\n")
  return try #require(Prescription.parse(Array(text.utf8)).value)
}

private func settings(_ text: String, _ prescription: Prescription) throws -> CaregiverSettings {
  try #require(CaregiverSettings.parse(Array(text.utf8), within: prescription).value)
}

@Suite("The dose")
struct DoseTests {
  @Test("The columns are those of the clinic's table")
  func columns() {
    #expect(
      notation(Dose(.mild))
        == "2 × 180 s, rest 60 s, 5 deep breaths, pause 1, session 12 min, 2 a day, gap 120 min")
    #expect(
      notation(Dose(.moderate))
        == "2 × 120 s, rest 90 s, 3 deep breaths, pause 0, session 8 min, 2 a day, gap 180 min")
  }

  @Test("Half a dose is rounded up and stays in the range")
  func halved() {
    var dose = Dose(.mild)
    dose.deepBreaths = 9
    dose.blocks = 3
    #expect(dose.halved().deepBreaths == 5)
    #expect(dose.halved().blocks == 2)
    #expect(Dose(.mild).halved().deepBreaths == 3)
    #expect(Dose(.mild).halved().blocks == 1)
    #expect(Dose(.moderate).halved().halved().blocks == 1)
    #expect(Dose(.moderate).halved().halved().deepBreaths == 3)
  }

  @Test("A short session is one block of two minutes in four, and half of it is no more than that")
  func short() {
    let short = Dose(.mild).shortened()
    #expect(short.isShort)
    #expect(short.blocks == 1 && short.blockSeconds == 120 && short.deepBreaths == 0)
    #expect(short.sessionSeconds == 240)
    #expect(short.halved().deepBreaths == 0)
    #expect(short.halved().plan == short.plan)
  }

  @Test("The clinic's limits narrow the column")
  func narrowed() throws {
    let clinic = try prescription(
      "breaths: 3-4", "session minutes: 5-6", "sessions a day: 1-1", "pause: 0-0")
    let dose = Dose(.mild, prescription: clinic, settings: CaregiverSettings(within: clinic))
    #expect(dose.deepBreaths == 4)
    #expect(dose.sessionSeconds == 360)
    #expect(dose.sessionsADay == 1)
    #expect(dose.pauseBeats == 0)
  }

  @Test("The caregiver's number of breaths is taken inside the clinic's limits")
  func chosen() throws {
    let clinic = try prescription("breaths: 3-8")
    let chosen = try settings("breaths: 7", clinic)
    #expect(Dose(.mild, prescription: clinic, settings: chosen).deepBreaths == 7)
  }

  @Test("Where the level was lowered, no choice and no limit goes above it")
  func lowered() throws {
    let clinic = try prescription(
      "breaths: 5-10", "session minutes: 15-20", "sessions a day: 4-4", "pause: 0-2")
    let chosen = try settings("breaths: 9\npause: 2", clinic)
    let dose = Dose(.moderate, prescription: clinic, settings: chosen, isLowered: true)
    #expect(notation(dose) == notation(Dose(.moderate)))
  }

  @Test("Under the moderate profile there is no pause unless the clinic writes one")
  func moderatePause() throws {
    let clinic = try prescription("breaths: 3-5")
    let chosen = try settings("pause: 2\nin beats: 2\nout beats: 3", clinic)
    #expect(Dose(.moderate, prescription: clinic, settings: chosen).pauseBeats == 0)
    let wider = try prescription("pause: 0-2")
    #expect(Dose(.moderate, prescription: wider, settings: chosen).pauseBeats == 2)
  }

  @Test("Under the mild profile the pause is one beat at most unless the clinic writes more")
  func mildPause() throws {
    let clinic = try prescription()
    let chosen = try settings("pause: 2\nin beats: 2\nout beats: 3", clinic)
    #expect(Dose(.mild, prescription: clinic, settings: chosen).pauseBeats == 1)
    let wider = try prescription("pause: 0-2")
    #expect(Dose(.mild, prescription: wider, settings: chosen).pauseBeats == 2)
  }
}

@Suite("What fits into a session")
struct PracticePlanTests {
  /// `2 blocks of 180 s, 5 breaths`.
  private func notation(_ plan: PracticePlan) -> String {
    "\(plan.blocks) blocks of \(plan.blockSeconds) s, \(plan.deepBreaths) breaths"
  }

  private func plan(minutes: Int, breaths: Int = 5) -> String {
    var dose = Dose(.mild)
    dose.sessionSeconds = 60 * minutes
    dose.deepBreaths = breaths
    return notation(dose.plan)
  }

  @Test("The usual session holds all of it")
  func whole() {
    #expect(plan(minutes: 12) == "2 blocks of 180 s, 5 breaths")
    #expect(notation(Dose(.moderate).plan) == "2 blocks of 120 s, 3 breaths")
  }

  @Test(
    "Cut are the second block, then deep breaths to three, then all of them, never the first block",
    arguments: [
      (10, 3, "2 blocks of 180 s, 3 breaths"), (10, 10, "1 blocks of 180 s, 10 breaths"),
      (7, 10, "1 blocks of 180 s, 3 breaths"), (6, 5, "1 blocks of 180 s, 5 breaths"),
      (5, 5, "1 blocks of 180 s, 0 breaths"), (3, 5, "1 blocks of 156 s, 0 breaths")
    ])
  func cut(minutes: Int, breaths: Int, expected: String) {
    #expect(plan(minutes: minutes, breaths: breaths) == expected)
  }

  @Test("A plan of nothing is empty")
  func empty() {
    var plan = Dose(.mild).plan
    #expect(!plan.isEmpty)
    plan.blocks = 0
    plan.deepBreaths = 0
    #expect(plan.isEmpty)
    #expect(plan.length == .zero)
  }

  @Test("No prescription, setting, level or answer leads outside a hard range", arguments: 1...20)
  func property(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let (clinic, chosen) = try RandomFiles(&random).read()
      let level: Dose.Level = Bool.random(using: &random) ? .mild : .moderate
      let isLowered = Bool.random(using: &random)
      var dose = Dose(level, prescription: clinic, settings: chosen, isLowered: isLowered)
      if Bool.random(using: &random) { dose = dose.halved() }
      let plan = dose.plan
      #expect((1...3).contains(plan.blocks))
      #expect((60...300).contains(plan.blockSeconds))
      #expect((30...300).contains(plan.restSeconds))
      #expect(plan.deepBreaths == 0 || (3...10).contains(plan.deepBreaths))
      #expect((0...2).contains(plan.pauseBeats))
      #expect((dose.isShort ? 180...360 : 180...1_200).contains(dose.sessionSeconds))
      #expect((1...4).contains(dose.sessionsADay))
      #expect(dose.gapSeconds >= 3_600)
      #expect(plan.length <= .seconds(dose.sessionSeconds))
    }
  }
}

/// A prescription and a caregiver's file by chance, each inside what it may say.
private struct RandomFiles {
  let prescription: String
  let settings: String

  init(_ random: inout SplitMix64) {
    var clinic = ["profile: mild"]
    var chosen = [Bool.random(using: &random) ? "session: short" : "session: usual"]
    func limit(_ key: String, _ range: ClosedRange<Int>) -> ClosedRange<Int> {
      guard Bool.random(using: &random) else { return range }
      let low = Int.random(in: range, using: &random)
      let limit = low...Int.random(in: low...range.upperBound, using: &random)
      clinic.append("\(key): \(limit.lowerBound)-\(limit.upperBound)")
      return limit
    }
    _ = limit("session minutes", 3...20)
    _ = limit("sessions a day", 1...4)
    for (key, range) in [("breaths", 3...10), ("pause", 0...2)] {
      let limit = limit(key, range)
      guard Bool.random(using: &random) else { continue }
      chosen.append("\(key): \(Int.random(in: limit, using: &random))")
    }
    prescription = clinic.joined(separator: "\n")
    settings = chosen.joined(separator: "\n")
  }

  func read() throws -> (Prescription, CaregiverSettings) {
    let clinic = try #require(Prescription.parse(Array(prescription.utf8)).value)
    let chosen = try #require(
      CaregiverSettings.parse(Array(settings.utf8), within: clinic).value)
    return (clinic, chosen)
  }
}
