// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// From power-on, or from a press at rest, to the first exercise.
extension Turn {
  mutating func powerOn() {
    guard situation.isSoundPresent else {
      enter(.fault(Faulting(kind: .sound)))
      return
    }
    situation.hasGreeted = true
    adjustVolume()
    act(.enter(.greeting))
    act(.sound(.powerOnChord))
    let words =
      (resumes ? [] : greetingWords + text(.greetingName))
      + (facts.isRestarted ? text(.greetingRestarted) : [])
      + (needsClock && !wall.isSet ? text(.greetingClockUnset) : []) + dueFaultWords()
    situation.stage = .greeting(
      utterance: say(words, melody: .melodyInstruction, delay: SmallSound.powerOnChord.length))
  }

  /// Who was in the middle of a practice is not greeted anew: that it goes on is what they wait for.
  private var resumes: Bool {
    guard facts.isRestarted, !startsByItself, case .completion = availability else { return false }
    return true
  }

  /// The time of day only where somebody set the clock.
  private var greetingWords: [String] {
    guard wall.isSet else { return text(.greetingHello) }
    switch wall.minuteOfDay {
    case 4 * 60..<12 * 60: return text(.greetingMorning)
    case 12 * 60..<18 * 60: return text(.greetingAfternoon)
    default: return text(.greetingEvening)
    }
  }

  /// `practice at` and `quiet hours` rest on the clock.
  private var needsClock: Bool {
    !facts.settings.practiceAt.isEmpty || facts.settings.quietHours != nil
  }

  /// The greeting is over, or was moved on from.
  mutating func greeted() {
    guard situation.isSwitchPresent else {
      switchFault(.noSwitch)
      return
    }
    noteReview()
    switch availability {
    // The words of safety are said after the press.
    case .completion where resumes: wait(.begin, after: [])
    case .practice, .completion: safety()
    case .listeningOnly(let reason):
      wait(startsByItself ? .byItself : .listen, after: words(for: reason))
    case .locked: explainLock()
    }
  }

  /// What the caregiver is to be told at the next stick; the patient hears only what follows.
  private mutating func noteReview() {
    guard let prescription = facts.prescription else { return }
    let review = Review(prescription, history: situation.history, wall: wall)
    if review.isOverdue { act(.record(.fault(.reviewOverdue))) }
    if situation.history.isTooHardTwice { act(.record(.fault(.tooHardTwice))) }
  }

  /// A press at rest begins.
  mutating func beginWhatIsAvailable() {
    switch availability {
    case .practice, .completion: safety()
    case .listeningOnly: chooseListening()
    case .locked: explainLock()
    }
  }

  /// What a session may be now.
  var availability: Availability {
    guard let prescription = facts.prescription else { return .listeningOnly(.noPrescription) }
    guard situation.isSwitchPresent, !situation.isSwitchStuck else {
      return .listeningOnly(.noSwitch)
    }
    let review = Review(prescription, history: situation.history, wall: wall)
    guard let level = review.level else {
      if prescription.profile == .listening { return .listeningOnly(.profile) }
      return .listeningOnly(review.isOverdue ? .reviewOverdue : .hardThrice)
    }
    let dose = dose(level, prescription, isLowered: review.isLowered)
    let day = dayContext
    guard !dose.plan(for: day).isEmpty else { return .listeningOnly(.nothingEnabled) }
    return Availability.evaluate(
      dose: dose, planned: { $0.plan(for: day) }, history: situation.history, wall: wall,
      powered: powered)
  }

  private func dose(
    _ level: Dose.Level, _ prescription: Prescription, isLowered: Bool
  ) -> Dose {
    let dose = Dose(
      level, prescription: prescription, settings: facts.settings, isLowered: isLowered)
    // "The next dose halved": of the session that follows the answer, and of that one only.
    let last = situation.history.sessions.last { $0.done > .zero }
    return last?.effort == 4 ? dose.halved() : dose
  }

  private func words(for reason: Availability.ListeningReason) -> [String] {
    switch reason {
    case .noPrescription:
      text(
        situation.history.faultsSaidToday.contains(.prescriptionRefused)
          ? .faultPrescription : .unitNoPrescription)
    case .profile, .nothingEnabled, .noSwitch: text(.unitListeningOnly)
    case .reviewOverdue: text(.lockedReview)
    case .hardThrice: text(.lockedThreeStops)
    case .paceOutOfRange: text(.measuringListening)
    }
  }

