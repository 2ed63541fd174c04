// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

@Suite("Choosing with one switch")
struct ListTests {
  /// The list after a stop: its second item, "Press to listen.", has just begun to be said.
  private func secondItem(_ facts: Facts = .usual()) throws -> (unit: Bedside, began: SampleTime) {
    var unit = try Bedside.list(facts)
    try unit.hearOut()
    try unit.waitOut()
    try unit.hearBeginning()
    return (unit, unit.now)
  }

  @Test("A press is credited to the moment it closed, not to the moment it was accepted")
  func credit() throws {
    var (unit, began) = try secondItem()
    // Closed 100 ms before the second item was heard, accepted after it.
    unit.take(.press(closedAt: began - .milliseconds(100)), at: began + .milliseconds(900))
    #expect(unit.said.last == "Going on. | Press to choose again.")
  }

  @Test("From an item's first sound on a closure is credited to it")
  func creditOfNew() throws {
    var (unit, began) = try secondItem()
    unit.take(.press(closedAt: began), at: began + .milliseconds(50))
    #expect(unit.said.last == "Listening to music. | Press to choose again.")
  }

  @Test("In the pause after an item a press still chooses it")
  func saidLast() throws {
    var unit = try Bedside.list()
    try unit.hearOut()
    unit.press(after: 3_000)
    #expect(unit.said.last == "Going on. | Press to choose again.")
  }

  @Test("Before the first item is heard a press is only heard")
  func tooEarly() throws {
    var unit = try Bedside.stopped()
    try unit.waitOut()
    #expect(unit.press() == ["answer heard"])
    #expect(unit.state == .list)
  }

  @Test("What was chosen happens when the time for a change is over")
  func readBack() throws {
    var unit = try Bedside.list()
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    #expect(unit.deadline == unit.now + .seconds(5))
    try unit.waitOut()
    #expect(unit.state == .exercise)
  }

  @Test("A press after the read-back offers the items again, and the next choice stands")
  func change() throws {
    var unit = try Bedside.list()
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    #expect(unit.press() == ["answer accepted", "hush", "say Press to go on."])
    try unit.hearOut()
    try unit.waitOut()
    try unit.hearBeginning()
    #expect(unit.press() == ["answer accepted", "hush", "say Listening to music."])
    #expect(unit.press() == ["answer heard"])
    try unit.hearOut()
    #expect(unit.state == .listening)
  }

  @Test("An answer that was to be changed stands where nothing else is chosen")
  func changeAndSilence() throws {
    var unit = try Bedside.question()
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    unit.press()
    try unit.run(to: .farewell)
    #expect(unit.records.contains(.answer(effort: 2, changed: true)))
    #expect(unit.actions.contains(.effort(2)))
  }

  @Test("Whoever rings need not wait for a read-back")
  func ring() throws {
    var unit = try Bedside.list(.usual(caregiver: ["call: yes"]))
    try unit.hearBeginning()
    let deeds = unit.press()
    #expect(deeds.contains("sound ringChime"))
    #expect(deeds.last == "enter ringing")
    #expect(unit.sessionEndings.map(\.how) == [.stopped])
  }

  @Test("A call is not silenced by the held switch that made it, nor by a switch that is lost")
  func ringGoesOn() throws {
    for event: SessionEvent in [.stuck, .switchLost] {
      var unit = try Bedside.list(.usual(caregiver: ["call: yes"]))
      try unit.hearBeginning()
      unit.press()
      unit.take(event)
      #expect(unit.state == .ringing)
      #expect(try unit.waitOut() == ["sound ringChime"])
    }
  }

  @Test("An item of the question has a breath of pad under its word; one of the list has none")
  func pad() throws {
    var question = try Bedside.question()
    try question.hearBeginning()
    #expect(Deeds.lines(question.actions).last == "sound questionItem")
    var list = try Bedside.list()
    try list.hearBeginning()
    #expect(!Deeds.lines(list.actions).contains("sound questionItem"))
  }
}

@Suite("The question after the exercises")
struct QuestionTests {
  /// Answers the item of this number and lets the read-back pass.
  private func answered(_ item: Int, _ facts: Facts = .usual()) throws -> Bedside {
    var unit = try Bedside.question(facts)
    for _ in 0..<item {
      try unit.hearOut()
      try unit.waitOut()
    }
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    try unit.waitOut()
    return unit
  }

  @Test(
    "Comfortable is 2, a little short is 4, too short is 7", arguments: [(0, 2), (1, 4), (2, 7)])
  func mapping(item: Int, effort: Int) throws {
    let unit = try answered(item)
    #expect(unit.records.contains(.answer(effort: effort, changed: false)))
    #expect(unit.actions.contains(.effort(effort)))
  }

  @Test("An answer that was changed says so, and is kept once")
  func changed() throws {
    var unit = try Bedside.question()
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    unit.press()
    try unit.hearOut()
    try unit.waitOut()
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    let answers = unit.records.filter { $0.what == "answer" }
    #expect(answers == [.answer(effort: 4, changed: true)])
    #expect(unit.actions.filter { if case .effort = $0 { true } else { false } } == [.effort(4)])
  }

  @Test("Too short, once read back, ends the session with listening offered")
  func tooShort() throws {
    var unit = try answered(2)
    #expect(unit.state == .list)
    #expect(unit.sessionEndings.map(\.how) == [.finished])
    try unit.hearOut()
    #expect(unit.said.last == "Press to listen.")
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    try unit.waitOut()
    #expect(unit.state == .listening)
  }

  @Test("A little short halves the next dose, and that one only")
  func halved() throws {
    var unit = try answered(1)
    try unit.run(to: .resting)
    unit.idle(seconds: 2 * 3_600)
    let first = unit.records.count
    unit.press()
    try unit.practise(to: .farewell)
    let planned = unit.records.dropFirst(first).compactMap {
      if case .exerciseBegan(let beginning) = $0 { beginning.plannedSets } else { nil }
    }
    #expect(planned == [1, 3])
  }

  @Test("The question of a breathing practice is asked once, after its last exercise")
  func once() throws {
    var unit = try answered(0)
    try unit.practise(to: .farewell)
    #expect(unit.states.filter { $0 == .question }.count == 1)
    #expect(unit.records.filter { $0.what == "answer" }.count == 1)
  }

  @Test("The answer is kept while its exercise can still be told")
  func beforeTheEnd() throws {
    var unit = try answered(0)
    try unit.run(to: .farewell)
    let kept = unit.records.map(\.what)
    let answer = try #require(kept.firstIndex(of: "answer"))
    let end = try #require(kept.firstIndex(of: "session end"))
    #expect(answer < end)
  }
}
