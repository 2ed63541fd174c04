// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// A practice: its exercises, the rests between them, and what comes after each.
extension Turn {
  /// An exercise begins only after a press at most 60 s old (`clinical.md`). What is said before
  /// its first beat takes up to 25 s of them (`PracticePlan`).
  private static let freshFor = FrameCount.seconds(35)

  var isFresh: Bool {
    guard let since = situation.freshFrom else { return false }
    return frame - since <= Self.freshFor
  }

  // MARK: Beginning

  mutating func beginPractice(source: SessionBeginning.Source) {
    let dose: Dose
    let plan: PracticePlan
    let completes: Bool
    switch availability {
    case .practice(let allowed, let whole): (dose, plan, completes) = (allowed, whole, false)
    case .completion(let allowed, let left): (dose, plan, completes) = (allowed, left, true)
    case .listeningOnly, .locked:
      beginWhatIsAvailable()
      return
    }
    situation.practice = Practice(
      dose: dose, plan: plan, source: source, isCompletion: completes, began: wall)
    act(
      .record(
        .sessionBegan(
          SessionBeginning(
            source: source, profile: dose.level.rawValue, isShort: dose.isShort,
            planned: plan.length, completes: completes))))
    // Measured today or on another day; with `own pace: no` the caregiver's breath holds.
    if facts.settings.ownPace != .no { situation.practice?.baseline = situation.history.baseline }
    if isOwnPaceDue { measure() } else { startPart() }
  }

  // MARK: Exercises

  /// Starts the practice's next exercise, if the press that leads to it is fresh.
  /// Its name and what to do are said where nothing of it has sounded; else only that it goes on.
  /// - Parameter words: said before.
  mutating func startPart(after words: [String] = []) {
    situation.practice?.dropFinishedParts()
    guard let part = situation.practice?.parts.first else {
      afterLastPart()
      return
    }
    guard isFresh || isUnattended else {
      wait(.goOn, after: [])
      return
    }
    let isNew = situation.practice?.exercise?.part != part
    // One that was broken off for good, with nothing left of it, is summed up now.
    if isNew { closeExercise() }
    guard var practice = situation.practice else { return }
    if isNew { practice.exercise = ExerciseProgress(part: part, began: frame) }
    practice.run(from: frame)
    situation.practice = practice
    if isNew { act(.record(.exerciseBegan(beginning(of: part, in: practice)))) }
    let isFirst = practice.blocksBegun + practice.deepBreathsBegun == 0
    let hasSounded = (practice.exercise?.setsStarted ?? 0) > 0
    let introduction =
      (isFirst ? kindOfSession(practice) : []) + (hasSounded ? again(part) : introduction(part))
    enter(
      .exercise(
        Exercising(step: .introducing(utterance: say(words + introduction)), part: part)))
  }

  private func beginning(of part: Part, in practice: Practice) -> ExerciseBeginning {
    let isPaced = part == .paced
    return ExerciseBeginning(
      technique: isPaced ? PacedBreathing.technique : DeepBreaths.technique,
      activity: isPaced ? PacedBreathing.activity : DeepBreaths.activity,
      plannedSets: isPaced ? practice.left.blocks : practice.left.deepBreaths,
      planned: isPaced
        ? .seconds(practice.left.blocks * practice.plan.blockSeconds)
        : DeepBreaths.length(
          count: practice.left.deepBreaths, pauseBeats: practice.plan.pauseBeats),
      baselineMilli: practice.baseline.map(milli),
      step: isPaced && practice.baseline != nil ? situation.history.pacingStep : nil)
  }

  /// Said where it is not the usual one.
  private func kindOfSession(_ practice: Practice) -> [String] {
    if practice.isCompletion { return text(.sessionCompletion) }
    return practice.dose.isShort ? text(.sessionShort) : []
  }

  private func introduction(_ part: Part) -> [String] {
    switch part {
    case .paced: text(.exerciseBreathingName) + text(.exerciseBreathingIntro)
    case .deepBreaths: text(.exerciseDeepBreathsName) + text(.exerciseDeepBreathsIntro)
    }
  }

  /// A later block, or the rest of an exercise after a stop: what changes is said.
  private func again(_ part: Part) -> [String] {
    guard part == .paced else { return text(.exerciseDeepBreathsName) }
    let words = text(.exerciseBreathingNext)
    guard let practice = situation.practice, let last = practice.exercise?.pace else {
      return words
    }
    let next = pace(for: practice)
    if next.breathsPerMinute < last { return words + text(.exerciseBreathingSlower) }
    let isLonger =
      situation.history.pacingStep == 1 && practice.baseline != nil
      && next.pattern.outBeats == 2 * next.pattern.inBeats
    return isLonger ? words + text(.exerciseBreathingLongerOut) : words
  }

