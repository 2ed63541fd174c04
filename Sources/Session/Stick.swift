// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// What a session asks of the storage about the stick that is in.
public enum StickAsk: Hashable, Sendable {
  /// Read the caregiver's text; `.stickRead` comes back. Nothing is used yet.
  case read
  /// Keep the settings that were read, take songs, recordings and music home, write what was asked
  /// for, and let go of the stick; `.stickKept` comes back.
  case keep
  /// The diary is erased; `.erased` comes back.
  case erase
  /// The self test's file is written to the stick, and the stick let go; `.testWritten` comes back.
  case writeTest(SelfTestResult)
}

/// What a stick holds: read whole, and nothing of it used.
public enum StickReading: Hashable, Sendable {
  /// No text file of the caregiver's.
  case noText
  /// A file, or a stick, that cannot be read.
  case unreadable
  /// What has the name of the settings is a folder.
  case folder
  /// A file with findings changes nothing.
  case findings([Finding])
  case settings(StickSettings)
}

extension StickReading {
  /// The stick stays in until the test's result is on it.
  var wantsSelfTest: Bool {
    guard case .settings(let settings) = self else { return false }
    return settings.requests.contains(.selfTest)
  }
}

/// A text of the caregiver's without a finding.
public struct StickSettings: Hashable, Sendable {
  /// In the order of the key table; those against the settings in force.
  public var changes: [SettingChange]
  /// What is asked for once.
  public var requests: [SettingsRequest]
  /// There were several files, and this was the newest.
  public var isOneOfSeveral: Bool

  public init(
    changes: [SettingChange] = [], requests: [SettingsRequest] = [], isOneOfSeveral: Bool = false
  ) {
    self.changes = changes
    self.requests = requests
    self.isOneOfSeveral = isOneOfSeveral
  }
}

/// What became of a stick. Where it was taken out too soon, what is whole was kept.
public struct StickOutcome: Hashable, Sendable {
  /// The settings: nil where there were none to keep.
  public var areSettingsKept: Bool?
  /// New on the unit.
  public var songs = 0
  public var recordings = 0
  public var tracks = 0
  /// Of the stick's other files, left out.
  public var refused: [HelperFault] = []
  /// nil: none was asked for.
  public var report: WriteEnding?
  /// nil: it was not asked for.
  public var isClockSet: Bool?
  /// It was taken out before all was done.
  public var isLost = false
  /// What the diary holds for the helper and was not told yet.
  public var news: [HelperFault] = []

  public init(areSettingsKept: Bool? = nil) { self.areSettingsKept = areSettingsKept }

  /// How writing to a stick ended.
  public enum WriteEnding: String, Hashable, Sendable {
    case written
    /// No room on it.
    case full
    /// Its slide says so, or its file system.
    case protected
    /// It gives errors.
    case damaged
    /// The report itself could not be made.
    case failed
  }
}
