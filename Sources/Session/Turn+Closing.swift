// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// The question, the farewell, and listening.
extension Turn {
  // MARK: The question

  mutating func ask() {
    situation.practice?.hasAsked = true
    let items = [
      item(
        .effort(2), .questionBreathingComfortable, readBack: .questionBreathingChoseComfortable),
      item(
        .effort(4), .questionBreathingALittleShort,
        readBack: .questionBreathingChoseALittleShort),
      item(.effort(7), .questionBreathingTooShort, readBack: .questionBreathingChoseTooShort)
    ]
    offer(items, as: .question, leading: text(.questionBreathing))
  }

  /// nil: no answer, which is "missing", never zero.
  mutating func answered(_ effort: Int?) {
    var wasChanged = false
    if case .question(let choosing) = stage { wasChanged = choosing.isChanged }
    act(.record(.answer(effort: effort, changed: wasChanged)))
    situation.practice?.effort = effort
    if let effort, effort >= 4 { stepBack() }
    guard effort == 7 else {
      farewell()
      return
    }
    endPractice(.finished)
    offer(
      [item(.listen, .listListen, readBack: .listChoseListen)], as: .list,
      leading: text(.questionEnds))
  }

  // MARK: Farewell

  mutating func farewell() {
    let how: SessionEnding.How =
      situation.practice?.wasStopped ?? false ? .stopped : .finished
    endPractice(how)
    let words = text(.farewellDone) + weekWords + text(.farewellGoodbye)
    enter(.farewell(utterance: say(words, melody: .melodyEnd)))
  }

  /// "This week: two of three.", from one upward; nothing where no clock says what a week is.
  private var weekWords: [String] {
    guard wall.isSet else { return [] }
    let done = situation.history.daysPractised(inWeekOf: wall.day)
    let goal = facts.prescription?.daysAWeek ?? 0
    guard done > 0, goal > 0 else { return [] }
    return done <= goal
      ? text(.farewellWeek, [.done: done, .goal: goal])
      : text(.farewellWeekDays, [.days: done])
  }

  // MARK: Listening

  mutating func listen() {
    let utterance = say(text(.listeningIntro))
    enter(
      .listening(
        ListeningStage(step: .introducing(utterance: utterance), since: frame)))
  }

  mutating func listeningSaid(_ listening: ListeningStage, _ utterance: Int) {
    guard listening.step == .introducing(utterance: utterance) else { return }
    var listening = listening
    listening.step = .playing(
      score: play(Listening.score(sentences: text(.listeningGuidance))))
    stay(.listening(listening))
  }

  mutating func listened(_ listening: ListeningStage) {
    act(.record(.listened(frame - listening.since)))
    afterListening()
  }

  private mutating func afterListening() {
    if !situation.isSwitchPresent {
      enter(.fault(Faulting(kind: .noSwitch)))
    } else if situation.isSwitchStuck {
      // Held down while it sounded: said now, once.
      if situation.hasSaidStuck {
        enter(.fault(Faulting(kind: .stuck)))
      } else {
        switchFault(.stuck)
      }
    } else {
      goToRest(saying: restingWords)
    }
  }
}
