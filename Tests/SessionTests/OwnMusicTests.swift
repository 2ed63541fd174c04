// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

@Suite("The person's own music")
struct OwnMusicTests {
  private static let listeners = Facts.usual(nil, repertoire: .ownMusic)

  private func facts(lastTrack: String?) -> Facts {
    .usual(
      nil, history: .experienced.with { $0.repertoire.lastTrack = lastTrack },
      repertoire: .ownMusic)
  }

  /// What is played where one's own music is chosen on a unit that only listens.
  private func played(_ facts: Facts) throws -> Bedside {
    var unit = try Bedside.waiting(facts)
    unit.press()
    try unit.choose(.listYourMusic)
    try unit.hearOut()
    return unit
  }

  @Test("Where listening is all there is, quiet music or one's own can be chosen")
  func listeners() throws {
    var unit = try Bedside.waiting(Self.listeners)
    unit.press()
    #expect(try unit.items() == ["Some quiet music.", "Your own music."])
    var quiet = unit
    try quiet.choose(.listQuietMusic)
    #expect(quiet.said.last == "Listen to quiet music. | Press at any time to stop.")
    try unit.choose(.listYourMusic)
    #expect(unit.said.last == "Your own music.")
    try unit.hearOut()
    #expect(unit.played == ["waltz.flac"])
  }

  @Test("Without a press it is quiet music, which is said")
  func untouched() throws {
    var unit = try Bedside.waiting(Self.listeners)
    unit.press()
    try unit.run(to: .listening)
    #expect(unit.said.suffix(2).first == "You chose: quiet music.")
    try unit.hearOut()
    #expect(unit.material(.track) == [])
  }

  @Test("Where there is none, nothing is asked")
  func none() throws {
    var unit = try Bedside.waiting(.usual(nil))
    unit.press()
    #expect(unit.state == .listening)
  }

  @Test(
    "The lists after a stop, a lock, a fault and \"very breathless\" offer it where there is some")
  func lists() throws {
    let facts = Facts.usual(repertoire: .ownMusic)
    var stopped = try Bedside.stopped(facts)
    try stopped.waitOut()
    #expect(
      try stopped.items() == ["Press to go on.", "Press to listen.", "Your own music."])

    let history = PracticeHistory.experienced.with { $0.sessions = [.ended(3_600)] }
    var locked = try Bedside.locked(.usual(history: history, repertoire: .ownMusic))
    try locked.hearOut()
    #expect(try locked.items() == ["Press to listen.", "Your own music."])

    var fault = try Bedside.waiting(facts)
    fault.take(.stuck)
    fault.press()
    #expect(try fault.items() == ["Press to listen.", "Your own music."])

    var ended = try Bedside.question(facts)
    try ended.choose(.questionBreathingTooShort)
    #expect(try ended.items() == ["Press to listen.", "Your own music."])
  }

  @Test("Each time it is the track after the last one heard, and they come round")
  func next() throws {
    #expect(try played(facts(lastTrack: nil)).played == ["waltz.flac"])
    #expect(try played(facts(lastTrack: "waltz.flac")).played == ["polka.mp3"])
    #expect(try played(facts(lastTrack: "polka.mp3")).played == ["waltz.flac"])
    // One that is not there any more leads to the first.
    #expect(try played(facts(lastTrack: "gone.ogg")).played == ["waltz.flac"])
  }

  @Test("In one power-on they follow one another, too, and each is kept in the diary")
  func oneAfterTheOther() throws {
    var unit = try played(Self.listeners)
    for _ in 1...2 {
      try unit.run(to: .resting)
      unit.idle(seconds: 60)
      unit.press()
      try unit.choose(.listYourMusic)
      try unit.hearOut()
    }
    #expect(unit.material(.track) == ["waltz.flac", "polka.mp3", "waltz.flac"])
    #expect(unit.material(.track) == unit.played)
  }

  @Test("It fades out by itself after nine minutes at most, and the unit rests")
  func length() throws {
    var unit = try played(facts(lastTrack: "waltz.flac"))
    let began = unit.now
    try unit.run(to: .resting)
    #expect(unit.now - began <= .seconds(541))
    #expect(unit.records.contains { $0.what == "listening" })
  }

  @Test("A press stops it")
  func stop() throws {
    var unit = try played(Self.listeners)
    try unit.playOut(onlySeconds: 30)
    unit.press()
    #expect(unit.state == .stopped)
    #expect(try unit.items() == ["Press to listen.", "Your own music."])
  }

  @Test("Chosen after a stop it ends the practice, as listening does")
  func endsPractice() throws {
    var unit = try Bedside.stopped(.usual(repertoire: .ownMusic))
    try unit.choose(.listYourMusic)
    #expect(unit.state == .listening)
    #expect(unit.sessionEndings.map(\.how) == [.stopped])
  }

  @Test("A track the storage gives no more ends softly, a helper is told, and the unit rests")
  func lost() throws {
    var unit = try played(Self.listeners)
    try unit.playOut(onlySeconds: 30)
    let deeds = unit.take(.trackLost("waltz.flac"))
    #expect(
      deeds.prefix(4) == ["record fault", "hush", "fade out over 400 ms", "record listening"])
    #expect(unit.state == .resting)
    #expect(unit.records.contains(.fault(.musicRefused)))
  }

  @Test("It is not played again: the others are, and where there is none left, nothing is asked")
  func notAgain() throws {
    var unit = try played(Self.listeners)
    unit.take(.trackLost("waltz.flac"))
    for _ in 1...2 {
      unit.press()
      try unit.choose(.listYourMusic)
      try unit.hearOut()
      #expect(unit.played.last == "polka.mp3")
      try unit.run(to: .resting)
    }
    unit.take(.trackLost("polka.mp3"))
    unit.press()
    #expect(unit.state == .listening)
    try unit.hearOut()
    #expect(unit.played.last == "180 s of calm music")
  }

  @Test("A track that is lost while something else sounds stops nothing")
  func lostElsewhere() throws {
    var unit = try Bedside.exercise(.usual(repertoire: .ownMusic))
    #expect(unit.take(.trackLost("waltz.flac")) == ["record fault"])
    #expect(unit.state == .exercise)
    var other = try played(Self.listeners)
    #expect(other.take(.trackLost("polka.mp3")) == ["record fault"])
    #expect(other.state == .listening)
  }
}
