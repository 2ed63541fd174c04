// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

@Suite("An exercise begins only after a press at most 60 s old")
struct FreshnessTests {
  @Test("A press at rest carries over the safety words, where they are short enough")
  func overSafety() throws {
    var unit = try Bedside.resting(.usual(history: .experienced.with { $0.lastWholeSafety = nil }))
    unit.idle(seconds: 4_000)
    unit.press()
    try unit.hearOut()
    #expect(unit.state == .list)
    try unit.choose(.listUsual)
    #expect(unit.state == .exercise)
  }

  @Test("Where the words took too long, waiting asks for another press")
  func tooLate() throws {
    var unit = try Bedside.resting()
    unit.press()
    unit.idle(seconds: 45)
    try unit.hearOut()
    #expect(unit.state == .waiting)
    #expect(unit.said.last == "Press to begin.")
  }

  @Test("A press in the greeting moves on and begins nothing")
  func greeting() throws {
    var unit = Bedside.greeting()
    unit.press()
    try unit.hearOut()
    #expect(unit.state == .waiting)
  }

  @Test("The end of a long measurement is as good as the press that opened it")
  func afterMeasuring() throws {
    var unit = try Bedside.measuring()
    try unit.hearOut()
    for _ in 1...7 { unit.press(after: 7_000) }
    try unit.hearOut()
    #expect(unit.state == .exercise)
  }

  @Test("The end of a list is as good as the press that chose in it")
  func afterList() throws {
    var unit = try Bedside.list(.usual(caregiver: ["scan time: 10"]))
    try unit.hearBeginning()
    unit.press(after: 9_000)
    try unit.hearOut()
    try unit.waitOut()
    #expect(unit.state == .exercise)
  }

  @Test("A block follows the one before it by itself, however old the press is")
  func blocks() throws {
    var unit = try Bedside.rest()
    try unit.hearOut()
    try unit.playOut()
    try unit.hearOut()
    #expect(unit.score.map { Deeds.lines([.play($0)]) } == ["play paced breathing 2"])
  }

  /// Power was lost in a practice a minute ago.
  private static func restarted() -> Bedside {
    var facts = Facts.usual(
      history: .experienced.with { $0.sessions = [.ended(60, .powerLost, blocks: 1, breaths: 0)] })
    facts.isRestarted = true
    return Bedside.greeting(facts)
  }

  @Test("After power was lost in a practice, the unit says so and asks for a press")
  func afterPowerLoss() throws {
    var unit = Self.restarted()
    #expect(unit.said == ["This device has started again."])
    try unit.hearOut()
    #expect(unit.state == .waiting)
    #expect(unit.said.last == "Press to go on.")
    unit.press()
    #expect(unit.state == .safety)
    try unit.hearOut()
    #expect(unit.said.last?.hasPrefix("We finish the practice from before.") == true)
  }

  @Test("After power was lost in a practice nothing goes on without a press")
  func noPressAfterPowerLoss() throws {
    var unit = Self.restarted()
    try unit.run(to: .resting)
    #expect(!unit.states.contains(.exercise))
  }
}

@Suite("Starting by itself")
struct StartByItselfTests {
  private static let byItself = ["start: by itself"]

  @Test("Listening starts by itself, after saying for 30 s that a press begins the practice")
  func listening() throws {
    var unit = try Bedside.waiting(.usual(caregiver: Self.byItself))
    #expect(
      unit.said.last == "Quiet music begins in thirty seconds. | Press to begin the practice.")
    #expect(unit.deadline == unit.now + .seconds(30))
    try unit.waitOut()
    #expect(unit.state == .listening)
    #expect(!unit.records.contains { $0.what == "session" })
  }

  @Test("A press in those 30 s begins the practice")
  func press() throws {
    var unit = try Bedside.waiting(.usual(caregiver: Self.byItself))
    unit.press(after: 29_000)
    try unit.choose(.listUsual)
    #expect(unit.state == .exercise)
  }

  @Test("It starts by itself once a power-on, not again after every rest")
  func once() throws {
    var unit = try Bedside.waiting(.usual(caregiver: Self.byItself))
    try unit.waitOut()
    try unit.run(to: .resting)
    try unit.hearOut()
    unit.idle(seconds: 30)
    unit.press()
    unit.idle(seconds: 60)
    try unit.hearOut()
    #expect(unit.said.last == "Press to begin.")
  }

  @Test("With the clock unset nothing starts by itself")
  func clockUnset() throws {
    var unit = try Bedside.waiting(
      .usual(caregiver: Self.byItself, wall: .on(25, isSet: false)))
    #expect(unit.said.last == "Press to begin.")
    try unit.run(to: .resting)
    #expect(!unit.states.contains(.listening))
  }

  @Test("A unit that offers listening starts it by itself, and says what a press would begin")
  func listeningByItself() throws {
    var unit = try Bedside.waiting(.usual(nil, caregiver: Self.byItself))
    #expect(unit.said.last?.hasSuffix("thirty seconds. | Press to listen.") == true)
    try unit.run(to: .listening)
  }

  @Test("A missing switch brings no music in quiet hours, and none is promised")
  func quietFault() throws {
    var unit = Bedside.greeting(.usual(caregiver: ["quiet hours: 21:00-10:00"]))
    unit.take(.switchLost)
    #expect(unit.said.last == "I cannot find the switch. | A helper should look.")
    try unit.hearOut()
    try unit.waitOut()
    #expect(unit.state == .fault)
    #expect(unit.deadline == nil)
  }

  @Test("In quiet hours nothing starts by itself")
  func quietHours() throws {
    let caregiver = Self.byItself + ["quiet hours: 21:00-10:00"]
    let unit = try Bedside.waiting(.usual(caregiver: caregiver))
    #expect(unit.said.last == "Press to begin.")
  }

  @Test("Only where the clinic wrote unattended does a practice begin, and go on, without a press")
  func unattended() throws {
    var unit = try Bedside.waiting(.usual(clinic: ["unattended: yes"], caregiver: Self.byItself))
    #expect(
      unit.said.last == "The practice begins by itself. | Press at any time to stop.")
    try unit.run(to: .farewell)
    #expect(
      unit.states == [
        .greeting, .safety, .waiting, .exercise, .rest, .exercise, .rest, .exercise, .question,
        .listening, .farewell
      ])
    let sources = unit.records.compactMap {
      if case .sessionBegan(let beginning) = $0 { beginning.source } else { nil }
    }
    #expect(sources == [.unattended])
  }

  @Test("Unattended by itself starts nothing: the caregiver's `start: press` holds")
  func unattendedPress() throws {
    var unit = try Bedside.waiting(.usual(clinic: ["unattended: yes"]))
    try unit.run(to: .resting)
    #expect(!unit.states.contains(.exercise))
  }

  @Test("An unattended practice that was stopped goes on only by a press")
  func unattendedStop() throws {
    var unit = try Bedside.waiting(.usual(clinic: ["unattended: yes"], caregiver: Self.byItself))
    try unit.practise(to: "paced breathing")
    try unit.playOut(onlySeconds: 20)
    unit.press()
    try unit.run(to: .resting)
    #expect(unit.states.suffix(3) == [.stopped, .list, .resting])
  }
}
