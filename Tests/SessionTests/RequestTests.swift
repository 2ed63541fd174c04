// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Session
import Settings
import Testing
import Timebase

@Suite("What a caregiver's file asks for once")
struct RequestTests {
  // MARK: The self test

  private static func sounds(_ unit: Bedside) -> [String] {
    Deeds.lines(unit.actions).filter { $0.hasPrefix("sound ") && $0.hasSuffix("Tone") }
  }

  @Test("Tones left and right, a press, the clock and the number, in a minute; the file, then out")
  func selfTest() throws {
    var unit = try Bedside.following(
      .selfTest, facts: .usual(clinic: ["unit: 7"]))
    let began = unit.now
    #expect(unit.said.contains("Saved."))
    #expect(unit.state == .measuring)
    while unit.said.last != "Press the switch." { try unit.step() }
    #expect(Self.sounds(unit) == ["sound leftTone", "sound rightTone"])
    try unit.hearOut()
    #expect(unit.press() == ["answer accepted"])
    let deeds = unit.take(.released(after: .milliseconds(180)), at: unit.now + .milliseconds(150))
    #expect(deeds.first == "record self test")
    guard case .writeTest(let result) = unit.asks.last else {
      Issue.record("no file is asked for")
      return
    }
    #expect(result.pressMilliseconds == 180 && result.hasPress && result.isClockSet)
    #expect(unit.said.last?.hasPrefix("The press was heard. | The clock says ") == true)
    #expect(unit.said.last?.hasSuffix("of this device is 7. | The test is done.") == true)
    try unit.hearOut()
    #expect(unit.said.last != "You may take the stick out.")
    unit.take(.testWritten(.written))
    #expect(unit.said.last == "You may take the stick out.")
    try unit.hearOut()
    #expect(unit.session.isResting)
    #expect(unit.now - began <= .seconds(60))
  }

  @Test("Nobody presses: that is said, and all of it takes a minute at most")
  func selfTestAlone() throws {
    var unit = try Bedside.following(.selfTest)
    let began = unit.now
    while unit.said.last?.hasPrefix("No press was heard.") != true { try unit.step() }
    unit.take(.testWritten(.written))
    try unit.hearOut()
    try unit.hearOut()
    #expect(unit.session.isResting)
    #expect(unit.now - began <= .seconds(60))
  }

  @Test("A press held for long is told without its length; early presses are heard only")
  func selfTestHeld() throws {
    var unit = try Bedside.following(.selfTest)
    #expect(unit.take(.press(closedAt: unit.now)) == ["answer heard"])
    while unit.said.last != "Press the switch." { try unit.step() }
    #expect(unit.press() == ["answer accepted", "hush"])
    try unit.waitOut()
    #expect(unit.said.last?.hasPrefix("The press was heard.") == true)
    guard case .writeTest(let result) = unit.asks.last else {
      Issue.record("no file is asked for")
      return
    }
    #expect(result.hasPress && result.pressMilliseconds == nil)
  }

  @Test("A file that cannot be written is said; the stick may be taken out all the same")
  func selfTestFile() throws {
    let endings: [(StickOutcome.WriteEnding, String)] = [
      (.full, "The stick is full."), (.protected, "The stick is locked against writing."),
      (.damaged, "The stick is damaged."), (.failed, "The stick is damaged.")
    ]
    for (ending, words) in endings {
      var unit = try Bedside.following(.selfTest)
      while unit.said.last?.hasPrefix("No press was heard.") != true { try unit.step() }
      unit.take(.testWritten(ending))
      try unit.hearOut()
      #expect(unit.said.last == "\(words) | You may take the stick out.")
    }
  }

  @Test("A stick that is taken out while the file is written is not waited for")
  func selfTestGone() throws {
    var unit = try Bedside.following(.selfTest)
    while unit.said.last?.hasPrefix("No press was heard.") != true { try unit.step() }
    try unit.hearOut()
    #expect(try unit.waitOut() == ["sound restTick"])
    unit.take(.stickGone)
    #expect(unit.session.isResting)
  }

