// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("The caregiver's settings")
struct CaregiverSettingsTests {
  @Test("Everything a caregiver may write is read")
  func whole() throws {
    let read = try #require(
      settings(
        """
        language: Russian
        voice: Anna
        speech rate: 120
        volume: 70
        evening volume: 40
        acceptance time: 0.2
        release time: 1
        scan time: 7.5
        start: by itself
        practice at: 17:30, 9.05 and 9:05 pm
        session: short
        own pace: each session
        breaths: 6
        pause: 1
        in beats: 4
        out beats: 6
        tempo: 110
        song tempo: 72
        singing key: -2
        singing voice: high
        sung guide: yes
        cueing: metric
        together: yes
        songs: Ode to Joy, Frère Jacques
        phrases: Good morning
        phrase seconds: 4,5
        quiet hours: 22:00 – 7:00
        report: yes
        switch test: yes
        self test: yes
        call: yes
        clock: 2026-11-22 09:00
        erase: A. B.
        clear lock: yes
        """))
    var expected = CaregiverSettings()
    expected.language = "ru"
    expected.voice = "Anna"
    expected.speechRate = 120
    expected.volume = 70
    expected.eveningVolume = 40
    expected.acceptanceTimeMilliseconds = 200
    expected.releaseTimeMilliseconds = 1000
    expected.scanTimeMilliseconds = 7500
    expected.start = .byItself
    expected.practiceAt = [(9, 5), (17, 30), (21, 5)].compactMap {
      TimeOfDay(hour: $0.0, minute: $0.1)
    }
    expected.session = .short
    expected.ownPace = .eachSession
    expected.breaths = 6
    expected.breath = BreathPattern(inBeats: 4, pauseBeats: 1, outBeats: 6, tempo: 110)
    expected.songTempo = 72
    expected.singingKey = -2
    expected.singingVoice = .high
    expected.cueing = .metric
    expected.songs = ["Ode to Joy", "Frère Jacques"]
    expected.phrases = ["Good morning"]
    expected.phraseMilliseconds = 4500
    let evening = try #require(TimeOfDay(hour: 22, minute: 0))
    let morning = try #require(TimeOfDay(hour: 7, minute: 0))
    expected.quietHours = TimeRange(start: evening, end: morning)
    let day = try #require(CivilDate(year: 2026, month: 11, day: 22))
    expected.clock = CivilDateTime(date: day, time: try #require(TimeOfDay(hour: 9, minute: 0)))
    for flag: WritableKeyPath<CaregiverSettings, Bool> in [
      \.sungGuide, \.together, \.report, \.switchTest, \.selfTest, \.call, \.clearLock
    ] {
      expected[keyPath: flag] = true
    }
    expected.erase = "A. B."
    #expect(read == expected)
  }

  @Test("The defaults are those of the architecture and the clinical facts")
  func defaults() {
    let usual = CaregiverSettings()
    #expect(usual.speechRate == 130)
    #expect(usual.volume == 80)
    #expect(usual.acceptanceTimeMilliseconds == 50)
    #expect(usual.releaseTimeMilliseconds == 500)
    #expect(usual.scanTimeMilliseconds == 5000)
    #expect(usual.start == .press)
    #expect(usual.session == .usual)
    #expect(usual.ownPace == .weekly)
    #expect(usual.breath == BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 3, tempo: 75))
    #expect(usual.cueing == .patterned)
    #expect(usual.phraseMilliseconds == 5000)
    #expect(usual.breaths == nil && usual.eveningVolume == nil && usual.quietHours == nil)
    #expect(!usual.sungGuide && !usual.report && !usual.call && usual.erase == nil)
  }

