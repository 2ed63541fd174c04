// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything the appliance says, each with one fixed wording a language.
///
/// The raw value is the key in `Voices/LANGUAGE/prompts.txt`; its first part, up to the dot, is the
/// part of the session it belongs to. What is said, and when, follows `clinical.md`.
public enum PromptKey: String, CaseIterable, Hashable, Sendable {
  // Greeting
  case greetingHello = "greeting.hello"
  case greetingMorning = "greeting.morning"
  case greetingAfternoon = "greeting.afternoon"
  case greetingEvening = "greeting.evening"
  case greetingName = "greeting.name"
  case greetingRestarted = "greeting.restarted"
  case greetingClockUnset = "greeting.clockUnset"

  // What this unit offers
  case unitNoPrescription = "unit.noPrescription"
  case unitListeningOnly = "unit.listeningOnly"

  // The kind of today's practice
  case sessionCompletion = "session.completion"
  case sessionChoose = "session.choose"
  case sessionShortIsEnough = "session.shortIsEnough"
  case sessionUsualTaken = "session.usualTaken"
  case sessionShortTaken = "session.shortTaken"

  // Safety
  case safetyWhole = "safety.whole"
  case safetyWeekly = "safety.weekly"
  case safetyShort = "safety.short"

  // Waiting for a press
  case waitingBegin = "waiting.begin"
  case waitingGoOn = "waiting.goOn"
  case waitingListen = "waiting.listen"
  case waitingByItself = "waiting.byItself"
  case waitingUnattendedBegin = "waiting.unattendedBegin"
  case waitingUnattendedGoOn = "waiting.unattendedGoOn"

  // At rest
  case restingBegin = "resting.begin"
  case restingListen = "resting.listen"

  // One's own pace, from the switch
  case measuringOwnPace = "measuring.ownPace"
  case measuringDone = "measuring.done"
  case measuringPrevious = "measuring.previous"
  case measuringSkipped = "measuring.skipped"
  case measuringListening = "measuring.listening"

  // The rate of speech, from counting aloud
  case measuringCount = "measuring.count"
  case measuringCountAgain = "measuring.count.again"
  case measuringCountNumbers = "measuring.count.numbers"
  case measuringCountDone = "measuring.count.done"
  case measuringCountSkipped = "measuring.count.skipped"

  // Settling, before the first exercise
  case settleGuidance = "settle.guidance"

  // The exercises
  case exerciseBreathingName = "exercise.breathing.name"
  case exerciseBreathingIntro = "exercise.breathing.intro"
  case exerciseBreathingNext = "exercise.breathing.next"
  case exerciseBreathingLongerOut = "exercise.breathing.longerOut"
  case exerciseBreathingSlower = "exercise.breathing.slower"
  case exerciseDeepBreathsName = "exercise.deepBreaths.name"
  case exerciseDeepBreathsIntro = "exercise.deepBreaths.intro"

  case exerciseOralMotorName = "exercise.oralMotor.name"
  case exerciseOralMotorIntro = "exercise.oralMotor.intro"
  case exerciseSingingName = "exercise.singing.name"
  case exerciseSingingIntro = "exercise.singing.intro"
  case exerciseHummingName = "exercise.humming.name"
  case exerciseHummingIntro = "exercise.humming.intro"
  case exerciseSpeechName = "exercise.speech.name"
  case exerciseSpeechIntro = "exercise.speech.intro"

  // The steps of oral motor and respiratory exercises; sounds are what the voice shows
  case oralMotorListen = "oralMotor.listen"
  case oralMotorNow = "oralMotor.now"
  case oralMotorLoosen = "oralMotor.loosen"
  case oralMotorHum = "oralMotor.hum"
  case oralMotorSoft = "oralMotor.soft"
  case oralMotorOpen = "oralMotor.open"
  case oralMotorGlide = "oralMotor.glide"
  case oralMotorSyllables = "oralMotor.syllables"
  case oralMotorSyllablesSound = "oralMotor.syllables.sound"
  case oralMotorQuick = "oralMotor.quick"
  case oralMotorQuickSound = "oralMotor.quick.sound"
  case oralMotorWind = "oralMotor.wind"

  // Singing
  case singingSong = "singing.song"
  case singingWords = "singing.words"
  case singingMelody = "singing.melody"
  case singingTogether = "singing.together"
  case singingHumming = "singing.humming"