  /// The introduction has been said: the music begins.
  mutating func introduced(_ exercising: Exercising, _ utterance: Int) {
    guard exercising.step == .introducing(utterance: utterance),
      let practice = situation.practice
    else { return }
    let score: Score
    switch exercising.part {
    case .paced:
      let pace = pace(for: practice)
      situation.practice?.exercise?.pace = pace.breathsPerMinute
      score = PacedBreathing.block(
        pace, seconds: practice.plan.blockSeconds, set: practice.blocksBegun + 1,
        words: cueWords(deep: false))
    case .deepBreaths:
      score = DeepBreaths.score(
        count: practice.left.deepBreaths, done: practice.deepBreathsBegun,
        pauseBeats: practice.plan.pauseBeats, words: cueWords(deep: true),
        ordinary: text(.cueRest).joined(separator: " "))
    }
    var exercising = exercising
    exercising.step = .playing(score: play(score))
    stay(.exercise(exercising))
  }

  private func cueWords(deep: Bool) -> CueWords {
    CueWords(
      breatheIn: (deep ? text(.cueInDeep) : []) + text(.cueIn) + text(.cueInShort),
      pause: text(.cuePause),
      breatheOut: text(.cueOut) + text(.cueOutShort))
  }

  /// One's own pace at the step reached; else the caregiver's, or the unmeasured default.
  private func pace(for practice: Practice) -> Pace {
    guard let baseline = practice.baseline, let prescription = facts.prescription else {
      return Pace(facts.settings, mostPause: practice.dose.mostPauseBeats)
    }
    let plan = PacingPlan(baseline: baseline, paceFloor: Rational(prescription.paceFloor))
    return plan.pace(step: situation.history.pacingStep)
  }

  private func milli(_ pace: Rational) -> Int { (pace * Rational(1_000)).rounded }

  // MARK: While it sounds

  mutating func scoreBegan(_ score: Int) {
    if case .exercise(let exercising) = stage, exercising.step == .playing(score: score) {
      situation.practice?.exercise?.sounds(from: frame)
    }
  }

  mutating func reached(_ milestone: Milestone, score: Int) {
    guard case .exercise(let exercising) = stage, exercising.step == .playing(score: score)
    else { return }
    switch milestone {
    case .breathCued: situation.practice?.exercise?.breathsCued += 1
    case .setBegan:
      situation.practice?.hasSounded = true
      situation.practice?.exercise?.setsStarted += 1
      switch exercising.part {
      case .paced: situation.practice?.blocksBegun += 1
      case .deepBreaths: situation.practice?.deepBreathsBegun += 1
      }
      recordProgress()
    case .setDone:
      situation.practice?.exercise?.setsDone += 1
      if exercising.part == .paced { stepOn() }
      recordProgress()
    }
  }

  /// So that a power cut in the middle loses no more than a set.
  private mutating func recordProgress() {
    guard let practice = situation.practice, let exercise = practice.exercise else { return }
    act(.record(.exerciseProgress(ending(of: exercise, in: practice))))
  }

  /// A whole block was done: the next one is a step further (`clinical.md`, "Paced breathing").
  private mutating func stepOn() {
    guard let practice = situation.practice, let baseline = practice.baseline,
      let prescription = facts.prescription
    else { return }
    let plan = PacingPlan(baseline: baseline, paceFloor: Rational(prescription.paceFloor))
    situation.history.pacingStep = min(situation.history.pacingStep + 1, plan.lastStep)
  }

  /// A stop, "a little short" or harder goes back one step.
  mutating func stepBack() {
    situation.history.pacingStep = max(situation.history.pacingStep - 1, 0)
  }

  mutating func scoreEnded(_ score: Int) {
    switch stage {
    case .exercise(let exercising) where exercising.step == .playing(score: score):
      setsEnded(exercising.part)
    case .rest(let pausing) where pausing.step == .playing(score: score):
      rested(pausing)
    case .listening(let listening) where listening.step == .playing(score: score):
      listened(listening)
    case .off, .greeting, .safety, .waiting, .measuring, .exercise, .rest, .question, .stopped,
      .list, .listening, .ringing, .farewell, .resting, .locked, .fault:
      break
    }
  }

