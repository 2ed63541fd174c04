// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Session
import Testing
import Timebase

@Suite("A stop and what follows")
struct StopTests {
  private static let settling = "16 s of calm music"

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
    try unit.choose(.listGoOn)
    #expect(unit.state == .exercise)
    #expect(unit.said.last == "Breathe with the music again.")
    try unit.hearOut()
    #expect(unit.played == [Self.settling, "paced breathing 1", "paced breathing 2"])
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
    try unit.choose(.listGoOn)
    #expect(unit.said.last?.hasSuffix("Breathe normally after each one.") == true)
    try unit.hearOut()
    #expect(unit.played.last == "deep breaths 1")
    // What was done of the first exercise is in the diary.
    #expect(unit.exercises.map(\.activity) == ["paced breathing"])
    #expect(unit.exercises.map(\.setsStarted) == [2])
  }

  @Test("Go on after a stop in the words before the first breath says them again")
  func goOnToIntroduction() throws {
    var unit = try Bedside.introduction()
    let introduction = unit.said.last
    unit.press(after: 2_000)
    try unit.choose(.listGoOn)
    #expect(unit.said.last == introduction)
    try unit.hearOut()
    #expect(unit.played == [Self.settling, "paced breathing 1"])
  }

  @Test("Go on in the deep breaths begins with the next one; the breath that was begun counts")
  func goOnInDeepBreaths() throws {
    var unit = try deepBreaths()
    // Two beats lead in, a breath and its ordinary breathing take 20 s: the third has begun.
    try unit.playOut(onlySeconds: 48)
    unit.press()
    try unit.choose(.listGoOn)
    try unit.hearOut()
    #expect(unit.played.last == "deep breaths 4")
    try unit.playOut()
    #expect(unit.exercises.last?.setsStarted == 5)
    #expect(unit.exercises.last?.setsDone == 4)
  }

  /// The deep breaths have been introduced.
  private func deepBreaths() throws -> Bedside {
    var unit = try Bedside.rest()
    try unit.practise(to: "deep breaths")
    return unit
  }

  @Test("A second stop of the same exercise bars it, says so, and the next part can go on")
  func secondStop() throws {
    var unit = try Bedside.stopped()
    try unit.choose(.listGoOn)
    try unit.hearOut()
    try unit.playOut(onlySeconds: 20)
    unit.press()
    #expect(unit.stops.map(\.count) == [1, 2])
    try unit.waitOut()
    #expect(unit.said.last == "Breathe normally. | We leave that part for today.")
    try unit.choose(.listGoOn)
    try unit.hearOut()
    #expect(unit.played.last == "deep breaths 1")
  }

  @Test("Two stops in the last exercise leave nothing to go on with")
  func nothingLeft() throws {
    var unit = try deepBreaths()
    try unit.playOut(onlySeconds: 10)
    unit.press()
    try unit.choose(.listGoOn)
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
    try unit.choose(.listGoOn)
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

  @Test("A stop is kept with its stage and its second, from the exercise's beginning")
  func kept() throws {
    var unit = try Bedside.settling()
    let began = unit.now
    try unit.playOut()
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
    try unit.choose(.listGoOn)
    try unit.practise(to: .farewell)
    #expect(!unit.states.contains(.question))
    #expect(unit.sessionEndings.map(\.how) == [.stopped])
  }

  @Test("After a stop one may listen, and the practice is over")
  func listen() throws {
    var unit = try Bedside.stopped()
    try unit.choose(.listListen)
    #expect(unit.state == .listening)
    #expect(unit.sessionEndings.map(\.how) == [.stopped])
    try unit.run(to: .resting)
  }

  @Test("A stop before the first breath is no work: nothing is counted and nothing is locked")
  func noWork() throws {
    var unit = try Bedside.introduction()
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
