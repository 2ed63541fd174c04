// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Session
import Testing
import Timebase

@Suite("A stop and what follows")
struct StopTests {
  /// Chooses the item of the list that says this, and waits until it happens.
  private func choose(_ item: String, in unit: inout Bedside) throws {
    if unit.state == .stopped { try unit.waitOut() }
    var steps = 0
    while unit.utterance?.sentences != [item] {
      try unit.step()
      steps += 1
      try #require(steps < 20 && unit.state == .list, "\"\(item)\" is not offered")
    }
    try unit.hearBeginning()
    unit.press()
    try unit.hearOut()
    try unit.waitOut()
  }

  private func played(_ unit: Bedside) -> [String] {
    unit.actions.compactMap { action in
      if case .play = action { Deeds.lines([action])[0] } else { nil }
    }
  }

  @Test("The list after a stop goes on, or listens; it rings only where there is a call")
  func items() throws {
    var unit = try Bedside.stopped()
    try unit.run(to: .resting)
    #expect(!unit.said.contains("Press to ring."))
    var caller = try Bedside.stopped(.usual(caregiver: ["call: yes"]))
    try caller.run(to: .resting)
    let items = caller.said.drop { $0 != "Breathe normally." }.dropFirst().prefix(3)
    #expect(items == ["Press to ring.", "Press to go on.", "Press to listen."])
  }

  @Test("After a stop in listening there is nothing to go on with")
  func itemsAfterListening() throws {
    var unit = try Bedside.listening()
    unit.press()
    try unit.run(to: .resting)
    #expect(unit.said.filter { $0 == "Press to listen." }.count >= 2)
    #expect(!unit.said.contains("Press to go on."))
  }

  @Test("Go on after a first stop gives the rest of the dose, from the next block")
  func goOn() throws {
    var unit = try Bedside.stopped()
    try choose("Press to go on.", in: &unit)
    #expect(unit.state == .exercise)
    #expect(unit.said.last == "Breathe with the music again.")
    try unit.hearOut()
    #expect(played(unit) == ["play paced breathing 1", "play paced breathing 2"])
    try unit.playOut()
    #expect(unit.exercises.map(\.setsStarted) == [2])
    #expect(unit.exercises.map(\.setsDone) == [1])
  }

  @Test("Go on after a stop in the last block introduces the deep breaths as ever")
  func goOnToNextPart() throws {
    var unit = try Bedside.rest()
    try unit.run(to: .exercise)
    try unit.hearOut()
    try unit.playOut(onlySeconds: 20)
    unit.press()
    try choose("Press to go on.", in: &unit)
    #expect(unit.said.last?.hasSuffix("Then breathe normally.") == true)
    try unit.hearOut()
    #expect(played(unit).last == "play deep breaths 1")
    // What was done of the first exercise is in the diary.
    #expect(unit.exercises.map(\.activity) == ["paced breathing"])
    #expect(unit.exercises.map(\.setsStarted) == [2])
  }

  @Test("Go on after a stop in the words before the first breath says them again")
  func goOnToIntroduction() throws {
    var unit = try Bedside.waiting()
    unit.press()
    let introduction = unit.said.last
    unit.press(after: 2_000)
    try choose("Press to go on.", in: &unit)
    #expect(unit.said.last == introduction)
    try unit.hearOut()
    #expect(played(unit) == ["play paced breathing 1"])
  }

  @Test("Go on in the deep breaths begins with the next one; the breath that was begun counts")
  func goOnInDeepBreaths() throws {
    var unit = try deepBreaths()
    // Two beats lead in, a breath and its ordinary breathing take 20 s: the third has begun.
    try unit.playOut(onlySeconds: 48)
    unit.press()
    try choose("Press to go on.", in: &unit)
    try unit.hearOut()
    #expect(played(unit).last == "play deep breaths 4")
    try unit.playOut()
    #expect(unit.exercises.last?.setsStarted == 5)
    #expect(unit.exercises.last?.setsDone == 4)
  }

  /// The deep breaths have been introduced.
  private func deepBreaths() throws -> Bedside {
    var unit = try Bedside.rest()
    try unit.run(to: .exercise)
    try unit.run(to: .rest)
    try unit.run(to: .waiting)
    try unit.hearOut()
    unit.press()
    try unit.hearOut()
    return unit
  }

