// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// The switch test of the caregiver's file: ten presses, then one press keeps what they propose.
struct Calibrating: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case explaining(utterance: Int)
    /// A tone has asked for a press.
    case asking
    /// Nothing is asked for a moment.
    case quiet
    /// The result is being said, where there is nothing to keep.
    case telling(utterance: Int)
  }
  var step: Step
  var calibration = SwitchCalibration()
  var deadline: SampleTime?
}

extension Turn {
  mutating func calibrate() {
    enter(
      .calibrating(Calibrating(step: .explaining(utterance: say(text(.switchTestExplain))))))
  }

  /// A press is data: the closure itself, whatever the times are now.
  mutating func take(_ calibrating: Calibrating, closedAt closing: SampleTime) {
    var calibrating = calibrating
    switch calibrating.step {
    case .explaining, .telling:
      // Nothing has been asked for: it tells nothing of the switch.
      answer(.heard)
      return
    case .asking, .quiet: break
    }
    let isMeant = calibrating.calibration.press(at: closing)
    answer(isMeant ? .accepted : .heard)
    if isMeant {
      calibrating.step = .quiet
      calibrating.deadline = frame + SwitchCalibration.quiet
    }
    stay(.calibrating(calibrating))
  }

  mutating func released(_ calibrating: Calibrating, after length: FrameCount) {
    var calibrating = calibrating
    calibrating.calibration.released(after: length)
    if calibrating.step == .quiet { calibrating.deadline = frame + SwitchCalibration.quiet }
    stay(.calibrating(calibrating))
  }

  mutating func calibratingSaid(_ calibrating: Calibrating, _ utterance: Int) {
    var calibrating = calibrating
    switch calibrating.step {
    case .explaining(utterance):
      ask(&calibrating)
      stay(.calibrating(calibrating))
    case .telling(utterance): followRequests()
    case .explaining, .asking, .quiet, .telling: break
    }
  }

  private mutating func ask(_ calibrating: inout Calibrating) {
    act(.sound(.askTone))
    calibrating.calibration.tone(at: frame)
    calibrating.step = .asking
    calibrating.deadline = frame + SwitchCalibration.patience
  }

  mutating func calibrated(_ calibrating: Calibrating) {
    var calibrating = calibrating
    switch calibrating.step {
    case .asking: calibrating.calibration.miss()
    case .quiet where calibrating.calibration.isPressed:
      // Held for long: the next tone waits for the letting go.
      calibrating.deadline = frame + SwitchCalibration.quiet
      stay(.calibrating(calibrating))
      return
    case .quiet: break
    case .explaining, .telling: return
    }
    guard calibrating.calibration.isComplete else {
      ask(&calibrating)
      stay(.calibrating(calibrating))
      return
    }
    propose(calibrating)
  }

  private mutating func propose(_ calibrating: Calibrating) {
    var calibrating = calibrating
    calibrating.deadline = nil
    guard let times = calibrating.calibration.times else {
      record(calibrating, nil)
      calibrating.step = .telling(utterance: say(text(.switchTestTooFew)))
      stay(.calibrating(calibrating))
      return
    }
    let words = proposal(times)
    guard !words.isEmpty else {
      record(calibrating, times)
      calibrating.step = .telling(utterance: say(text(.switchTestSame)))
      stay(.calibrating(calibrating))
      return
    }
    situation.tested = SwitchTestResult(
      presses: calibrating.calibration.presses, times: times, isKept: false)
    offer(
      [item(.keepTimes, .switchTestKeep, readBack: .switchTestKept)], as: .list, leading: words,
      untouched: Choosing.Untouched(choice: .leaveTimes, sentences: text(.switchTestNotKept)))
  }

  private mutating func record(_ calibrating: Calibrating, _ times: SwitchCalibration.Times?) {
    act(
      .record(
        .switchTested(
          SwitchTestResult(
            presses: calibrating.calibration.presses, times: times, isKept: false))))
  }

  /// The present settings with the times in them.
  private func settings(with times: SwitchCalibration.Times) -> CaregiverSettings {
    var settings = facts.settings
    settings.acceptanceTimeMilliseconds = times.acceptance
    settings.releaseTimeMilliseconds = times.release
    settings.scanTimeMilliseconds = times.scan
    return settings
  }

  /// What would change; empty: nothing.
  private func proposal(_ times: SwitchCalibration.Times) -> [String] {
    guard settings(with: times) != facts.settings else { return [] }
    func seconds(_ milliseconds: Int) -> String {
      SpokenValue.seconds(milliseconds: milliseconds, in: facts.pack)
    }
    return facts.pack.prompt(
      .switchTestProposal,
      PromptValues(texts: [
        .acceptance: seconds(times.acceptance), .release: seconds(times.release),
        .scan: seconds(times.scan)
      ]))
  }

  mutating func keepTimes(_ isKept: Bool) {
    guard var tested = situation.tested else { return }
    situation.tested = nil
    tested.isKept = isKept
    act(.record(.switchTested(tested)))
    if isKept, let times = tested.times {
      let next = settings(with: times)
      let changes = CaregiverSettings.changes(from: facts.settings, to: next)
      act(.keepSettings(changes))
      facts.settings = next
      renew()
    }
    followRequests()
  }
}
