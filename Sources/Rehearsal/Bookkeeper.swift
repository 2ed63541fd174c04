// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Exercises
import Prompts
import Session
import Settings
import Timebase

/// Puts what a session records into the diary, and gives a session its history: the same on the
/// unit, at the desk and rehearsed.
///
/// It belongs to the storage thread (rehearsed: to the one there is).
public final class Bookkeeper {
  private let diary: Diary
  private let wall: WallTime
  private let software: String
  private let settingsText: String
  private let poweredSeconds: Int
  private let powerOn: RowID?

  private var session: RowID?
  private var exercise: RowID?
  private var lastUnfinished: RowID?
  private var sessionFrame = SampleTime.zero
  private var wholeSafety = false
  /// Helper faults met since the last call.
  private var faults: [HelperFault] = []

  /// - Parameters:
  ///   - directory: the store's; made where it is missing.
  ///   - wall: at frame 0.
  ///   - settingsText: prescription and settings in force, as text: changes are told by it.
  public init(directory: String, wall: WallTime, software: String, settingsText: String) {
    let opened = Diary.open(directory: directory, now: "\(wall.day)")
    diary = opened.diary
    self.wall = wall
    self.software = software
    self.settingsText = settingsText
    let before = diary.history(before: nil)
    poweredSeconds = Int(before.totalPoweredSeconds)
    let stamp = Stamp(
      wallSeconds: Int64(wall.seconds), clockSet: wall.isSet,
      poweredSeconds: before.totalPoweredSeconds)
    powerOn = diary.keep(.powerOn(PowerOnRow(software: software)), at: stamp)
    note(opened.faults)
    noteChanges(since: before.recentSessions.last?.row.settings)
  }

  /// Each key whose line is another one than at the last session: what the weekly page shows as
  /// changed settings.
  private func noteChanges(since last: String?) {
    guard let last, last != settingsText else { return }
    let old = Self.lines(of: last)
    let new = Self.lines(of: settingsText)
    for key in Set(old.keys).union(new.keys).sorted() where old[key] != new[key] {
      diary.keep(
        .settingsChange(
          SettingsChangeRow(
            key: key, old: old[key], new: new[key], source: "files", settings: settingsText,
            software: software)), at: stamp(.zero))
    }
  }

