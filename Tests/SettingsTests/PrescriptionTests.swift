// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("The clinic's prescription")
struct PrescriptionTests {
  @Test("Everything a clinic may write is read")
  func whole() throws {
    let read = try #require(
      prescription(
        """
        Clinic: Rehabilitation Centre # ward 3
        patient: A. B.
        unit: 7
        serial: 10000000c4f2
        profile: Mild
        techniques: listening, speech cueing and breathing, breathing
        days a week: 4
        review by: 31.05.2027
        review after sessions: 30
        habitual rate: 150
        pace floor: 8
        tempo percent: 100, 90,80
        wind instrument: yes
        unattended: no
        clear lock: on
        breaths: 3–8
        session minutes: 4 to 10 min
        sessions a day: 2
        phrases: from 4 to 12
        volume: 40 % - 70 %
        tempo: 60-90
        """))
    #expect(read.clinic == "Rehabilitation Centre")
    #expect(read.patient == "A. B.")
    #expect(read.unit == "7")
    #expect(read.serial == "10000000c4f2")
    #expect(read.profile == .mild)
    #expect(read.techniques == [.breathing, .speechCueing, .listening])
    #expect(read.daysAWeek == 4)
    #expect(read.reviewBy == CivilDate(year: 2027, month: 5, day: 31))
    #expect(read.reviewAfterSessions == 30)
    #expect(read.habitualRate == 150)
    #expect(read.paceFloor == 8)
    #expect(read.tempoPercent == [100, 90, 80])
    #expect(read.windInstrument && !read.unattended && read.clearLock)
    #expect(read.breaths == 3...8)
    #expect(read.sessionMinutes == 4...10)
    #expect(read.sessionsADay == 2...2)
    #expect(read.phrases == 4...12)
    #expect(read.limit(.volume) == 40...70)
    #expect(read.limit(.tempo) == 60...90)
    #expect(read.limit(.scanTime) == 2...10)
  }

  @Test("Initials are the patient's however they are written")
  func initials() throws {
    let read = try #require(prescription("patient: M. K."))
    for same in ["M. K.", "mk", "M K", "m.k"] { #expect(read.isPatient(initials: same)) }
    for other in ["K. M.", "M", "", ".", "M. K. L."] { #expect(!read.isPatient(initials: other)) }
    #expect(!Prescription().isPatient(initials: ""))
    #expect(try #require(prescription("пациент: Ё. Ж.")).isPatient(initials: "еж"))
  }

  @Test("An empty prescription is listening only, with nothing narrowed")
  func empty() {
    let empty = Prescription()
    #expect(empty.profile == .listening)
    #expect(empty.techniques == [.breathing, .singing, .listening])
    #expect(empty.daysAWeek == 3)
    #expect(empty.reviewAfterSessions == 40)
    #expect(empty.paceFloor == 10)
    #expect(empty.tempoPercent == [100])
    #expect(empty.breaths == 3...10)
    #expect(empty.sessionMinutes == 3...20)
    #expect(empty.sessionsADay == 1...4)
    #expect(empty.phrases == 1...20)
  }

  @Test("The Russian names are understood")
  func russian() throws {
    let read = try #require(
      prescription("профиль: умеренный\nметодики: дыхание; пение и слушание\nвдохи: от 3 до 5\n"))
    #expect(read.profile == .moderate)
    #expect(read.techniques == [.breathing, .singing, .listening])
    #expect(read.breaths == 3...5)
  }

  @Test("A limit is two numbers, the lower first, inside the hard range")
  func limits() throws {
    for text in ["3-8", "3 - 8", "3–8", "3—8", "3…8", "3..8", "3 to 8", "3 до 8", "\"3-8\""] {
      #expect(prescription("breaths: \(text)")?.breaths == 3...8)
    }
    #expect(prescription("singing key: -6--2")?.limit(.singingKey) == (-6)...(-2))
    let release = prescription("release time: 0,5-1.25 s")?.limit(.releaseTime)
    #expect(release?.upperBound.thousandths == 1250)
    let hard = try #require(KeyTable.key(.breaths, in: .prescription)?.range)
    let problems: [(String, Problem)] = [
      ("2-8", .tooLow(written: "2", hard)), ("3-11", .tooHigh(written: "11", hard)),
      ("8-3", .reversedRange(written: "8-3", hard)),
      ("3-8-9", .notARange(written: "3-8-9", hard)), ("3-", .notARange(written: "3-", hard)),
      ("few", .notARange(written: "few", hard)),
      ("3-4.5", .tooManyDecimals(written: "4.5", hard))
    ]
    for (text, problem) in problems {
      #expect(findings(in: "breaths: \(text)", of: .prescription).map(\.problem) == [problem])
    }
  }

  @Test("The caregiver moves inside the prescription")
  func narrowing() throws {
    let narrow = try #require(prescription("volume: 40-60\nbreaths: 4\nrelease time: 1-3"))
    #expect(settings("volume: 60", within: narrow)?.volume == 60)
    let found = findings(in: "volume: 65", within: narrow)
    #expect(
      found.map(\.description)
        == ["upbeat.txt:1:9: volume 65 is outside the prescription, expected 40 to 60 %"])
    #expect(findings(in: "breaths: 5", within: narrow).first?.expected == "expected 4 breaths")
    // Outside the hard range it is simply too high.
    #expect(findings(in: "volume: 150", within: narrow).first?.found == "volume 150 is too high")
  }

  @Test("The limit of the volume holds in the evening, unless the evening has its own")
  func eveningVolume() throws {
    let narrow = try #require(prescription("volume: 40-60"))
    #expect(settings("evening volume: 40", within: narrow)?.eveningVolume == 40)
    #expect(
      findings(in: "evening volume: 65", within: narrow).map(\.expected)
        == ["expected 40 to 60 %"])
    let apart = try #require(prescription("volume: 40-60\nevening volume: 30-70"))
    #expect(settings("evening volume: 65", within: apart)?.eveningVolume == 65)
    #expect(CaregiverSettings(within: narrow).eveningVolume == nil)
  }

  @Test("Defaults are moved inside the prescription too")
  func narrowedDefaults() throws {
    let narrow = try #require(
      prescription("volume: 40-60\nrelease time: 1-3\ntempo: 80-120\nin beats: 3-4"))
    let usual = CaregiverSettings(within: narrow)
    #expect(usual.volume == 60)
    #expect(usual.releaseTimeMilliseconds == 1000)
    #expect(usual.breath.fault(paceFloor: 10) == nil)
    #expect(usual.breath.inBeats == 3)
    #expect(usual.breath.tempo >= 80)
    #expect(CaregiverSettings.parse([], within: narrow) == .value(usual))
    #expect(CaregiverSettings().breath == .usual)
  }

  @Test("Limits that leave no breathing are a finding")
  func noBreathing() {
    let found = findings(in: "volume: 40-60\nout beats: 12-16\ntempo: 40-60", of: .prescription)
    #expect(found.map(\.problem) == [.noBreathFits(paceFloor: 10)])
    #expect(found.map(\.line) == [2])
  }

  @Test(
    "A date is a day of the calendar",
    arguments: [
      ("2027-05-31", true), ("31.05.2027", true), ("2027/5/1", true), ("2028-02-29", true),
      ("2027-02-29", false), ("2100-02-29", false), ("2027-13-01", false), ("31/05/2027", false),
      ("2027-05", false), ("1999-12-31", false), ("20270531", false), ("05-31-2027", false),
      ("2027-05-31 noon", false), ("99999999999999999999-01-01", false)
    ])
  func dates(text: String, isDate: Bool) {
    let found = findings(in: "review by: \(text)", of: .prescription)
    #expect(found.isEmpty == isDate)
    if !isDate, text.count < 30 { #expect(found.map(\.problem) == [.badDate(written: text)]) }
  }
}
