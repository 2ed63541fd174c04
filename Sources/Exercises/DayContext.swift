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
  /// What one phrase takes at most, words, melody and breathing rest included, in seconds.
  public var singingPhraseSeconds: Int
  public var speechPhraseSeconds: Int

  /// A phrase of five seconds: its words spoken, its melody played, then sung with a breathing
  /// rest, and a quarter of what a set of four needs besides [E]. With a helper it is sung twice.
  public static let usualSingingPhraseSeconds = 24
  public static let togetherSingingPhraseSeconds = 34

  /// - Parameter speechPhraseSeconds: nil: for a rate that is not known yet.
  public init(
    rotation: Int, isAfterHard: Bool, oralMotorSessions: Int, hasSongs: Bool, hasPhrases: Bool,
    hasRate: Bool, singingPhraseSeconds: Int = DayContext.usualSingingPhraseSeconds,
    speechPhraseSeconds: Int? = nil
  ) {
    self.rotation = rotation
    self.isAfterHard = isAfterHard
    self.oralMotorSessions = oralMotorSessions
    self.hasSongs = hasSongs
    self.hasPhrases = hasPhrases
    self.hasRate = hasRate
    self.singingPhraseSeconds = singingPhraseSeconds
    self.speechPhraseSeconds =
      speechPhraseSeconds ?? RhythmicSpeechCueing.phraseSeconds(rate: nil)
  }
}
