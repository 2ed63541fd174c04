// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

@Suite("The choice at the start: usual, short or only music")
struct ChoiceTests {
  private static let usual = "The usual practice."
  private static let short = "A short practice."
  private static let music = "Only music."

  @Test("A press before a practice asks which one, and says how to choose")
  func asked() throws {
    let unit = try Bedside.choosing()
    #expect(unit.said.last == "Choose your practice. | Press at your choice.")
    #expect(try unit.items() == [Self.usual, Self.short, Self.music])
    #expect(unit.beginnings == [])
  }

  @Test("Where there is music of one's own, that can be chosen, too")
  func ownMusic() throws {
    let unit = try Bedside.choosing(.usual(repertoire: .ownMusic))
    #expect(try unit.items() == [Self.usual, Self.short, Self.music, "Your own music."])
  }

  @Test("The usual practice is the whole dose, the short one is a short session")
  func chosen() throws {
    let usual = try Bedside.begun()
    #expect(usual.beginnings.map(\.isShort) == [false])
    #expect(usual.beginnings.map(\.source) == [.press])
    let short = try Bedside.short()
    #expect(short.beginnings.map(\.isShort) == [true])
  }

  @Test("Only music is listening, and no session")
  func onlyMusic() throws {
    var unit = try Bedside.choosing()
    try unit.choose(.listOnlyListen)
    #expect(unit.state == .listening)
    try unit.run(to: .resting)
    #expect(unit.beginnings == [])
  }

  @Test("A press is credited to the item that was heard when it closed")
  func credit() throws {
    var unit = try Bedside.choosing()
    try unit.hearOut()
    try unit.hearOut()
    try unit.waitOut()
    try unit.hearBeginning()
    let began = unit.now
    var late = unit
    late.take(.press(closedAt: began), at: began + .milliseconds(50))
    #expect(late.said.last == "You chose: a short practice. | Press to choose again.")
    unit.take(.press(closedAt: began - .milliseconds(100)), at: began + .milliseconds(400))
    #expect(unit.said.last == "You chose: the usual practice. | Press to choose again.")
  }

  @Test("Before the first item is heard a press is heard, and chooses nothing")
  func tooEarly() throws {
    var unit = try Bedside.choosing()
    #expect(unit.press() == ["answer heard"])
    #expect(unit.state == .list)
  }

  @Test("No press twice round takes the usual one, which is said before it begins")
  func untouched() throws {
    var unit = try Bedside.choosing()
    try unit.practise { $0.said.last == "We begin the usual practice." }
    #expect(unit.said.filter { $0 == Self.music }.count == 2)
    #expect(unit.beginnings == [])
    try unit.hearOut()
    #expect(unit.state == .exercise)
    #expect(unit.beginnings.map(\.isShort) == [false])
    // It went on by itself: nobody has missed anything.
    unit.take(.shutdown)
    let tallies = unit.records.compactMap {
      if case .presses(let tally) = $0 { tally.missedPrompts } else { nil }
    }
    #expect(tallies == [0])
  }

  @Test("A press while it is said that the usual one begins, begins it at once")
  func atOnce() throws {
    var unit = try Bedside.choosing()
    try unit.practise { $0.said.last == "We begin the usual practice." }
    try unit.hearBeginning()
    let deeds = unit.press()
    #expect(deeds.prefix(3) == ["answer accepted", "hush", "record session"])
    #expect(unit.state == .exercise)
  }

  @Test("After the read-back one change is possible, and the next choice stands")
  func change() throws {
    var unit = try Bedside.choosing()
    try unit.hearOut()
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    #expect(unit.press() == ["answer accepted", "hush", "say \(Self.usual)"])
    try unit.hearOut()
    try unit.waitOut()
    try unit.hearBeginning()
    #expect(unit.press() == ["answer accepted", "hush", "say You chose: a short practice."])
    try unit.hearOut()
    #expect(unit.beginnings.map(\.isShort) == [true])
  }

  @Test("A choice that was to be changed stands where nothing else is chosen")
  func changeAndSilence() throws {
    var unit = try Bedside.choosing()
    while unit.said.last != Self.short { try unit.step() }
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    unit.press()
    try unit.practise { !$0.beginnings.isEmpty }
    #expect(unit.beginnings.map(\.isShort) == [true])
  }

  @Test("The press is fresh from the end of the list: however long that took, the practice begins")
  func fresh() throws {
    var unit = try Bedside.choosing(.usual(caregiver: ["scan time: 10"]))
    let pressed = unit.now
    try unit.practise { !$0.beginnings.isEmpty }
    #expect(unit.now - pressed > .seconds(60))
    #expect(unit.state == .exercise)
  }

