// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

/// Nobody presses: every wait ends by itself, and can be heard to end.
@Suite("What happens without a press")
struct WaitTests {
  @Test("greeting leads to safety, safety to waiting, waiting to resting")
  func unanswered() throws {
    var unit = Bedside.greeting()
    try unit.run(to: .resting)
    #expect(unit.states == [.greeting, .safety, .waiting, .resting])
    #expect(unit.said.last == "I will rest. | You can press at any time to begin.")
  }

  @Test("waiting repeats after 20, 40 and 80 s, then the unit rests")
  func repeats() throws {
    var unit = try Bedside.waiting()
    for seconds in [20, 40, 80] {
      #expect(unit.deadline == unit.now + .seconds(seconds))
      #expect(try unit.waitOut() == [Deeds.say(.waitingBegin)])
      try unit.hearOut()
    }
    try unit.waitOut()
    #expect(unit.state == .resting)
  }

  @Test("resting and locked last, and a press is promised aloud before")
  func lasting() throws {
    let resting = try Bedside.resting()
    #expect(resting.deadline == nil)
    #expect(resting.session.isResting)
    var locked = try Bedside.locked()
    try locked.run(to: .resting)
    #expect(locked.said.last == "I will rest. | You can press at any time to listen.")
  }

  @Test("measuring ends 12 s after its words where nobody presses, and the practice goes on")
  func measuring() throws {
    var unit = try Bedside.measuring()
    try unit.hearOut()
    #expect(unit.deadline == unit.now + .seconds(12))
    #expect(try unit.waitOut() == ["record own pace", Deeds.say(.measuringSkipped)])
    try unit.hearOut()
    #expect(unit.state == .exercise)
  }

  @Test("stopped is over after its tick and five seconds")
  func stopped() throws {
    var unit = try Bedside.exercise()
    let pressed = unit.now + .milliseconds(350)
    unit.press()
    let deadline = try #require(unit.deadline)
    #expect(deadline >= pressed + .milliseconds(28) + .seconds(5))
    #expect(deadline <= pressed + .milliseconds(48 + 60) + .seconds(5))
    #expect(try unit.waitOut() == [Deeds.say(.stoppedBreathe), "enter list"])
  }

  @Test("list goes twice round, says that it is fine, and the unit rests")
  func list() throws {
    var unit = try Bedside.list()
    try unit.run(to: .resting)
    let offers = unit.said.filter { $0.hasPrefix("Press to ") }
    #expect(
      offers == [
        "Press to begin.", "Press to go on.", "Press to listen.", "Press to go on.",
        "Press to listen."
      ])
    #expect(unit.said.suffix(2).first == "All right.")
    #expect(unit.sessionEndings.map(\.how) == [.stopped])
  }

  @Test("Each item of a list has its scan time, from its first sound to the next one's")
  func scanTime() throws {
    var unit = try Bedside.list(.usual(caregiver: ["scan time: 7"]))
    try unit.hearBeginning()
    let began = unit.now
    unit.idle(seconds: 1)
    unit.take(.spoken(utterance: try #require(unit.utterance).id))
    #expect(unit.deadline == began + .seconds(7))
  }

  @Test("An item longer than its scan time still has half a second after its last word")
  func longItem() throws {
    var unit = try Bedside.list(.usual(caregiver: ["scan time: 2"]))
    try unit.hearBeginning()
    unit.idle(seconds: 6)
    unit.take(.spoken(utterance: try #require(unit.utterance).id))
    #expect(unit.deadline == unit.now + .milliseconds(500))
  }

  @Test("question goes twice round, and no answer is missing, never zero")
  func question() throws {
    var unit = try Bedside.question()
    try unit.run(to: .farewell)
    #expect(unit.actions.contains(.effort(nil)))
    #expect(unit.records.contains(.answer(effort: nil, changed: false)))
    #expect(unit.said.filter { $0 == "Comfortable." }.count == 2)
  }

  @Test("rest is over by itself and the next block follows without a press")
  func rest() throws {
    var unit = try Bedside.rest()
    let began = unit.now
    try unit.hearOut()
    let deeds = try unit.playOut()
    #expect(deeds == [Deeds.say(.exerciseBreathingNext), "enter exercise"])
    #expect(unit.now - began >= .seconds(60))
    #expect(unit.now - began < .seconds(62))
  }

  @Test("After the last block the next exercise waits for a press")
  func nextExercise() throws {
    var unit = try Bedside.rest()
    try unit.run(to: .waiting)
    #expect(unit.said.last == "Press to go on.")
    try unit.run(to: .resting)
    #expect(unit.sessionEndings.map(\.how) == [.unanswered])
  }

  @Test("listening ends after its three minutes, and the unit rests")
  func listening() throws {
    var unit = try Bedside.listening()
    let began = unit.now
    try unit.run(to: .resting)
    #expect(unit.now - began < .seconds(190))
  }

  @Test("ringing chimes for ten minutes, then once a minute for an hour, then rests")
  func ringing() throws {
    var unit = try Bedside.list(.usual(caregiver: ["call: yes"]))
    try unit.hearBeginning()
    unit.press()
    let began = unit.now
    var chimes = [unit.now]
    while unit.state == .ringing {
      let deeds = try unit.waitOut()
      if deeds == ["sound ringChime"] { chimes.append(unit.now) }
    }
    let gaps = zip(chimes.dropFirst(), chimes).map { $0 - $1 }
    #expect(gaps.allSatisfy { $0 <= .seconds(60) })
    #expect(gaps.prefix(200).allSatisfy { $0 <= .seconds(7) })
    #expect(unit.now - began >= .seconds(4_200))
    #expect(unit.now - began < .seconds(4_300))
    #expect(unit.state == .resting)
  }

  @Test("farewell ends in resting")
  func farewell() throws {
    var unit = try Bedside.question()
    try unit.run(to: .farewell)
    try unit.hearOut()
    #expect(unit.state == .resting)
  }

  @Test("A held switch says so once, then quiet music plays, and the unit stays quiet")
  func fault() throws {
    var unit = try Bedside.waiting()
    unit.take(.stuck)
    try unit.hearOut()
    try unit.waitOut()
    #expect(unit.state == .listening)
    try unit.run(to: .fault)
    #expect(unit.deadline == nil)
    #expect(unit.session.isResting)
    #expect(unit.said.filter { $0.hasPrefix("The switch is held down.") }.count == 1)
  }
}
