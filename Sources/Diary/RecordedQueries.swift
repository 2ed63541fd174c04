// SPDX-License-Identifier: GPL-3.0-or-later

/// What a report asks for. Each throws ``DiaryError`` where the store cannot be read.
extension RecordedDiary {
  /// The newest time recorded: where the newest power-on was last seen; nil in a diary that knows
  /// no time. It is no maximum: a clock that was once set wrong is not believed for ever.
  public func newestWallSeconds() throws(DiaryError) -> Int64? {
    try database.integer(
      """
      SELECT coalesce(last_seen_wall_seconds, wall_seconds) FROM power_on
      WHERE coalesce(last_seen_wall_seconds, wall_seconds) IS NOT NULL ORDER BY id DESC LIMIT 1
      """)
  }

  /// The settings in force at the newest session or change of settings, as text; nil before there
  /// was one.
  public func newestSettings() throws(DiaryError) -> String? {
    try database.text(
      """
      SELECT text FROM settings_text WHERE id = (
        SELECT settings FROM (
          SELECT * FROM (
            SELECT settings, powered_seconds, 0 AS is_change FROM session ORDER BY id DESC LIMIT 1)
          UNION ALL
          SELECT * FROM (
            SELECT settings, powered_seconds, 1 FROM settings_change ORDER BY id DESC LIMIT 1)
        ) ORDER BY powered_seconds DESC, is_change DESC LIMIT 1)
      """)
  }

  /// All that was recorded on these civil days (days since 1970-01-01).
  public func span(_ days: ClosedRange<Int64>) throws(DiaryError) -> RecordedSpan {
    var span = RecordedSpan()
    let bounds: [Value] = [
      .integer(days.lowerBound * 86_400), .integer(days.upperBound * 86_400 + 86_399)
    ]
    span.sessions = try diary.sessions(Self.isInSpan, bounds)
    span.presses = try presses(bounds)
    span.materials = try materials(bounds)
    span.paces = try paces(bounds)
    span.rates = try rates(bounds)
    span.powerOns = try rows("software FROM power_on", bounds) { row throws(DiaryError) in
      PowerOnRow(software: try row.words(3))
    }
    span.settingsChanges = try settingsChanges(bounds)
    span.locks = try rows("reason, until_wall_seconds FROM lock", bounds) {
      row throws(DiaryError) in
      LockRow(reason: try row.words(3), untilWallSeconds: row.integer(4))
    }
    span.faults = try faults(bounds)
    span.switchTests = try switchTests(bounds)
    span.selfTests = try selfTests(bounds)
    span.calls = try calls(bounds)
    span.gaps = try rows("power_on, frame, frames FROM gap", bounds) { row throws(DiaryError) in
      GapRow(powerOn: try row.needed(3), frame: try row.needed(4), frames: try row.needed(5))
    }
    return span
  }

  private static let isInSpan = "(wall_seconds IS NULL OR wall_seconds BETWEEN ?1 AND ?2)"
  private static let isOfSessionInSpan =
    "session IN (SELECT id FROM session WHERE \(isInSpan))"

  /// The rows of a query on one table, each with its stamp, which stands before the columns asked
  /// for: they are numbered from 3.
  private func rows<Row>(
    _ columnsAndTable: String, _ bounds: [Value], where condition: String = isInSpan,
    _ row: (borrowing Statement) throws(DiaryError) -> Row
  ) throws(DiaryError) -> [Stamped<Row>] {
    let statement = try database.prepare(
      """
      SELECT wall_seconds, clock_set, powered_seconds, \(columnsAndTable)
      WHERE \(condition) ORDER BY id
      """)
    try statement.bind(bounds)
    var rows: [Stamped<Row>] = []
    while try statement.step() {
      rows.append(Stamped(try row(statement), at: try statement.stamp(0)))
    }
    return rows
  }

  private func presses(_ bounds: [Value]) throws(DiaryError) -> [Stamped<PressSummaryRow>] {
    try rows(
      """
      power_on, session, accepted, heard, ignored, stuck, median_milliseconds, missed_prompts
      FROM press_summary
      """, bounds,
      where: "\(Self.isOfSessionInSpan) OR (session IS NULL AND \(Self.isInSpan))"
    ) { row throws(DiaryError) in
      PressSummaryRow(
        powerOn: try row.needed(3), session: row.integer(4), accepted: try row.number(5),
        heard: try row.number(6), ignored: try row.number(7), stuck: try row.number(8),
        medianMilliseconds: row.integer(9).map(Int.init), missedPrompts: try row.number(10))
    }
  }

