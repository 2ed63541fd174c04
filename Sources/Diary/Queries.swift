// SPDX-License-Identifier: GPL-3.0-or-later

/// What the next session is decided by. Each throws ``DiaryError`` where the store cannot be read.
extension Diary {
  func readHistory(before powerOn: RowID?) throws(DiaryError) -> History {
    var history = History()
    history.recentSessions = try recentSessions()
    history.lastBaseline = try lastBaseline()
    history.lastPaceMeasurement = try lastPaceMeasurement()
    history.lastPacingStep = try lastPacingStep()
    history.lastSafetyWhole = try lastSafetyWhole()
    history.lastClearLock = try lastClearLock()
    history.standingLocks = try standingLocks()
    history.previousPowerOn = try previousPowerOn(before: powerOn)
    history.totalPoweredSeconds = try totalPoweredSeconds()
    history.practiceDays = try practiceDays()
    history.untoldFaults = try untoldFaults()
    history.lastWallSeconds = try lastWallSeconds()
    history.repertoire = try readRepertoire()
    history.isWhole = knowsHistory
    return history
  }

  /// The last sessions, newest last, the running one with them.
  /// - Parameter limit: 0–1000.
  public func recentSessions(limit: Int = 100) throws(DiaryError) -> [SessionSummary] {
    precondition((0...1000).contains(limit), "a bound on what is read at once")
    return try sessions(
      "session.id IN (SELECT id FROM session ORDER BY id DESC LIMIT ?1)", [Value(limit)])
  }

  /// The sessions of which a condition holds, in their order, with
  /// all that belongs to them.
  func sessions(
    _ condition: String, _ values: [Value]
  ) throws(DiaryError) -> [SessionSummary] {
    let statement = try database.prepare(
      """
      SELECT session.id, wall_seconds, clock_set, powered_seconds, power_on, source, profile,
        kind, planned_seconds, completes, safety_whole, settings_text.text, ended,
        ended_wall_seconds, ended_powered_seconds, done_seconds
      FROM session JOIN settings_text ON settings_text.id = session.settings
      WHERE \(condition) ORDER BY session.id
      """)
    try statement.bind(values)
    var summaries: [SessionSummary] = []
    while try statement.step() { summaries.append(try sessionSummary(statement)) }
    guard let first = summaries.first?.id else { return [] }

    let places = Dictionary(
      uniqueKeysWithValues: summaries.enumerated().map { ($1.id, $0) })
    for exercise in try exercises(from: first) {
      if let place = places[exercise.row.session] { summaries[place].exercises.append(exercise) }
    }
    for answer in try answers(from: first) {
      if let place = places[answer.session] { summaries[place].answers.append(answer) }
    }
    for stop in try stops(from: first) {
      if let place = places[stop.session] { summaries[place].stops.append(stop) }
    }
    return summaries
  }

  /// The last measured pace that can be practised from.
  public func lastBaseline() throws(DiaryError) -> Baseline? {
    let statement = try database.prepare(
      """
      SELECT wall_seconds, clock_set, powered_seconds, pace_milli FROM pace_measurement
      WHERE outcome = 'baseline' ORDER BY id DESC LIMIT 1
      """)
    guard try statement.step() else { return nil }
    return Baseline(measured: try statement.stamp(0), paceMilli: try statement.number(3))
  }

  /// The last measurement, also a skipped or failed one.
  public func lastPaceMeasurement() throws(DiaryError) -> MeasuredPace? {
    let statement = try database.prepare(
      """
      SELECT wall_seconds, clock_set, powered_seconds, session, outcome, pace_milli
      FROM pace_measurement ORDER BY id DESC LIMIT 1
      """)
    guard try statement.step() else { return nil }
    return MeasuredPace(
      measured: try statement.stamp(0),
      row: PaceMeasurementRow(
        session: statement.integer(3), outcome: try statement.paceOutcome(4)))
  }

  /// The pacing step of the last exercise that had one.
  public func lastPacingStep() throws(DiaryError) -> Int? {
    try database.integer(
      "SELECT pacing_step FROM exercise WHERE pacing_step IS NOT NULL ORDER BY id DESC LIMIT 1"
    ).map(Int.init)
  }

  /// When the safety words were last said whole.
  public func lastSafetyWhole() throws(DiaryError) -> Stamp? {
    try lastStamp("safety_said WHERE whole = 1")
  }

  /// When a text file last said `clear lock: yes`.
  public func lastClearLock() throws(DiaryError) -> Stamp? {
    try lastStamp("clear_lock")
  }

