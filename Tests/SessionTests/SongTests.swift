// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Songs
import Testing
import Timebase

@Suite("The song of a session")
struct SongTests {
  private static let three = Repertoire.usual.with {
    $0.songs = ["Meadow", "Harbour", "Lantern"].map { Files.song($0) }
  }

  /// "This song" or another is being asked for.
  private func offered(
    _ repertoire: Repertoire = Self.three, _ change: (inout PastRepertoire) -> Void = { _ in }
  ) throws -> Bedside {
    let history = PracticeHistory.experienced.with { change(&$0.repertoire) }
    let unit = try Bedside.begun(.only("singing", history: history, repertoire: repertoire))
    try #require(unit.state == .list)
    return unit
  }

  @Test("Its title is said, then \"this song\" and \"a different song\"")
  func offer() throws {
    let unit = try offered()
    #expect(unit.said.last == "Today's song. | Meadow.")
    #expect(try unit.items() == ["This song.", "A different song."])
  }

  @Test("A title that ends a sentence by itself is said as it is")
  func title() throws {
    let unit = try offered(Self.three.with { $0.songs[0] = Files.song("Are you sleeping?") })
    #expect(unit.said.last == "Today's song. | Are you sleeping?")
  }

  @Test("This song is sung")
  func thisSong() throws {
    var unit = try offered()
    try unit.choose(.listThisSong)
    #expect(unit.state == .exercise)
    #expect(unit.material(.song) == ["Meadow"])
    try unit.practise(to: "singing")
    #expect(unit.played.last == "singing 1")
  }

  @Test("Another offers the next one, as often as one likes, and all come round")
  func another() throws {
    var unit = try offered()
    for title in ["Harbour", "Lantern", "Meadow", "Harbour"] {
      try unit.choose(.listAnotherSong)
      #expect(unit.said.last == "Today's song. | \(title).")
    }
    try unit.choose(.listThisSong)
    #expect(unit.material(.song) == ["Harbour"])
  }

  @Test("Without a press this song is sung, which is said")
  func untouched() throws {
    var unit = try offered()
    try unit.practise(to: "singing")
    #expect(unit.said.contains("You chose: this song."))
    #expect(unit.material(.song) == ["Meadow"])
  }

  @Test("After another song was asked for, no press sings the one that was offered last")
  func untouchedAfterAnother() throws {
    var unit = try offered()
    try unit.choose(.listAnotherSong)
    try unit.practise(to: "singing")
    #expect(unit.material(.song) == ["Harbour"])
  }

  @Test("Where there is one song nothing is asked")
  func one() throws {
    let repertoire = Repertoire.usual.with { $0.songs = [Files.song("Meadow")] }
    let unit = try Bedside.begun(.only("singing", repertoire: repertoire))
    #expect(unit.state == .exercise)
    #expect(unit.material(.song) == ["Meadow"])
  }

  @Test("The song of the last day is not today's; the one of this morning is")
  func days() throws {
    #expect(try offered { $0.lastSong = "Meadow" }.said.last == "Today's song. | Harbour.")
    #expect(try offered { $0.lastSong = "Lantern" }.said.last == "Today's song. | Meadow.")
    #expect(
      try offered {
        $0.lastSong = "Harbour"
        $0.todaysSong = "Harbour"
      }.said.last == "Today's song. | Harbour.")
  }

  @Test("A song that is not there any more leads to the first")
  func gone() throws {
    #expect(try offered { $0.lastSong = "Gone" }.said.last == "Today's song. | Meadow.")
    #expect(try offered { $0.todaysSong = "Gone" }.said.last == "Today's song. | Meadow.")
  }

  @Test("On a unit that is never switched off no song is sung on two days running")
  func neverOff() throws {
    var unit = try offered()
    var titles: [String] = []
    for _ in 1...5 {
      try unit.practise(to: .resting)
      titles.append(try #require(unit.material(.song).last))
      unit.idle(seconds: 86_400)
      unit.press()
    }
    #expect(titles == ["Meadow", "Harbour", "Lantern", "Meadow", "Harbour"])
  }

  @Test("Two sessions of one day have the same song")
  func sameDay() throws {
    var unit = try offered()
    try unit.practise(to: .resting)
    unit.idle(seconds: 4 * 3_600)
    unit.press()
    try unit.practise(to: .resting)
    #expect(unit.material(.song) == ["Meadow", "Meadow"])
  }

  @Test("A song with a tag is there because somebody asked for it, and is sung")
  func tagged() throws {
    let repertoire = Repertoire.usual.with {
      $0.songs = [Files.song("Saints", tags: "death"), Files.song("Sleep", tags: "child")]
    }
    var unit = try offered(repertoire)
    #expect(unit.said.last == "Today's song. | Saints.")
    try unit.practise(to: "singing")
    #expect(unit.material(.song) == ["Saints"])
  }

  @Test("Where singing is enabled and there is no song, the rest is practised")
  func none() throws {
    var unit = try Bedside.begun(.only("breathing, singing", repertoire: Repertoire()))
    try unit.practise(to: .farewell)
    #expect(unit.exercises.map(\.activity) == ["paced breathing", "deep breaths"])
  }

  @Test("A rest of half a minute comes after four phrases, and the song goes on by itself")
  func rest() throws {
    var unit = try offered()
    try unit.practise(to: .rest)
    #expect(unit.said.last == "Time to rest. | The next part begins in thirty seconds.")
    let began = unit.now
    let presses = unit.actions.count { Deeds.lines([$0]) == ["answer accepted"] }
    try unit.run(to: .exercise)
    #expect(unit.now - began > .seconds(28))
    try unit.practise(to: "singing")
    #expect(unit.played.last == "singing 5")
    #expect(presses == unit.actions.count { Deeds.lines([$0]) == ["answer accepted"] })
  }

  @Test("With a helper the caregiver's part is said to both")
  func together() throws {
    var unit = try Bedside.begun(.only("singing", caregiver: ["together: yes"]))
    try unit.practise(to: "singing")
    #expect(unit.said.contains { $0.contains("The helper begins.") })
    #expect(unit.score?.score.sentences.contains("The helper.") == true)
    #expect(unit.score?.score.sentences.contains("Your turn.") == true)
  }
}
