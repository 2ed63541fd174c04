// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Session
import Testing
import Timebase

/// What a press at rest may begin on Wednesday at nine, after these sessions: `practice 2+5` (two
/// blocks and five deep breaths), `completion 1+5`, `gap 60 min`, `completion in 300 s` …
private func available(
  _ sessions: [PastSession], level: Dose.Level = .mild, wall: WallTime = .morning,
  powered: Int = 500_000, _ change: (inout PracticeHistory) -> Void = { _ in }
) -> String {
  let history = PracticeHistory.experienced.with {
    $0.sessions = sessions
    change(&$0)
  }
  let availability = Availability.evaluate(
    dose: Dose(level), planned: \.plan, history: history, wall: wall, powered: powered)
  switch availability {
  case .practice(_, let plan): return "practice \(plan.blocks)+\(plan.deepBreaths)"
  case .completion(_, let plan): return "completion \(plan.blocks)+\(plan.deepBreaths)"
  case .listeningOnly(let reason): return "listening only: \(reason)"
  case .locked(.dayIsFull): return "day is full"
  case .locked(.gap(let seconds)): return "gap \(seconds / 60) min"
  case .locked(.completion(let seconds)): return "completion in \(seconds) s"
  case .locked(.tooHard): return "too hard"
  }
}

@Suite("What may be practised now")
struct AvailabilityTests {
  private static let hour = 3_600

  @Test("With nothing before it, the whole of the dose")
  func first() {
    #expect(available([]) == "practice 2+5")
    #expect(available([], level: .moderate) == "practice 2+3")
  }

  @Test(
    "Between two sessions lie two hours, three under the moderate profile",
    arguments: [(0, "gap 120 min", "gap 180 min"), (7_140, "gap 1 min", "gap 61 min")])
  func gap(ago: Int, mild: String, moderate: String) {
    #expect(available([.ended(ago)]) == mild)
    #expect(available([.ended(ago)], level: .moderate) == moderate)
  }

  @Test("After the gap there is the next session; after two the day is full")
  func day() {
    #expect(available([.ended(2 * Self.hour)]) == "practice 2+5")
    #expect(available([.ended(6 * Self.hour), .ended(2 * Self.hour)]) == "day is full")
  }

  @Test("Yesterday's sessions do not fill today")
  func yesterday() {
    #expect(available([.ended(14 * Self.hour), .ended(11 * Self.hour)]) == "practice 2+5")
  }

  @Test("A session in which nothing was done counts for nothing")
  func nothingDone() {
    var idle = PastSession.ended(60, .unfinished, blocks: 0, breaths: 0)
    idle.done = .zero
    #expect(available([idle, idle, idle]) == "practice 2+5")
  }

  @Test("What was left may be completed after ten minutes")
  func completion() {
    let session = { (ago: Int) in PastSession.ended(ago, .unfinished, blocks: 1, breaths: 0) }
    #expect(available([session(300)]) == "completion in 300 s")
    #expect(available([session(599)]) == "completion in 1 s")
    #expect(available([session(600)]) == "completion 1+5")
    #expect(available([session(2 * Self.hour - 1)]) == "completion 1+5")
  }

  @Test("Once the gap is over, a whole session is due instead")
  func tooLateToComplete() {
    #expect(
      available([.ended(2 * Self.hour, .unfinished, blocks: 1, breaths: 0)]) == "practice 2+5")
  }

  @Test("It is completed once, however far that came, and the gap runs from its end")
  func completedOnce() {
    let sessions = [
      PastSession.ended(3_000, .unfinished, blocks: 1, breaths: 0, wasCompleted: true),
      .ended(1_200, .unfinished, blocks: 1, breaths: 2, isCompletion: true)
    ]
    #expect(available(sessions) == "gap 100 min")
  }

  @Test("A completion is no session of the day")
  func completionIsNotCounted() {
    let sessions = [
      PastSession.ended(5 * Self.hour, .unfinished, blocks: 1, breaths: 0, wasCompleted: true),
      .ended(4 * Self.hour, isCompletion: true)
    ]
    #expect(available(sessions) == "practice 2+5")
  }

  @Test("The second session of a full day may be completed, too")
  func completionOnFullDay() {
    let sessions = [
      PastSession.ended(6 * Self.hour), .ended(900, .unfinished, blocks: 2, breaths: 2)
    ]
    #expect(available(sessions) == "completion 0+3")
  }

  @Test("After a power cut the rest may be done at once")
  func powerLost() {
    #expect(available([.ended(20, .powerLost, blocks: 1, breaths: 0)]) == "completion 1+5")
  }

  @Test("A session that was stopped with everything begun, or was too hard, is not completed")
  func nothingLeft() {
    #expect(available([.ended(900, .unfinished)]) == "gap 105 min")
    #expect(
      available([.ended(900, .unfinished, blocks: 1, breaths: 0, effort: 7)]) == "gap 105 min")
  }

  @Test("Too hard twice running locks, for as long as nobody clears it")
  func tooHard() {
    let hard = [PastSession.ended(900_000, effort: 7), .ended(800_000, effort: 7)]
    #expect(available(hard) == "too hard")
    #expect(available(hard) { $0.clearedSessions = 2 } == "practice 2+5")
    #expect(available([hard[0], .ended(700_000, effort: 2), hard[1]]) == "practice 2+5")
    #expect(available([hard[0], .ended(700_000), hard[1]]) == "practice 2+5")
    #expect(
      available(hard + [.ended(600_000, effort: 7)]) { $0.clearedSessions = 2 } == "practice 2+5")
  }

  @Test("A session without work between two that were too hard does not lift the lock")
  func tooHardAround() {
    var idle = PastSession.ended(850_000, .unfinished, blocks: 0, breaths: 0)
    idle.done = .zero
    let hard = [PastSession.ended(900_000, effort: 7), idle, .ended(800_000, effort: 7)]
    #expect(available(hard) == "too hard")
  }
}

