// SPDX-License-Identifier: GPL-3.0-or-later

/// A row to append.
public enum Entry: Hashable, Sendable {
  case powerOn(PowerOnRow)
  case session(SessionRow)
  case exercise(ExerciseRow)
  case answer(AnswerRow)
  case stop(StopRow)
  case lock(LockRow)
  case clearLock(ClearLockRow)
  case pressSummary(PressSummaryRow)
  case paceMeasurement(PaceMeasurementRow)
  case gap(GapRow)
  case fault(FaultRow)
  case settingsChange(SettingsChangeRow)
  case safetySaid(SafetySaidRow)
  case material(MaterialRow)
  case rateMeasurement(RateMeasurementRow)
  case switchTest(SwitchTestRow)
  case selfTest(SelfTestRow)
  case call(CallRow)
}

/// A change to a row that is there.
public enum Update: Hashable, Sendable {
  /// The unit is on: at least every 10 minutes. Each entry and update does as much.
  case touch
  /// How far an exercise has come; as often as wanted, so that a power cut loses little.
  case progress(exercise: RowID, ExerciseProgress)
  /// A session ended. It ends once; seconds are those of exercise, without listening, 0–7200.
  case end(session: RowID, how: SessionEnd, doneSeconds: Int)
  /// Ringing ended. It ends once; seconds since it began, 0–86,400.
  case endCall(call: RowID, how: CallEnd, rangSeconds: Int)
  /// The file of a self test is on the stick, whole.
  case testWritten(selfTest: RowID)
  /// A lock was released. It is released once.
  case release(lock: RowID)
  /// The helper has been told of these faults at the stick.
  case toldHelper(faults: [RowID])
  /// The patient has been told of this fault, on this civil day (days since 1970-01-01).
  case toldPatient(fault: RowID, day: Int64)
}

/// The columns of a row, without `id` and stamp, in the order of the table.
typealias Columns = [(name: String, value: Value)]

extension Entry {
  var table: String {
    switch self {
    case .powerOn: "power_on"
    case .session: "session"
    case .exercise: "exercise"
    case .answer: "answer"
    case .stop: "stop"
    case .lock: "lock"
    case .clearLock: "clear_lock"
    case .pressSummary: "press_summary"
    case .paceMeasurement: "pace_measurement"
    case .gap: "gap"
    case .fault: "fault"
    case .settingsChange: "settings_change"
    case .safetySaid: "safety_said"
    case .material: "material"
    case .rateMeasurement: "rate_measurement"
    case .switchTest: "switch_test"
    case .selfTest: "self_test"
    case .call: "call"
    }
  }

  /// The settings text that the row points to, in `settings_text`.
  var settings: String? {
    switch self {
    case .session(let row): row.settings
    case .settingsChange(let row): row.settings
    case .powerOn, .exercise, .answer, .stop, .lock, .clearLock, .pressSummary, .paceMeasurement,
      .gap, .fault, .safetySaid, .material, .rateMeasurement, .switchTest, .selfTest, .call:
      nil
    }
  }

  func columns(at stamp: Stamp) -> Columns {
    switch self {
    case .powerOn(let row):
      [
        ("software", .text(row.software)),
        ("last_seen_powered_seconds", .integer(stamp.poweredSeconds)),
        ("last_seen_wall_seconds", Value(stamp.wallSeconds))
      ]
    case .session(let row): row.columns
    case .exercise(let row): row.columns
    case .answer(let row):
      [
        ("session", .integer(row.session)), ("exercise", .integer(row.exercise)),
        ("effort", Value(row.effort)), ("changed", Value(row.changed))
      ]
    case .stop(let row): row.columns
    case .lock(let row):
      [("reason", .text(row.reason)), ("until_wall_seconds", Value(row.untilWallSeconds))]
    case .clearLock(let row): [("source", .text(row.source.rawValue))]
    case .pressSummary(let row): row.columns
    case .paceMeasurement(let row):
      [
        ("session", Value(row.session)), ("outcome", .text(row.outcome.name)),
        ("pace_milli", Value(row.outcome.paceMilli))
      ]
    case .gap(let row):
      [
        ("power_on", .integer(row.powerOn)), ("frame", .integer(row.frame)),
        ("frames", .integer(row.frames))
      ]
    case .fault(let row):
      [
        ("kind", .text(row.kind)), ("detail", .text(row.detail)),
        ("told_helper", Value(row.toldHelper)), ("told_patient_day", Value(row.toldPatientDay))
      ]
    case .settingsChange(let row):
      [
        ("key", .text(row.key)), ("old", Value(row.old)), ("new", Value(row.new)),
        ("source", .text(row.source)), ("software", .text(row.software))
      ]
    case .safetySaid(let row): [("session", Value(row.session)), ("whole", Value(row.whole))]
    case .material(let row):
      [
        ("session", Value(row.session)), ("exercise", Value(row.exercise)),
        ("kind", .text(row.kind.rawValue)), ("name", .text(row.name)),
        ("layers", Value(row.layers))
      ]
    case .rateMeasurement(let row):
      [
        ("session", Value(row.session)), ("outcome", .text(row.outcome.name)),
        ("rate_milli", Value(row.outcome.rateMilli))
      ]
    case .switchTest(let row): row.columns
    case .selfTest(let row): row.columns
    case .call(let row):
      [("power_on", .integer(row.powerOn)), ("session", Value(row.session))]
    }
  }
}