  private func materials(_ bounds: [Value]) throws(DiaryError) -> [Stamped<MaterialRow>] {
    try rows(
      "session, exercise, kind, name, layers FROM material", bounds, where: Self.isOfSessionInSpan
    ) { row throws(DiaryError) in
      MaterialRow(
        session: row.integer(3), exercise: row.integer(4), kind: try row.choice(5),
        name: try row.words(6), layers: row.integer(7).map(Int.init))
    }
  }

  private func paces(_ bounds: [Value]) throws(DiaryError) -> [Stamped<PaceMeasurementRow>] {
    try rows("session, outcome, pace_milli FROM pace_measurement", bounds) {
      row throws(DiaryError) in
      PaceMeasurementRow(session: row.integer(3), outcome: try row.paceOutcome(4))
    }
  }

  private func rates(_ bounds: [Value]) throws(DiaryError) -> [Stamped<RateMeasurementRow>] {
    try rows("session, outcome, rate_milli FROM rate_measurement", bounds) {
      row throws(DiaryError) in
      let outcome: RateMeasurementRow.Outcome =
        switch (row.text(4), row.integer(5)) {
        case ("rate", .some(let rate)): .rate(rateMilli: Int(rate))
        case ("skipped", _): .skipped
        case ("unclear", _): .unclear
        default: throw DiaryError.broken("rate_measurement.outcome")
        }
      return RateMeasurementRow(session: row.integer(3), outcome: outcome)
    }
  }

  private func settingsChanges(
    _ bounds: [Value]
  ) throws(DiaryError) -> [Stamped<SettingsChangeRow>] {
    try rows(
      """
      key, old, new, source, software,
        (SELECT text FROM settings_text WHERE settings_text.id = settings) FROM settings_change
      """, bounds
    ) { row throws(DiaryError) in
      SettingsChangeRow(
        key: try row.words(3), old: row.text(4), new: row.text(5), source: try row.words(6),
        settings: try row.words(8), software: try row.words(7))
    }
  }

  private func switchTests(_ bounds: [Value]) throws(DiaryError) -> [Stamped<SwitchTestRow>] {
    try rows(
      """
      power_on, presses, acceptance_milliseconds, release_milliseconds, scan_milliseconds, kept
      FROM switch_test
      """, bounds
    ) { row throws(DiaryError) in
      let proposal: SwitchTestRow.Proposal? =
        switch (row.integer(5), row.integer(6), row.integer(7)) {
        case (.some(let acceptance), .some(let release), .some(let scan)):
          SwitchTestRow.Proposal(
            acceptanceMilliseconds: Int(acceptance), releaseMilliseconds: Int(release),
            scanMilliseconds: Int(scan))
        default: nil
        }
      return SwitchTestRow(
        powerOn: try row.needed(3), presses: try row.number(4), proposal: proposal,
        kept: try row.needed(8) == 1)
    }
  }

  private func selfTests(_ bounds: [Value]) throws(DiaryError) -> [Stamped<SelfTestRow>] {
    try rows(
      "power_on, unit, tones_played, press_milliseconds, written, seconds FROM self_test", bounds
    ) { row throws(DiaryError) in
      SelfTestRow(
        powerOn: try row.needed(3), unit: row.text(4), tonesPlayed: try row.needed(5) == 1,
        pressMilliseconds: row.integer(6).map(Int.init), written: try row.needed(7) == 1,
        seconds: try row.number(8))
    }
  }

  private func calls(_ bounds: [Value]) throws(DiaryError) -> [Stamped<RecordedCall>] {
    try rows("power_on, session, ended, rang_seconds FROM call", bounds) {
      row throws(DiaryError) in
      RecordedCall(
        row: CallRow(powerOn: try row.needed(3), session: row.integer(4)),
        end: row.text(5).flatMap(CallEnd.init), rangSeconds: row.integer(6).map(Int.init))
    }
  }

  private func faults(_ bounds: [Value]) throws(DiaryError) -> [Stamped<FaultRow>] {
    try rows("kind, detail, told_helper, told_patient_day FROM fault", bounds) {
      row throws(DiaryError) in
      FaultRow(
        kind: try row.words(3), detail: try row.words(4), toldHelper: try row.needed(5) == 1,
        toldPatientDay: row.integer(6))
    }
  }
}