  /// `key: value` lines as they are written, comments left out.
  private static func lines(of text: String) -> [String: String] {
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, !line.hasPrefix("#") else { continue }
      let key = parts[0].filter { !$0.isWhitespace || $0 == " " }.lowercased().prefix(100)
      let value = parts[1].drop { $0 == " " }
      if !key.isEmpty { values[String(key)] = String(value) }
    }
    return values
  }

  /// The store is on the disk: what is kept outlives a power cut.
  public var isDurable: Bool { diary.isOnDisk }

  /// Helper faults of the store since the last call.
  public func takeFaults() -> [HelperFault] {
    note(diary.takeFaults())
    defer { faults = [] }
    return faults
  }

  private func note(_ met: [StoreFault]) {
    for fault in met {
      faults.append(fault.keptAside != nil ? .storeBroken : .storeUnwritable)
      diary.keep(
        .fault(FaultRow(kind: fault.kind.rawValue, detail: fault.detail)), at: stamp(.zero))
    }
  }

  private func stamp(_ frame: SampleTime) -> Stamp {
    let now = wall.adding(FrameCount(frame.frame))
    return Stamp(
      wallSeconds: Int64(now.seconds), clockSet: now.isSet,
      poweredSeconds: Int64(poweredSeconds + frame.frame / SampleRate.framesPerSecond))
  }

  /// The unit is on: every ten minutes.
  public func touch(at frame: SampleTime) { diary.keep(.touch, at: stamp(frame)) }

  /// A text file said `clear lock: yes`: once for each new state of the files.
  public func clearLock(inPrescription: Bool, inSettings: Bool) {
    guard inPrescription || inSettings else { return }
    let history = diary.history(before: powerOn)
    guard history.recentSessions.last?.row.settings != settingsText else { return }
    let source: ClearLockRow.Source = inPrescription ? .prescription : .settings
    diary.keep(.clearLock(ClearLockRow(source: source)), at: stamp(.zero))
  }

  // MARK: History

  /// What the next session depends on, from the diary.
  public func history() -> PracticeHistory {
    let kept = diary.history(before: powerOn)
    let sessions = kept.recentSessions
    let prescription = Self.prescriptionPart(of: settingsText)
    let cleared = kept.lastClearLock.map { clear in
      sessions.filter { $0.started.poweredSeconds <= clear.poweredSeconds }.count
    }
    let today = Int64(wall.day.number)
    let told = kept.untoldFaults.filter { $0.row.toldPatientDay == today }
    return PracticeHistory(
      sessions: sessions.filter { $0.ended != nil }.map { past($0, among: sessions) },
      // Days that no set clock knows are no days of a week.
      practiceDays: Set(
        sessions.filter { $0.doneSeconds > 0 && $0.started.clockSet }
          .map { wallTime($0.started).day }),
      sessionsUnderPrescription: sessions.filter {
        $0.doneSeconds > 0 && Self.prescriptionPart(of: $0.row.settings) == prescription
      }.count,
      lastWholeSafety: kept.lastSafetyWhole.map(wallTime),
      changedSinceSafety: sessions.last.map { $0.row.settings != settingsText } ?? false,
      baseline: kept.lastBaseline.map { Rational($0.paceMilli, 1_000) },
      baselineTaken: kept.lastPaceMeasurement.flatMap { measured in
        if case .outOfRange = measured.row.outcome { return nil }
        return wallTime(measured.measured)
      },
      pacingStep: pacingStep(kept),
      poweredSeconds: poweredSeconds,
      lastPowerOnHeldSession: kept.previousPowerOn?.hadSessions ?? false,
      lastPowerOnRanOnSeconds: Int(kept.previousPowerOn?.poweredSecondsAfterLastSession ?? 0),
      clearedSessions: cleared ?? 0,
      faultsSaidToday: Set(told.compactMap { HelperFault(rawValue: $0.row.kind) }),
      repertoire: repertoire(kept.repertoire))
  }

  private func repertoire(_ kept: RepertoireHistory) -> PastRepertoire {
    let today = Int64(wall.day.number)
    let daysBefore = kept.daysByTheClock.filter { $0 < today }
    // Where no clock is set, nobody knows that it was today.
    let todays = kept.songs.last.flatMap { $0.day == today && wall.isSet ? $0.name : nil }
    return PastRepertoire(
      practisedDays: daysBefore.count, firstPractice: daysBefore.first.map { Day(number: Int($0)) },
      layers: kept.mostLayers,
      lastSong: kept.songs.last { !wall.isSet || $0.day != today }?.name, todaysSong: todays,
      phrases: kept.phrases, oralMotorSessions: kept.oralMotorSessions,
      habitualRate: kept.lastRateMilli.map { Rational($0, 1_000) }, lastTrack: kept.lastTrack)
  }

  /// The last power-on ended without a word: power was lost in the middle of a session.
  public var wasCutShort: Bool {
    let history = diary.history(before: powerOn)
    guard let last = history.recentSessions.last else { return false }
    return last.ended == .powerLost && last.row.powerOn == history.previousPowerOn?.id
  }

  private func past(_ session: SessionSummary, among all: [SessionSummary]) -> PastSession {
    let ending: PastSession.Ending =
      switch session.ended {
      case .finished: .finished
      case .powerLost: .powerLost
      case .stopped, .unanswered, nil: .unfinished
      }
    return PastSession(
      began: wallTime(session.started),
      ended: WallTime(
        seconds: Int(session.endedWallSeconds ?? session.started.wallSeconds ?? 0),
        isSet: session.started.clockSet),
      poweredEnd: Int(session.endedPoweredSeconds ?? session.started.poweredSeconds),
      ending: ending, done: .seconds(session.doneSeconds),
      isShort: session.row.kind == .short,
      begun: Dictionary(
        uniqueKeysWithValues: Part.allCases.map { ($0, begun($0.activity, in: session)) }),
      isCompletion: session.row.completes != nil,
      wasCompleted: all.contains { $0.row.completes == session.id },
      wasStopped: session.stops.contains { $0.cause == .press },
      effort: session.answers.compactMap(\.effort).max())
  }

  /// The step the last exercise reached; an answer comes after it, and "a little short" or harder
  /// goes back one (`clinical.md`, "Paced breathing").
  private func pacingStep(_ kept: History) -> Int {
    let step = kept.lastPacingStep ?? 0
    let session = kept.recentSessions.last { session in
      session.exercises.contains { $0.row.progress.pacingStep != nil }
    }
    // The answer about the breathing; another exercise may have been hard.
    let breathing = Set(
      (session?.exercises ?? []).filter { $0.row.technique == .breathing }.map(\.id))
    let answer = session?.answers.last { breathing.contains($0.exercise) }
    let wasHard = answer?.effort.map { $0 >= 4 } ?? false
    return wasHard ? max(step - 1, 0) : step
  }

  /// Sets begun: those done and one that was broken off; all of a part that was barred.
  private func begun(_ activity: String, in session: SessionSummary) -> Int {
    var begun = 0
    for exercise in session.exercises where exercise.row.activity == activity {
      let stops = session.stops.filter { $0.exercise == exercise.id }
      let isBarred = stops.contains { $0.ordinal >= 2 && $0.cause == .press }
      let done = exercise.row.progress.setsDone
      let isBroken = done < exercise.row.plannedSets && exercise.row.progress.doneSeconds > 0
      begun += isBarred ? exercise.row.plannedSets : done + (isBroken ? 1 : 0)
    }
    return begun
  }

  private func wallTime(_ stamp: Stamp) -> WallTime {
    WallTime(seconds: Int(stamp.wallSeconds ?? 0), isSet: stamp.clockSet)
  }

  /// Settings in force, as one text: the prescription first.
  public static func settingsText(prescription: String, settings: String) -> String {
    // The store holds up to 100,000 characters.
    String((prescription + separator + settings).prefix(100_000))
  }

  private static let separator = "\n----\n"

  private static func prescriptionPart(of text: String) -> Substring {
    var end = text.startIndex
    while end < text.endIndex {
      if text[end...].hasPrefix(separator) { return text[..<end] }
      end = text.index(after: end)
    }
    return text[...]
  }

  // MARK: Records

  /// Keeps one record; it is durable when this returns, where the store is.
  public func keep(_ record: Record, at frame: SampleTime) {
    let stamp = stamp(frame)
    switch record {
    case .sessionBegan(let beginning): begin(beginning, at: frame, stamp)
    case .exerciseBegan(let beginning): begin(beginning, at: frame, stamp)
    case .exerciseProgress(let ending), .exerciseEnded(let ending): keep(ending, stamp)
    case .measured(let result): keep(result, stamp)
    case .rated(let result): keep(result, stamp)
    case .material(let material): keep(material, stamp)
    case .answer(let effort, let changed):
      guard let session, let exercise else { return }
      diary.keep(
        .answer(
          AnswerRow(session: session, exercise: exercise, effort: effort, changed: changed)),
        at: stamp)
    case .stop(let stop): keep(stop, stamp)
    case .locked(let reason):
      diary.keep(.lock(LockRow(reason: reason.name)), at: stamp)
    case .gap(let frames):
      guard let powerOn, frames.value > 0 else { return }
      diary.keep(
        .gap(GapRow(powerOn: powerOn, frame: Int64(frame.frame), frames: Int64(frames.value))),
        at: stamp)
    case .fault(let fault):
      diary.keep(
        .fault(
          FaultRow(
            kind: fault.rawValue, detail: "", toldPatientDay: Int64(wall.day.number))),
        at: stamp)
    case .safetySaid(let whole):
      wholeSafety = whole
      diary.keep(.safetySaid(SafetySaidRow(session: session, whole: whole)), at: stamp)
    case .sessionEnded(let ending): end(ending, stamp)
    case .presses(let tally): keep(tally, stamp)
    case .listened: diary.keep(.touch, at: stamp)
    }
  }

  private func begin(_ beginning: SessionBeginning, at frame: SampleTime, _ stamp: Stamp) {
    guard let powerOn else { return }
    let completes = beginning.completes ? unfinishedSession : nil
    sessionFrame = frame
    exercise = nil
    session = diary.keep(
      .session(
        SessionRow(
          powerOn: powerOn,
          source: SessionRow.Source(rawValue: beginning.source.rawValue) ?? .press,
          profile: SessionRow.Profile(rawValue: beginning.profile) ?? .listening,
          kind: beginning.isShort ? .short : .usual,
          plannedSeconds: beginning.planned.roundedSeconds, completes: completes,
          safetyWhole: wholeSafety, settings: settingsText)),
      at: stamp)
  }

  private var unfinishedSession: RowID? {
    diary.history(before: nil).recentSessions.last { $0.doneSeconds > 0 }?.id
  }

  private func begin(_ beginning: ExerciseBeginning, at frame: SampleTime, _ stamp: Stamp) {
    guard let session else { return }
    exercise = diary.keep(
      .exercise(
        ExerciseRow(
          session: session,
          technique: ExerciseRow.Technique(rawValue: beginning.technique) ?? .breathing,
          activity: beginning.activity, startedSeconds: (frame - sessionFrame).roundedSeconds,
          startedFrame: Int64(frame.frame), plannedSeconds: beginning.planned.roundedSeconds,
          plannedSets: beginning.plannedSets, baselinePaceMilli: beginning.baselineMilli,
          progress: ExerciseProgress(pacingStep: beginning.step))),
      at: stamp)
  }

  private func keep(_ ending: ExerciseEnding, _ stamp: Stamp) {
    guard let exercise else { return }
    diary.keep(
      .progress(
        exercise: exercise,
        ExerciseProgress(
          doneSeconds: max(ending.sounding.roundedSeconds, ending.setsStarted > 0 ? 1 : 0),
          setsDone: ending.setsDone, breathsCued: ending.breathsCued,
          finalPaceMilli: ending.paceMilli, pacingStep: ending.step)),
      at: stamp)
  }

  private func keep(_ result: OwnPaceMeasurement.Result, _ stamp: Stamp) {
    let outcome: PaceMeasurementRow.Outcome =
      switch result {
      case .pace(let pace): .baseline(paceMilli: (pace * Rational(1_000)).rounded)
      case .outOfRange(let pace): .outOfRange(paceMilli: (pace * Rational(1_000)).rounded)
      case .unclear: .tooFew
      case .skipped: .skipped
      }
    diary.keep(
      .paceMeasurement(PaceMeasurementRow(session: session, outcome: outcome)), at: stamp)
  }

  private func keep(_ result: CountingRate.Result, _ stamp: Stamp) {
    let outcome: RateMeasurementRow.Outcome =
      switch result {
      case .rate(let rate): .rate(rateMilli: (rate * Rational(1_000)).rounded)
      case .unclear: .unclear
      case .skipped: .skipped
      }
    diary.keep(
      .rateMeasurement(RateMeasurementRow(session: session, outcome: outcome)), at: stamp)
  }

  private func keep(_ material: Material, _ stamp: Stamp) {
    diary.keep(
      .material(
        MaterialRow(
          session: exercise == nil ? nil : session, exercise: exercise,
          kind: MaterialRow.Kind(rawValue: material.kind.rawValue) ?? .piece,
          name: String(material.name.prefix(1_000)), layers: material.layers)), at: stamp)
  }

  /// A stop of listening outside a session is a press among others.
  private func keep(_ stop: StopRecord, _ stamp: Stamp) {
    guard let session else { return }
    let cause: StopRow.Cause =
      switch stop.cause {
      case .press: .press
      case .soundLost: .soundLost
      case .stuck, .switchLost: .stuck
      case .shutdown: .shutdown
      }
    diary.keep(
      .stop(
        StopRow(
          session: session, exercise: exercise, stage: stop.stage.rawValue, second: stop.second,
          cause: cause, ordinal: stop.count)), at: stamp)
  }

  private func end(_ ending: SessionEnding, _ stamp: Stamp) {
    guard let session else { return }
    let how: SessionEnd =
      switch ending.how {
      case .finished: .finished
      case .stopped, .shutdown: .stopped
      case .unanswered: .unanswered
      }
    diary.keep(
      .end(session: session, how: how, doneSeconds: ending.done.roundedSeconds), at: stamp)
    self.session = nil
    exercise = nil
  }

  private func keep(_ tally: PressTally, _ stamp: Stamp) {
    guard let powerOn else { return }
    diary.keep(
      .pressSummary(
        PressSummaryRow(
          powerOn: powerOn, session: session, accepted: tally.accepted, heard: tally.heard,
          ignored: tally.ignored, stuck: tally.stuck,
          medianMilliseconds: tally.medianLength?.milliseconds,
          missedPrompts: tally.missedPrompts)), at: stamp)
  }
}
