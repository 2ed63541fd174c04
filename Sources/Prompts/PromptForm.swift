// SPDX-License-Identifier: GPL-3.0-or-later

/// How a prompt is used, which bounds its length.
public enum PromptRole: Hashable, Sendable {
  /// Cue words over the music, which end on the first beat of their phase.
  case cue
  /// One thing to choose from a list or a question.
  case item
  /// The spoken relaxation of listening: sentences spread over the music, spoken one at a time.
  case guidance
  /// Everything else: spoken in quiet, all sentences one after the other.
  case speech

  /// The longest sentence, in words (`clinical.md`, Words).
  public var wordLimit: Int {
    switch self {
    case .cue: 3
    case .item, .guidance, .speech: 10
    }
  }

  /// How many sentences a prompt of this role holds. Speech is bounded by the longest prompt there
  /// is, the whole safety words; the guidance is fixed so that its sentences can be spread evenly.
  public var sentenceCount: ClosedRange<Int> {
    switch self {
    case .cue, .item: 1...1
    case .guidance: 10...10
    case .speech: 1...6
    }
  }
}

extension PromptKey {
  /// How the prompt is used.
  public var role: PromptRole {
    switch self {
    case .cueIn, .cueInShort, .cueInDeep, .cuePause, .cueOut, .cueOutShort, .cueRest:
      .cue
    case .listRing, .listGoOn, .listListen,
      .questionBreathingComfortable, .questionBreathingALittleShort, .questionBreathingTooShort:
      .item
    case .listeningGuidance:
      .guidance
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
