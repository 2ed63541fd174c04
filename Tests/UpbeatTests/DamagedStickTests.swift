// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import StickFixtures
import Testing

/// What a folder alone can show; faults of the file system are in `StickTests`.
@Suite("Damaged sticks, through the whole program", .serialized)
struct DamagedStickTests {
  let folder = TemporaryFolder()

  /// What is heard of a stick, in its order.
  private static func expected(_ outcome: DamagedStick.Outcome) -> [String] {
    let takeOut = "You may take the stick out."
    switch outcome {
    case .clean(_, let others):
      return ["Stick found.", "Reading."]
        + (others > 0 ? ["There are several files with settings.", "The newest is read."] : [])
        + ["Saved.", takeOut]
    case .findings:
      return [
        "Stick found.", "Reading.", "Nothing was changed.", "Press to hear it again.", takeOut
      ]
    case .none:
      return ["Stick found.", "Reading.", "There are no settings on the stick.", takeOut]
    case .failure(.gone):
      return ["The stick was taken out too soon.", "Nothing was changed."]
    case .failure(.folder):
      return [
        "Stick found.", "Reading.", "In place of the settings there is a folder.",
        "A file of that name is needed.", takeOut
      ]
    case .failure:
      return [
        "Stick found.", "Reading.", "The stick cannot be read.", "Please try another one.", takeOut
      ]
    }
  }

  /// Whether each of these is said, in this order, with anything between them.
  private static func says(_ texts: [String], _ wanted: [String]) -> Bool {
    var rest = wanted[...]
    for text in texts where text == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  @Test("Each ends in its own words and at rest; without clean settings nothing changes")
  func each() throws {
    let visit = StickVisit(folder: folder)
    var shelf = visit.shelf
    let sticks = DamagedStick.allCases.filter { !$0.needsFault }
    #expect(sticks.count >= 40)
    for stick in sticks {
      let name = "stick-\(stick)"
      stick.make(at: folder.file(name))
      let before = stick == .manyFiles || stick == .manyFilesAndText ? [] : visit.names(on: name)
      let told = try visit.run(folder.file(name))
      #expect(told.end.status == 0, "\(stick): \(told.end.errors)")
      #expect(
        Self.says(told.texts, Self.expected(stick.outcome)), "\(stick): \(told.texts)")
      #expect(told.lines.states.last == "resting", "\(stick)")
      #expect(!told.end.errors.contains("store"), "\(stick): \(told.end.errors)")
      if !before.isEmpty { #expect(visit.names(on: name) == before, "\(stick)") }
      if case .clean = stick.outcome {
        #expect(visit.shelf["upbeat.txt"] != nil, "\(stick)")
      } else {
        #expect(visit.shelf == shelf, "\(stick)")
        #expect(!told.texts.contains("Saved."), "\(stick)")
      }
      shelf = visit.shelf
      #expect(folder.names(in: "data").allSatisfy { !$0.hasSuffix(".part") }, "\(stick)")
    }
  }

  @Test("Taken out at any moment, nothing half-read is used, and it ends at rest")
  func takenOut() throws {
    let visit = StickVisit(folder: folder)
    folder.folder("stick")
    folder.write("volume: 60\nscan time: 7.5\n", to: "stick/upbeat.txt")
    // When it is read and what is said of it take so long.
    let whole = try visit.run(folder.file("stick"))
    let found = try #require(whole.lines.first { $0.text == "Stick found." }).frame
    let saved = try #require(whole.lines.first { $0.text == "Saved." }).frame
    for moment in stride(from: found - 48_000, to: saved + 144_000, by: 12_000) {
      for name in folder.names(in: "data") where name.hasPrefix("upbeat") || name.hasPrefix("diary")
      {
        remove(folder.file("data/" + name))
      }
      let told = try visit.run(folder.file("stick"), out: Double(moment) / 48_000)
      let isKept = visit.shelf["upbeat.txt"] != nil
      #expect(told.end.status == 0)
      #expect(told.lines.states.last == "resting")
      let gone = told.texts.count { $0 == "The stick was taken out too soon." }
      #expect(isKept == told.texts.contains("Saved."), "out at \(moment): \(told.texts)")
      #expect(gone == (isKept ? 0 : 1), "out at \(moment): \(told.texts)")
    }
  }
}
