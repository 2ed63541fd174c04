// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Session
import Settings
import Testing
import Timebase

/// A press while a stick is spoken of means what it means in the state beneath; what was not said
/// to its end is said at the next calm moment.
@Suite("A press, and a stick that goes, at each moment of a stick")
struct StickPressTests {
  @Test("At rest a press begins, as without a stick", arguments: StickMoment.allCases)
  func resting(moment: StickMoment) throws {
    var unit = try Bedside.resting()
    try moment.come(over: &unit)
    #expect(unit.state == .resting)
    let deeds = unit.press()
    #expect(deeds == ["answer accepted", "hush", Deeds.say(.safetyShort), "enter safety"])
    #expect(unit.state == .safety)
  }

  @Test("In `waiting` a press begins, as without a stick", arguments: StickMoment.allCases)
  func waiting(moment: StickMoment) throws {
    var unit = try Bedside.waiting()
    try moment.come(over: &unit)
    #expect(unit.state == .waiting)
    let deeds = unit.press()
    #expect(deeds == ["answer accepted", "hush", Deeds.say(.sessionChoose), "enter list"])
  }

  @Test("In `fault` a press says the fault again, then the list", arguments: StickMoment.allCases)
  func fault(moment: StickMoment) throws {
    var unit = try Bedside.resting(.usual(caregiver: ["quiet hours: 8:00-12:00"]))
    unit.take(.switchLost)
    try unit.run(to: .fault)
    while unit.deadline != nil || unit.utterance != nil { try unit.step() }
    try moment.come(over: &unit)
    #expect(unit.state == .fault)
    let deeds = unit.press()
    #expect(deeds.prefix(2) == ["answer accepted", "hush"])
    #expect(deeds.last == "enter list")
  }

  @Test("Whatever the press cut is told after the practice", arguments: StickMoment.allCases)
  func toldLater(moment: StickMoment) throws {
    var unit = try Bedside.waiting()
    try moment.come(over: &unit)
    let before = unit.actions.count
    unit.press()
    try StickMoment.finish(&unit, isUnanswered: moment.isUnanswered)
    #expect(unit.session.isResting)
    let lines = Deeds.lines(Array(unit.actions[before...]))
    switch moment {
    case .losing: #expect(lines.contains(Deeds.say(.stickGone)))
    case .opening, .reading, .telling, .keeping, .ending:
      #expect(lines.contains(Deeds.say(.stickSaved, .stickTakeOut)))
    }
    #expect(unit.asks.count { $0 == .read } == 1)
    #expect(unit.asks.count { $0 == .keep } <= 1)
  }

  // MARK: Taken out

  @Test(
    "Taken out before anything was kept: said, once", arguments: StickMoment.allCases)
  func gone(moment: StickMoment) throws {
    var unit = try Bedside.resting()
    try moment.come(over: &unit)
    unit.take(.stickGone)
    var steps = 0
    while !unit.session.isResting, steps < 60 {
      if unit.asks.last == .keep, unit.utterance == nil { unit.take(.stickKept(.kept)) }
      if unit.session.isResting { break }
      try unit.step()
      steps += 1
    }
    #expect(unit.session.isResting)
    let gone = unit.said.count { $0.hasPrefix("The stick was taken out too soon.") }
    switch moment {
    case .opening, .reading, .telling, .losing:
      #expect(gone == 1)
      #expect(!unit.asks.contains(.keep))
    // It was done.
    case .keeping, .ending: #expect(gone == 0)
    }
    // Nothing of it comes later.
    #expect(unit.take(.stickRead(try .changes())) == [])
    #expect(unit.take(.stickKept(.kept)) == [])
    #expect(unit.take(.stickGone) == [])
  }

  @Test("That it may be taken out is not said of one that is out")
  func outAlready() throws {
    var unit = try Bedside.resting()
    try StickMoment.keeping.come(over: &unit)
    unit.take(.stickGone)
    unit.take(.stickKept(.kept))
    #expect(unit.said.last == "Saved.")
  }

  @Test("One that was lost while it was kept is said to be")
  func lostWhileKept() throws {
    var unit = try Bedside.resting()
    try StickMoment.keeping.come(over: &unit)
    unit.take(.stickGone)
    unit.take(.stickKept(.kept.with { $0.isLost = true }))
    #expect(unit.said.last == "Saved. | The stick was taken out too soon.")
  }

  @Test("Out during an exercise it waited for: said after it, and never read")
  func goneInExercise() throws {
    var unit = try Bedside.exercise()
    unit.take(.stickFound)
    #expect(unit.take(.stickGone) == [])
    try unit.run(to: .resting)
    while !unit.session.isResting { try unit.step() }
    #expect(unit.said.count { $0.hasPrefix("The stick was taken out too soon.") } == 1)
    #expect(unit.asks == [])
  }