  // MARK: Safety

  /// So long the words said whole at power-on hold for a press that follows.
  private static let safetyHolds = FrameCount.seconds(3_600)
  /// Whole on the days of the first week, then once a week.
  private static let wholeDays = 7

  /// They were said, whole or not, and hold for the practice that a press begins now.
  var holdsSafety: Bool { situation.safetySaid.map { frame - $0 < Self.safetyHolds } ?? false }

  /// - Parameter startsByItself: the clinic's `unattended` practice follows without a press.
  mutating func safety(startsByItself: Bool = false) {
    let isWhole = isWholeSafetyDue
    var words = text(isWhole ? .safetyWhole : .safetyShort)
    if isWhole, isWeeklyDue { words += text(.safetyWeekly) }
    enter(
      .safety(
        Safety(utterance: say(words), isWhole: isWhole, startsPractice: startsByItself)))
  }

  private var isWholeSafetyDue: Bool {
    if let said = situation.safetySaidWhole, frame - said < Self.safetyHolds { return false }
    let history = situation.history
    if wasSafetySaidBeforeRestart { return false }
    let daysBefore = history.practiceDays.filter { $0 != wall.day }.count
    if history.changedSinceSafety || daysBefore < Self.wholeDays { return true }
    guard let last = history.lastWholeSafety, last.isSet, wall.isSet else { return true }
    return wall.day.number - last.day.number >= Self.wholeDays || wall.day < last.day
  }

  /// A crash does not make them due again where the clock is sure that they were just said.
  private var wasSafetySaidBeforeRestart: Bool {
    let history = situation.history
    guard let last = history.lastWholeSafety, last.isSet, wall.isSet, !history.changedSinceSafety
    else { return false }
    return (0..<Self.safetyHolds.roundedSeconds).contains(wall.seconds - last.seconds)
  }

  private var isWeeklyDue: Bool {
    guard let last = situation.history.lastWholeSafety, last.isSet, wall.isSet else {
      return true
    }
    return wall.day.number - wall.day.weekday > last.day.number - last.day.weekday
  }

  mutating func safetySaid(_ safety: Safety) {
    situation.safetySaid = frame
    if safety.isWhole {
      situation.safetySaidWhole = frame
      situation.history.lastWholeSafety = wall
      situation.history.changedSinceSafety = false
    }
    act(.record(.safetySaid(whole: safety.isWhole)))
    if isFresh {
      choosePractice()
    } else if safety.startsPractice {
      beginPractice(source: .unattended)
    } else if startsByItself {
      wait(.byItself, after: [])
    } else {
      wait(.begin, after: [])
    }
  }

  /// `start: by itself` without `practice at` starts after the greeting, once a power-on, outside
  /// quiet hours and only where the clock can be trusted.
  private var startsByItself: Bool {
    guard facts.settings.start == .byItself, facts.settings.practiceAt.isEmpty, wall.isSet,
      !situation.hasBegunByItself
    else { return false }
    return !isQuietTime
  }

  /// In quiet hours, where the clock can be trusted to know them.
  var isQuietTime: Bool {
    guard wall.isSet, let quiet = facts.settings.quietHours else { return false }
    return quiet.contains(wall.timeOfDay)
  }

  // MARK: Waiting

  /// The prompt is repeated after so long without a press, then the unit rests.
  private static let repeatsAfter: [FrameCount] = [.seconds(20), .seconds(40), .seconds(80)]
  /// After the last repeat.
  private static let lastWait = FrameCount.seconds(20)
  /// What starts by itself is announced so long before.
  private static let announcedSeconds = 30

  mutating func wait(
    _ purpose: WaitingFor, after words: [String], delay: FrameCount = .zero
  ) {
    let utterance = say(words + dueFaultWords() + waitingWords(purpose), delay: delay)
    enter(.waiting(Waiting(purpose: purpose, utterance: utterance, repeats: 0, deadline: nil)))
  }

  private func waitingWords(_ purpose: WaitingFor) -> [String] {
    switch purpose {
    case .begin:
      if case .completion = availability { text(.waitingGoOn) } else { text(.waitingBegin) }
    case .goOn: text(.waitingGoOn)
    case .listen: text(.waitingListen)
    case .offered: text(.offerPractice)
    case .byItself: byItselfWords
    case .byItselfOnTime: text(.offerPractice).prefix(1) + byItselfWords
    }
  }

