// SPDX-License-Identifier: GPL-3.0-or-later

/// A row with the time at which it was recorded.
public struct Stamped<Row: Hashable & Sendable>: Hashable, Sendable {
  public let stamp: Stamp
  public let row: Row

  public init(_ row: Row, at stamp: Stamp) {
    self.stamp = stamp
    self.row = row
  }
}

/// What was recorded on some civil days, each kind in the order in which it was recorded.
///
/// A row whose wall time was never known belongs to every span. With the clock unset a wall time is
/// a lower bound, and a row belongs to the day of that.
public struct RecordedSpan: Hashable, Sendable {
  /// The one that goes on is with them, with what its exercises have done so far.
  public internal(set) var sessions: [SessionSummary] = []
  /// Of those sessions and, on these days, of power-ons outside sessions.
  public internal(set) var presses: [Stamped<PressSummaryRow>] = []
  /// Of those sessions.
  public internal(set) var materials: [Stamped<MaterialRow>] = []
  public internal(set) var paces: [Stamped<PaceMeasurementRow>] = []
  public internal(set) var rates: [Stamped<RateMeasurementRow>] = []
  public internal(set) var powerOns: [Stamped<PowerOnRow>] = []
  public internal(set) var settingsChanges: [Stamped<SettingsChangeRow>] = []
  public internal(set) var locks: [Stamped<LockRow>] = []
  public internal(set) var faults: [Stamped<FaultRow>] = []
  public internal(set) var switchTests: [Stamped<SwitchTestRow>] = []
  public internal(set) var selfTests: [Stamped<SelfTestRow>] = []
  public internal(set) var calls: [Stamped<RecordedCall>] = []
  public internal(set) var gaps: [Stamped<GapRow>] = []

  init() {}
}

/// A call with how it ended.
public struct RecordedCall: Hashable, Sendable {
  public let row: CallRow
  /// Nil while it rings.
  public let end: CallEnd?
  /// 0–86,400 s; nil while it rings.
  public let rangSeconds: Int?
}