  // MARK: Another one

  @Test(
    "Another stick, put in at any moment, is read and kept as well",
    arguments: StickMoment.allCases, [true, false])
  func swapped(moment: StickMoment, isToldOfGoing: Bool) throws {
    var unit = try Bedside.resting()
    try moment.come(over: &unit)
    if isToldOfGoing, moment != .losing { unit.take(.stickGone) }
    let reads = unit.asks.count { $0 == .read }
    let deeds = unit.take(.stickFound)
    #expect(deeds.first { $0 != "hush" } == "sound stick")
    if moment == .keeping { unit.take(.stickKept(.kept)) }
    if unit.asks.count(where: { $0 == .read }) == reads { try unit.run(to: .read) }
    #expect(unit.said.last == "Stick found. | Reading.")
    unit.take(.stickRead(.noText))
    try unit.run(to: .keep)
    unit.take(.stickKept(StickOutcome()))
    #expect(unit.said.last == "You may take the stick out.")
    try unit.hearOut()
    #expect(unit.session.isResting)
  }

  @Test("What the first one asked for is followed, too, before the second one is read")
  func swappedRequests() throws {
    var unit = try Bedside.resting()
    try unit.putIn(.asking(.switchTest), .kept)
    unit.take(.stickGone)
    unit.take(.stickFound)
    let deeds = try unit.hearOut()
    #expect(deeds.contains(Deeds.say(.switchTestExplain)))
    try unit.run(to: .read)
  }

  // MARK: Findings

  @Test("Three findings at most, then that nothing was changed; twice round it can be heard again")
  func findings() throws {
    var unit = try Bedside.resting()
    try unit.putIn(.findings(5))
    let words = try #require(unit.said.last)
    #expect(unit.state == .list)
    #expect(words.hasSuffix("Nothing was changed."))
    #expect(words.occurrences(of: "Line ") == 3)
    try unit.hearOut()
    #expect(unit.said.last == "Press to hear it again.")
    try unit.hearBeginning()
    #expect(unit.press().last == "say \(words)")
    try unit.hearOut()
    for _ in 0..<2 {
      #expect(unit.said.last == "Press to hear it again.")
      try unit.hearOut()
      try unit.waitOut()
    }
    try unit.run(to: .keep)
    unit.take(.stickKept(StickOutcome()))
    #expect(unit.said.last == "You may take the stick out.")
    #expect(unit.state == .resting)
  }

  @Test("Findings can be heard again though the stick is out; then the unit rests, without asking")
  func findingsWithoutStick() throws {
    var unit = try Bedside.resting()
    try unit.putIn(.findings(1))
    let words = unit.said.last
    try unit.hearOut()
    try unit.hearBeginning()
    unit.take(.stickGone)
    unit.press()
    #expect(unit.said.last == words)
    try unit.run(to: .resting)
    #expect(unit.asks == [.read])
    #expect(unit.session.isResting)
    #expect(!unit.said.contains { $0.hasPrefix("The stick was taken out") })
  }

  @Test("A mended stick, put in while the findings of it are heard, is read after them")
  func mended() throws {
    var unit = try Bedside.resting()
    try unit.putIn(.findings(1))
    unit.take(.stickGone)
    #expect(unit.take(.stickFound) == ["sound stick"])
    try unit.run(to: .read)
    #expect(unit.asks == [.read, .read])
  }

  // MARK: Faults in between

  @Test("A switch that comes back while a stick is spoken of is not said to be missing after it")
  func switchBack() throws {
    var unit = try Bedside.resting(.usual(caregiver: ["quiet hours: 8:00-12:00"]))
    unit.take(.switchLost)
    while unit.deadline != nil || unit.utterance != nil { try unit.step() }
    try StickMoment.telling.come(over: &unit)
    #expect(unit.take(.switchFound) == ["enter waiting"])
    try unit.hearOut()
    unit.take(.stickKept(.kept))
    try unit.hearOut()
    #expect(unit.state == .waiting)
    #expect(unit.said.last == "Press to begin.")
  }

  @Test(
    "A switch or sound lost in the middle of it is told, and the stick afterwards",
    arguments: [SessionEvent.switchLost, .stuck, .soundLost])
  func fault(event: SessionEvent) throws {
    var unit = try Bedside.resting()
    try StickMoment.telling.come(over: &unit)
    unit.take(event)
    #expect(unit.state == .fault)
    if event == .soundLost { unit.take(.soundFound) }
    try unit.run(to: .keep)
    unit.take(.stickKept(.kept))
    #expect(unit.said.last?.hasSuffix("You may take the stick out.") == true)
  }
}
