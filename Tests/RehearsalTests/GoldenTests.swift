// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Session
import Testing
import Timebase

/// Whole sessions held against text files that are read and reviewed like code.
///
/// After a change that is meant, run the tests with `UPBEAT_WRITE_GOLDENS=1`, and look at the
/// difference before it is committed.
@Suite("Golden timelines")
struct GoldenTests {
  private func check(
    _ name: String, _ unit: Unit, presses: [Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let text = Transcript.text(of: try unit.timeline(presses: presses))
    let path = "Tests/RehearsalTests/Goldens/\(name).txt"
    if getenv("UPBEAT_WRITE_GOLDENS") != nil {
      try #require(Files.write(text, to: path), sourceLocation: sourceLocation)
    }
    let golden = try #require(
      Files.text(path), "there is no golden \(name)", sourceLocation: sourceLocation)
    let lines = text.split(separator: "\n")
    let expected = golden.split(separator: "\n")
    for (index, (line, wanted)) in zip(lines, expected).enumerated() where line != wanted {
      Issue.record(
        "line \(index + 1) is \"\(line)\", expected \"\(wanted)\"",
        sourceLocation: sourceLocation)
      return
    }
    #expect(lines.count == expected.count, sourceLocation: sourceLocation)
  }

  @Test("a usual session, own pace skipped, answered \"comfortable\"")
  func usual() throws {
    try check("usual", Unit(), presses: [35, 605, 725])
  }

  @Test("a session at one's own pace, measured by seven presses")
  func ownPace() throws {
    let breaths = (0..<7).map { 52 + 4.2 * Double($0) }
    try check("own-pace", Unit(), presses: [35] + breaths + [620, 744])
  }

  @Test("a stop in the first block, then going on with the second")
  func stopAndGoOn() throws {
    try check("stop-go-on", Unit(settings: "own pace: no"), presses: [35, 90, 99, 330, 450])
  }

  @Test("a second stop of the same exercise bars it, and listening is chosen")
  func secondStop() throws {
    try check(
      "second-stop", Unit(settings: "own pace: no"), presses: [35, 90, 99, 150, 170])
  }

  @Test("no prescription: listening only")
  func noPrescription() throws {
    try check("no-prescription", Unit(prescription: nil), presses: [20])
  }

  @Test("a second session too soon is locked, and says until when")
  func locked() throws {
    var unit = Unit()
    let ended = WallTime(seconds: unit.wall.seconds - 1_800, isSet: true)
    unit.history.sessions = [
      PastSession(
        began: ended, ended: ended, poweredEnd: 0, ending: .finished, done: .seconds(600),
        blocksBegun: 2, deepBreathsBegun: 5)
    ]
    try check("locked", unit, presses: [20])
  }

  @Test("nobody there: the unit asks, asks again, and rests")
  func nobody() throws {
    try check("nobody", Unit(), presses: [])
  }

  @Test("a session in Russian, moderate, with a call for help after a stop")
  func russian() throws {
    let unit = Unit(
      prescription: "profile: moderate", settings: "язык: ru\nсвой темп: нет\nвызов: да",
      language: "ru")
    try check("russian-call", unit, presses: [40, 95, 105, 125])
  }
}
