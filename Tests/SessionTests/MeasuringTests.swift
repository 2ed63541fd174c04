// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Session
import Testing
import Timebase

@Suite("Own pace in a session")
struct MeasuringTests {
  private func facts(
    _ ownPace: String, baseline: Int? = nil, daysAgo: Int = 3, step: Int = 0,
    wall: WallTime = .morning
  ) -> Facts {
    .usual(
      caregiver: ["own pace: \(ownPace)"], wall: wall,
      history: .experienced.with {
        $0.baseline = baseline.map { Rational($0) }
        if baseline != nil { $0.baselineTaken = wall.earlier(by: daysAgo * 86_400) }
        $0.pacingStep = step
      })
  }

  /// `2+4 at 84` of the music that plays.
  private func music(_ unit: Bedside) throws -> String {
    let score = try #require(unit.score?.score)
    let beats = score.sorted().compactMap { event in
      if case .phase(let phase, 1) = event.kind { (phase, event.beat) } else { nil }
    }
    let out = try #require(beats.first { $0.0 == .out }?.1)
    let bar = try #require(
      score.sorted().first { if case .phase(.in, 2) = $0.kind { true } else { false } }?.beat)
    return "\(out)+\(bar - out) at \(score.tempo.beatsPerMinute)"
  }

  private func firstBlock(_ facts: Facts) throws -> Bedside {
    var unit = try Bedside.begun(facts)
    try unit.practise(to: "paced breathing")
    return unit
  }

  @Test("It is due once a week", arguments: [(6, false), (7, true), (30, true)])
  func weekly(daysAgo: Int, isDue: Bool) throws {
    let unit = try Bedside.begun(facts("weekly", baseline: 14, daysAgo: daysAgo))
    #expect((unit.state == .measuring) == isDue)
  }

  @Test("It is due where it was never taken, in each session where so wished, and never with no")
  func due() throws {
    for (file, state) in [
      (facts("weekly"), State.measuring), (facts("each session", baseline: 14), .measuring),
      (facts("no"), .exercise), (facts("no", baseline: 14, daysAgo: 40), .exercise)
    ] {
      let unit = try Bedside.begun(file)
      #expect(unit.state == state)
    }
  }

  @Test("With the clock unset it is due only where there is no baseline")
  func clockUnset() throws {
    let unset = WallTime.on(25, isSet: false)
    let known = try Bedside.begun(facts("weekly", baseline: 14, daysAgo: 40, wall: unset))
    #expect(known.state == .exercise)
    let unknown = try Bedside.begun(facts("weekly", wall: unset))
    #expect(unknown.state == .measuring)
  }

  @Test("A clock that was set back makes it due again")
  func clockSetBack() throws {
    let unit = try Bedside.begun(facts("weekly", baseline: 14, daysAgo: -20))
    #expect(unit.state == .measuring)
  }

  @Test("The pace of another day leads today's block, at the step the diary has")
  func keptPace() throws {
    let unit = try firstBlock(facts("weekly", baseline: 14, step: 2))
    // 14 − 0.5 breaths a minute at 1 : 2.
    #expect(try music(unit) == "2+4 at 81")
  }

  @Test(
    "With `own pace: no` the caregiver's breath leads every block, whatever was measured before")
  func caregiversPace() throws {
    let unit = try firstBlock(facts("no", baseline: 14, step: 2))
    #expect(try music(unit) == "2+3 at 75")
  }

  @Test("Seven presses are a measurement: its pace leads the first block")
  func measured() throws {
    var unit = try Bedside.measuring()
    try unit.hearOut()
    for _ in 1...6 { #expect(unit.press(after: 4_950) == ["answer accepted"]) }
    let deeds = unit.press(after: 4_950)
    #expect(deeds == ["answer accepted", "record own pace", Deeds.say(.measuringDone)])
    try unit.practise(to: "paced breathing")
    #expect(try music(unit) == "2+3 at 60")
    #expect(unit.records.contains(.measured(.pace(12))))
  }

  @Test("A press after the seventh is heard and changes nothing")
  func oneTooMany() throws {
    var unit = try Bedside.measuring()
    try unit.hearOut()
    for _ in 1...7 { unit.press(after: 4_000) }
    #expect(unit.press() == ["answer heard"])
    #expect(unit.records.filter { $0.what == "own pace" }.count == 1)
  }

  @Test("12 s without a press end it unscolded, with what there is")
  func patience() throws {
    var unit = try Bedside.measuring()
    try unit.hearOut()
    for _ in 1...3 { unit.press(after: 4_000) }
    #expect(unit.deadline == unit.now + .seconds(12))
    #expect(try unit.waitOut() == ["record own pace", Deeds.say(.measuringSkipped)])
    #expect(unit.records.contains(.measured(.unclear)))
  }

  @Test("Skipped where there is an older baseline, that one is used")
  func previous() throws {
    var unit = try Bedside.measuring(facts("weekly", baseline: 12, daysAgo: 9))
    try unit.hearOut()
    #expect(try unit.waitOut() == ["record own pace", Deeds.say(.measuringPrevious)])
    try unit.practise(to: "paced breathing")
    #expect(try music(unit) == "2+3 at 60")
  }

  @Test("A pace that cannot be followed leads to listening, without a number or a scolding")
  func outOfRange() throws {
    var unit = try Bedside.measuring()
    try unit.hearOut()
    for _ in 1...7 { unit.press(after: 1_950) }
    #expect(unit.said.last == "Today we listen to music.")
    #expect(unit.records.contains(.measured(.outOfRange(30))))
    #expect(unit.records.contains(.fault(.paceOutOfRange)))
    try unit.hearOut()
    #expect(unit.state == .listening)
    // No work was done: nothing is counted.
    #expect(unit.sessionEndings.map(\.done) == [.zero])
    try unit.run(to: .resting)
    #expect(!unit.said.contains { $0.contains("helper") })
  }

  @Test("A whole block goes a step on; a stop, and a little short, go a step back")
  func steps() throws {
    var unit = try firstBlock(facts("weekly", baseline: 14))
    try unit.playOut()
    try unit.practise(to: "paced breathing")
    #expect(try music(unit) == "2+4 at 84")
    #expect(unit.said.last?.hasSuffix("The breath out is a little longer now.") == true)
    try unit.playOut()
    #expect(unit.exercises.map(\.step) == [2])

    var stopped = try firstBlock(facts("weekly", baseline: 14, step: 3))
    try stopped.playOut(onlySeconds: 30)
    stopped.press()
    try stopped.run(to: .resting)
    #expect(stopped.exercises.map(\.step) == [2])
  }

  @Test("A slower block is announced")
  func slower() throws {
    var unit = try firstBlock(facts("weekly", baseline: 14, step: 4))
    try unit.playOut()
    try unit.run(to: .exercise)
    #expect(unit.said.last?.hasSuffix("The music is a little slower now.") == true)
  }

  @Test("A measurement that is broken off by a lost sound leaves the pace of another day")
  func interrupted() throws {
    var unit = try Bedside.measuring(facts("weekly", baseline: 12, daysAgo: 9))
    unit.take(.soundLost)
    unit.take(.soundFound)
    try unit.hearOut()
    unit.press()
    try unit.practise(to: "paced breathing")
    #expect(try music(unit) == "2+3 at 60")
  }
}