  // Speaking with the beat: the steps of a phrase
  case speechPhrase = "speech.phrase"
  case speechModel = "speech.model"
  case speechTap = "speech.tap"
  case speechMouth = "speech.mouth"
  case speechTogether = "speech.together"
  case speechFade = "speech.fade"
  case speechAlone = "speech.alone"
  case speechSentence = "speech.sentence"

  // With a helper: call and response
  case togetherSinging = "together.singing"
  case togetherSpeech = "together.speech"

  // Cue words, spoken over the music
  case cueIn = "cue.in"
  case cueInShort = "cue.in.short"
  case cueInDeep = "cue.in.deep"
  case cuePause = "cue.pause"
  case cueOut = "cue.out"
  case cueOutShort = "cue.out.short"
  case cueRest = "cue.rest"
  case cueYou = "cue.you"
  case cueHelper = "cue.helper"

  // Rest between parts
  case restNow = "rest.now"
  case restSeconds = "rest.seconds"
  case restMinutes = "rest.minutes"

  // After a stop, and the list
  case stoppedBreathe = "stopped.breathe"
  case stoppedBarred = "stopped.barred"
  case listRing = "list.ring"
  case listGoOn = "list.goOn"
  case listListen = "list.listen"
  case listChoseRing = "list.chose.ring"
  case listChoseGoOn = "list.chose.goOn"
  case listChoseListen = "list.chose.listen"
  case listUsual = "list.usual"
  case listShort = "list.short"
  case listOnlyListen = "list.onlyListen"
  case listThisSong = "list.thisSong"
  case listAnotherSong = "list.anotherSong"
  case listYourMusic = "list.yourMusic"
  case listQuietMusic = "list.quietMusic"
  case listChoseUsual = "list.chose.usual"
  case listChoseShort = "list.chose.short"
  case listChoseThisSong = "list.chose.thisSong"
  case listChoseAnotherSong = "list.chose.anotherSong"
  case listChoseYourMusic = "list.chose.yourMusic"
  case listChoseQuietMusic = "list.chose.quietMusic"
  case listNone = "list.none"
  case choiceChange = "choice.change"

  // The question after an exercise
  case questionBreathing = "question.breathing"
  case questionBreathingComfortable = "question.breathing.comfortable"
  case questionBreathingALittleShort = "question.breathing.aLittleShort"
  case questionBreathingTooShort = "question.breathing.tooShort"
  case questionBreathingChoseComfortable = "question.breathing.chose.comfortable"
  case questionBreathingChoseALittleShort = "question.breathing.chose.aLittleShort"
  case questionBreathingChoseTooShort = "question.breathing.chose.tooShort"
  case questionEffort = "question.effort"
  case questionEffortEasy = "question.effort.easy"
  case questionEffortJustRight = "question.effort.justRight"
  case questionEffortHard = "question.effort.hard"
  case questionEffortTooHard = "question.effort.tooHard"
  case questionEffortChoseEasy = "question.effort.chose.easy"
  case questionEffortChoseJustRight = "question.effort.chose.justRight"
  case questionEffortChoseHard = "question.effort.chose.hard"
  case questionEffortChoseTooHard = "question.effort.chose.tooHard"
  case questionNone = "question.none"
  case questionEnds = "question.ends"

  // Farewell
  case farewellDone = "farewell.done"
  case farewellWeek = "farewell.week"
  case farewellWeekDays = "farewell.weekDays"
  case farewellGoodbye = "farewell.goodbye"

  // Listening
  case listeningIntro = "listening.intro"
  case listeningGuidance = "listening.guidance"
  case listeningClosing = "listening.closing"
  case listeningYourMusic = "listening.yourMusic"

  // Why the practice is locked, and until when
  case lockedToday = "locked.today"
  case lockedGapMinutes = "locked.gapMinutes"
  case lockedGapHours = "locked.gapHours"
  case lockedCompletionMinutes = "locked.completionMinutes"
  case lockedTooHard = "locked.tooHard"
  case lockedThreeStops = "locked.threeStops"
  case lockedReview = "locked.review"
  case lockedListen = "locked.listen"

  // Faults
  case faultSwitchMissing = "fault.switchMissing"
  case faultSwitchHeld = "fault.switchHeld"
  case faultSwitchBack = "fault.switchBack"
  case faultSoundLost = "fault.soundLost"
  case faultVoiceMissing = "fault.voiceMissing"
  case faultHelper = "fault.helper"
  case faultSettings = "fault.settings"
  case faultPrescription = "fault.prescription"

  // Ringing for help
  case ringingRing = "ringing.ring"
  case ringingAnswered = "ringing.answered"
  case ringingOver = "ringing.over"
}
