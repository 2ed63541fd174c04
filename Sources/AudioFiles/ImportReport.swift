// SPDX-License-Identifier: GPL-3.0-or-later
/// Where an import stands.
public struct ImportProgress: Equatable, Sendable {
  /// From 1, among the files that have to be copied.
  public let file: Int
  public let files: Int
  /// Of this file, 0 to 1.
  public let part: Double
}

/// What came of an import.
public struct ImportReport: Equatable, Sendable {
  public enum Ending: Equatable, Sendable {
    case complete
    case cancelled
    /// The stick was taken out, or can no longer be read.
    case stickLost
    /// The unit's storage has no room; what is whole stays.
    case storeFull
    /// The unit's storage cannot be written.
    case storeFailed(SystemCallError)
  }

  public internal(set) var added: [TrackInfo] = []
  /// Files on the stick that the store has already, the same music twice among them.
  public internal(set) var present = 0
  /// Old tracks that made room.
  public internal(set) var removed: [TrackInfo] = []
  public internal(set) var findings: [MusicFinding] = []
  public internal(set) var ending = Ending.complete

  package init(present: Int = 0) {
    self.present = present
  }
}
