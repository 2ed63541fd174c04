// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Timebase

/// The rest between sets and between exercises: it happens by itself and can be heard.
extension Turn {
  mutating func rest(before next: Pausing.Next, seconds: Int) {
    // It is of the session's minutes, after a question, too.
    situation.practice?.run(from: frame)
    enter(
      .rest(
        Pausing(
          step: .saying(utterance: say(restWords(before: next, seconds: seconds))), next: next,
          since: frame, seconds: seconds)))
    if let part = situation.practice?.parts.first { makeAhead(part) }
  }

  /// How long it lasts is said where the music goes on by itself.
  private func restWords(before next: Pausing.Next, seconds: Int) -> [String] {
    switch next {
    case .part: text(.restNow)
    case .set where seconds.isMultiple(of: 60):
      text(.restNow) + text(.restMinutes, [.minutes: seconds / 60])
    case .set: text(.restNow) + text(.restSeconds, [.seconds: seconds])
    }
  }

  /// Rest music for the rest of the rest.
  mutating func restSaid(_ pausing: Pausing, _ utterance: Int) {
    guard pausing.step == .saying(utterance: utterance) else { return }
    var pausing = pausing
    let passed = frame - pausing.since
    let left = max(pausing.seconds - passed.roundedSeconds, 1)
    pausing.step = .playing(score: play(Rest.score(seconds: left)))
    stay(.rest(pausing))
  }

  /// Sets of one exercise follow by themselves; the next exercise asks for a press.
  mutating func rested(_ pausing: Pausing) {
    switch pausing.next {
    case .set:
      guard let part = situation.practice?.parts.first else { return }
      introduce(part)
    case .part:
      situation.practice?.halt(at: frame)
      if isUnattended {
        startPart(after: text(.waitingUnattendedGoOn))
      } else {
        wait(.goOn, after: [])
      }
    }
  }
}
