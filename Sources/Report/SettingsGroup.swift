// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// The groups in which people see the caregiver's keys, on the form and in its file.
package enum SettingsGroup: String, CaseIterable, Sendable {
  case voice, `switch`, practice, breathing, singing
  /// What a file asks for once; it is no setting and is not kept.
  case once

  /// The group of a key of `upbeat.txt`; nil for a key of another file alone.
  package static func of(_ id: KeyID) -> SettingsGroup? {
    switch id {
    case .language, .voice, .speechRate, .volume, .eveningVolume: .voice
    case .acceptanceTime, .releaseTime, .scanTime: .switch
    case .start, .practiceAt, .session, .quietHours, .call, .together: .practice
    case .ownPace, .breaths, .pause, .inBeats, .outBeats, .tempo: .breathing
    case .songTempo, .singingKey, .singingVoice, .sungGuide, .cueing, .songs, .phrases,
      .phraseSeconds:
      .singing
    case .report, .switchTest, .selfTest, .clock, .erase, .clearLock: .once
    case .clinic, .patient, .unit, .serial, .profile, .techniques, .daysAWeek, .reviewBy,
      .reviewAfterSessions, .habitualRate, .paceFloor, .tempoPercent, .windInstrument,
      .unattended, .sessionMinutes, .sessionsADay, .switchSource, .sound, .lamp, .watchdog:
      nil
    }
  }

  /// Its keys, in the order of the table.
  package var keys: [Key] {
    KeyTable.keys(of: .settings).filter { Self.of($0.id) == self }
  }

  var title: LabelKey {
    switch self {
    case .voice: .groupVoice
    case .switch: .groupSwitch
    case .practice: .groupPractice
    case .breathing: .groupBreathing
    case .singing: .groupSinging
    case .once: .groupOnce
    }
  }
}