  @Test("A whole Russian file is read")
  func russian() throws {
    let read = try #require(
      settings(
        """
        язык: русский
        Громкость: 70 %
        начало: само
        время занятий: 10:00 и 17:00
        занятие: короткое
        свой темп: каждое занятие
        тихие часы: с 22:00 до 7:00
        певческий голос: низкий
        отчёт: да
        вызов: нет
        часы: 22.11.2026 09:00
        """))
    #expect(read.language == "ru")
    #expect(read.volume == 70)
    #expect(read.start == .byItself)
    #expect(read.practiceAt.map(\.description) == ["10:00", "17:00"])
    #expect(read.session == .short)
    #expect(read.ownPace == .eachSession)
    #expect(read.quietHours?.description == "22:00-07:00")
    #expect(read.singingVoice == .low)
    #expect(read.report && !read.call)
    #expect(read.clock?.description == "2026-11-22 09:00")
  }

  @Test("A language is one the unit speaks")
  func languages() {
    #expect(settings("language: RU-ru")?.language == "ru")
    #expect(settings("language: English")?.language == "en")
    #expect(
      findings(in: "language: it").map(\.problem)
        == [.notALanguage(written: "it", ["en", "ru", "de", "fr", "es"])])
    for name in ["deutsch", "German", "немецкий", "allemand", "ALEMAN"] {
      #expect(settings("idioma: \(name)")?.language == "de")
    }
    let german = CaregiverSettings.parse(Array("language: Deutsch".utf8), languages: ["en", "de"])
    #expect(german.value?.language == "de")
  }

  @Test(
    "A time is one a clock shows",
    arguments: [
      ("17:30", true), ("9:05", true), ("00:00", true), ("23:59", true), ("12:15 am", true),
      ("9：05", true), ("24:00", false), ("12:60", false), ("9", false), ("9:5", false),
      ("13:00 pm", false), ("0:30 am", false), ("noon", false), ("-1:00", false)
    ])
  func times(text: String, isTime: Bool) {
    let found = findings(in: "practice at: \(text)").map(\.problem)
    #expect(found == (isTime ? [] : [.badTime(written: text)]))
  }

  @Test("Midnight and noon are told apart")
  func noon() {
    #expect(settings("practice at: 12:15 am, 12:15 PM")?.practiceAt.map(\.minutes) == [15, 735])
  }

  @Test("Quiet hours go over midnight, and are never empty")
  func quietHours() throws {
    let night = try #require(settings("quiet hours: 22:00-07:00")?.quietHours)
    let inside = [(22, 0), (23, 59), (0, 0), (6, 59)].compactMap {
      TimeOfDay(hour: $0.0, minute: $0.1)
    }
    let outside = [(7, 0), (12, 0), (21, 59)].compactMap { TimeOfDay(hour: $0.0, minute: $0.1) }
    #expect(inside.map { night.contains($0) } == [true, true, true, true])
    #expect(outside.map { night.contains($0) } == [false, false, false])
    let noon = try #require(settings("quiet hours: 12:00 to 14:00")?.quietHours)
    #expect(outside.map { noon.contains($0) } == [false, true, false])
    for text in ["22:00-22:00", "22:00", "22-7", "22:00-25:00", "22:00-07:00-08:00"] {
      #expect(
        findings(in: "quiet hours: \(text)").map(\.problem) == [.badTimeRange(written: text)])
    }
  }

  @Test("The clock is set by a date and a time")
  func clock() {
    for text in ["2026-11-22 09:00", "2026-11-22T09:00", "22.11.2026, 9:00", "2026/11/22 9:00 am"] {
      #expect(settings("clock: \(text)")?.clock?.description == "2026-11-22 09:00")
    }
    for text in ["09:00", "2026-11-22", "2026-11-2209:00", "2026-11-22 09:00:30 Z"] {
      #expect(findings(in: "clock: \(text)").map(\.problem) == [.badDateAndTime(written: text)])
    }
  }

  @Test("Texts and lists are bounded")
  func longTexts() {
    #expect(settings("voice: " + String(repeating: "a", count: 200)) != nil)
    #expect(
      findings(in: "voice: " + String(repeating: "a", count: 201)).map(\.problem)
        == [.textTooLong(limit: 200)])
    let towering = "voice: a" + String(repeating: "\u{301}", count: 10_000)
    #expect(findings(in: towering).map(\.problem) == [.textTooLong(limit: 200)])
    let many = (1...51).map { "song \($0)" }.joined(separator: ", ")
    #expect(findings(in: "songs: \(many)").map(\.problem) == [.listTooLong(limit: 50)])
  }
}