  @Test("A second stop of the same exercise bars it, says so, and the next part can go on")
  func secondStop() throws {
    var unit = try Bedside.stopped()
    try choose("Press to go on.", in: &unit)
    try unit.hearOut()
    try unit.playOut(onlySeconds: 20)
    unit.press()
    #expect(unit.stops.map(\.count) == [1, 2])
    try unit.waitOut()
    #expect(unit.said.last == "Breathe normally. | We leave that part for today.")
    try choose("Press to go on.", in: &unit)
    try unit.hearOut()
    #expect(played(unit).last == "play deep breaths 1")
  }

  @Test("Two stops in the last exercise leave nothing to go on with")
  func nothingLeft() throws {
    var unit = try deepBreaths()
    try unit.playOut(onlySeconds: 10)
    unit.press()
    try choose("Press to go on.", in: &unit)
    try unit.hearOut()
    try unit.playOut(onlySeconds: 10)
    unit.press()
    let offered = unit.said.count
    try unit.run(to: .resting)
    #expect(!unit.said.dropFirst(offered).contains("Press to go on."))
    #expect(unit.sessionEndings.map(\.how) == [.stopped])
  }

  @Test("A stop in the rest between two blocks is a stop of that exercise")
  func stopInRest() throws {
    var unit = try Bedside.rest()
    unit.press()
    #expect(unit.stops.map(\.stage) == [.rest])
    try choose("Press to go on.", in: &unit)
    #expect(unit.state == .exercise)
    unit.press(after: 1_000)
    #expect(unit.stops.map(\.count) == [1, 2])
    try unit.waitOut()
    #expect(unit.said.last?.hasSuffix("We leave that part for today.") == true)
  }

  @Test("Stops of two exercises are counted apart")
  func apart() throws {
    var unit = try deepBreaths()
    try unit.playOut(onlySeconds: 10)
    unit.press()
    #expect(unit.stops.map(\.count) == [1])
  }

  @Test("A stop is kept with its stage and its second, from the exercise's first word")
  func kept() throws {
    var unit = try Bedside.waiting()
    unit.press()
    let began = unit.now
    try unit.hearOut()
    try unit.playOut(onlySeconds: 100)
    unit.press(after: 0)
    let stop = try #require(unit.stops.first)
    #expect(stop.stage == .exercise)
    #expect(stop.cause == .press)
    #expect(stop.second == (unit.now - began).roundedSeconds)
  }

  @Test("After any stop the question is skipped")
  func noQuestion() throws {
    var unit = try Bedside.stopped()
    try choose("Press to go on.", in: &unit)
    while unit.state != .farewell {
      if unit.state == .waiting, unit.utterance == nil { unit.press() } else { try unit.step() }
    }
    #expect(!unit.states.contains(.question))
    #expect(unit.sessionEndings.map(\.how) == [.stopped])
  }

  @Test("After a stop one may listen, and the practice is over")
  func listen() throws {
    var unit = try Bedside.stopped()
    try choose("Press to listen.", in: &unit)
    #expect(unit.state == .listening)
    #expect(unit.sessionEndings.map(\.how) == [.stopped])
    try unit.run(to: .resting)
  }

  @Test("A stop before the first breath is no work: nothing is counted and nothing is locked")
  func noWork() throws {
    var unit = try Bedside.waiting()
    unit.press()
    unit.press(after: 3_000)
    try unit.run(to: .resting)
    #expect(unit.sessionEndings.map(\.done) == [.zero])
    unit.idle(seconds: 60)
    unit.press()
    #expect(unit.state == .safety)
  }

  @Test("Done counts the exercises and the rests between, not the list and the stop")
  func done() throws {
    var unit = try Bedside.stopped(seconds: 40)
    let stopped = unit.now
    try unit.run(to: .resting)
    let done = try #require(unit.sessionEndings.first?.done)
    #expect(unit.now - stopped > .seconds(20))
    #expect(done < .seconds(60))
    #expect(done >= .seconds(40))
  }
}