@Suite("What may be practised where the clock is unset or wrong")
struct UnsetClockTests {
  private static let unset = WallTime.on(25, isSet: false)

  /// A session of this power-on or, with `before`, of the one before it.
  private func session(poweredAgo seconds: Int, powered: Int = 500_000) -> PastSession {
    var session = PastSession.ended(seconds, ago: Self.unset)
    session.poweredEnd = powered - seconds
    return session
  }

  @Test("The gap is powered time")
  func gap() {
    #expect(
      available([session(poweredAgo: 600)], wall: Self.unset) { $0.poweredSeconds = 499_000 }
        == "gap 110 min")
  }

  @Test("A session is allowed at once where the power-on before held none")
  func noneBefore() {
    #expect(
      available([session(poweredAgo: 600)], wall: Self.unset) { $0.lastPowerOnHeldSession = false }
        == "practice 2+5")
  }

  @Test(
    "A session is allowed at once where the power-on before ran on for over an hour",
    arguments: [(3_600, "gap 110 min"), (3_601, "practice 2+5")])
  func ranOn(seconds: Int, expected: String) {
    let answer = available([session(poweredAgo: 600)], wall: Self.unset) {
      $0.lastPowerOnHeldSession = true
      $0.lastPowerOnRanOnSeconds = seconds
    }
    #expect(answer == expected)
  }

  @Test("What the power-on before was like forgives no session of this one")
  func sessionOfThisPowerOn() {
    let answer = available([session(poweredAgo: 600)], wall: Self.unset) {
      $0.poweredSeconds = 499_000
      $0.lastPowerOnHeldSession = false
    }
    #expect(answer == "gap 110 min")
  }

  @Test("A day is 24 hours of powered time")
  func day() {
    let sessions = [session(poweredAgo: 86_399), session(poweredAgo: 20_000)]
    func off(_ history: inout PracticeHistory) {
      history.lastPowerOnHeldSession = true
      history.lastPowerOnRanOnSeconds = 60
    }
    #expect(available(sessions, wall: Self.unset, off) == "day is full")
    let older = [session(poweredAgo: 86_400), session(poweredAgo: 20_000)]
    #expect(available(older, wall: Self.unset, off) == "practice 2+5")
  }

  @Test("A full day of powered time does not lock a unit that is off most of the time for weeks")
  func fullDay() {
    let sessions = [session(poweredAgo: 30_000), session(poweredAgo: 20_000)]
    let answer = available(sessions, wall: Self.unset) { $0.lastPowerOnHeldSession = false }
    #expect(answer == "practice 2+5")
  }

  @Test("A clock that was set back opens no gap: powered time never runs backwards")
  func setBack() {
    var session = PastSession.ended(-5 * 86_400)
    session.poweredEnd = 499_400
    #expect(
      available([session]) {
        $0.poweredSeconds = 499_000
      } == "gap 110 min")
  }

  @Test("A clock that was set back leaves the sessions of the last powered day counted")
  func setBackDay() {
    var sessions = [PastSession.ended(-3 * 86_400), .ended(-3 * 86_400 - 3_600)]
    sessions[0].poweredEnd = 450_000
    sessions[1].poweredEnd = 480_000
    #expect(available(sessions) { $0.poweredSeconds = 440_000 } == "day is full")
  }
}
