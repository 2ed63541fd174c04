// SPDX-License-Identifier: GPL-3.0-or-later

/// The id of a row in its table; ids grow, so a later row has a higher one.
public typealias RowID = Int64

/// When something happened, as the unit knew it.
public struct Stamp: Hashable, Sendable {
  /// Seconds of local civil time since 1970-01-01 00:00 local time; nil where never known. With the
  /// clock unset it is a lower bound.
  public var wallSeconds: Int64?
  /// Whether the wall clock was set. True needs ``wallSeconds``.
  public var clockSet: Bool
  /// Seconds the unit has been on, over all power-ons.
  public var poweredSeconds: Int64

  public init(wallSeconds: Int64?, clockSet: Bool, poweredSeconds: Int64) {
    self.wallSeconds = wallSeconds
    self.clockSet = clockSet
    self.poweredSeconds = poweredSeconds
  }
}

/// The unit was switched on.
public struct PowerOnRow: Hashable, Sendable {
  /// Version of the program, 1–100 characters.
  public var software: String

  public init(software: String) { self.software = software }
}

/// A session began.
public struct SessionRow: Hashable, Sendable {
  public enum Source: String, Sendable { case press, schedule, caregiver, unattended }
  public enum Profile: String, Sendable { case mild, moderate, listening }
  public enum Kind: String, Sendable { case usual, short }

  public var powerOn: RowID
  public var source: Source
  public var profile: Profile
  public var kind: Kind
  /// Planned length: 0–1200 s, a short one at most 360 s.
  public var plannedSeconds: Int
  /// The unfinished session this one completes; each is completed once.
  public var completes: RowID?
  /// Whether the safety words are due whole.
  public var safetyWhole: Bool
  /// The settings in force, as text, up to 100,000 characters. The same text is stored once.
  public var settings: String

  public init(
    powerOn: RowID, source: Source, profile: Profile, kind: Kind, plannedSeconds: Int,
    completes: RowID? = nil, safetyWhole: Bool, settings: String
  ) {
    self.powerOn = powerOn
    self.source = source
    self.profile = profile
    self.kind = kind
    self.plannedSeconds = plannedSeconds
    self.completes = completes
    self.safetyWhole = safetyWhole
    self.settings = settings
  }
}

/// How a session ended.
public enum SessionEnd: String, Sendable {
  case finished, stopped, unanswered
  case powerLost = "power lost"
}

/// How far an exercise has come.
public struct ExerciseProgress: Hashable, Sendable {
  /// Seconds of the exercise done, 0–86,400.
  public var doneSeconds: Int
  /// Blocks, phrases or steps done, 0–1000.
  public var setsDone: Int
  /// Breaths the unit cued, 0–10,000.
  public var breathsCued: Int
  /// Breaths a press acknowledged, at most ``breathsCued``; nil where no press was asked for (there
  /// is no sensor: nobody knows which breaths were taken).
  public var breathsAcknowledged: Int?
  /// Last pace, 8,000–24,000 thousandths of a breath a minute.
  public var finalPaceMilli: Int?
  /// Pacing step reached, 0–100.
  public var pacingStep: Int?

  public init(
    doneSeconds: Int = 0, setsDone: Int = 0, breathsCued: Int = 0, breathsAcknowledged: Int? = nil,
    finalPaceMilli: Int? = nil, pacingStep: Int? = nil
  ) {
    self.doneSeconds = doneSeconds
    self.setsDone = setsDone
    self.breathsCued = breathsCued
    self.breathsAcknowledged = breathsAcknowledged
    self.finalPaceMilli = finalPaceMilli
    self.pacingStep = pacingStep
  }
}

/// An exercise of a session: what was planned, and how far it came.
public struct ExerciseRow: Hashable, Sendable {
  public enum Technique: String, Sendable {
    case breathing, singing, listening
    case oralMotor = "oral motor"
    case speechCueing = "speech cueing"
  }

  public var session: RowID
  public var technique: Technique
  /// What was practised within the technique ("paced breathing"), 1–100 characters.
  public var activity: String
  /// Start, in seconds into the session, 0–86,400.
  public var startedSeconds: Int
  /// Start, in frames since the power-on.
  public var startedFrame: Int64
  /// 0–1200 s.
  public var plannedSeconds: Int
  /// Blocks, phrases or steps, 0–20.
  public var plannedSets: Int
  /// 0–360.
  public var plannedBreaths: Int?
  /// Pace it started from, 8,000–24,000 thousandths of a breath a minute.
  public var baselinePaceMilli: Int?
  /// Tempo, 40,000–200,000 thousandths of a beat a minute.
  public var tempoMilli: Int?
  public var progress: ExerciseProgress

  public init(
    session: RowID, technique: Technique, activity: String, startedSeconds: Int,
    startedFrame: Int64, plannedSeconds: Int, plannedSets: Int, plannedBreaths: Int? = nil,
    baselinePaceMilli: Int? = nil, tempoMilli: Int? = nil,
    progress: ExerciseProgress = ExerciseProgress()
  ) {
    self.session = session
    self.technique = technique
    self.activity = activity
    self.startedSeconds = startedSeconds
    self.startedFrame = startedFrame
    self.plannedSeconds = plannedSeconds
    self.plannedSets = plannedSets
    self.plannedBreaths = plannedBreaths
    self.baselinePaceMilli = baselinePaceMilli
    self.tempoMilli = tempoMilli
    self.progress = progress
  }
}

/// The answer to the question after an exercise.
public struct AnswerRow: Hashable, Sendable {
  public var session: RowID
  /// An exercise of that session.
  public var exercise: RowID
  /// 2, 3, 4 or 7; nil is "no answer", which is never zero.
  public var effort: Int?
  /// Whether it was changed once after the read-back.
  public var changed: Bool

  public init(session: RowID, exercise: RowID, effort: Int?, changed: Bool) {
    self.session = session
    self.exercise = exercise
    self.effort = effort
    self.changed = changed
  }
}

/// Something stopped the practice.
public struct StopRow: Hashable, Sendable {
  public enum Cause: String, Sendable {
    case press, stuck, shutdown
    case soundLost = "sound lost"
  }

  public var session: RowID
  /// An exercise of that session; nil for a stop between exercises.
  public var exercise: RowID?
  /// The state's name, 1–100 characters.
  public var stage: String
  /// Seconds into the exercise (without one: into the session), 0–86,400.
  public var second: Int
  public var cause: Cause
  /// 1 for the first stop of this exercise, 2 for the second; up to 100.
  public var ordinal: Int

  public init(
    session: RowID, exercise: RowID?, stage: String, second: Int, cause: Cause, ordinal: Int
  ) {
    self.session = session
    self.exercise = exercise
    self.stage = stage
    self.second = second
    self.cause = cause
    self.ordinal = ordinal
  }
}
