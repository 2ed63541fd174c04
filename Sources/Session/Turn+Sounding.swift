// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Songs
import Timebase

/// An exercise while it sounds: its scores, and what is heard of them.
extension Turn {
  /// What the voice tells of a phrase is waited for so long.
  private static let voicePatience = FrameCount.seconds(8)

  // MARK: The score

  private enum NextScore {
    case score(Score)
    /// The voice has not told of the phrase yet.
    case waits
    /// Nothing of this part can be played.
    case nothing
  }

  /// What is said first has been said.
  mutating func introduced(_ exercising: Exercising, _ utterance: Int) {
    guard exercising.step == .introducing(utterance: utterance) else { return }
    playSets(of: exercising.part)
  }

  /// The music begins: the next set, or several in a row.
  mutating func playSets(of part: Part) {
    var exercising = Exercising(step: .preparing, part: part)
    skipUnspeakablePhrases()
    switch nextScore(of: part) {
    case .score(let score):
      if part == .paced, let practice = situation.practice {
        let pace = pace(for: practice).breathsPerMinute
        situation.practice?.exercise?.pace = pace
      }
      exercising.step = .playing(score: play(score))
    case .waits:
      exercising.deadline = frame + Self.voicePatience
    case .nothing:
      situation.practice?.bar(part)
      enter(.exercise(exercising))
      partEnded(part)
      return
    }
    enter(.exercise(exercising))
  }

  /// The voice has told how it speaks a text, or that it cannot.
  mutating func analysed(_ text: String, _ prosody: Prosody?) {
    situation.prosodies[text] = .some(prosody)
    if case .exercise(let exercising) = stage, exercising.step == .preparing {
      playSets(of: exercising.part)
    }
  }

  /// The voice did not tell in time: it goes on without.
  mutating func preparedTooLate(_ exercising: Exercising) {
    guard exercising.step == .preparing, let practice = situation.practice else { return }
    note(.speechFailed)
    for text in analysedTexts(of: practice) where situation.prosodies[text] == nil {
      situation.prosodies[text] = .some(nil)
    }
    // No other phrases in their place: they would be waited for as well.
    let spoken = practice.phrases.prefix(practice.begun(.speech))
    let left = practice.phrases.dropFirst(spoken.count).filter { prosody(of: $0.text) != nil }
    situation.practice?.phrases = Array(spoken) + left
    playSets(of: exercising.part)
  }

  private var nextPhrase: Prompts.Phrase? {
    guard let practice = situation.practice, practice.begun(.speech) < practice.phrases.count
    else { return nil }
    return practice.phrases[practice.begun(.speech)]
  }

  /// A phrase the voice cannot speak gives its place to the next in the order; a helper is told.
  private mutating func skipUnspeakablePhrases() {
    guard situation.practice?.parts.first == .speech else { return }
    while let phrase = nextPhrase, isUnspeakable(phrase), var practice = situation.practice {
      note(.phraseRefused)
      let another = phrases(after: practice.phrases.last).first {
        !practice.phrases.contains($0) && !isUnspeakable($0)
      }
      practice.phrases.remove(at: practice.begun(.speech))
      if let another { practice.phrases.append(another) }
      situation.practice = practice
      if let another, situation.prosodies[another.text] == nil { act(.analyse([another.text])) }
    }
  }

  /// The voice has told of it, and it cannot be practised with the beat.
  private func isUnspeakable(_ phrase: Prompts.Phrase) -> Bool {
    guard let known = situation.prosodies[phrase.text] else { return false }
    return speechPlan(phrase, known) == nil
  }

