// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Settings
import Timebase

/// All that a session is told about its unit at power-on. Everything that follows, follows from
/// this and from what happens.
public struct Facts: Sendable {
  /// nil: the clinic has given none, and the unit offers listening.
  public var prescription: Prescription?
  public var settings: CaregiverSettings
  public var pack: LanguagePack
  /// At frame 0.
  public var wall: WallTime
  public var history: PracticeHistory
  /// It was power that ended the last run, not a shutdown.
  public var isRestarted: Bool

  public init(
    prescription: Prescription?, settings: CaregiverSettings, pack: LanguagePack, wall: WallTime,
    history: PracticeHistory = PracticeHistory(), isRestarted: Bool = false
  ) {
    self.prescription = prescription
    self.settings = settings
    self.pack = pack
    self.wall = wall
    self.history = history
    self.isRestarted = isRestarted
  }
}
