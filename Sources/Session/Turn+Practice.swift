// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Songs
import Timebase

/// A practice: how it begins, how its parts follow one another, and how it ends.
extension Turn {
  /// An exercise begins only after a press at most 60 s old (`clinical.md`). What is said before
  /// its first beat takes up to 25 s of them (`PracticePlan`).
  private static let freshFor = FrameCount.seconds(35)

  var isFresh: Bool {
    guard let since = situation.freshFrom else { return false }
    return frame - since <= Self.freshFor
  }

  // MARK: Beginning

  mutating func beginPractice(source: SessionBeginning.Source, isShort: Bool = false) {
    let dose: Dose
    let plan: PracticePlan
    let completes: Bool
    switch availability {
    case .practice(let allowed, let whole):
      dose = isShort ? allowed.shortened() : allowed
      plan = isShort ? dose.plan(for: dayContext) : whole
      completes = false
    case .completion(let allowed, let left): (dose, plan, completes) = (allowed, left, true)
    case .listeningOnly, .locked:
      beginWhatIsAvailable()
      return
    }
    situation.practice = Practice(
      dose: dose, plan: plan, source: source, isCompletion: completes, began: wall,
      arrangement: arrangement)
    act(
      .record(
        .sessionBegan(
          SessionBeginning(
            source: source, profile: dose.level.rawValue, isShort: dose.isShort,
            planned: plan.length, completes: completes))))
    choosePhrases()
    // Measured today or on another day; with `own pace: no` the caregiver's breath holds.
    if facts.settings.ownPace != .no { situation.practice?.baseline = situation.history.baseline }
    if isOwnPaceDue { measure() } else { startPart() }
  }

  /// What will be spoken is asked of the voice at once: it is needed minutes later.
  private mutating func choosePhrases() {
    guard var practice = situation.practice else { return }
    practice.phrases = phrases(practice.plan.speechPhrases)
    situation.practice = practice
    let unknown = analysedTexts(of: practice).filter { prosody(of: $0) == nil }
    if !unknown.isEmpty { act(.analyse(unknown)) }
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
    guard part != .listening else {
      afterLastPart()
      return
    }
    guard isFresh || isUnattended else {
      wait(.goOn, after: [])
      return
    }
    if part == .speech, needsRate {
      count()
      return
    }
    if choosesSong(for: part) { return }
    guard situation.practice?.hasSetsLeft ?? false else {
      startPart(after: words)
      return
    }
    begin(part, after: words)
  }

  private mutating func begin(_ part: Part, after words: [String]) {
    let isNew = situation.practice?.exercise?.part != part
    // One that was broken off for good, with nothing left of it, is summed up now.
    if isNew { closeExercise() }
    guard var practice = situation.practice else { return }
    if isNew { practice.exercise = ExerciseProgress(part: part, began: frame) }
    situation.practice = practice
    if isNew { recordBeginning(of: part, in: practice) }
    // What was left of a session goes on without: its safety words come just before.
    let settles =
      part == .paced && !practice.hasSettled && !practice.dose.isShort && !practice.isCompletion
    situation.practice?.hasSettled = true
    if settles, words.isEmpty {
      settle(part)
      return
    }
    introduce(part, after: words + (practice.hasSounded ? [] : kindOfSession(practice)))
  }

  /// Calm music and two sentences, before the first exercise.
  mutating func settle(_ part: Part) {
    let score = Settling.score(sentences: text(.settleGuidance), seed: seed)
    let exercising = Exercising(step: .settling(score: play(score)), part: part)
    enter(.exercise(exercising))
  }

  mutating func introduce(_ part: Part, after words: [String] = []) {
    situation.practice?.run(from: frame)
    let hasSounded = (situation.practice?.exercise?.setsStarted ?? 0) > 0
    let introduction = words + (hasSounded ? again(part) : introduction(part))
    enter(.exercise(Exercising(step: .introducing(utterance: say(introduction)), part: part)))
    makeAhead(part)
  }

  private mutating func recordBeginning(of part: Part, in practice: Practice) {
    let isPaced = part == .paced
    act(
      .record(
        .exerciseBegan(
          ExerciseBeginning(
            technique: part.technique, activity: part.activity,
            plannedSets: practice.left.sets(of: part),
            planned: practice.left.length(of: part),
            baselineMilli: practice.baseline.map(milli),
            step: isPaced && practice.baseline != nil ? situation.history.pacingStep : nil))))
    switch part {
    case .paced, .deepBreaths:
      act(
        .record(
          .material(
            Material(
              kind: .piece, name: practice.arrangement.piece.name,
              layers: practice.arrangement.layers))))
      situation.history.repertoire.layers = max(
        situation.history.repertoire.layers, practice.arrangement.layers)
    case .singing, .humming:
      guard let song = practice.song else { return }
      act(.record(.material(Material(kind: .song, name: song.title))))
      situation.history.repertoire.todaysSong = song.title
      situation.songDay = wall.day
    case .oralMotor: situation.history.repertoire.oralMotorSessions += 1
    // Each phrase is kept as it is spoken.
    case .speech, .listening: break
    }
  }

