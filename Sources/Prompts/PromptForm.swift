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
  /// A sentence about a line of a file, "Line four: …", and what may follow it. The texts and
  /// numbers in it bound its length, so a long one is parted at its first colon.
  case finding
  /// Everything else: spoken in quiet, all sentences one after the other.
  case speech

  /// The longest sentence, in words (`clinical.md`, Words); for a sound, all its parts.
  public var wordLimit: Int {
    switch self {
    case .cue: 3
    case .instruction: 6
    case .item, .guidance, .finding, .speech: 10
    case .sound: 24
    }
  }

  /// How many sentences a prompt of this role holds. Speech is bounded by the longest prompt there
  /// is, the whole safety words; guidance is fixed so that its sentences can be spread evenly.
  public var sentenceCount: ClosedRange<Int> {
    switch self {
    case .cue, .item, .instruction, .sound: 1...1
    case .guidance(let sentences): sentences...sentences
    case .finding: 1...3
    case .speech: 1...6
    }
  }

  /// Whether the sentences belong to fixed places in the music, each a clip of its own.
  var isSpread: Bool {
    switch self {
    case .guidance: true
    case .cue, .item, .instruction, .sound, .finding, .speech: false
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
      .listThisSong, .listAnotherSong, .listYourMusic, .listQuietMusic, .listAgain,
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
      rawValue.hasPrefix("finding.") ? .finding : .speech
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
    case .stickMore, .stickSongs, .stickRecordings, .stickMusic:
      [.count]
    case .findingDamagedText, .findingNotALine, .findingUnknownKey, .findingPrescriptions,
      .findingSettings, .findingBoard, .findingNoValue, .findingUnclosedQuote, .findingNumber,
      .findingWholeNumber, .findingDecimals, .findingTooLoud, .findingTooQuiet, .findingTooLong,
      .findingTooShort, .findingTooFast, .findingTooSlow, .findingTooMany, .findingTooFew,
      .findingTooHigh, .findingTooLow, .findingNumberTooHigh, .findingNumberTooLow,
      .findingOutsidePrescription, .findingTwoNumbers, .findingReversedRange, .findingValue,
      .findingYesOrNo, .findingLanguage, .findingDate, .findingDateAndTime, .findingTime,
      .findingTwoTimes, .findingSwitch, .findingHeaderLine, .findingOutTooShort, .findingOutTooLong,
      .findingNoBreathFits:
      [.line]
    case .findingDuplicateKey:
      [.line, .firstLine]
    case .findingTextTooLong, .findingListTooLong, .findingBreathTooFast, .findingBreathTooSlow,
      .findingLongOutTooFast, .findingPauseTooLong:
      [.line, .limit]
    case .findingRange:
      [.lowest, .highest]
    case .findingLeast, .findingOnly:
      [.lowest]
    case .findingMost:
      [.highest]
    default: []
    }
  }

  /// The texts the prompt needs; every language uses all of them, and no other.
  public var texts: [TextPlaceholder] {
    switch self {
    case .settingsChanged:
      [.name, .value, .previous]
    case .settingsChangedOther, .findingNearest, .findingPrescriptions, .findingSettings,
      .findingBoard, .findingDuplicateKey, .findingNoValue, .findingNumber, .findingWholeNumber,
      .findingDecimals, .findingTwoNumbers, .findingValue, .findingYesOrNo, .findingDate,
      .findingDateAndTime, .findingTime, .findingTwoTimes:
      [.name]
    case .findingTooLoud, .findingTooQuiet, .findingTooLong, .findingTooShort, .findingTooFast,
      .findingTooSlow, .findingTooMany, .findingTooFew, .findingTooHigh, .findingTooLow,
      .findingOutsidePrescription:
      [.subject]
    case .findingChoices, .findingExample, .findingFits, .selfTestClock, .selfTestUnit,
      .eraseConfirm, .clockSet:
      [.value]
    case .switchTestProposal:
      [.acceptance, .release, .scan]
    default: []
    }
  }
}
