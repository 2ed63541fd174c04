// SPDX-License-Identifier: GPL-3.0-or-later

/// A session of the past, with all that belongs to it.
public struct SessionSummary: Hashable, Sendable {
  public let id: RowID
  public let started: Stamp
  public let row: SessionRow
  /// Nil while it goes on.
  public let ended: SessionEnd?
  public let endedWallSeconds: Int64?
  public let endedPoweredSeconds: Int64?
  /// Seconds of exercise done, without listening; 0 until the session has ended.
  public let doneSeconds: Int
  /// In the order in which they began.
  public internal(set) var exercises: [ExerciseSummary] = []
  public internal(set) var answers: [AnswerRow] = []
  public internal(set) var stops: [StopRow] = []
}

/// An exercise of the past.
public struct ExerciseSummary: Hashable, Sendable {
  public let id: RowID
  public let started: Stamp
  public let row: ExerciseRow
}

/// A power-on of the past.
public struct PowerOnSummary: Hashable, Sendable {
  public let id: RowID
  public let started: Stamp
  public let software: String
  public let lastSeenWallSeconds: Int64?
  public let lastSeenPoweredSeconds: Int64
  /// Seconds the unit stayed on after the end of its last session with exercise; nil where it held
  /// none.
  public let poweredSecondsAfterLastSession: Int64?

  /// Whether a session with exercise was held.
  public var hadSessions: Bool { poweredSecondsAfterLastSession != nil }
}

/// One's own pace, measured.
public struct Baseline: Hashable, Sendable {
  public let measured: Stamp
  /// 8,000–24,000 thousandths of a breath a minute.
  public let paceMilli: Int

  public init(measured: Stamp, paceMilli: Int) {
    self.measured = measured
    self.paceMilli = paceMilli
  }
}

/// A measurement of one's own pace, whatever came of it.
public struct MeasuredPace: Hashable, Sendable {
  public let measured: Stamp
  public let row: PaceMeasurementRow
}

/// A lock that has not been released.
public struct StandingLock: Hashable, Sendable {
  public let id: RowID
  public let from: Stamp
  public let row: LockRow
}

/// A fault the helper has not been told of.
public struct UntoldFault: Hashable, Sendable {
  public let id: RowID
  public let met: Stamp
  public let row: FaultRow
}

/// All that the next session is decided by, at one moment.
public struct History: Hashable, Sendable {
  /// False where the store, or an earlier one, could not be read: then absence means nothing.
  public internal(set) var isWhole = false
  /// The last 100, newest last.
  public internal(set) var recentSessions: [SessionSummary] = []
  public internal(set) var lastBaseline: Baseline?
  /// Whatever came of it.
  public internal(set) var lastPaceMeasurement: MeasuredPace?
  public internal(set) var lastPacingStep: Int?
  public internal(set) var lastSafetyWhole: Stamp?
  public internal(set) var lastClearLock: Stamp?
  public internal(set) var standingLocks: [StandingLock] = []
  public internal(set) var previousPowerOn: PowerOnSummary?
  public internal(set) var totalPoweredSeconds: Int64 = 0
  /// Civil days (days since 1970-01-01) with exercise, ascending.
  public internal(set) var practiceDays: [Int64] = []
  public internal(set) var untoldFaults: [UntoldFault] = []
  public internal(set) var lastWallSeconds: Int64?
  public internal(set) var repertoire = RepertoireHistory()

  init() {}
}
