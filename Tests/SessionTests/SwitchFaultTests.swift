// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

@Suite("A switch that is lost or held")
struct SwitchFaultTests {
  /// Where nobody need press, and where there is no sound to say it with, the unit stays.
  private static let unmoved: [State] = [.listening, .ringing]

  @Test("Each scene is the state it is meant to be", arguments: State.allCases)
  func scenes(state: State) throws {
    #expect(try Bedside.scene(state).state == state)
  }

  @Test("A lost switch is said, in every state that could need a press", arguments: State.allCases)
  func lost(state: State) throws {
    var unit = try Bedside.scene(state)
    let deeds = unit.take(.switchLost)
    #expect(deeds.first == "record fault")
    if Self.unmoved.contains(state) {
      #expect(deeds == ["record fault"])
      #expect(unit.state == state)
      return
    }
    #expect(unit.state == .fault)
    if state == .fault { return }
    #expect(deeds.contains(Deeds.say(.faultSwitchMissing)))
    try unit.hearOut()
    try unit.waitOut()
    #expect(unit.state == .listening)
  }

  @Test("A found switch is said, and nothing goes on without a press", arguments: State.allCases)
  func found(state: State) throws {
    var unit = try Bedside.scene(state)
    unit.take(.switchLost)
    unit.idle(seconds: 90)
    unit.take(.switchFound)
    if Self.unmoved.contains(state) {
      #expect(unit.state == state)
      return
    }
    #expect(unit.state == .waiting)
    #expect(unit.said.last?.hasPrefix("Your switch is working again.") == true)
    let states = unit.states.count
    try unit.run(to: .resting)
    #expect(!unit.states.dropFirst(states).contains(.exercise))
  }

  @Test("Without a switch nothing but listening is offered, at power-on too")
  func fromTheBeginning() throws {
    var unit = Bedside()
    unit.take(.switchLost)
    unit.take(.powerOn)
    try unit.hearOut()
    #expect(unit.state == .fault)
    #expect(
      unit.said.last
        == "I cannot find the switch. | A helper should look. | Some quiet music will play.")
    try unit.run(to: .listening)
    try unit.run(to: .fault)
    #expect(unit.session.isResting)
    #expect(!unit.states.contains(.exercise))
  }

  @Test("A loose plug does not chatter: the same fault is said again only after a minute")
  func loosePlug() throws {
    var unit = try Bedside.waiting()
    for _ in 1...10 {
      unit.take(.switchLost)
      unit.idle(seconds: 2)
      unit.take(.switchFound)
      unit.idle(seconds: 2)
    }
    let missing = unit.said.filter { $0.hasPrefix("I cannot find the switch.") }
    #expect(missing.count == 1)
  }

  @Test("A practice that was broken off by a lost switch goes on with a press")
  func goesOn() throws {
    var unit = try Bedside.exercise()
    #expect(
      unit.take(.switchLost) == [
        "record fault", "record stop", "fade out over 400 ms", "hush",
        Deeds.say(.faultSwitchMissing), "enter fault"
      ])
    unit.take(.switchFound)
    #expect(unit.said.last == "Your switch is working again. | Press to go on.")
    try unit.hearOut()
    unit.press()
    #expect(unit.state == .exercise)
    #expect(unit.stops.map(\.cause) == [.switchLost])
  }

  @Test(
    "A held switch is said once in every state, and its release brings back what was offered",
    arguments: State.allCases)
  func stuck(state: State) throws {
    var unit = try Bedside.scene(state)
    let deeds = unit.take(.stuck)
    #expect(deeds.prefix(2) == ["answer stuck", "record fault"] || state == .stopped)
    if Self.unmoved.contains(state) {
      #expect(unit.state == state)
      return
    }
    #expect(unit.state == .fault)
    let held = unit.said.filter { $0.hasPrefix("The switch is held down.") }.count
    #expect(held == 1)
    unit.idle(seconds: 3)
    unit.take(.freed)
    #expect(unit.state == .waiting)
    #expect(unit.said.last?.hasPrefix("Press to ") == true)
  }

  @Test("A switch held through listening is said afterwards, once")
  func heldThroughListening() throws {
    var unit = try Bedside.listening()
    unit.take(.stuck)
    try unit.run(to: .fault)
    #expect(unit.said.last == "The switch is held down. | Please let it go.")
    unit.take(.freed)
    #expect(unit.state == .waiting)
  }

  @Test("A list never offers to go on where the switch cannot be relied on")
  func listWithoutSwitch() throws {
    var unit = try Bedside.exercise()
    unit.take(.stuck)
    unit.press()
    try unit.run(to: .resting)
    #expect(!unit.said.contains("Press to go on."))
  }
}
