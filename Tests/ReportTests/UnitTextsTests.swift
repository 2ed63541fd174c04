// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Diary
import Foundation
import Report
import Testing

@Suite("The settings a form begins with")
struct UnitTextsTests {
  let data: TemporaryFolder
  let out: TemporaryFolder

  init() throws {
    data = try TemporaryFolder()
    out = try TemporaryFolder()
  }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: data.path + "/" + name))
  }

  /// The form that the report writes, or the status it ends with.
  private func form(_ more: [String] = []) throws -> String {
    var command = try ReportProgram.parseAsRoot(
      ["--data", data.path, "--out", out.path, "--share", checkout.path] + more)
    try command.run()
    return try out.text("Settings.html")
  }

  @Test("are those of upbeat.txt, within the prescription beside it")
  func files() throws {
    try SampleDiary(in: data, from: firstMonday).practise(days: 2, sessionsADay: 1...1)
    try write("volume: 55\nphrases: I am <cold>\nreport: yes\nerase: A. B.", "upbeat.txt")
    try write("profile: mild\npatient: Z. Z.\nvolume: 50-60", "prescription.txt")
    let html = try form()
    #expect(html.contains("id=\"volume\" name=\"volume\" value=\"55\""))
    #expect(html.contains("Allowed: 50 to 60 percent."))
    #expect(html.contains("I am &lt;cold&gt;"))
    #expect(html.contains("<bdi>Z. Z.</bdi>"))
    // What was asked for once is not asked for again.
    #expect(html.contains("id=\"erase\" name=\"erase\" value=\"\""))
  }

  @Test("are the diary's where there are no files, also of a change after the last session")
  func diary() throws {
    let sample = SampleDiary(in: data, from: firstMonday)
    try sample.practise(days: 1, sessionsADay: 1...1)
    #expect(try form().contains("name=\"volume\" value=\"70\""))
    sample.settings = sample.settings.replacing("volume: 70", with: "volume: 45")
    try sample.switchOn(firstMonday)
    try sample.change("volume", "70", "45", on: firstMonday)
    #expect(try form().contains("name=\"volume\" value=\"45\""))
  }

  @Test("are the usual ones where the file is wrong, or there is none")
  func usual() throws {
    _ = Diary.open(directory: data.path, now: "2026-11-22")
    #expect(try form().contains("name=\"volume\" value=\"80\""))
    try write("volume: 900", "upbeat.txt")
    #expect(try form().contains("name=\"volume\" value=\"80\""))
    try write("volume: 40-50", "clinic.txt")
    let html = try form(["--prescription", data.path + "/clinic.txt"])
    #expect(html.contains("name=\"volume\" value=\"50\""))
    try write("volume: 40-500", "clinic.txt")
    #expect(throws: ExitCode.self) {
      try form(["--prescription", data.path + "/clinic.txt"])
    }
  }

  @Test("stick writes its files and two empty folders", arguments: LabelsTests.languages)
  func stick(language: String) throws {
    var command = try ReportProgram.parseAsRoot(
      ["stick", "--language", language, "--out", out.path, "--share", checkout.path])
    try command.run()
    #expect(try out.names == ["Guide.html", "Settings.html", "music", "upbeat.txt", "voice"])
    for folder in ["music", "voice"] {
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: out.path + "/" + folder) == [])
    }
    let again = ["stick", "--language", "xx", "--out", out.path, "--share", checkout.path]
    #expect(throws: ExitCode.self) {
      var command = try ReportProgram.parseAsRoot(again)
      try command.run()
    }
  }
}
