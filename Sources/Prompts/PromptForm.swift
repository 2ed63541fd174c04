// SPDX-License-Identifier: GPL-3.0-or-later

/// How a prompt is used, which bounds its length.
public enum PromptRole: Hashable, Sendable {
  /// Cue words over the music, which end on the first beat of their phase.
  case cue
  /// One thing to choose from a list or a question.
  case item
  /// One step of a practice, said in the quiet before it: "Now together."
  case instruction
  /// Sentences spread over music and spoken one at a time, always so many.
  case guidance(sentences: Int)
  /// What the voice shows: sounds, syllables or numbers, which are no sentence.
  case sound
  /// Everything else: spoken in quiet, all sentences one after the other.
  case speech

  /// The longest sentence, in words (`clinical.md`, Words); for a sound, all its parts.
  public var wordLimit: Int {
    switch self {
    case .cue: 3
    case .instruction: 6
    case .item, .guidance, .speech: 10
    case .sound: 24
    }
  }

  /// How many sentences a prompt of this role holds. Speech is bounded by the longest prompt there
  /// is, the whole safety words; guidance is fixed so that its sentences can be spread evenly.
  public var sentenceCount: ClosedRange<Int> {
    switch self {
    case .cue, .item, .instruction, .sound: 1...1
    case .guidance(let sentences): sentences...sentences
    case .speech: 1...6
    }
  }

  /// Whether the sentences belong to fixed places in the music, each a clip of its own.
  var isSpread: Bool {
    switch self {
    case .guidance: true
    case .cue, .item, .instruction, .sound, .speech: false
    }
  }
}

extension PromptKey {
  /// How the prompt is used.
  public var role: PromptRole {
    switch self {
    case .cueIn, .cueInShort, .cueInDeep, .cuePause, .cueOut, .cueOutShort, .cueRest, .cueYou,
      .cueHelper:
      .cue
    case .listRing, .listGoOn, .listListen, .listUsual, .listShort, .listOnlyListen,
      .listThisSong, .listAnotherSong, .listYourMusic, .listQuietMusic,
      .questionBreathingComfortable, .questionBreathingALittleShort, .questionBreathingTooShort,
      .questionEffortEasy, .questionEffortJustRight, .questionEffortHard, .questionEffortTooHard:
      .item
    case .oralMotorListen, .oralMotorNow, .singingWords, .singingMelody, .singingTogether,
      .speechModel, .speechTap, .speechMouth, .speechTogether, .speechFade, .speechAlone,
      .speechSentence:
      .instruction
    case .settleGuidance:
      .guidance(sentences: 2)
    case .listeningGuidance:
      .guidance(sentences: 10)
    case .listeningClosing:
      .guidance(sentences: 3)
    case .measuringCountNumbers, .oralMotorSyllablesSound, .oralMotorQuickSound:
      .sound
    default:
      .speech
    }
  }

  /// The numbers the prompt needs; every language uses all of them, and no other.
  public var placeholders: [Placeholder] {
    switch self {
    case .waitingByItself, .restSeconds: [.seconds]
    case .restMinutes, .lockedGapMinutes, .lockedCompletionMinutes: [.minutes]
    case .lockedGapHours: [.hours]
    case .farewellWeek: [.done, .goal]
    case .farewellWeekDays: [.days]
    default: []
    }
  }
}
