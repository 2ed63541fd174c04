// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Session
import Settings
import Testing
import Timebase

/// `mild`, `moderate lowered`, `listening lowered overdue` …
private func review(
  _ profile: Profile, _ clinic: [String] = [], wall: WallTime = .morning,
  _ change: (inout PracticeHistory) -> Void = { _ in }
) -> String {
  let review = Review(
    Files.prescription(profile, clinic), history: .experienced.with(change), wall: wall)
  return (review.level?.rawValue ?? "listening") + (review.isLowered ? " lowered" : "")
    + (review.isOverdue ? " overdue" : "")
}

@Suite("The clinic's review")
struct ReviewTests {
  @Test("The profile holds while the review is not due")
  func inTime() {
    #expect(review(.mild) == "mild")
    #expect(review(.moderate) == "moderate")
    #expect(review(.listening) == "listening")
  }

  @Test("The day of the review is still in time; the day after, the dose is a column lower")
  func date() {
    #expect(review(.mild, ["review by: 2026-11-25"]) == "mild")
    #expect(review(.mild, ["review by: 2026-11-24"]) == "moderate lowered overdue")
    #expect(review(.moderate, ["review by: 2026-11-24"]) == "listening lowered overdue")
  }

  @Test("With the clock unset the time is a lower bound: a day that is past is past")
  func clockUnset() {
    let wall = WallTime.on(25, isSet: false)
    #expect(review(.mild, ["review by: 2026-11-24"], wall: wall) == "moderate lowered overdue")
    #expect(review(.mild, ["review by: 2026-11-25"], wall: wall) == "mild")
  }

  @Test("After so many sessions under one prescription the review is overdue")
  func sessions() {
    #expect(review(.mild) { $0.sessionsUnderPrescription = 39 } == "mild")
    #expect(review(.mild) { $0.sessionsUnderPrescription = 40 } == "moderate lowered overdue")
    #expect(
      review(.mild, ["review after sessions: 10"]) { $0.sessionsUnderPrescription = 10 }
        == "moderate lowered overdue")
  }

  @Test("Three sessions running that were stopped or too hard lower the dose")
  func hardThrice() {
    let hard = [
      PastSession.ended(300_000, wasStopped: true), .ended(200_000, effort: 7),
      .ended(100_000, wasStopped: true)
    ]
    #expect(review(.mild) { $0.sessions = hard } == "moderate lowered")
    #expect(review(.moderate) { $0.sessions = hard } == "listening lowered")
    #expect(review(.mild) { $0.sessions = Array(hard.dropFirst()) } == "mild")
    #expect(review(.mild) { $0.sessions = hard + [.ended(50_000)] } == "mild")
  }

  @Test("`clear lock` forgives them")
  func cleared() {
    let hard = (1...3).map { PastSession.ended(100_000 * $0, wasStopped: true) }
    #expect(
      review(.mild) {
        $0.sessions = hard
        $0.clearedSessions = 3
      } == "mild")
  }

  @Test("A lost card, a lost switch and a held one are not stops of the person's")
  func mishaps() throws {
    for event: SessionEvent in [.soundLost, .switchLost, .stuck] {
      let history = PracticeHistory.experienced.with { history in
        history.sessions = [
          .ended(300_000, wasStopped: true), .ended(200_000, wasStopped: true)
        ]
      }
      var unit = try Bedside.exercise(.usual(history: history))
      unit.take(event)
      if event == .soundLost { unit.take(.soundFound) }
      if event == .switchLost { unit.take(.switchFound) }
      if event == .stuck { unit.take(.freed) }
      try unit.run(to: .resting)
      unit.idle(seconds: 30_000)
      unit.press()
      try unit.practise { $0.beginnings.count == 2 }
      #expect(unit.beginnings.map(\.profile) == ["mild", "mild"], "\(event)")
    }
  }

  @Test("The patient hears only what follows, the helper is told that the review is overdue")
  func told() throws {
    let facts = Facts.usual(.moderate, clinic: ["review by: 2026-11-01"])
    let unit = try Bedside.waiting(facts)
    #expect(unit.records.contains(.fault(.reviewOverdue)))
    #expect(unit.said.last?.hasPrefix("Practice is paused. | Your clinic should look") == true)
  }
}