  /// What begins by itself, and what a press would begin.
  private var byItselfWords: [String] {
    let music = text(.waitingByItself, [.seconds: Self.announcedSeconds])
    switch availability {
    case .listeningOnly, .locked: return music.prefix(1) + text(.waitingListen)
    case .practice, .completion: return isUnattended ? text(.waitingUnattendedBegin) : music
    }
  }

  var isUnattended: Bool { facts.prescription?.unattended ?? false }

  mutating func waitingSaid(_ waiting: Waiting) {
    var waiting = waiting
    waiting.utterance = nil
    if waiting.purpose.isByItself {
      waiting.deadline = frame + .seconds(Self.announcedSeconds)
    } else {
      let isLast = waiting.repeats >= Self.repeatsAfter.count
      waiting.deadline = frame + (isLast ? Self.lastWait : Self.repeatsAfter[waiting.repeats])
    }
    stay(.waiting(waiting))
  }

  /// Nobody pressed in time.
  mutating func waited(_ waiting: Waiting) {
    if waiting.purpose.isByItself {
      situation.hasBegunByItself = true
      beginByItself(waiting.purpose)
      return
    }
    guard waiting.repeats < Self.repeatsAfter.count else {
      situation.tally.missedPrompts += 1
      if situation.practice != nil { endPractice(.unanswered) }
      goToRest()
      return
    }
    var waiting = waiting
    waiting.repeats += 1
    waiting.deadline = nil
    waiting.utterance = say(waitingWords(waiting.purpose))
    stay(.waiting(waiting))
  }

  /// Listening; an exercise only where the clinic lets it, and after the words of safety, which at one
  /// of the caregiver's times have not been said yet.
  private mutating func beginByItself(_ purpose: WaitingFor) {
    switch availability {
    case .practice where isUnattended, .completion where isUnattended:
      if purpose == .byItselfOnTime || !holdsSafety {
        safety(startsByItself: true)
      } else {
        beginPractice(source: .unattended)
      }
    case .practice, .completion, .listeningOnly, .locked: listen(to: .guided)
    }
  }

  /// "I will rest now", and what a press would begin.
  var restingWords: [String] {
    switch availability {
    case .practice, .completion: text(.restingBegin)
    case .listeningOnly, .locked: text(.restingListen)
    }
  }

  /// To `resting`: the words are said once, then there is quiet until a press.
  ///
  /// New settings are in force before them: what is said is in one language.
  mutating func goToRest(after prompt: PromptKey? = nil, isSilent: Bool = false) {
    recordPresses()
    renewIfCalm()
    let words = (prompt.map { text($0) } ?? []) + restingWords
    let utterance = isSilent ? nil : say(words, melody: .melodyEnd)
    situation.nextOffer = nextOffer
    enter(.resting(utterance: utterance))
  }

  /// Every so often, and always when a practice ends, the diary is told of the presses.
  mutating func recordPresses() {
    guard !situation.tally.isEmpty else { return }
    act(.record(.presses(situation.tally)))
    situation.tally = PressTally()
  }

  // MARK: Locked

  mutating func explainLock() {
    guard case .locked(let reason) = availability else {
      beginWhatIsAvailable()
      return
    }
    act(.record(.locked(reason)))
    let utterance = say(lockedWords(for: reason) + text(.lockedListen))
    if case .locked = stage {
      stay(.locked(utterance: utterance))
    } else {
      enter(.locked(utterance: utterance))
    }
  }

  func lockedWords(for reason: LockReason) -> [String] {
    switch reason {
    case .dayIsFull: return text(.lockedToday)
    case .tooHard: return text(.lockedTooHard)
    case .completion(let seconds):
      return text(.lockedCompletionMinutes, [.minutes: max(1, (seconds + 59) / 60)])
    case .gap(let seconds):
      let minutes = max(1, (seconds + 59) / 60)
      return minutes < 90
        ? text(.lockedGapMinutes, [.minutes: minutes])
        : text(.lockedGapHours, [.hours: min((minutes + 59) / 60, 24)])
    }
  }
}

extension WallTime {
  var timeOfDay: TimeOfDay {
    guard let time = TimeOfDay(hour: minuteOfDay / 60, minute: minuteOfDay % 60) else {
      preconditionFailure("a minute of the day is one of 1,440")
    }
    return time
  }
}
