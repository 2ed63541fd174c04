// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Diary
import Foundation
import Rehearsal
import Report
import Testing
import Timebase

@Suite("upbeat-report")
struct CommandTests {
  let data: TemporaryFolder
  let out: TemporaryFolder

  init() throws {
    data = try TemporaryFolder()
    out = try TemporaryFolder()
  }

  /// The exit status of a run.
  private func run(_ more: [String] = []) throws -> Int32 {
    let arguments = ["--data", data.path, "--out", out.path + "/new/folder"] + more
    do {
      var command = try ReportCommand.parseAsRoot(
        arguments + ["--share", checkout.path])
      try command.run()
      return 0
    } catch {
      return ReportCommand.exitCode(for: error).rawValue
    }
  }

  private func written() throws -> [String] {
    guard FileManager.default.fileExists(atPath: out.path + "/new/folder") else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: out.path + "/new/folder").sorted()
  }

  @Test("writes its files into a folder it makes, and leaves nothing else there")
  func writes() throws {
    let sample = SampleDiary(in: data, from: firstMonday)
    try sample.practise(days: 14)
    #expect(try run() == 0)
    #expect(
      try written() == ["Settings.html", "observations.ndjson", "report.html", "sessions.csv"])
    #expect(try run(["--language", "de"]) == 0)
    #expect(try written().count == 4)
    #expect(try out.text("new/folder/report.html").contains("<html lang=\"de\">"))
  }

  @Test("writes the days asked for")
  func days() throws {
    let sample = SampleDiary(in: data, from: firstMonday)
    try sample.practise(days: 28, sessionsADay: 1...1)
    #expect(try run(["--from", "2026-11-02", "--to", "2026-11-08"]) == 0)
    let lines = try out.text("new/folder/sessions.csv").split(separator: "\r\n")
    #expect(lines.count == 1 + 7)
    #expect(try out.text("new/folder/report.html").contains("2 November 2026 to 8 November 2026"))
  }

  @Test("ends with 2 where there is no diary, a damaged one, or a later one, and writes nothing")
  func unreadable() throws {
    #expect(try run() == 2)
    let file = URL(fileURLWithPath: data.path + "/diary.sqlite")
    try Data("Dear diary, today it rained.".utf8).write(to: file)
    #expect(try run() == 2)
    try FileManager.default.removeItem(at: file)
    do {
      let diary = Diary.open(directory: data.path, now: "2026-11-22").diary
      try diary.database.run("PRAGMA user_version = 99")
    }
    #expect(try run() == 2)
    #expect(try written() == [])
  }

  @Test("ends with 1 where it cannot write, and with 64 where the command is wrong")
  func wrong() throws {
    let sample = SampleDiary(in: data, from: firstMonday)
    try sample.practise(days: 2)
    for more in [
      ["--from", "2026-11-08", "--to", "2026-11-02"], ["--to", "tomorrow"], ["--language", "xx"]
    ] {
      #expect(try run(more) == 64)
    }
    // A file where the folder should be.
    try Data().write(to: URL(fileURLWithPath: out.path + "/new"))
    #expect(try run() == 1)
  }

  @Test("reads the settings as the bookkeeper joins them")
  func bookkeeper() {
    let text = Bookkeeper.settingsText(
      prescription: "patient: M. K.\ndays a week: 5", settings: "language: ru")
    let inForce = SettingsInForce(text, languages: ["ru"])
    #expect(inForce.language == "ru")
    #expect(inForce.prescription.patient == "M. K.")
    #expect(inForce.prescription.daysAWeek == 5)
  }

  @Test("makes a year of four sessions a day quickly, and not large")
  func year() throws {
    let sample = SampleDiary(in: data, from: firstMonday)
    try sample.withoutWaitingForTheDisk { try sample.practise(days: 365, sessionsADay: 4...4) }
    let clock = ContinuousClock()
    let from = ["--from", "\(firstMonday)"]
    let start = clock.now
    #expect(try run(from) == 0)
    let time = clock.now - start
    let sizes = try written().map { try out.text("new/folder/" + $0).utf8.count }
    print("a year's report: \(time); bytes of \(try written()): \(sizes)")
    #expect(sizes.allSatisfy { $0 > 10_000 && $0 < 20_000_000 })
    #expect(try out.text("new/folder/sessions.csv").split(separator: "\r\n").count == 1 + 1_460)
  }
}
