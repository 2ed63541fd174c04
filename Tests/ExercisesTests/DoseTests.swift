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

  @Test("Sung and spoken phrases, sounding and steps are those of the table, too")
  func voiceColumns() {
    func notation(_ dose: Dose) -> String {
      "\(dose.singingPhrases) sung, \(dose.oralMotorSeconds) s in \(dose.oralMotorSteps) steps, "
        + "\(dose.speechPhrases) spoken"
    }
    #expect(notation(Dose(.mild)) == "12 sung, 60 s in 4 steps, 6 spoken")
    #expect(notation(Dose(.moderate)) == "6 sung, 30 s in 2 steps, 3 spoken")
    #expect(notation(Dose(.mild).halved()) == "6 sung, 30 s in 2 steps, 3 spoken")
    #expect(notation(Dose(.moderate).halved()) == "3 sung, 15 s in 1 steps, 2 spoken")
  }

  @Test("What the clinic enables, how much may be sung and the wind instrument come from its file")
  func enabled() throws {
    let usual = try prescription()
    let dose = Dose(.mild, prescription: usual, settings: CaregiverSettings(within: usual))
    #expect(dose.techniques == [.breathing, .singing, .listening])
    #expect(dose.singingPhrases == 12 && !dose.hasWindInstrument)
    let clinic = try prescription(
      "techniques: oral motor, singing", "phrases: 1-5", "wind instrument: yes")
    let other = Dose(.mild, prescription: clinic, settings: CaregiverSettings(within: clinic))
    #expect(other.techniques == [.oralMotor, .singing])
    #expect(other.singingPhrases == 5 && other.hasWindInstrument)
    let more = try prescription("phrases: 15-20")
    let lowered = Dose(
      .moderate, prescription: more, settings: CaregiverSettings(within: more), isLowered: true)
    #expect(lowered.singingPhrases == 6)
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
    #expect(short.singingPhrases == 0 && short.hummedPhrases == 1)
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
