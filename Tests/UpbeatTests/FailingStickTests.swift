// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Glibc
import Testing

/// The calls of the C library fail in the processes themselves (`Tests/CFailingCalls`), on a stick
/// that is read and gets a report.
@Suite("A stick that fails at each call, through the whole program")
struct FailingStickTests {
  let folder = TemporaryFolder()

  enum Fault: String, CaseIterable, CustomTestStringConvertible {
    case damage, pull
    var testDescription: String {
      self == .damage ? "the n-th call alone" : "all from the n-th call on"
    }
  }

  /// Of this many calls at least, reading and reporting together.
  private static let fewestCalls = 15

  @Test(
    "For every n: settings and diary are whole, and no more is said than was done",
    arguments: Fault.allCases)
  func everyCall(fault: Fault) throws {
    let stick = folder.folder("stick")
    folder.write("volume: 60\nreport: yes\n", to: "stick/upbeat.txt")
    let clinic = folder.write("profile: mild\npatient: M. K.\n", to: "prescription.txt")
    let log = folder.file("log")
    var visit = StickVisit(folder: folder, prescription: clinic)
    let whole = try visit.run(stick)
    #expect(whole.texts.contains("The report is on the stick."))
    let settings = try #require(visit.shelf["upbeat.txt"])
    let report = visit.names(on: "stick")
    for call in 1...200 {
      for name in folder.names(in: "data") where name.hasPrefix("upbeat") {
        remove(folder.file("data/" + name))
      }
      for path in visit.names(on: "stick").sorted(by: >) where path != "stick/upbeat.txt" {
        remove(folder.file(path))
      }
      for name in folder.names(in: "stick") where name != "upbeat.txt" {
        remove(folder.file("stick/" + name))
      }
      folder.write("", to: "log")
      visit.environment = [
        "LD_PRELOAD=\(try UpbeatProcess.built("libFailingCalls.so"))", "FAILING_FOLDER=\(stick)",
        "FAILING_CALL=\(call)", "FAILING_ONCE=\(fault == .damage ? 1 : 0)", "FAILING_LOG=\(log)"
      ]
      let told = try visit.run(stick)
      if folder.read("log").isEmpty {
        #expect(call > Self.fewestCalls)
        return
      }
      let what = "\(fault) at call \(call): \(told.texts)"
      #expect(told.end.status == 0, "\(what)")
      #expect(told.lines.states.last == "resting", "\(what)")
      // As they were, or as they are on the stick.
      let kept = visit.shelf["upbeat.txt"]
      #expect(kept == (told.texts.contains("Saved.") ? settings : nil), "\(what)")
      #expect(folder.names(in: "data").allSatisfy { !$0.hasSuffix(".part") }, "\(what)")
      if told.texts.contains("The report is on the stick.") {
        #expect(visit.names(on: "stick") == report, "\(what)")
      } else if fault == .damage {
        #expect(visit.names(on: "stick") == ["stick/upbeat.txt"], "\(what)")
      }
      let opened = Diary.open(directory: folder.file("data"), now: "2026-11-23")
      #expect(opened.diary.checkWhole() && opened.faults.isEmpty, "\(what)")
      #expect(opened.diary.takeFaults().isEmpty, "\(what)")
    }
    Issue.record("after 200 calls there are more")
  }
}
