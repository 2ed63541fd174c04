// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// What a day's practice depends on beside the dose: the diary and what the unit has.
public struct DayContext: Hashable, Sendable {
  /// Goes up by one with each practised day.
  public var rotation: Int
  /// The last session was stopped or hard.
  public var isAfterHard: Bool
  /// Sessions with oral motor exercises before this one.
  public var oralMotorSessions: Int
  public var hasSongs: Bool
  public var hasPhrases: Bool
  /// A habitual rate of speech is known or can be measured.
  public var hasRate: Bool
  public var singing: SingingTimes
  /// What one phrase takes at most.
  public var speechPhraseSeconds: Int

  public init(
    rotation: Int, isAfterHard: Bool, oralMotorSessions: Int, hasSongs: Bool, hasPhrases: Bool,
    hasRate: Bool, singing: SingingTimes, speechPhraseSeconds: Int
  ) {
    self.rotation = rotation
    self.isAfterHard = isAfterHard
    self.oralMotorSessions = oralMotorSessions
    self.hasSongs = hasSongs
    self.hasPhrases = hasPhrases
    self.hasRate = hasRate
    self.singing = singing
    self.speechPhraseSeconds = speechPhraseSeconds
  }
}