  @Test("After a stop or \"too hard\" a short one is proposed first, and called enough")
  func proposed() throws {
    for session in [PastSession.ended(90_000, wasStopped: true), .ended(90_000, effort: 7)] {
      let history = PracticeHistory.experienced.with { $0.sessions = [session] }
      var unit = try Bedside.choosing(.usual(history: history))
      #expect(
        unit.said.last
          == "A short practice is enough today. | Choose your practice. | Press at your choice.")
      #expect(try unit.items() == [Self.short, Self.usual, Self.music])
      // Proposed is not decided: no press still takes the usual one.
      try unit.practise { !$0.beginnings.isEmpty }
      #expect(unit.beginnings.map(\.isShort) == [false])
    }
  }

  @Test("It is proposed once: the next session is asked as ever, and \"hard\" proposes nothing")
  func proposedOnce() throws {
    for sessions in [
      [PastSession.ended(180_000, wasStopped: true), .ended(90_000, effort: 2)],
      [.ended(90_000, effort: 4)], [.ended(90_000)]
    ] {
      let history = PracticeHistory.experienced.with { $0.sessions = sessions }
      let unit = try Bedside.choosing(.usual(history: history))
      #expect(try unit.items().first == Self.usual)
    }
  }

  @Test("Where the caregiver wishes short ones, the list offers short and music, and takes short")
  func caregiversShort() throws {
    var unit = try Bedside.choosing(.everything(caregiver: ["session: short"]))
    #expect(try unit.items() == [Self.short, Self.music])
    try unit.practise { $0.said.last == "We begin the short practice." }
    try unit.hearOut()
    #expect(unit.beginnings.map(\.isShort) == [true])
  }

  @Test("What is left of a session is not chosen anew")
  func completion() throws {
    let history = PracticeHistory.experienced.with {
      $0.sessions = [.ended(700, .unfinished, blocks: 1, breaths: 0)]
    }
    var unit = try Bedside.waiting(.usual(history: history))
    #expect(unit.said.last == "Press to go on.")
    unit.press()
    #expect(unit.state == .exercise)
    // It was settled before: what is left begins with its words.
    #expect(unit.said.last?.hasPrefix("We finish the practice from before. | ") == true)
    #expect(unit.beginnings.map(\.completes) == [true])
  }

  @Test("An unattended practice asks nothing")
  func unattended() throws {
    var unit = try Bedside.waiting(
      .usual(clinic: ["unattended: yes"], caregiver: ["start: by itself"]))
    try unit.waitOut()
    #expect(unit.state == .exercise)
    #expect(!unit.states.contains(.list))
  }
}

@Suite("A short session")
struct ShortSessionTests {
  @Test("It is two minutes of breathing, one hummed phrase and music, within four minutes")
  func whole() throws {
    var unit = try Bedside.short()
    let began = unit.now
    var away = FrameCount.zero
    // Neither questions nor waiting are of its minutes.
    while unit.state != .farewell {
      let before = (state: unit.state, now: unit.now)
      if unit.state == .waiting, unit.utterance == nil { unit.press() } else { try unit.step() }
      if [.question, .waiting].contains(before.state) { away += unit.now - before.now }
    }
    #expect(
      unit.played.filter { !$0.hasSuffix("s of calm music") } == ["paced breathing 1", "humming 1"]
    )
    #expect(unit.exercises.map(\.setsDone) == [1, 1])
    #expect(unit.exercises[0].sounding <= .seconds(120))
    #expect(unit.exercises[0].sounding > .seconds(110))
    #expect(unit.states.suffix(2) == [.listening, .farewell])
    #expect(unit.now - began - away <= .seconds(240))
    #expect(unit.now - began - away > .seconds(200))
    let done = try #require(unit.sessionEndings.first?.done)
    #expect(done <= .seconds(240))
  }

  @Test("It does not settle first, and the hummed song is not asked for")
  func straight() throws {
    var unit = try Bedside.short()
    #expect(unit.said.last?.hasPrefix("Breathing with the music.") == true)
    try unit.practise(to: "humming")
    #expect(unit.states.filter { $0 == .list }.count == 1)
    #expect(unit.material(.song) == ["Meadow"])
  }

  @Test("It counts as a full day's session")
  func counts() throws {
    var unit = try Bedside.short(.usual())
    try unit.practise(to: .resting)
    unit.idle(seconds: 60)
    unit.press()
    #expect(unit.state == .locked)
    #expect(unit.said.contains { $0.contains("This week: one of three.") })
  }

  @Test("What is left of an unfinished short one is short, too")
  func completion() throws {
    var unit = try Bedside.short()
    try unit.practise(to: "paced breathing")
    try unit.playOut(onlySeconds: 40)
    unit.press()
    try unit.run(to: .resting)
    unit.idle(seconds: 700)
    unit.press()
    try unit.practise { $0.beginnings.count == 2 }
    #expect(unit.beginnings.map(\.isShort) == [true, true])
    #expect(unit.beginnings.map(\.completes) == [false, true])
    let already = unit.played.count
    try unit.practise(to: .farewell)
    #expect(
      unit.played.dropFirst(already).filter { !$0.hasSuffix("s of calm music") } == ["humming 1"])
  }
}
