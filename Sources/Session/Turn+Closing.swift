// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// The question, the farewell, and listening.
extension Turn {
  // MARK: The question

  /// After any stop there are no questions (`clinical.md`).
  func asks(_ question: Question) -> Bool {
    guard let practice = situation.practice else { return false }
    return !practice.wasStopped && !practice.asked.contains(question)
  }

  mutating func ask(_ question: Question) {
    situation.practice?.asked.insert(question)
    switch question {
    case .breathing:
      let items = [
        item(
          .effort(2), .questionBreathingComfortable,
          readBack: .questionBreathingChoseComfortable),
        item(
          .effort(4), .questionBreathingALittleShort,
          readBack: .questionBreathingChoseALittleShort),
        item(.effort(7), .questionBreathingTooShort, readBack: .questionBreathingChoseTooShort)
      ]
      offer(items, as: .question, leading: text(.questionBreathing))
    case .effort:
      let items = [
        item(.effort(2), .questionEffortEasy, readBack: .questionEffortChoseEasy),
        item(.effort(3), .questionEffortJustRight, readBack: .questionEffortChoseJustRight),
        item(.effort(4), .questionEffortHard, readBack: .questionEffortChoseHard),
        item(.effort(7), .questionEffortTooHard, readBack: .questionEffortChoseTooHard)
      ]
      offer(items, as: .question, leading: text(.questionEffort))
    }
  }

  /// nil: no answer, which is "missing", never zero.
  mutating func answered(_ effort: Int?) {
    var wasChanged = false
    if case .question(let choosing) = stage { wasChanged = choosing.isChanged }
    act(.record(.answer(effort: effort, changed: wasChanged)))
    if let effort {
      let hardest = max(situation.practice?.effort ?? effort, effort)
      situation.practice?.effort = hardest
    }
    let wasBreathing = !(situation.practice?.asked.contains(.effort) ?? false)
    if wasBreathing, let effort, effort >= 4 { stepBack() }
    guard effort == 7 else {
      goOnAfterQuestion()
      return
    }
    endPractice(.finished)
    offer(callItems + listeningItems, as: .list, leading: text(.questionEnds))
  }

  /// The rest of the practice, if there is one.
  private mutating func goOnAfterQuestion() {
    situation.practice?.dropFinishedParts()
    goOnAfterPart()
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

  mutating func listen(to source: ListeningSource) {
    let words: [String]
    switch source {
    case .guided: words = text(.listeningIntro)
    case .own: words = text(.listeningYourMusic)
    case .closing: words = []
    }
    let utterance = say(words)
    enter(
      .listening(
        ListeningStage(
          step: .introducing(utterance: utterance), source: source, since: frame)))
  }

  /// Quiet music at the end of a practice: it comes by itself, and counts in its minutes.
  mutating func close() {
    situation.practice?.begun[.listening] = 1
    situation.practice?.run(from: frame)
    listen(to: .closing)
  }

  mutating func listeningSaid(_ listening: ListeningStage, _ utterance: Int) {
    guard listening.step == .introducing(utterance: utterance) else { return }
    var listening = listening
    listening.step = .playing(score: play(score(of: listening.source)))
    stay(.listening(listening))
  }

  private func score(of source: ListeningSource) -> Score {
    switch source {
    case .guided: Listening.score(sentences: text(.listeningGuidance), seed: seed)
    case .own(let track): Listening.ownMusic(track.id, frames: track.length)
    case .closing:
      Listening.closing(
        seconds: closingSeconds, sentences: text(.listeningClosing), seed: seed)
    }
  }

  /// Half a second of rounding, the quiet before the music, and the device's latency.
  private static let beforeClosing = FrameCount.milliseconds(1_100)

  private var closingSeconds: Int {
    guard let practice = situation.practice else { return 0 }
    return practice.dose.closingSeconds(
      of: practice.plan, after: practice.done(at: frame) + Self.beforeClosing)
  }

  /// A helper should look; what was heard of it ends softly.
  mutating func trackLost(_ id: String) {
    note(.musicRefused)
    situation.lostTracks.insert(id)
    guard case .listening(let listening) = stage, case .own(let track) = listening.source,
      track.id == id
    else { return }
    act(.hush)
    act(.fadeOut(.milliseconds(400)))
    listened(listening)
  }

  mutating func listened(_ listening: ListeningStage) {
    act(.record(.listened(frame - listening.since)))
    guard listening.source == .closing else {
      afterListening()
      return
    }
    if situation.isSwitchUsable {
      farewell()
    } else {
      // Lost or held while the music closed: that is what has to be said.
      endPractice(.finished)
      afterListening()
    }
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
      goToRest()
    }
  }
}