  @Test("A storage that never answers is given up")
  func selfTestNeverWritten() throws {
    var unit = try Bedside.following(.selfTest)
    while unit.said.last?.hasPrefix("No press was heard.") != true { try unit.step() }
    try unit.hearOut()
    for _ in 0..<30 where unit.utterance == nil { try unit.waitOut() }
    #expect(unit.said.last == "The stick is damaged. | You may take the stick out.")
  }

  @Test("A fault in the middle of it: it is made anew", arguments: [SessionEvent.stuck, .soundLost])
  func selfTestFault(event: SessionEvent) throws {
    var unit = try Bedside.following(.selfTest)
    try unit.hearOut()
    unit.take(event)
    #expect(unit.state == .fault)
    if event == .soundLost { unit.take(.soundFound) } else { unit.take(.freed) }
    try unit.run(to: .measuring)
    #expect(unit.said.last == "Left.")
  }

  // MARK: Erasing

  private static func erasing(
    _ initials: String = "M. K.", clinic: [String] = ["patient: M. K."]
  ) throws -> Bedside {
    try Bedside.following(.erase(initials: initials), facts: .usual(clinic: clinic))
  }

  @Test("Spoken back, two presses, and then it is erased")
  func erase() throws {
    var unit = try Self.erasing()
    #expect(unit.said.last?.hasPrefix("The initials are M") == true)
    #expect(unit.press() == ["answer heard"])
    try unit.hearOut()
    #expect(unit.said.last == "Press to erase the diary.")
    try unit.hearBeginning()
    #expect(unit.press().contains("say Press again to erase the diary."))
    #expect(!unit.asks.contains(.erase))
    try unit.hearBeginning()
    unit.press(after: 1_000)
    #expect(unit.asks.last == .erase)
    unit.take(.erased(true, history: PracticeHistory()))
    #expect(unit.said.last == "The diary is erased.")
    try unit.hearOut()
    #expect(unit.session.isResting)
  }

  @Test("No press, or one alone: nothing is erased, which is said", arguments: [0, 1])
  func untouched(presses: Int) throws {
    var unit = try Self.erasing()
    try unit.hearOut()
    if presses == 1 {
      try unit.hearBeginning()
      unit.press()
    }
    try unit.run(to: .resting)
    #expect(unit.said.last == "Nothing was erased.")
    #expect(!unit.asks.contains(.erase))
    #expect(unit.session.isResting)
  }

  @Test("Somebody else's initials erase nothing")
  func others() throws {
    let unit = try Self.erasing("A. B.")
    #expect(unit.said.last == "These are not the initials of this device. | Nothing was erased.")
    #expect(!unit.asks.contains(.erase))
  }

  @Test("Initials are the same however they are written", arguments: ["MK", "m. k.", "M K", "M.K."])
  func same(initials: String) throws {
    #expect(try Self.erasing(initials).said.last?.hasPrefix("The initials are M") == true)
  }

  /// The second press has just come.
  private static func confirmed() throws -> Bedside {
    var unit = try erasing()
    try unit.hearOut()
    for _ in 0..<2 {
      try unit.hearBeginning()
      unit.press(after: 1_000)
    }
    try #require(unit.asks.last == .erase)
    return unit
  }

  @Test("What fails is said, and what is never answered is said to have failed")
  func failing() throws {
    var unit = try Self.confirmed()
    unit.take(.erased(false, history: PracticeHistory()))
    #expect(unit.said.last == "The diary could not be erased. | A technician should look.")
    unit = try Self.confirmed()
    for _ in 0..<10 where unit.utterance == nil { try unit.waitOut() }
    #expect(unit.said.last == "The diary could not be erased. | A technician should look.")
  }

