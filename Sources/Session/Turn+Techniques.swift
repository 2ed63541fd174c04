// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Songs
import Timebase

/// What each technique is given: settings, the day's material, and its words.
extension Turn {
  func cueWords(deep: Bool) -> CueWords {
    CueWords(
      breatheIn: (deep ? text(.cueInDeep) : []) + text(.cueIn) + text(.cueInShort),
      pause: text(.cuePause),
      breatheOut: text(.cueOut) + text(.cueOutShort))
  }

  /// One's own pace at the step reached; else the caregiver's, or the unmeasured default.
  func pace(for practice: Practice) -> Pace {
    guard let baseline = practice.baseline, let prescription = facts.prescription else {
      return Pace(facts.settings, mostPause: practice.dose.mostPauseBeats)
    }
    let plan = PacingPlan(baseline: baseline, paceFloor: Rational(prescription.paceFloor))
    return plan.pace(step: situation.history.pacingStep)
  }

  // MARK: Voice

  var singingVoice: SingingVoice { facts.settings.singingVoice ?? .low }

  var oralMotorWords: OralMotor.Words {
    OralMotor.Words(
      listen: text(.oralMotorListen), now: text(.oralMotorNow),
      instructions: [
        .loosen: text(.oralMotorLoosen), .hum: text(.oralMotorHum), .soft: text(.oralMotorSoft),
        .open: text(.oralMotorOpen), .glide: text(.oralMotorGlide),
        .syllables: text(.oralMotorSyllables), .quick: text(.oralMotorQuick),
        .wind: text(.oralMotorWind)
      ],
      syllables: prosody(of: sound(.oralMotorSyllablesSound)),
      quick: prosody(of: sound(.oralMotorQuickSound)), speechRate: facts.settings.speechRate)
  }

  /// A sound is one text.
  func sound(_ key: PromptKey) -> String { text(key).joined(separator: " ") }

  /// nil: the voice cannot speak it, or has not told yet.
  func prosody(of text: String) -> Prosody? { situation.prosodies[text] ?? nil }

  /// What the voice must tell of before these parts can be played.
  func analysedTexts(of practice: Practice) -> [String] {
    let plan = practice.plan
    var texts: [String] = []
    if plan.oralMotorSteps.contains(.syllables) { texts.append(sound(.oralMotorSyllablesSound)) }
    if plan.oralMotorSteps.contains(.quick) { texts.append(sound(.oralMotorQuickSound)) }
    texts += practice.phrases.map(\.text)
    if plan.speechPhrases > 0, knownRate == nil { texts.append(sound(.measuringCountNumbers)) }
    return texts
  }

  // MARK: Singing

  /// - Parameter count: phrases still to be sung; a score takes some of them.
  func singingPlan(_ practice: Practice, count: Int) -> TherapeuticSinging.Plan? {
    guard let song = practice.song else { return nil }
    var plan = TherapeuticSinging.Plan(
      song, settings: facts.settings, isModerate: practice.dose.level == .moderate)
    plan.firstPhrase = practice.begun(.singing)
    plan.phrases = count
    return plan
  }

  var singingWords: TherapeuticSinging.Words {
    TherapeuticSinging.Words(
      words: text(.singingWords), melody: text(.singingMelody),
      together: text(.singingTogether), helper: text(.cueHelper), you: text(.cueYou))
  }

  // MARK: Speech

  /// nil: it cannot be practised with the beat.
  func speechPlan(_ phrase: Prompts.Phrase, _ known: Prosody?) -> RhythmicSpeechCueing.Plan? {
    guard let prosody = known, let rate = knownRate, let practice = situation.practice else {
      return nil
    }
    let number = practice.begun(.speech) + 1
    let percents = facts.prescription?.tempoPercent ?? [100]
    // Where the clinic wrote several, they take turns.
    let percent = percents.isEmpty ? 100 : percents[(number - 1) % percents.count]
    return RhythmicSpeechCueing.Plan(
      phrase: prosody, sentence: phrase.sentence, habitualRate: rate, percent: percent,
      cueing: facts.settings.cueing, together: facts.settings.together, number: number)
  }

  var speechWords: RhythmicSpeechCueing.Words {
    RhythmicSpeechCueing.Words(
      phrase: text(.speechPhrase), model: text(.speechModel), tap: text(.speechTap),
      mouth: text(.speechMouth), together: text(.speechTogether), fade: text(.speechFade),
      alone: text(.speechAlone), sentence: text(.speechSentence), helper: text(.cueHelper),
      you: text(.cueYou), speechRate: facts.settings.speechRate)
  }
}
