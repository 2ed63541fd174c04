// SPDX-License-Identifier: GPL-3.0-or-later
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
    _ name: String, _ unit: Unit, _ deeds: [Deed],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try Golden.check(name, unit, deeds, sourceLocation: sourceLocation)
  }

  private static let comfortable = Deed.press(.said(.questionBreathingComfortable))

  @Test("breathing alone, own pace skipped, answered \"comfortable\"")
  func breathing() throws {
    try check("breathing", Unit(), [.goOn, .goOn, Self.comfortable])
  }

  @Test("breathing at one's own pace, measured by seven presses")
  func ownPace() throws {
    try check("own-pace", Unit(), [.goOn] + Deed.breaths(every: 4.2) + [.goOn, Self.comfortable])
  }

  @Test("a usual session with all techniques, to its end")
  func usual() throws {
    try check(
      "usual", .whole,
      [.goOn, .goOn, Self.comfortable, .goOn, .goOn, .press(.said(.questionEffortJustRight))])
  }

  @Test("a short session, chosen: two minutes of breathing, a phrase hummed, music")
  func short() throws {
    try check("short", .whole, [.goOn, .press(.said(.listShort)), .goOn])
  }

  @Test("moderate, together: call and response in the song, nobody answers")
  func together() throws {
    var unit = Unit.whole
    unit.prescription = "profile: moderate\ntechniques: breathing, singing, listening"
    unit.settings += "\ntogether: yes"
    try check("together", unit, [.goOn, .goOn, .goOn])
  }

  @Test("another song is chosen")
  func anotherSong() throws {
    var unit = Unit.whole
    unit.prescription = "profile: mild\ntechniques: singing\nphrases: 1-4"
    try check("another-song", unit, [.goOn, .press(.said(.listAnotherSong))])
  }

  @Test("speech cueing, the habitual rate counted first")
  func counting() throws {
    var unit = Unit.whole
    unit.prescription = "profile: moderate\ntechniques: speech cueing"
    let counts = (0..<3).flatMap { _ in
      [Deed.press(.later(4)), Deed.press(.later(6))]
    }
    try check("counting", unit, [.goOn] + counting(counts))
  }

  /// Each count begins some seconds after it is asked for.
  private func counting(_ counts: [Deed]) -> [Deed] {
    [.press(.on(.measuring, after: 30))] + counts.dropFirst()
  }

  @Test("one's own music, chosen from the list")
  func ownMusic() throws {
    var unit = Unit(prescription: nil)
    unit.music = [OwnTrack(id: "tune", length: .seconds(30))]
    unit.tracks = ["tune": try Tones.track(seconds: 30)]
    try check("own-music", unit, [.goOn, .press(.said(.listYourMusic))])
  }

  @Test("a stop in the singing, then going on from the next phrase")
  func stopInSinging() throws {
    var unit = Unit.whole
    unit.prescription = "profile: mild\ntechniques: singing\nphrases: 1-8"
    try check("stop-singing", unit, [.goOn, .press(.set(2, after: 2)), .press(.said(.listGoOn))])
  }

  @Test("a stop in the first block, then going on with the second")
  func stopAndGoOn() throws {
    try check(
      "stop-go-on", Unit(settings: "own pace: no"),
      [.goOn, .press(.set(1, after: 25)), .press(.said(.listGoOn)), .goOn])
  }

  @Test("a second stop of the same exercise bars it, and listening is chosen")
  func secondStop() throws {
    try check(
      "second-stop", Unit(settings: "own pace: no"),
      [
        .goOn, .press(.set(1, after: 25)), .press(.said(.listGoOn)),
        .press(.set(2, after: 25)), .press(.said(.listListen))
      ])
  }

  @Test("unattended: it begins by itself and goes on without a press")
  func unattended() throws {
    var unit = Unit.whole
    unit.prescription =
      "profile: mild\ntechniques: breathing, singing\nphrases: 1-4\nunattended: yes"
    unit.settings += "\nstart: by itself"
    try check("unattended", unit, [])
  }

  @Test("no songs, no phrases, no music: what is left is practised")
  func missingEverything() throws {
    var unit = Unit.whole
    unit.songs = []
    unit.phrases = 0
    try check("missing-everything", unit, [.goOn, .goOn, .goOn])
  }

  @Test("no prescription: listening only")
  func noPrescription() throws {
    try check("no-prescription", Unit(prescription: nil), [.goOn])
  }

  @Test("a second session too soon is locked, and says until when")
  func locked() throws {
    var unit = Unit()
    let ended = WallTime(seconds: unit.wall.seconds - 1_800, isSet: true)
    unit.history.sessions = [
      PastSession(
        began: ended, ended: ended, poweredEnd: 0, ending: .finished, done: .seconds(600),
        begun: [.paced: 2, .deepBreaths: 5])
    ]
    try check("locked", unit, [.press(.on(.list))])
  }

  @Test("nobody there: the unit asks, asks again, and rests")
  func nobody() throws {
    try check("nobody", Unit(), [])
  }

  @Test("a session in Russian, moderate, with a call for help after a stop")
  func russian() throws {
    let unit = Unit(
      prescription: "profile: moderate", settings: "язык: ru\nсвой темп: нет\nвызов: да",
      language: "ru")
    try check(
      "russian-call", unit,
      [
        .goOn, .press(.set(1, after: 20)), .press(.on(.list, after: 4)),
        .press(.on(.ringing, after: 20))
      ])
  }
}