  private func nextScore(of part: Part) -> NextScore {
    guard let practice = situation.practice else { return .nothing }
    let begun = practice.begun(part)
    switch part {
    case .paced:
      return .score(
        PacedBreathing.block(
          pace(for: practice), seconds: practice.plan.blockSeconds, set: begun + 1,
          words: cueWords(deep: false), arrangement: practice.arrangement))
    case .deepBreaths:
      return .score(
        DeepBreaths.score(
          count: practice.left.deepBreaths, done: begun, pauseBeats: practice.plan.pauseBeats,
          words: cueWords(deep: true), ordinary: text(.cueRest).joined(separator: " "),
          arrangement: practice.arrangement))
    case .oralMotor:
      let sounds = analysedTexts(of: practice).filter { situation.prosodies[$0] == nil }
      guard sounds.isEmpty else { return .waits }
      return .score(
        OralMotor.score(
          practice.left.oralMotorSteps, doneBefore: begun, voice: singingVoice,
          words: oralMotorWords, level: practice.dose.level))
    case .singing:
      guard let plan = singingPlan(practice, count: practice.left.singingPhrases) else {
        return .nothing
      }
      return .score(TherapeuticSinging.score(plan, words: singingWords))
    case .humming:
      guard let plan = singingPlan(practice, count: 1) else { return .nothing }
      return .score(TherapeuticSinging.humming(plan, words: singingWords))
    case .speech:
      guard let phrase = nextPhrase else { return .nothing }
      guard let known = situation.prosodies[phrase.text] else { return .waits }
      guard let plan = speechPlan(phrase, known) else { return .nothing }
      return .score(RhythmicSpeechCueing.score(plan, words: speechWords))
    case .listening:
      return .nothing
    }
  }

  /// Words that will be needed on a beat are made while something else is said.
  mutating func makeAhead(_ part: Part) {
    if case .score(let score) = nextScore(of: part), !score.sayings.isEmpty {
      act(.makeAhead(score.sayings))
    }
  }

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
      recordPhrase(of: exercising.part)
      situation.practice?.sounded.insert(exercising.part)
      situation.practice?.exercise?.setsStarted += 1
      situation.practice?.begun[exercising.part, default: 0] += 1
      recordProgress()
    case .setDone:
      situation.practice?.exercise?.setsDone += 1
      if exercising.part == .paced { stepOn() }
      recordProgress()
    }
  }

  private mutating func recordPhrase(of part: Part) {
    guard part == .speech, let phrase = nextPhrase else { return }
    act(.record(.material(Material(kind: .phrase, name: phrase.text))))
    situation.history.repertoire.phrases += 1
  }

  /// A record is a write to a card that wears: sung phrases come faster than this.
  private static let progressEvery = FrameCount.seconds(10)

  /// So that a power cut in the middle loses no more than a set, or ten seconds.
  private mutating func recordProgress() {
    guard let practice = situation.practice, let exercise = practice.exercise else { return }
    if let last = exercise.recordedAt, frame - last < Self.progressEvery { return }
    situation.practice?.exercise?.recordedAt = frame
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
    case .exercise(let exercising) where exercising.step == .settling(score: score):
      introduce(exercising.part)
    case .exercise(let exercising) where exercising.step == .playing(score: score):
      setsEnded(exercising.part)
    case .rest(let pausing) where pausing.step == .playing(score: score):
      rested(pausing)
    case .listening(let listening) where listening.step == .playing(score: score):
      listened(listening)
    case .off, .greeting, .safety, .waiting, .measuring, .counting, .exercise, .rest, .question,
      .stopped, .list, .listening, .ringing, .farewell, .resting, .locked, .fault, .stick,
      .calibrating, .selfTesting:
      break
    }
  }

  /// A plan counts four phrases a set; a short song, or one's end, gives fewer, and each set has its
  /// words and its rest. The session's minutes are a ceiling: what does not fit is left out.
  private func nextSongSetFits(_ practice: Practice) -> Bool {
    guard let plan = singingPlan(practice, count: practice.left.singingPhrases) else {
      return false
    }
    var after = practice.left
    after.leave(0, of: .singing)
    let next =
      FrameCount.seconds(TherapeuticSinging.restSeconds + PracticePlan.laterBlockSeconds)
      + TherapeuticSinging.length(plan, words: singingWords)
    return practice.done(at: frame) + next + after.length
      <= .seconds(practice.dose.sessionSeconds)
  }

  /// Sets of one exercise follow by themselves.
  private mutating func setsEnded(_ part: Part) {
    situation.practice?.exercise?.silent(from: frame)
    guard let practice = situation.practice, practice.hasSetsLeft else {
      partEnded(part)
      return
    }
    switch part {
    case .paced: rest(before: .set, seconds: practice.plan.restSeconds)
    case .singing:
      guard nextSongSetFits(practice) else {
        situation.practice?.bar(part)
        partEnded(part)
        return
      }
      rest(before: .set, seconds: TherapeuticSinging.restSeconds)
    // Their rests are in the score.
    case .deepBreaths, .oralMotor, .speech, .humming, .listening: playSets(of: part)
    }
  }
}
