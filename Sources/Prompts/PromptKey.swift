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
  case sessionShort = "session.short"
  case sessionCompletion = "session.completion"

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

  // The exercises
  case exerciseBreathingName = "exercise.breathing.name"
  case exerciseBreathingIntro = "exercise.breathing.intro"
  case exerciseBreathingNext = "exercise.breathing.next"
  case exerciseBreathingLongerOut = "exercise.breathing.longerOut"
  case exerciseBreathingSlower = "exercise.breathing.slower"
  case exerciseDeepBreathsName = "exercise.deepBreaths.name"
  case exerciseDeepBreathsIntro = "exercise.deepBreaths.intro"

  // Cue words, spoken over the music
  case cueIn = "cue.in"
  case cueInShort = "cue.in.short"
  case cueInDeep = "cue.in.deep"
  case cuePause = "cue.pause"
  case cueOut = "cue.out"
  case cueOutShort = "cue.out.short"
  case cueRest = "cue.rest"

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