extension Update {
  /// Whether it changes this row.
  func isAbout(_ table: String, _ id: RowID) -> Bool {
    switch self {
    case .touch: false
    case .progress(id, _): table == "exercise"
    case .end(id, _, _): table == "session"
    case .endCall(id, _, _): table == "call"
    case .testWritten(id): table == "self_test"
    case .release(id): table == "lock"
    case .toldPatient(id, _): table == "fault"
    case .toldHelper(let faults): table == "fault" && faults.contains(id)
    case .progress, .end, .endCall, .testWritten, .release, .toldPatient: false
    }
  }
}

extension SessionRow {
  fileprivate var columns: Columns {
    [
      ("power_on", .integer(powerOn)), ("source", .text(source.rawValue)),
      ("profile", .text(profile.rawValue)), ("kind", .text(kind.rawValue)),
      ("planned_seconds", Value(plannedSeconds)), ("completes", Value(completes)),
      ("safety_whole", Value(safetyWhole))
    ]
  }
}

extension ExerciseRow {
  fileprivate var columns: Columns {
    [
      ("session", .integer(session)), ("technique", .text(technique.rawValue)),
      ("activity", .text(activity)), ("started_seconds", Value(startedSeconds)),
      ("started_frame", .integer(startedFrame)), ("planned_seconds", Value(plannedSeconds)),
      ("planned_sets", Value(plannedSets)), ("planned_breaths", Value(plannedBreaths)),
      ("baseline_pace_milli", Value(baselinePaceMilli)), ("tempo_milli", Value(tempoMilli))
    ] + progress.columns
  }
}

extension ExerciseProgress {
  fileprivate var columns: Columns {
    [
      ("done_seconds", Value(doneSeconds)), ("sets_done", Value(setsDone)),
      ("breaths_cued", Value(breathsCued)), ("breaths_acknowledged", Value(breathsAcknowledged)),
      ("final_pace_milli", Value(finalPaceMilli)), ("pacing_step", Value(pacingStep))
    ]
  }
}

extension StopRow {
  fileprivate var columns: Columns {
    [
      ("session", .integer(session)), ("exercise", Value(exercise)), ("stage", .text(stage)),
      ("second", Value(second)), ("cause", .text(cause.rawValue)), ("ordinal", Value(ordinal))
    ]
  }
}

extension PressSummaryRow {
  fileprivate var columns: Columns {
    [
      ("power_on", .integer(powerOn)), ("session", Value(session)), ("accepted", Value(accepted)),
      ("heard", Value(heard)), ("ignored", Value(ignored)), ("stuck", Value(stuck)),
      ("median_milliseconds", Value(medianMilliseconds)),
      ("missed_prompts", Value(missedPrompts))
    ]
  }
}

extension SwitchTestRow {
  fileprivate var columns: Columns {
    [
      ("power_on", .integer(powerOn)), ("presses", Value(presses)),
      ("acceptance_milliseconds", Value(proposal?.acceptanceMilliseconds)),
      ("release_milliseconds", Value(proposal?.releaseMilliseconds)),
      ("scan_milliseconds", Value(proposal?.scanMilliseconds)), ("kept", Value(kept))
    ]
  }
}

extension SelfTestRow {
  fileprivate var columns: Columns {
    [
      ("power_on", .integer(powerOn)), ("unit", Value(unit)), ("tones_played", Value(tonesPlayed)),
      ("press_milliseconds", Value(pressMilliseconds)), ("written", Value(written)),
      ("seconds", Value(seconds))
    ]
  }
}

