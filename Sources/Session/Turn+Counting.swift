// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// The habitual rate of speech: the clinic's, else measured by counting aloud, in which presses
/// are data.
extension Turn {
  /// Syllables a minute; nil: nobody knows it.
  var knownRate: Rational? {
    facts.prescription?.habitualRate.map { Rational($0) }
      ?? situation.history.repertoire.habitualRate
  }

  var needsRate: Bool { knownRate == nil }

  mutating func count() {
    let utterance = say(text(.measuringCount))
    enter(.counting(Counting(step: .explaining(utterance: utterance))))
  }

  /// A press, credited to the moment of closing. One may begin while the words are still said.
  mutating func take(_ counting: Counting, closedAt closing: SampleTime) {
    if case .telling = counting.step {
      answer(.heard)
      return
    }
    var counting = counting
    let before = counting.rate.countsDone
    guard counting.rate.press(at: closing) else {
      answer(.ignored)
      return
    }
    answer(.accepted)
    if case .explaining = counting.step { act(.hush) }
    listen(to: &counting)
    if counting.rate.isComplete {
      stay(.counting(counting))
      tell(counting)
    } else if counting.rate.countsDone > before {
      counting.step = .explaining(utterance: say(text(.measuringCountAgain)))
      counting.deadline = nil
      stay(.counting(counting))
    } else {
      stay(.counting(counting))
    }
  }

  mutating func countingSaid(_ counting: Counting, _ utterance: Int) {
    var counting = counting
    switch counting.step {
    case .explaining(utterance):
      listen(to: &counting)
      stay(.counting(counting))
    case .telling(utterance, _):
      // The end of a measurement is as good as the press that opened it.
      refresh()
      startPart()
    case .explaining, .pressing, .telling:
      break
    }
  }

  /// A press is waited for.
  private func listen(to counting: inout Counting) {
    counting.step = .pressing(until: frame + CountingRate.patience)
    counting.deadline = frame + dueNext(in: counting)
  }

  /// Nobody's count is ticked into: while one is said aloud the unit only listens.
  private func dueNext(in counting: Counting) -> FrameCount {
    counting.rate.isCounting ? CountingRate.patience : .seconds(CountingRate.tickSeconds)
  }

  /// A tick is due; or there was no press for a minute, and it ends, unscolded.
  mutating func counted(_ counting: Counting) {
    guard case .pressing(let end) = counting.step else { return }
    guard frame < end else {
      tell(counting)
      return
    }
    act(.sound(.restTick))
    var counting = counting
    counting.deadline = min(frame + dueNext(in: counting), end)
    stay(.counting(counting))
  }

  private mutating func tell(_ counting: Counting) {
    let syllables = prosody(of: sound(.measuringCountNumbers))?.syllables.count ?? 0
    let result = counting.rate.result(syllables: syllables)
    act(.record(.rated(result)))
    var words = text(.measuringCountDone)
    if case .rate(let rate) = result {
      situation.history.repertoire.habitualRate = rate
      situation.speechPhraseSeconds = speechPhraseSeconds
    } else {
      // No rate, no speech cueing (`clinical.md`).
      situation.hasSkippedRate = true
      situation.practice?.bar(.speech)
      words = text(.measuringCountSkipped)
    }
    var counting = counting
    counting.deadline = nil
    counting.step = .telling(utterance: say(words), then: result)
    stay(.counting(counting))
  }
}