  private mutating func setsEnded(_ part: Part) {
    guard var practice = situation.practice else { return }
    practice.exercise?.silent(from: frame)
    situation.practice = practice
    if part == .paced, practice.hasSetsLeft {
      rest(before: .block, seconds: practice.plan.restSeconds)
      return
    }
    closeExercise()
    situation.practice?.dropFinishedParts()
    if situation.practice?.parts.isEmpty ?? true {
      afterLastPart()
    } else {
      rest(before: .part, seconds: Dose.restBetweenParts)
    }
  }

  /// The present exercise is over, done or not: the diary has it.
  mutating func closeExercise() {
    guard var practice = situation.practice, var exercise = practice.exercise else { return }
    exercise.silent(from: frame)
    practice.exercise = nil
    situation.practice = practice
    act(.record(.exerciseEnded(ending(of: exercise, in: practice))))
  }

  private func ending(of exercise: ExerciseProgress, in practice: Practice) -> ExerciseEnding {
    let isPaced = exercise.part == .paced
    return ExerciseEnding(
      activity: isPaced ? PacedBreathing.activity : DeepBreaths.activity,
      setsStarted: exercise.setsStarted, setsDone: exercise.setsDone,
      breathsCued: exercise.breathsCued, sounding: exercise.sounding(until: frame),
      paceMilli: exercise.pace.map(milli),
      step: isPaced && practice.baseline != nil ? situation.history.pacingStep : nil)
  }

  // MARK: Rest

  private mutating func rest(before next: Pausing.Next, seconds: Int) {
    enter(
      .rest(
        Pausing(
          step: .saying(utterance: say(restWords(before: next, seconds: seconds))), next: next,
          since: frame, seconds: seconds)))
  }

  /// How long it lasts is said where the music goes on by itself.
  private func restWords(before next: Pausing.Next, seconds: Int) -> [String] {
    switch next {
    case .part: text(.restNow)
    case .block where seconds.isMultiple(of: 60):
      text(.restNow) + text(.restMinutes, [.minutes: seconds / 60])
    case .block: text(.restNow) + text(.restSeconds, [.seconds: seconds])
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

  /// Blocks of one exercise follow by themselves; the next exercise asks for a press.
  private mutating func rested(_ pausing: Pausing) {
    switch pausing.next {
    case .block:
      guard let part = situation.practice?.parts.first else { return }
      let words = again(part)
      enter(.exercise(Exercising(step: .introducing(utterance: say(words)), part: part)))
    case .part:
      situation.practice?.halt(at: frame)
      if isUnattended {
        startPart(after: text(.waitingUnattendedGoOn))
      } else {
        wait(.goOn, after: [])
      }
    }
  }

  // MARK: Going on

  /// After a stop, a lost sound or a wait: from the next set, if there is one.
  mutating func goOn() {
    guard situation.practice != nil else {
      beginWhatIsAvailable()
      return
    }
    startPart()
  }

  /// After the last exercise: the question, unless it was stopped (`clinical.md`).
  private mutating func afterLastPart() {
    closeExercise()
    situation.practice?.halt(at: frame)
    guard let practice = situation.practice else {
      goToRest(saying: restingWords)
      return
    }
    if practice.wasStopped || practice.hasAsked { farewell() } else { ask() }
  }

  /// The practice is over; what it was like is in the diary and in the history.
  mutating func endPractice(_ how: SessionEnding.How) {
    closeExercise()
    guard var practice = situation.practice else { return }
    practice.halt(at: frame)
    situation.practice = nil
    let isDone = practice.left.isEmpty || practice.effort == 7
    let done = practice.hasSounded ? practice.done : .zero
    recordPresses()
    act(.record(.sessionEnded(SessionEnding(how: how, done: done))))
    if practice.isCompletion,
      let completed = situation.history.sessions.lastIndex(where: { $0.done > .zero })
    {
      situation.history.sessions[completed].wasCompleted = true
    }
    situation.history.sessions.append(
      PastSession(
        began: practice.began, ended: wall, poweredEnd: powered,
        ending: isDone ? .finished : .unfinished, done: done,
        blocksBegun: practice.blocksBegun, deepBreathsBegun: practice.deepBreathsBegun,
        isCompletion: practice.isCompletion, wasStopped: practice.wasStoppedByPress,
        effort: practice.effort))
    situation.history.sessionsUnderPrescription += done > .zero ? 1 : 0
    if done > .zero, wall.isSet { situation.history.practiceDays.insert(wall.day) }
  }
}
