// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("What changed")
struct SettingChangeTests {
  static func changes(_ old: String, _ new: String) throws -> [SettingChange] {
    CaregiverSettings.changes(
      from: try #require(settings(old)), to: try #require(settings(new)))
  }

  @Test("Only what differs changed, in the order of the table")
  func differences() throws {
    let changes = try Self.changes(
      "volume: 80\ntempo: 75\nquiet hours: 22:00-07:00",
      "quiet hours: 21:30-07:00\nvolume: 60 # softer\ntempo: 75.0\ncall: yes")
    let (before, now) = (try Self.hours("22:00-07:00"), try Self.hours("21:30-07:00"))
    #expect(
      changes == [
        SettingChange(key: .volume, before: .number(80), now: .number(60)),
        SettingChange(key: .quietHours, before: before, now: now),
        SettingChange(key: .call, before: .flag(false), now: .flag(true))
      ])
    #expect(try Self.changes("громкость: 65", "Lautstärke: 65") == [])
  }

  static func hours(_ text: String) throws -> KeyValue {
    .timeRange(try #require(settings("quiet hours: \(text)")?.quietHours))
  }

  @Test("What is not written is the default, and what has none is not set")
  func defaults() throws {
    #expect(
      try Self.changes("evening volume: 40\nsongs: Ode to Joy", "") == [
        SettingChange(key: .eveningVolume, before: .number(40), now: nil),
        SettingChange(key: .songs, before: .texts(["Ode to Joy"]), now: nil)
      ])
    #expect(
      try Self.changes("scan time: 7.5", "")
        == [
          SettingChange(
            key: .scanTime, before: .number(ExactDecimal(75, decimals: 1)), now: .number(5))
        ])
  }

  @Test("A value is written as a file of the language writes it")
  func texts() throws {
    let change = try #require(
      try Self.changes("own pace: weekly", "own pace: each session").first)
    #expect(change.textBefore(in: .english) == "weekly")
    #expect(change.textNow(in: .russian) == "каждое занятие")
    #expect(change.textNow(in: .german) == "jede Übung")
    let call = try #require(try Self.changes("call: no", "call: yes").first)
    #expect(call.textNow(in: .french) == "oui")
    let unset = try #require(try Self.changes("practice at: 9:05, 17:30", "").first)
    #expect(unset.textBefore(in: .spanish) == "09:05, 17:30")
    #expect(unset.textNow(in: .spanish) == nil)
  }

  @Test("Every setting that can be given can change, and a file of its values gives them again")
  func everyKey() throws {
    let requests: Set<KeyID> = [.report, .switchTest, .selfTest, .clock, .erase, .clearLock]
    let given =
      "language: de\nvoice: Anna\nspeech rate: 120\nvolume: 70\nevening volume: 40\n"
      + "acceptance time: 0.2\nrelease time: 1\nscan time: 7.5\nstart: by itself\n"
      + "practice at: 17:30\nsession: short\nown pace: each session\nbreaths: 6\npause: 1\n"
      + "in beats: 4\nout beats: 6\ntempo: 110\nsong tempo: 72\nsinging key: -2\n"
      + "singing voice: high\nsung guide: yes\ncueing: metric\ntogether: yes\nsongs: A; B\n"
      + "phrases: C\nphrase seconds: 4.5\nquiet hours: 22:00-7:00\ncall: yes"
    let new = try #require(settings(given))
    let changes = CaregiverSettings.changes(from: CaregiverSettings(), to: new)
    #expect(
      changes.map(\.key) == KeyTable.keys(of: .settings).map(\.id).filter { !requests.contains($0) }
    )
    for language in TableLanguage.allCases {
      let file = changes.compactMap { change in
        KeyTable.key(change.key, in: .settings).flatMap { key in
          change.textNow(in: language).map { "\(key.term.name(in: language)): \($0)\n" }
        }
      }
      #expect(settings(file.joined()) == new, "\(language)")
    }
  }

  @Test("What is asked for once is a request, not a change")
  func requests() throws {
    let text =
      "report: yes\nswitch test: yes\nself test: yes\nclock: 2026-11-22 09:00\nerase: M. K.\n"
      + "clear lock: yes"
    let asked = try #require(settings(text))
    #expect(try Self.changes("", text) == [])
    let day = try #require(CivilDate(year: 2026, month: 11, day: 22))
    let time = try #require(TimeOfDay(hour: 9, minute: 0))
    #expect(
      asked.requests == [
        .clock(CivilDateTime(date: day, time: time)), .clearLock, .switchTest, .selfTest, .report,
        .erase(initials: "M. K.")
      ])
    #expect(asked.withoutRequests == CaregiverSettings())
    #expect(try #require(settings("report: no\nerase: no\nself test: off")).requests == [])
    #expect(try #require(settings("Tagebuch löschen: nein")).erase == nil)
  }

  @Test("A report is asked for also by a file with findings")
  func report() {
    #expect(CaregiverSettings.asksForReport(Array("volume: 150\nотчёт: да".utf8)))
    #expect(!CaregiverSettings.asksForReport(Array("volume: 150\nreport: no".utf8)))
    #expect(!CaregiverSettings.asksForReport(Array("volume: 150\nreport: perhaps".utf8)))
    #expect(!CaregiverSettings.asksForReport([0xFF, 0xFE, 0, 0xD8]))
  }
}