  @Test("A press while it is erased begins; what came of it is said at the next calm moment")
  func pressed() throws {
    var unit = try Self.confirmed()
    unit.press()
    #expect(unit.state == .safety)
    #expect(unit.take(.erased(true, history: PracticeHistory())) == [])
    try unit.run(to: .waiting)
    while unit.said.last != "The diary is erased." { try unit.step() }
  }

  @Test("A switch that is lost between the two presses erases nothing; it is asked anew")
  func switchLost() throws {
    var unit = try Self.erasing()
    try unit.hearOut()
    try unit.hearBeginning()
    unit.press()
    unit.take(.switchLost)
    unit.take(.switchFound)
    try unit.run(to: .list)
    #expect(unit.said.last?.hasPrefix("The initials are M") == true)
    #expect(!unit.asks.contains(.erase))
  }

  // MARK: All of them

  @Test("A lock is lifted, and a practice can begin")
  func clearLock() throws {
    let hard = PracticeHistory.experienced.with {
      $0.sessions = [.ended(200_000, effort: 7), .ended(100_000, effort: 7)]
    }
    var unit = Bedside.greeting(.usual(history: hard))
    try unit.run(to: .locked)
    try unit.run(to: .resting)
    try unit.hearOut()
    try unit.putIn(.asking(.clearLock), .kept)
    #expect(unit.said.last?.hasSuffix("You may take the stick out.") == true)
    #expect(try unit.hearOut().contains("record lock cleared"))
    #expect(unit.said.last == "The lock is lifted. | You can practise again.")
    try unit.hearOut()
    unit.press()
    #expect(unit.state == .safety)
  }

  @Test("Each follows the one before, also once the stick is out, and after a press")
  func order() throws {
    var unit = try Bedside.resting()
    try unit.putIn(.asking(.clearLock, .switchTest, .erase(initials: "MK")), .kept)
    try unit.hearOut()
    #expect(unit.said.last == "The lock is lifted. | You can practise again.")
    unit.take(.stickGone)
    unit.press()
    #expect(unit.state == .safety)
    try unit.run(to: .measuring)
    #expect(unit.said.last == "Ten tones will come. | Press the switch once at each tone.")
    while unit.said.last?.hasPrefix("The initials are") != true { try unit.step() }
    try unit.run(to: .resting)
    #expect(unit.session.isResting || unit.utterance != nil)
  }

  @Test("None of them breaks into a practice: they wait for its end")
  func inPractice() throws {
    var unit = try Bedside.begun(.everything())
    try unit.practise(to: .rest)
    try unit.putIn(.asking(.switchTest), .kept)
    try unit.hearOut()
    #expect(unit.state == .waiting && unit.said.last == "Press to go on.")
    try unit.practise(to: .farewell)
    try unit.hearOut()
    #expect(unit.state == .measuring)
    #expect(unit.said.last == "Ten tones will come. | Press the switch once at each tone.")
  }

  @Test("Those of a file that did not come with a stick follow the greeting")
  func atStart() throws {
    var facts = Facts.usual()
    facts.requests = [.switchTest]
    var unit = Bedside.greeting(facts)
    try unit.run(to: .measuring)
    #expect(unit.said.last == "Ten tones will come. | Press the switch once at each tone.")
  }

  @Test("Settings that could not be saved lose no request, and the stick may be taken out")
  func notSaved() throws {
    var unit = try Bedside.resting()
    try unit.putIn(.asking(.selfTest), StickOutcome(areSettingsKept: false))
    try unit.hearOut()
    #expect(unit.said.last == "Left.")
  }

  @Test("The clock that was set is said with its time")
  func clock() throws {
    var unit = try Bedside.resting()
    try unit.putIn(.settings(StickSettings()))
    try unit.hearOut()
    var next = Facts.usual()
    next.wall = .on(25, hour: 15)
    unit.prepare(next)
    unit.take(.stickKept(.kept.with { $0.isClockSet = true }))
    #expect(unit.said.last?.contains("The clock is set to ") == true)
  }
}
