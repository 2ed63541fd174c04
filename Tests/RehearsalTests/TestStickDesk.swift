// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Session
import Settings
import Timebase

/// A storage that finds what a test says on the stick, and keeps it as the test says.
final class TestStickDesk: StickDesk {
  private let reading: StickReading
  private let outcome: StickOutcome
  /// In force once it is kept.
  private let next: Facts?
  /// Each answer takes so long.
  private let takes: FrameCount
  private var answers: [(at: SampleTime, StickAnswer)] = []
  private(set) var kept: [SettingChange] = []

  init(
    _ reading: StickReading, _ outcome: StickOutcome = StickOutcome(areSettingsKept: true),
    next: Facts? = nil, takes: FrameCount = .zero
  ) {
    (self.reading, self.outcome, self.next, self.takes) = (reading, outcome, next, takes)
  }

  func begin(_ ask: StickAsk, at frame: SampleTime) {
    let answer: StickAnswer =
      switch ask {
      case .read: StickAnswer(.stickRead(reading))
      case .keep:
        StickAnswer(
          .stickKept(outcome),
          next: next.map { StickAnswer.NextFacts(facts: $0, tracks: [:]) })
      case .erase: StickAnswer(.erased(true, history: PracticeHistory()))
      case .writeTest: StickAnswer(.testWritten(.written))
      }
    answers.append((frame + takes, answer))
  }

  var answersAt: SampleTime? { takes == .zero ? nil : answers.first?.at }
  var isBusy: Bool { !answers.isEmpty }

  func answer(isPatient: Bool) -> StickAnswer? {
    answers.isEmpty ? nil : answers.removeFirst().1
  }

  func keep(_ changes: [SettingChange], at frame: SampleTime) -> Bool {
    kept += changes
    return true
  }
  func renewedVoice() -> (any Voice)? { nil }
}
