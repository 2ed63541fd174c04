// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// One's own pace: a measurement, in which presses are data.
extension Turn {
  /// Asked for again after so many days (`own pace: weekly`).
  private static let weeklyDays = 7

  var isOwnPaceDue: Bool {
    guard situation.practice?.parts.first == .paced else { return false }
    switch facts.settings.ownPace {
    case .no: return false
    case .eachSession: return true
    case .weekly: break
    }
    guard let taken = situation.history.baselineTaken else { return true }
    guard taken.isSet, wall.isSet else { return situation.history.baseline == nil }
    let age = wall.day.number - taken.day.number
    return age >= Self.weeklyDays || age < 0
  }

  mutating func measure() {
    let utterance = say(text(.measuringOwnPace))
    enter(.measuring(Measuring(step: .explaining(utterance: utterance))))
  }

  /// A press, credited to the moment of closing. One may begin while the words are still said.
  mutating func take(_ measuring: Measuring, closedAt closing: SampleTime) {
    if case .telling = measuring.step {
      answer(.heard)
      return
    }
    answer(.accepted)
    var measuring = measuring
    if case .explaining = measuring.step { act(.hush) }
    measuring.step = .pressing
    measuring.ownPace.press(at: closing)
    measuring.deadline = frame + OwnPaceMeasurement.patience
    stay(.measuring(measuring))
    if measuring.ownPace.isComplete { tell(measuring) }
  }

  mutating func measuringSaid(_ measuring: Measuring, _ utterance: Int) {
    var measuring = measuring
    switch measuring.step {
    case .explaining(let said) where said == utterance:
      measuring.step = .pressing
      measuring.deadline = frame + OwnPaceMeasurement.patience
      stay(.measuring(measuring))
    case .telling(let said, let result) where said == utterance:
      usePace(result)
    case .explaining, .pressing, .telling:
      break
    }
  }

  /// No press for 12 s: it ends, unscolded.
  mutating func measured(_ measuring: Measuring) {
    guard case .pressing = measuring.step else { return }
    tell(measuring)
  }

  private mutating func tell(_ measuring: Measuring) {
    let result = measuring.ownPace.result
    act(.record(.measured(result)))
    situation.history.baselineTaken = wall
    let words: [String]
    switch result {
    case .pace(let pace):
      situation.history.baseline = pace
      words = text(.measuringDone)
    case .outOfRange:
      note(.paceOutOfRange)
      // The patient hears only what happens next; the number is for the caregiver.
      situation.faultsToTell.removeAll { $0 == .paceOutOfRange }
      words = text(.measuringListening)
    case .unclear, .skipped:
      words = text(situation.history.baseline == nil ? .measuringSkipped : .measuringPrevious)
    }
    var measuring = measuring
    measuring.deadline = nil
    measuring.step = .telling(utterance: say(words), then: result)
    stay(.measuring(measuring))
  }

  /// The end of a measurement is as good as the press that opened it.
  private mutating func usePace(_ result: OwnPaceMeasurement.Result) {
    refresh()
    if case .outOfRange = result {
      situation.history.baselineTaken = nil
      endPractice(.unanswered)
      listen(to: .guided)
      return
    }
    situation.practice?.baseline = situation.history.baseline
    startPart()
  }
}