  private func lastStamp(_ source: String) throws(DiaryError) -> Stamp? {
    let statement = try database.prepare(
      "SELECT wall_seconds, clock_set, powered_seconds FROM \(source) ORDER BY id DESC LIMIT 1")
    return try statement.step() ? try statement.stamp(0) : nil
  }

  /// Locks nobody has released, oldest first. Whether one has run out is not looked at.
  public func standingLocks() throws(DiaryError) -> [StandingLock] {
    let statement = try database.prepare(
      """
      SELECT wall_seconds, clock_set, powered_seconds, id, reason, until_wall_seconds FROM lock
      WHERE released_powered_seconds IS NULL ORDER BY id
      """)
    var locks: [StandingLock] = []
    while try statement.step() {
      let row = LockRow(reason: try statement.words(4), untilWallSeconds: statement.integer(5))
      locks.append(
        StandingLock(id: try statement.needed(3), from: try statement.stamp(0), row: row))
    }
    return locks
  }

  /// The power-on before this one; with nil the newest there is.
  public func previousPowerOn(before powerOn: RowID?) throws(DiaryError) -> PowerOnSummary? {
    let statement = try database.prepare(
      """
      SELECT wall_seconds, clock_set, powered_seconds, id, software, last_seen_wall_seconds,
        last_seen_powered_seconds,
        last_seen_powered_seconds - (
          SELECT max(coalesce(ended_powered_seconds, last_seen_powered_seconds)) FROM session
          WHERE session.power_on = power_on.id AND done_seconds > 0)
      FROM power_on WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT 1
      """)
    try statement.bind([Value(powerOn)])
    guard try statement.step() else { return nil }
    return PowerOnSummary(
      id: try statement.needed(3), started: try statement.stamp(0),
      software: try statement.words(4), lastSeenWallSeconds: statement.integer(5),
      lastSeenPoweredSeconds: try statement.needed(6),
      poweredSecondsAfterLastSession: statement.integer(7))
  }

  /// Seconds the unit has been on, over all power-ons, as far as they were recorded.
  public func totalPoweredSeconds() throws(DiaryError) -> Int64 {
    try database.integer("SELECT max(last_seen_powered_seconds) FROM power_on") ?? 0
  }

  /// Civil days (days since 1970-01-01) with exercise, ascending.
  ///
  /// A session whose wall time was never known has no day; one with the clock unset has the day of
  /// its lower bound.
  public func practiceDays() throws(DiaryError) -> [Int64] {
    let statement = try database.prepare(
      """
      SELECT DISTINCT wall_seconds / 86400 FROM session
      WHERE done_seconds > 0 AND wall_seconds IS NOT NULL ORDER BY 1
      """)
    var days: [Int64] = []
    while try statement.step() { days.append(try statement.needed(0)) }
    return days
  }

  /// Faults the helper has not been told of, oldest first, at most 1000.
  public func untoldFaults() throws(DiaryError) -> [UntoldFault] {
    let statement = try database.prepare(
      """
      SELECT wall_seconds, clock_set, powered_seconds, id, kind, detail, told_patient_day
      FROM fault WHERE told_helper = 0 ORDER BY id LIMIT 1000
      """)
    var faults: [UntoldFault] = []
    while try statement.step() {
      let row = FaultRow(
        kind: try statement.words(4), detail: try statement.words(5),
        toldPatientDay: statement.integer(6))
      faults.append(
        UntoldFault(id: try statement.needed(3), met: try statement.stamp(0), row: row))
    }
    return faults
  }

  /// The highest wall time stored: with the clock unset, the lower bound to go on from.
  public func lastWallSeconds() throws(DiaryError) -> Int64? {
    try database.integer("SELECT max(last_seen_wall_seconds) FROM power_on")
  }
}

// MARK: - A session and what belongs to it

extension Diary {
  private func sessionSummary(
    _ statement: borrowing Statement
  ) throws(DiaryError) -> SessionSummary {
    let row = SessionRow(
      powerOn: try statement.needed(4), source: try statement.choice(5),
      profile: try statement.choice(6), kind: try statement.choice(7),
      plannedSeconds: try statement.number(8), completes: statement.integer(9),
      safetyWhole: try statement.needed(10) == 1, settings: try statement.words(11))
    let ended: SessionEnd? = statement.text(12) == nil ? nil : try statement.choice(12)
    return SessionSummary(
      id: try statement.needed(0), started: try statement.stamp(1), row: row, ended: ended,
      endedWallSeconds: statement.integer(13), endedPoweredSeconds: statement.integer(14),
      doneSeconds: try statement.number(15))
  }