extension PaceMeasurementRow.Outcome {
  fileprivate var name: String {
    switch self {
    case .baseline: "baseline"
    case .skipped: "skipped"
    case .tooFew: "too few"
    case .outOfRange: "out of range"
    }
  }

  fileprivate var paceMilli: Int? {
    switch self {
    case .baseline(let paceMilli): paceMilli
    case .outOfRange(let paceMilli): paceMilli
    case .skipped, .tooFew: nil
    }
  }
}

extension Database {
  /// Inserts the entry, with this id where one is given.
  func insert(_ entry: Entry, at stamp: Stamp, id: RowID? = nil) throws(DiaryError) -> RowID {
    var columns: Columns = [
      ("id", Value(id)), ("wall_seconds", Value(stamp.wallSeconds)),
      ("clock_set", Value(stamp.clockSet)), ("powered_seconds", .integer(stamp.poweredSeconds))
    ]
    columns += entry.columns(at: stamp)
    if let settings = entry.settings {
      try run(
        "INSERT INTO settings_text (text) VALUES (?1) ON CONFLICT (text) DO NOTHING",
        [.text(settings)])
      let settingsID = try integer(
        "SELECT id FROM settings_text WHERE text = ?1", [.text(settings)])
      columns.append(("settings", Value(settingsID)))
    }
    let names = columns.map(\.name).joined(separator: ", ")
    let places = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    try run("INSERT INTO \(entry.table) (\(names)) VALUES (\(places))", columns.map(\.value))
    return lastRowID
  }

  /// Makes the change; `SQLITE_NOTFOUND` where there is no such row, or it has ended before.
  func apply(_ update: Update, at stamp: Stamp) throws(DiaryError) {
    switch update {
    case .touch: return
    case .progress(let exercise, let progress):
      let columns = progress.columns
      let places = columns.indices.map { "\(columns[$0].name) = ?\($0 + 2)" }
      try change(
        "exercise", exercise, "SET " + places.joined(separator: ", "), columns.map(\.value))
    case .end(let session, let how, let doneSeconds):
      try change(
        "session", session,
        """
        SET ended = ?2, done_seconds = ?3, ended_wall_seconds = ?4, ended_powered_seconds = ?5
        """,
        [
          .text(how.rawValue), Value(doneSeconds), Value(stamp.wallSeconds),
          .integer(stamp.poweredSeconds)
        ], onlyIf: "ended IS NULL")
    case .endCall(let call, let how, let rangSeconds):
      try change(
        "call", call, "SET ended = ?2, rang_seconds = ?3",
        [.text(how.rawValue), Value(rangSeconds)], onlyIf: "ended IS NULL")
    case .testWritten(let test): try change("self_test", test, "SET written = 1", [])
    case .release(let lock):
      try change(
        "lock", lock, "SET released_wall_seconds = ?2, released_powered_seconds = ?3",
        [Value(stamp.wallSeconds), .integer(stamp.poweredSeconds)],
        onlyIf: "released_powered_seconds IS NULL")
    case .toldHelper(let faults):
      for fault in faults { try change("fault", fault, "SET told_helper = 1", []) }
    case .toldPatient(let fault, let day):
      try change("fault", fault, "SET told_patient_day = ?2", [.integer(day)])
    }
  }

  private func change(
    _ table: String, _ id: RowID, _ assignments: String, _ values: [Value],
    onlyIf condition: String = "true"
  ) throws(DiaryError) {
    try run(
      "UPDATE \(table) \(assignments) WHERE id = ?1 AND \(condition)", [.integer(id)] + values)
    guard changes == 1 else { throw .noSuchRow(table, id) }
  }

  /// The unit was on at this time. A set clock is believed; an unset one only ever goes up.
  func touch(at stamp: Stamp) throws(DiaryError) {
    try run(
      """
      UPDATE power_on SET
        last_seen_powered_seconds = max(last_seen_powered_seconds, ?1),
        last_seen_wall_seconds = CASE
          WHEN ?2 IS NULL THEN last_seen_wall_seconds
          WHEN ?3 THEN ?2
          ELSE max(coalesce(last_seen_wall_seconds, ?2), ?2) END
      WHERE id = (SELECT max(id) FROM power_on)
      """,
      [.integer(stamp.poweredSeconds), Value(stamp.wallSeconds), Value(stamp.clockSet)])
  }
}
