// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import StickFixtures
import Testing

@Suite("The report on a stick", .serialized)
struct StickReportTests {
  let folder = TemporaryFolder()

  private var visit: StickVisit {
    let clinic = folder.write(
      "profile: mild\npatient: M. K.\nunit: 7\n", to: "prescription.txt")
    return StickVisit(folder: folder, prescription: clinic)
  }

  private static let name = "Upbeat M. K. 2026-11-22"

  @Test("It is on the stick, whole, before it is said that it may be taken out")
  func written() throws {
    let stick = folder.folder("stick")
    folder.write("report: yes\n", to: "stick/upbeat.txt")
    let told = try visit.run(stick)
    #expect(told.end.status == 0)
    #expect(
      told.texts.contains("Writing the report.")
        && told.texts.contains("The report is on the stick."))
    #expect(folder.names(in: "stick") == [Self.name, "upbeat.txt"])
    for file in ["observations.ndjson", "report.html", "sessions.csv"] {
      #expect(folder.names(in: "stick/\(Self.name)").contains(file))
    }
    let page = folder.text("stick/\(Self.name)/report.html")
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("</html>"))
    let takeOut = try #require(told.texts.firstIndex(of: "You may take the stick out."))
    let there = try #require(told.texts.firstIndex(of: "The report is on the stick."))
    #expect(there < takeOut)
    // A second one does not touch the first.
    let again = try visit.run(stick)
    #expect(again.texts.contains("The report is on the stick."))
    #expect(folder.names(in: "stick").count == 3)
    #expect(folder.text("stick/\(Self.name)/report.html") == page)
  }

  @Test("A full stick and one that is locked are said, and hold nothing of it")
  func refused() throws {
    let stick = folder.folder("stick")
    guard let mounted = MountedStick(at: stick, kilobytes: 16) else {
      // Where nobody may mount, a folder that nobody may write to is not to be had either.
      return
    }
    folder.write("report: yes\n", to: "stick/upbeat.txt")
    let full = try visit.run(stick)
    #expect(full.end.status == 0)
    #expect(full.texts.contains("The stick is full."), "\(full.texts)")
    #expect(full.texts.contains("The report was not written."))
    #expect(full.texts.contains("You may take the stick out."))
    #expect(folder.names(in: "stick") == ["upbeat.txt"])
    mounted.remount(isWritable: false)
    let locked = try visit.run(stick)
    #expect(locked.end.status == 0)
    #expect(locked.texts.contains("The stick is locked against writing."), "\(locked.texts)")
    #expect(locked.texts.contains("The report was not written."))
    #expect(folder.names(in: "stick") == ["upbeat.txt"])
  }

  @Test("Findings go to the stick only where the file asks for a report; no report then")
  func findings() throws {
    let stick = folder.folder("stick")
    for asks in [false, true] {
      folder.write("volume: 150\n" + (asks ? "report: yes\n" : ""), to: "stick/upbeat.txt")
      let told = try visit.run(stick)
      #expect(told.texts.contains("Nothing was changed."))
      #expect(folder.names(in: "stick").contains("upbeat-findings.txt") == asks)
      #expect(!folder.names(in: "stick").contains(Self.name))
    }
    #expect(folder.text("stick/upbeat-findings.txt").contains("30"))
  }

  @Test("The self test's file is on the stick before it may be taken out")
  func selfTest() throws {
    let stick = folder.folder("stick")
    folder.write("self test: yes\n", to: "stick/upbeat.txt")
    let told = try visit.run(stick)
    #expect(told.end.status == 0)
    #expect(folder.names(in: "stick") == ["test-7.txt", "upbeat.txt"])
    let file = folder.text("stick/test-7.txt")
    #expect(file.contains("unit: 7") && file.contains("press: none"))
    let done = try #require(told.texts.firstIndex(of: "The test is done."))
    #expect(told.texts[(done + 1)...].first == "You may take the stick out.")
    #expect(told.texts[..<done].allSatisfy { $0 != "You may take the stick out." })
    let left = try #require(told.lines.first { $0.text == "Left." }).frame
    let end = try #require(told.lines.first { $0.text == "The test is done." }?.endFrame)
    #expect(end - left <= 60 * 48_000)
  }

  @Test("A self test's file that has no room is said")
  func selfTestFull() throws {
    let stick = folder.folder("stick")
    guard let mounted = MountedStick(at: stick, kilobytes: 4) else { return }
    defer { mounted.unmount() }
    folder.write("self test: yes\n", to: "stick/upbeat.txt")
    let told = try visit.run(stick)
    #expect(told.texts.contains("The stick is full."), "\(told.texts)")
    #expect(folder.names(in: "stick") == ["upbeat.txt"])
  }
}
