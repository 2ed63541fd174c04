// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Testing
import Timebase

/// A session that is told anything in any order, as a broken shell might.
@Suite("Any event in any state")
struct AnyEventTests {
  @Test("No order of events leaves a rule behind", arguments: 1...40)
  func anyOrder(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<25 {
      var run = RandomRun(&random)
      for _ in 0..<250 { run.step(&random) }
      #expect(run.faults == [])
    }
  }
}

/// One unit under random events, and what must never be.
private struct RandomRun {
  private var session: Session
  private var now = SampleTime.zero
  private var utterance = 0
  private var score = 0
  private var lastPress: SampleTime?
  private var openSessions = 0
  private var openExercises = 0
  private(set) var faults: [String] = []

  init(_ random: inout SplitMix64) {
    let caregiver = [
      ["call: yes"], ["own pace: weekly"], ["start: by itself"], ["session: short"], []
    ].randomElement(using: &random)
    session = Session(.usual(caregiver: caregiver ?? []))
    take(.powerOn)
  }

  mutating func step(_ random: inout SplitMix64) {
    now += .milliseconds(Int.random(in: 0...8_000, using: &random))
    if let deadline = session.nextDeadline, deadline <= now {
      now = max(now, deadline)
      take(.deadline)
      return
    }
    take(event(&random))
  }

  private func event(_ random: inout SplitMix64) -> SessionEvent {
    switch Int.random(in: 0..<34, using: &random) {
    case 0..<7: .spoken(utterance: utterance)
    case 7..<11: .sentenceBegan(utterance: utterance, sentence: 0)
    case 11..<13: .scoreBegan(score: score)
    case 13..<15: .milestone(.setBegan(1), score: score)
    case 15: .milestone(.breathCued(cycle: 3), score: score)
    case 16..<18: .milestone(.setDone(1), score: score)
    case 18..<21: .scoreEnded(score: score)
    case 21..<26: .press(closedAt: now)
    case 26: .ignored
    case 27: .stuck
    case 28: .freed
    case 29: .switchLost
    case 30: .switchFound
    case 31: .soundLost
    case 32: .soundFound
    default: .deadline
    }
  }

  private mutating func take(_ event: SessionEvent) {
    let before = session.state
    if case .press = event { lastPress = now }
    // What a press opened is as good as the press until it ends.
    if [.list, .measuring, .question].contains(before) { lastPress = lastPress.map { _ in now } }
    for action in session.handle(event, at: now) {
      switch action {
      case .say(let said):
        utterance = said.id
        if said.sentences.isEmpty { fault("nothing is said, at length, in \(session.state)") }
      case .play(let part): score = part.id
      case .enter(.exercise) where before != .rest: checkFresh(event)
      case .record(let record): count(record)
      case .hush, .enter, .stopSound, .fadeOut, .sound, .answer, .effort: break
      }
    }
    if let deadline = session.nextDeadline, deadline - now > .seconds(100) {
      fault("\(session.state) waits for \((deadline - now).roundedSeconds) s")
    }
    if let deadline = session.nextDeadline, deadline < now {
      fault("\(session.state) has slept past its deadline")
    }
  }

  private mutating func checkFresh(_ event: SessionEvent) {
    guard let lastPress, now - lastPress <= .seconds(60) else {
      fault("an exercise without a fresh press, at \(event)")
      return
    }
  }

  private mutating func count(_ record: Record) {
    switch record {
    case .sessionBegan: openSessions += 1
    case .sessionEnded: openSessions -= 1
    case .exerciseBegan: openExercises += 1
    case .exerciseEnded: openExercises -= 1
    default: break
    }
    if !(0...1).contains(openSessions) { fault("\(openSessions) sessions are open") }
    if !(0...1).contains(openExercises) { fault("\(openExercises) exercises are open") }
  }

  private mutating func fault(_ what: String) {
    faults.append("\(now.frame / 48_000) s: \(what)")
  }
}
