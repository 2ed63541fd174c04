// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

@Suite("Sound that is lost, and other faults")
struct SoundFaultTests {
  @Test("A lost card ends whatever sounds, in every state", arguments: State.allCases)
  func lost(state: State) throws {
    var unit = try Bedside.scene(state)
    let deeds = unit.take(.soundLost)
    #expect(deeds.first == "record fault")
    #expect(deeds.contains("fade out over 8 ms"))
    #expect(unit.state == .fault)
    #expect(unit.deadline == nil)
    #expect(unit.press() == ["answer heard"])
  }

  @Test(
    "When the card is back that is said, and nothing goes on without a press",
    arguments: State.allCases)
  func found(state: State) throws {
    var unit = try Bedside.scene(state)
    unit.take(.soundLost)
    unit.idle(seconds: 300)
    unit.take(.soundFound)
    if state == .fault {
      // The switch is still held: that comes first.
      #expect(unit.said.last == "The switch is held down. | Please let it go.")
      return
    }
    if state == .ringing {
      // Whoever called is still waiting for somebody.
      #expect(unit.state == .ringing)
      #expect(Deeds.lines(unit.actions).contains("sound ringChime"))
      return
    }
    #expect(unit.state == .waiting)
    let said = try #require(unit.said.last)
    #expect(said.hasPrefix("The sound was lost. | "))
    #expect(said.components("Press to ") == 1)
    let states = unit.states.count
    try unit.run(to: .resting)
    #expect(!unit.states.dropFirst(states).contains { [.exercise, .listening].contains($0) })
  }

  @Test("A practice goes on with a press, from the next block")
  func goesOn() throws {
    var unit = try Bedside.exercise()
    unit.take(.soundLost)
    unit.take(.soundFound)
    #expect(unit.said.last == "The sound was lost. | Press to go on.")
    try unit.hearOut()
    unit.press()
    try unit.hearOut()
    #expect(unit.score.map { Deeds.lines([.play($0)]) } == ["play paced breathing 2"])
    #expect(unit.stops.map(\.cause) == [.soundLost])
    // No press stopped it: the next press that does is the first.
    try unit.playOut(onlySeconds: 5)
    unit.press()
    #expect(unit.stops.map(\.count) == [1, 1])
  }

  @Test("A unit without a card waits in silence, and greets when one comes")
  func lateCard() throws {
    var unit = Bedside()
    unit.take(.soundLost)
    unit.take(.powerOn)
    #expect(unit.state == .fault)
    #expect(unit.said == [])
    unit.idle(seconds: 1_000)
    unit.take(.soundFound)
    #expect(unit.state == .greeting)
    #expect(unit.said == ["Good morning. | This is Upbeat."])
  }

  @Test("Sound and switch lost together: both come back, in either order")
  func both() throws {
    for order: [SessionEvent] in [[.soundFound, .switchFound], [.switchFound, .soundFound]] {
      var unit = try Bedside.exercise()
      unit.take(.switchLost)
      unit.take(.soundLost)
      for event in order { unit.take(event) }
      #expect(unit.state == .waiting)
      #expect(unit.said.last?.hasSuffix("Press to go on.") == true)
    }
  }

  @Test("A fault only others can mend is said once a day, at the next calm moment")
  func helper() throws {
    var unit = try Bedside.exercise()
    #expect(unit.take(.fault(.storeUnwritable)) == ["record fault"])
    #expect(unit.take(.fault(.storeUnwritable)) == ["record fault"])
    try unit.run(to: .waiting)
    #expect(unit.said.last == "You can practise. | A helper should look. | Press to go on.")
    try unit.run(to: .resting)
    #expect(unit.said.filter { $0.contains("A helper should look.") }.count == 1)
  }

  @Test("What was said today already is not said again after power-on")
  func saidToday() {
    var unit = Bedside(
      .usual(history: .experienced.with { $0.faultsSaidToday = [.storeBroken] }))
    unit.take(.fault(.storeBroken))
    unit.take(.powerOn)
    #expect(unit.said == ["Good morning. | This is Upbeat."])
    #expect(unit.records == [.fault(.storeBroken)])
  }

  @Test("A new day, on a unit that is never switched off: it is said again")
  func nextDay() throws {
    var unit = Bedside()
    unit.take(.fault(.storeUnwritable))
    unit.take(.powerOn)
    try unit.run(to: .resting)
    try unit.hearOut()
    unit.idle(seconds: 86_400)
    unit.take(.fault(.storeUnwritable))
    unit.press()
    unit.idle(seconds: 60)
    try unit.hearOut()
    #expect(unit.said.filter { $0.contains("A helper should look.") }.count == 2)
  }

  @Test("A gap is kept in the diary, never hidden")
  func gap() throws {
    var unit = try Bedside.exercise()
    #expect(unit.take(.gap(FrameCount(240))) == ["record gap"])
    #expect(unit.records.last == .gap(FrameCount(240)))
    #expect(unit.state == .exercise)
  }
}

@Suite("Switching off")
struct ShutdownTests {
  @Test("Everything that is open is closed and kept, in every state", arguments: State.allCases)
  func shutdown(state: State) throws {
    var unit = try Bedside.scene(state)
    let deeds = unit.take(.shutdown)
    #expect(deeds.suffix(2) == ["hush", "fade out over 100 ms"])
    let kept = unit.records.map(\.what)
    #expect(kept.filter { $0 == "session" }.count == kept.filter { $0 == "session end" }.count)
    #expect(
      kept.filter { $0 == "exercise begun" }.count == kept.filter { $0 == "exercise" }.count)
    if state == .exercise || state == .rest {
      #expect(unit.stops.last?.cause == .shutdown)
      #expect(unit.sessionEndings.last?.how == .shutdown)
    }
  }

  @Test("The presses are kept with their median length")
  func presses() throws {
    var unit = try Bedside.exercise()
    for milliseconds in [80, 400, 120] { unit.take(.released(after: .milliseconds(milliseconds))) }
    unit.take(.shutdown)
    let tallies = unit.records.compactMap {
      if case .presses(let tally) = $0 { tally } else { nil }
    }
    #expect(tallies.map(\.accepted) == [2])
    #expect(tallies.map(\.medianLength) == [.milliseconds(120)])
  }
}

extension String {
  /// How often another string is in it.
  fileprivate func components(_ other: String) -> Int {
    indices.filter { self[$0...].hasPrefix(other) }.count
  }
}