  /// Said where it is not the usual one.
  private func kindOfSession(_ practice: Practice) -> [String] {
    practice.isCompletion ? text(.sessionCompletion) : []
  }

  private func introduction(_ part: Part) -> [String] {
    let together = facts.settings.together
    switch part {
    case .paced: return text(.exerciseBreathingName) + text(.exerciseBreathingIntro)
    case .deepBreaths: return text(.exerciseDeepBreathsName) + text(.exerciseDeepBreathsIntro)
    case .oralMotor: return text(.exerciseOralMotorName) + text(.exerciseOralMotorIntro)
    case .speech:
      return text(.exerciseSpeechName) + text(together ? .togetherSpeech : .exerciseSpeechIntro)
    case .singing:
      return text(.exerciseSingingName)
        + text(together ? .togetherSinging : .exerciseSingingIntro) + text(.singingHumming)
    case .humming: return text(.exerciseHummingName) + text(.exerciseHummingIntro)
    case .listening: return []
    }
  }

  /// A later block, or the rest of an exercise after a stop: what changes is said.
  func again(_ part: Part) -> [String] {
    switch part {
    case .paced: break
    case .deepBreaths: return text(.exerciseDeepBreathsName)
    case .oralMotor: return text(.exerciseOralMotorName)
    case .speech: return text(.exerciseSpeechName)
    case .singing: return text(.exerciseSingingName)
    case .humming: return text(.exerciseHummingName)
    case .listening: return []
    }
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

  func milli(_ pace: Rational) -> Int { (pace * Rational(1_000)).rounded }

  // MARK: One after the other

  /// A part is over, done or barred: a question, a rest, or the end.
  mutating func partEnded(_ part: Part) {
    closeExercise()
    situation.practice?.dropFinishedParts()
    guard let practice = situation.practice else { return }
    let isLastBreath = part.isBreathing && !(practice.parts.first?.isBreathing ?? false)
    if isLastBreath, asks(.breathing) {
      situation.practice?.halt(at: frame)
      ask(.breathing)
      return
    }
    goOnAfterPart()
  }

  /// The next exercise asks for a press; quiet music comes by itself.
  mutating func goOnAfterPart() {
    guard let next = situation.practice?.parts.first, next != .listening else {
      afterLastPart()
      return
    }
    rest(before: .part, seconds: Dose.restBetweenParts)
  }

  /// After a stop, a lost sound or a wait: from the next set, if there is one.
  mutating func goOn() {
    guard situation.practice != nil else {
      beginWhatIsAvailable()
      return
    }
    startPart()
  }

  /// After the last exercise: the question, unless it was stopped (`clinical.md`); quiet music;
  /// the farewell.
  mutating func afterLastPart() {
    closeExercise()
    guard let practice = situation.practice else {
      goToRest()
      return
    }
    if asks(.effort), practice.sounded.contains(where: { !$0.isBreathing }) {
      situation.practice?.halt(at: frame)
      ask(.effort)
    } else if practice.parts.first == .listening {
      close()
    } else {
      farewell()
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

  func ending(of exercise: ExerciseProgress, in practice: Practice) -> ExerciseEnding {
    let isPaced = exercise.part == .paced
    return ExerciseEnding(
      activity: exercise.part.activity, setsStarted: exercise.setsStarted,
      setsDone: exercise.setsDone, breathsCued: exercise.breathsCued,
      sounding: exercise.sounding(until: frame), paceMilli: exercise.pace.map(milli),
      step: isPaced && practice.baseline != nil ? situation.history.pacingStep : nil)
  }

  /// The practice is over; what it was like is in the diary and in the history.
  mutating func endPractice(_ how: SessionEnding.How) {
    closeExercise()
    situation.songOffered = nil
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
        ending: isDone ? .finished : .unfinished, done: done, isShort: practice.dose.isShort,
        begun: practice.begun, isCompletion: practice.isCompletion,
        wasStopped: practice.wasStoppedByPress, effort: practice.effort))
    situation.history.sessionsUnderPrescription += done > .zero ? 1 : 0
    if done > .zero, wall.isSet { situation.history.practiceDays.insert(wall.day) }
  }
}