  private func exercises(from session: RowID) throws(DiaryError) -> [ExerciseSummary] {
    let statement = try database.prepare(
      """
      SELECT id, wall_seconds, clock_set, powered_seconds, session, technique, activity,
        started_seconds, started_frame, planned_seconds, planned_sets, planned_breaths,
        baseline_pace_milli, tempo_milli, done_seconds, sets_done, breaths_cued,
        breaths_acknowledged, final_pace_milli, pacing_step
      FROM exercise WHERE session >= ?1 ORDER BY id
      """)
    try statement.bind([.integer(session)])
    var exercises: [ExerciseSummary] = []
    while try statement.step() {
      let progress = ExerciseProgress(
        doneSeconds: try statement.number(14), setsDone: try statement.number(15),
        breathsCued: try statement.number(16),
        breathsAcknowledged: statement.integer(17).map(Int.init),
        finalPaceMilli: statement.integer(18).map(Int.init),
        pacingStep: statement.integer(19).map(Int.init))
      let row = ExerciseRow(
        session: try statement.needed(4), technique: try statement.choice(5),
        activity: try statement.words(6), startedSeconds: try statement.number(7),
        startedFrame: try statement.needed(8), plannedSeconds: try statement.number(9),
        plannedSets: try statement.number(10),
        plannedBreaths: statement.integer(11).map(Int.init),
        baselinePaceMilli: statement.integer(12).map(Int.init),
        tempoMilli: statement.integer(13).map(Int.init), progress: progress)
      exercises.append(
        ExerciseSummary(id: try statement.needed(0), started: try statement.stamp(1), row: row))
    }
    return exercises
  }

  private func answers(from session: RowID) throws(DiaryError) -> [AnswerRow] {
    let statement = try database.prepare(
      "SELECT session, exercise, effort, changed FROM answer WHERE session >= ?1 ORDER BY id")
    try statement.bind([.integer(session)])
    var answers: [AnswerRow] = []
    while try statement.step() {
      answers.append(
        AnswerRow(
          session: try statement.needed(0), exercise: try statement.needed(1),
          effort: statement.integer(2).map(Int.init), changed: try statement.needed(3) == 1))
    }
    return answers
  }

  private func stops(from session: RowID) throws(DiaryError) -> [StopRow] {
    let statement = try database.prepare(
      """
      SELECT session, exercise, stage, second, cause, ordinal FROM stop
      WHERE session >= ?1 ORDER BY id
      """)
    try statement.bind([.integer(session)])
    var stops: [StopRow] = []
    while try statement.step() {
      stops.append(
        StopRow(
          session: try statement.needed(0), exercise: statement.integer(1),
          stage: try statement.words(2), second: try statement.number(3),
          cause: try statement.choice(4), ordinal: try statement.number(5)))
    }
    return stops
  }
}

// MARK: - Columns that are never NULL

/// A NULL or a word that the schema does not allow is damage that the check at opening cannot see.
extension Statement {
  func needed(_ column: Int32) throws(DiaryError) -> Int64 {
    guard let value = integer(column) else { throw .broken("NULL in column \(column)") }
    return value
  }

  func number(_ column: Int32) throws(DiaryError) -> Int {
    Int(try needed(column))
  }

  func words(_ column: Int32) throws(DiaryError) -> String {
    guard let value = text(column) else { throw .broken("NULL in column \(column)") }
    return value
  }

  func choice<Choice: RawRepresentable<String>>(
    _ column: Int32
  ) throws(DiaryError) -> Choice {
    let word = try words(column)
    guard let choice = Choice(rawValue: word) else { throw .broken("unknown word \(word)") }
    return choice
  }

  /// The two columns of what a measurement of one's own pace came to, from this one on.
  func paceOutcome(_ column: Int32) throws(DiaryError) -> PaceMeasurementRow.Outcome {
    let pace = integer(column + 1).map(Int.init)
    return
      switch (text(column), pace)
    {
    case ("baseline", .some(let pace)): .baseline(paceMilli: pace)
    case ("skipped", _): .skipped
    case ("too few", _): .tooFew
    case ("out of range", _): .outOfRange(paceMilli: pace)
    default: throw .broken("pace_measurement.outcome")
    }
  }

  /// The three columns of a stamp, from this one on.
  func stamp(_ column: Int32) throws(DiaryError) -> Stamp {
    Stamp(
      wallSeconds: integer(column), clockSet: try needed(column + 1) == 1,
      poweredSeconds: try needed(column + 2))
  }
}
