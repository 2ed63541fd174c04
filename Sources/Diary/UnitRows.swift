// SPDX-License-Identifier: GPL-3.0-or-later

/// From here on exercises are locked.
public struct LockRow: Hashable, Sendable {
  /// 1–1000 characters.
  public var reason: String
  /// When it ends by itself, in wall seconds; nil where only a release ends it.
  public var untilWallSeconds: Int64?

  public init(reason: String, untilWallSeconds: Int64? = nil) {
    self.reason = reason
    self.untilWallSeconds = untilWallSeconds
  }
}

/// A text file said `clear lock: yes`.
public struct ClearLockRow: Hashable, Sendable {
  public enum Source: String, Sendable { case prescription, settings }

  public var source: Source

  public init(source: Source) { self.source = source }
}

/// The presses of a session, or of a power-on outside its sessions.
public struct PressSummaryRow: Hashable, Sendable {
  public var powerOn: RowID
  public var session: RowID?
  /// Counts, each 0–1,000,000.
  public var accepted: Int
  public var heard: Int
  public var ignored: Int
  public var stuck: Int
  /// Median length of a press; nil where there was none.
  public var medianMilliseconds: Int?
  /// Prompts that asked for a press and got none.
  public var missedPrompts: Int

  public init(
    powerOn: RowID, session: RowID?, accepted: Int, heard: Int, ignored: Int, stuck: Int,
    medianMilliseconds: Int?, missedPrompts: Int
  ) {
    self.powerOn = powerOn
    self.session = session
    self.accepted = accepted
    self.heard = heard
    self.ignored = ignored
    self.stuck = stuck
    self.medianMilliseconds = medianMilliseconds
    self.missedPrompts = missedPrompts
  }
}

/// One's own pace of breathing, as the presses gave it.
public struct PaceMeasurementRow: Hashable, Sendable {
  /// Paces are in thousandths of a breath a minute.
  public enum Outcome: Hashable, Sendable {
    /// 8,000–24,000.
    case baseline(paceMilli: Int)
    case skipped
    case tooFew
    /// Measured, and below 8 or above 24 breaths a minute (1,000–60,000).
    case outOfRange(paceMilli: Int?)
  }

  public var session: RowID?
  public var outcome: Outcome

  public init(session: RowID?, outcome: Outcome) {
    self.session = session
    self.outcome = outcome
  }
}

/// Frames that did not sound (an xrun, or the sound was lost).
public struct GapRow: Hashable, Sendable {
  public var powerOn: RowID
  /// The first frame that did not sound, counted from the power-on.
  public var frame: Int64
  /// How many, at least 1.
  public var frames: Int64

  public init(powerOn: RowID, frame: Int64, frames: Int64) {
    self.powerOn = powerOn
    self.frame = frame
    self.frames = frames
  }
}

/// Something a helper should look at.
public struct FaultRow: Hashable, Sendable {
  /// In plain words ("stuck switch"), 1–100 characters; for the store, ``StoreFault/Kind``.
  public var kind: String
  /// Up to 100,000 characters.
  public var detail: String
  /// Whether the helper has been told at the stick.
  public var toldHelper: Bool
  /// The civil day (days since 1970-01-01) on which the patient was last told.
  public var toldPatientDay: Int64?

  public init(
    kind: String, detail: String, toldHelper: Bool = false, toldPatientDay: Int64? = nil
  ) {
    self.kind = kind
    self.detail = detail
    self.toldHelper = toldHelper
    self.toldPatientDay = toldPatientDay
  }
}

/// One setting changed.
public struct SettingsChangeRow: Hashable, Sendable {
  /// 1–100 characters.
  public var key: String
  /// Nil where it was not written before; up to 100,000 characters.
  public var old: String?
  /// Nil where it is written no more; up to 100,000 characters.
  public var new: String?
  /// Where the change came from, 1–1000 characters: "stick", "unit" (the switch test, the clock),
  /// "clinic file", "settings before"; "files" where only the text of the last session tells it.
  public var source: String
  /// All settings after the change, as text; see ``SessionRow/settings``.
  public var settings: String
  /// Version of the program, 1–100 characters.
  public var software: String

  public init(
    key: String, old: String?, new: String?, source: String, settings: String, software: String
  ) {
    self.key = key
    self.old = old
    self.new = new
    self.source = source
    self.settings = settings
    self.software = software
  }
}

/// The safety words were said.
public struct SafetySaidRow: Hashable, Sendable {
  public var session: RowID?
  public var whole: Bool

  public init(session: RowID?, whole: Bool) {
    self.session = session
    self.whole = whole
  }
}

/// What the spoken switch test proposed.
public struct SwitchTestRow: Hashable, Sendable {
  /// Times of the switch, in the ranges of `clinical.md`, "What a press means".
  public struct Proposal: Hashable, Sendable {
    /// 0–2000 ms.
    public var acceptanceMilliseconds: Int
    /// 0–3000 ms.
    public var releaseMilliseconds: Int
    /// How long an item of a list can be chosen, 2000–10,000 ms.
    public var scanMilliseconds: Int

    public init(acceptanceMilliseconds: Int, releaseMilliseconds: Int, scanMilliseconds: Int) {
      self.acceptanceMilliseconds = acceptanceMilliseconds
      self.releaseMilliseconds = releaseMilliseconds
      self.scanMilliseconds = scanMilliseconds
    }
  }

  public var powerOn: RowID
  /// How many presses it heard, 0–1000.
  public var presses: Int
  /// Nil where the presses were too few to propose anything.
  public var proposal: Proposal?
  /// Whether a press kept the proposal. True needs ``proposal``.
  public var kept: Bool

  public init(powerOn: RowID, presses: Int, proposal: Proposal?, kept: Bool) {
    self.powerOn = powerOn
    self.presses = presses
    self.proposal = proposal
    self.kept = kept
  }
}

/// The technician's minute. Whether the clock was set is in the row's stamp.
public struct SelfTestRow: Hashable, Sendable {
  public var powerOn: RowID
  /// The unit's number, 1–100 characters; nil where it has none.
  public var unit: String?
  /// Both tones were played to their end. Whether anybody heard them no unit knows.
  public var tonesPlayed: Bool
  /// Length of the press it asked for, 0–86,400,000 ms; nil where none came.
  public var pressMilliseconds: Int?
  /// Whether its file is on the stick.
  public var written: Bool
  /// How long it took, 0–86,400 s.
  public var seconds: Int

  public init(
    powerOn: RowID, unit: String?, tonesPlayed: Bool, pressMilliseconds: Int?, written: Bool,
    seconds: Int
  ) {
    self.powerOn = powerOn
    self.unit = unit
    self.tonesPlayed = tonesPlayed
    self.pressMilliseconds = pressMilliseconds
    self.written = written
    self.seconds = seconds
  }
}

/// The unit began to ring for somebody. It is no alarm.
public struct CallRow: Hashable, Sendable {
  public var powerOn: RowID
  /// The session it was asked for in; nil outside one.
  public var session: RowID?

  public init(powerOn: RowID, session: RowID? = nil) {
    self.powerOn = powerOn
    self.session = session
  }
}

/// How ringing ended.
public enum CallEnd: String, Sendable {
  /// A press ended it.
  case answered
  case givenUp = "given up"
  case shutdown
  case powerLost = "power lost"
}
