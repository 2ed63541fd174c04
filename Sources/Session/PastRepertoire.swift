// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// What was played, sung and spoken on the days before, as far as today depends on it.
public struct PastRepertoire: Hashable, Sendable {
  /// Days with practice by a set clock, ever, today not counted.
  public var practisedDays: Int
  public var firstPractice: Day?
  /// The most layers the breathing music has had: none is ever taken away.
  public var layers: Int
  /// The song of the last day before today that had one, by its file; and today's.
  public var lastSong: String?
  public var todaysSong: String?
  /// Phrases spoken, ever: the next one follows.
  public var phrases: Int
  /// Sessions with oral motor exercises, ever.
  public var oralMotorSessions: Int
  /// Syllables a minute, measured by counting aloud.
  public var habitualRate: Rational?
  /// The piece of one's own music heard last.
  public var lastTrack: String?

  public init(
    practisedDays: Int = 0, firstPractice: Day? = nil, layers: Int = 0, lastSong: String? = nil,
    todaysSong: String? = nil, phrases: Int = 0, oralMotorSessions: Int = 0,
    habitualRate: Rational? = nil, lastTrack: String? = nil
  ) {
    self.practisedDays = practisedDays
    self.firstPractice = firstPractice
    self.layers = layers
    self.lastSong = lastSong
    self.todaysSong = todaysSong
    self.phrases = phrases
    self.oralMotorSessions = oralMotorSessions
    self.habitualRate = habitualRate
    self.lastTrack = lastTrack
  }
}
