// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Testing

/// A column of a table, with SQL values at the edge of its range and just outside.
struct ColumnRange: CustomTestStringConvertible {
  let table: String
  let column: String
  let inside: [String]
  let outside: [String]

  init(_ table: String, _ column: String, in inside: [String], out outside: [String]) {
    self.table = table
    self.column = column
    self.inside = inside
    self.outside = outside
  }

  /// A whole number from low to high.
  init(_ table: String, _ column: String, _ range: ClosedRange<Int64>, nullable: Bool = false) {
    self.init(
      table, column,
      in: ["\(range.lowerBound)", "\(range.upperBound)"] + (nullable ? ["NULL"] : []),
      out: ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "'much'", "1.5"]
        + (nullable ? [] : ["NULL"]))
  }

  /// A text of so many characters.
  init(_ table: String, _ column: String, characters: ClosedRange<Int>, nullable: Bool = false) {
    let empty = characters.lowerBound == 0 ? ["''"] : []
    self.init(
      table, column,
      in: [text(characters.upperBound)] + empty + (nullable ? ["NULL"] : []),
      out: [text(characters.upperBound + 1)] + (empty.isEmpty ? ["''"] : [])
        + (nullable ? [] : ["NULL"]))
  }

  /// One of these words.
  init(_ table: String, _ column: String, oneOf words: [String], nullable: Bool = false) {
    self.init(
      table, column, in: words.map { "'\($0)'" } + (nullable ? ["NULL"] : []),
      out: ["'other'", "''", "7"] + (nullable ? [] : ["NULL"]))
  }

  var testDescription: String { "\(table).\(column)" }
}

private func text(_ characters: Int) -> String {
  "'" + String(repeating: "я", count: characters) + "'"
}

private let year9999: Int64 = 253_402_300_799
private let flags: ClosedRange<Int64> = 0...1

/// Every column of every table that is not an id, a link or part of the stamp.
private let ranges: [ColumnRange] = [
  ColumnRange("power_on", "software", characters: 1...100),
  ColumnRange("power_on", "last_seen_powered_seconds", 1000...3_155_760_000),
  ColumnRange("power_on", "last_seen_wall_seconds", 0...year9999, nullable: true),
  ColumnRange("settings_text", "text", characters: 0...100_000),
  ColumnRange("session", "source", oneOf: ["press", "schedule", "caregiver", "unattended"]),
  ColumnRange("session", "profile", oneOf: ["mild", "moderate", "listening"]),
  // A plan of 720 s is too long for a short session.
  ColumnRange("session", "kind", in: ["'usual'"], out: ["'short'", "'long'", "NULL"]),
  ColumnRange("session", "planned_seconds", 0...1200),
  ColumnRange("session", "completes", in: ["NULL"], out: ["1", "99"]),
  ColumnRange("session", "safety_whole", flags),
  ColumnRange("session", "done_seconds", 0...7200),
  ColumnRange("session", "ended", in: ["NULL"], out: ["'finished'", "'other'"]),
  ColumnRange("session", "ended_wall_seconds", 0...year9999, nullable: true),
  ColumnRange("session", "ended_powered_seconds", in: ["NULL"], out: ["5000"]),
  ColumnRange(
    "exercise", "technique",
    oneOf: ["breathing", "oral motor", "singing", "speech cueing", "listening"]),
  ColumnRange("exercise", "activity", characters: 1...100),
  ColumnRange("exercise", "started_seconds", 0...86_400),
  ColumnRange("exercise", "started_frame", in: ["0", "1 << 60"], out: ["-1", "NULL", "'x'"]),
  ColumnRange("exercise", "planned_seconds", 0...1200),
  ColumnRange("exercise", "planned_sets", 0...20),
  ColumnRange("exercise", "planned_breaths", 0...360, nullable: true),
  ColumnRange("exercise", "baseline_pace_milli", 8000...24_000, nullable: true),
  ColumnRange("exercise", "tempo_milli", 40_000...200_000, nullable: true),
  ColumnRange("exercise", "done_seconds", 0...86_400),
  ColumnRange("exercise", "sets_done", 0...1000),
  ColumnRange("exercise", "breaths_cued", 0...10_000),
  ColumnRange("exercise", "breaths_acknowledged", 0...86, nullable: true),
  ColumnRange("exercise", "final_pace_milli", 8000...24_000, nullable: true),
  ColumnRange("exercise", "pacing_step", 0...100, nullable: true),
  ColumnRange("answer", "effort", in: ["2", "3", "4", "7", "NULL"], out: ["0", "1", "5", "6", "8"]),
  ColumnRange("answer", "changed", flags),
  ColumnRange("stop", "stage", characters: 1...100),
  ColumnRange("stop", "second", 0...86_400),
  ColumnRange("stop", "cause", oneOf: ["press", "sound lost", "stuck", "shutdown"]),
  ColumnRange("stop", "ordinal", 1...100),
  ColumnRange("lock", "reason", characters: 1...1000),
  ColumnRange("lock", "until_wall_seconds", 0...year9999, nullable: true),
  ColumnRange("lock", "released_wall_seconds", 0...year9999, nullable: true),
  ColumnRange("lock", "released_powered_seconds", in: ["1005", "NULL"], out: ["1004", "'x'"]),
  ColumnRange("clear_lock", "source", oneOf: ["prescription", "settings"]),
  ColumnRange("press_summary", "accepted", 0...1_000_000),
  ColumnRange("press_summary", "heard", 0...1_000_000),
  ColumnRange("press_summary", "ignored", 0...1_000_000),
  ColumnRange("press_summary", "stuck", 0...1_000_000),
  ColumnRange("press_summary", "median_milliseconds", 0...86_400_000, nullable: true),
  ColumnRange("press_summary", "missed_prompts", 0...1_000_000),
  // The row holds a baseline: another outcome has another pace, or none.
  ColumnRange(
    "pace_measurement", "outcome", in: ["'baseline'"],
    out: ["'skipped'", "'too few'", "'out of range'", "'other'", "NULL"]),
  ColumnRange("pace_measurement", "pace_milli", 8000...24_000),
  ColumnRange("gap", "frame", in: ["0", "1 << 60"], out: ["-1", "NULL"]),
  ColumnRange("gap", "frames", in: ["1", "1 << 60"], out: ["0", "-1", "NULL"]),
  ColumnRange("fault", "kind", characters: 1...100),
  ColumnRange("fault", "detail", characters: 0...100_000),
  ColumnRange("fault", "told_helper", flags),
  ColumnRange("fault", "told_patient_day", 0...2_932_896, nullable: true),
  ColumnRange("settings_change", "key", characters: 1...100),
  ColumnRange("settings_change", "old", characters: 0...100_000, nullable: true),
  ColumnRange("settings_change", "new", characters: 0...100_000, nullable: true),
  ColumnRange("settings_change", "source", characters: 1...1000),
  ColumnRange("settings_change", "software", characters: 1...100),
  ColumnRange("safety_said", "whole", flags),
  // The row holds a piece: nothing else has layers.
  ColumnRange(
    "material", "kind", in: ["'piece'"], out: ["'song'", "'phrase'", "'track'", "'other'", "NULL"]),
  ColumnRange("material", "name", characters: 1...1000),
  ColumnRange("material", "layers", 1...20, nullable: true),
  // The row holds a rate: another outcome has none.
  ColumnRange(
    "rate_measurement", "outcome", in: ["'rate'"],
    out: ["'skipped'", "'unclear'", "'other'", "NULL"]),
  ColumnRange("rate_measurement", "rate_milli", 40_000...400_000),
  ColumnRange("switch_test", "presses", 0...1000),
  // Three times or none, and none is kept that was not proposed.
  ColumnRange("switch_test", "acceptance_milliseconds", 0...2000),
  ColumnRange("switch_test", "release_milliseconds", 0...3000),
  ColumnRange("switch_test", "scan_milliseconds", 2000...10_000),
  ColumnRange("switch_test", "kept", flags),
  ColumnRange("self_test", "unit", characters: 1...100, nullable: true),
  ColumnRange("self_test", "tones_played", flags),
  ColumnRange("self_test", "press_milliseconds", 0...86_400_000, nullable: true),
  ColumnRange("self_test", "written", flags),
  ColumnRange("self_test", "seconds", 0...86_400),
  // The row rings still: it has neither.
  ColumnRange("call", "ended", in: ["NULL"], out: ["'answered'", "'other'"]),
  ColumnRange("call", "rang_seconds", in: ["NULL"], out: ["0", "'x'"])
]

/// Tables whose rows carry a stamp.
private let stampedTables = [
  "power_on", "session", "exercise", "answer", "stop", "lock", "clear_lock", "press_summary",
  "pace_measurement", "gap", "fault", "settings_change", "safety_said", "material",
  "rate_measurement", "switch_test", "self_test", "call"
]

private let links = [
  ("session", "power_on"), ("session", "settings"), ("exercise", "session"),
  ("answer", "session"), ("answer", "exercise"), ("stop", "session"), ("stop", "exercise"),
  ("press_summary", "power_on"), ("press_summary", "session"), ("pace_measurement", "session"),
  ("gap", "power_on"), ("settings_change", "settings"), ("safety_said", "session"),
  ("material", "session"), ("material", "exercise"), ("rate_measurement", "session"),
  ("switch_test", "power_on"), ("self_test", "power_on"), ("call", "power_on"), ("call", "session")
]

/// Result codes with which SQLite refuses a value: CHECK, NOT NULL, STRICT type, foreign key.
private let refusals: Set<Int32> = [275, 1299, 3091, 787]

/// Sets a column of the first row to a value, and takes it back.
/// - Returns: the code of the refusal; nil where the value was taken.
private func codeOfSetting(
  _ table: String, _ column: String, to value: String, in diary: Diary
) throws -> Int32? {
  let database = diary.database
  try database.run("BEGIN")
  defer { #expect(throws: Never.self) { try database.run("ROLLBACK") } }
  do throws(DiaryError) {
    try database.run("UPDATE \(table) SET \(column) = \(value) WHERE id = 1")
    #expect(database.changes == 1)
    return nil
  } catch {
    #expect(!error.message.isEmpty && error.sql.contains(column))
    return error.code
  }
}

@Suite struct RangeTests {
  @Test("a column takes what is in its range and refuses what is outside", arguments: ranges)
  func columnHoldsItsRange(_ range: ColumnRange) throws {
    let folder = try TemporaryFolder()
    let diary = folder.open().diary
    try diary.appendOneOfEach()
    for value in range.inside {
      let code = try codeOfSetting(range.table, range.column, to: value, in: diary)
      #expect(code == nil, "\(value.prefix(40))")
    }
    for value in range.outside {
      let code = try codeOfSetting(range.table, range.column, to: value, in: diary)
      #expect(refusals.contains(code ?? 0), "\(value.prefix(40)): \(code ?? 0)")
    }
  }

  @Test("every table refuses a time that cannot be", arguments: stampedTables)
  func stampHoldsItsRange(_ table: String) throws {
    let folder = try TemporaryFolder()
    let diary = folder.open().diary
    try diary.appendOneOfEach()
    for value in ["-1", "\(year9999 + 1)", "NULL", "'now'"] {
      #expect(try codeOfSetting(table, "wall_seconds", to: value, in: diary) != nil)
    }
    for value in ["-1", "2", "NULL"] {
      #expect(try codeOfSetting(table, "clock_set", to: value, in: diary) == 275 || value == "NULL")
    }
    for value in ["-1", "3155760001", "NULL"] {
      #expect(try codeOfSetting(table, "powered_seconds", to: value, in: diary) != nil)
    }
    // Without a set clock the wall time may be unknown.
    let unknown = "0, wall_seconds = NULL"
    #expect(try codeOfSetting(table, "clock_set", to: unknown, in: diary) == nil)
  }

  @Test("a link to a row that is not there is refused", arguments: links)
  func linkNeedsItsRow(_ table: String, _ column: String) throws {
    let folder = try TemporaryFolder()
    let diary = folder.open().diary
    try diary.appendOneOfEach()
    #expect(try codeOfSetting(table, column, to: "99", in: diary) == 787)
  }

  @Test func noColumnIsForgottenByTheseTests() throws {
    let folder = try TemporaryFolder()
    let rows = try folder.open().diary.database.rows(
      """
      SELECT t.name || '.' || c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
      WHERE t.type = 'table'
      """)
    let stored = Set(
      rows.compactMap { row -> String? in
        if case .text(let name)? = row.first { name } else { nil }
      })
    var tested = Set(ranges.map(\.testDescription) + links.map { "\($0).\($1)" })
    for table in stampedTables {
      tested.formUnion(
        ["wall_seconds", "clock_set", "powered_seconds"].map { "\(table).\($0)" })
    }
    #expect(stored.filter { !$0.hasSuffix(".id") } == tested)
  }

  @Test func anAnswerBelongsToAnExerciseOfItsOwnSession() throws {
    let folder = try TemporaryFolder()
    let diary = folder.open().diary
    try diary.appendOneOfEach()
    let second = try diary.append(.session(sessionRow()), at: stamp(20))
    let error = refusal {
      try diary.append(
        .answer(AnswerRow(session: second, exercise: 1, effort: 3, changed: false)),
        at: stamp(21))
    }
    #expect(error?.code == 787)
    #expect(error?.isRefusal == true)
  }

  @Test func anUnfinishedSessionIsCompletedOnce() throws {
    let folder = try TemporaryFolder()
    let diary = folder.open().diary
    try diary.appendOneOfEach()
    try diary.append(.session(sessionRow(completes: 1)), at: stamp(20))
    #expect(throws: DiaryError.self) {
      try diary.append(.session(sessionRow(completes: 1)), at: stamp(21))
    }
    #expect(try diary.recentSessions().map(\.row.completes) == [nil, 1])
  }

  @Test func aShortSessionPlansSixMinutesAtMost() throws {
    let folder = try TemporaryFolder()
    let diary = folder.open().diary
    try diary.append(.powerOn(PowerOnRow(software: "1")), at: stamp(0))
    var row = sessionRow()
    row.kind = .short
    row.plannedSeconds = 360
    try diary.append(.session(row), at: stamp(1))
    row.plannedSeconds = 361
    #expect(throws: DiaryError.self) { try diary.append(.session(row), at: stamp(2)) }
  }

  @Test("each outcome of a measurement has the pace it can have")
  func outcomesHaveTheirPaces() throws {
    let folder = try TemporaryFolder()
    let diary = folder.open().diary
    typealias Outcome = PaceMeasurementRow.Outcome
    let right: [Outcome] = [
      .baseline(paceMilli: 8000), .baseline(paceMilli: 24_000), .skipped, .tooFew,
      .outOfRange(paceMilli: nil), .outOfRange(paceMilli: 7999), .outOfRange(paceMilli: 24_001)
    ]
    let wrong: [Outcome] = [
      .baseline(paceMilli: 7999), .baseline(paceMilli: 24_001), .outOfRange(paceMilli: 15_000),
      .outOfRange(paceMilli: 999), .outOfRange(paceMilli: 60_001)
    ]
    for outcome in right {
      let row = PaceMeasurementRow(session: nil, outcome: outcome)
      try diary.append(.paceMeasurement(row), at: stamp(1))
      #expect(try diary.lastPaceMeasurement()?.row == row)
    }
    for outcome in wrong {
      let row = PaceMeasurementRow(session: nil, outcome: outcome)
      #expect(throws: DiaryError.self) {
        try diary.append(.paceMeasurement(row), at: stamp(2))
      }
    }
  }

  @Test("songs, phrases and tracks are kept without layers, and a track without a session")
  func materialOfEachKind() throws {
    let folder = try TemporaryFolder()
    let diary = folder.open().diary
    try diary.appendOneOfEach()
    for kind in [MaterialRow.Kind.song, .phrase, .track] {
      try diary.append(
        .material(MaterialRow(session: 1, exercise: 1, kind: kind, name: "a")), at: stamp(50))
      #expect(throws: DiaryError.self) {
        try diary.append(
          .material(MaterialRow(session: 1, exercise: 1, kind: kind, name: "a", layers: 1)),
          at: stamp(51))
      }
    }
    try diary.append(.material(MaterialRow(kind: .track, name: "tune")), at: stamp(52))
  }

  @Test("each outcome of counting aloud has the rate it can have")
  func ratesOfCounting() throws {
    let folder = try TemporaryFolder()
    let diary = folder.open().diary
    typealias Outcome = RateMeasurementRow.Outcome
    let right: [Outcome] = [
      .rate(rateMilli: 40_000), .rate(rateMilli: 400_000), .skipped, .unclear
    ]
    for outcome in right {
      try diary.append(.rateMeasurement(RateMeasurementRow(outcome: outcome)), at: stamp(1))
    }
    for milli in [39_999, 400_001] {
      #expect(throws: DiaryError.self) {
        try diary.append(
          .rateMeasurement(RateMeasurementRow(outcome: .rate(rateMilli: milli))), at: stamp(2))
      }
    }
  }

  @Test(
    "a plan holds so many sets, steps or phrases as its technique may have",
    arguments: [
      (ExerciseRow.Technique.breathing, 10), (.oralMotor, 4), (.speechCueing, 8), (.singing, 20),
      (.listening, 20)
    ])
  func plansHoldTheRangeOfTheirTechnique(_ technique: ExerciseRow.Technique, _ most: Int) throws {
    let folder = try TemporaryFolder()
    let diary = folder.open().diary
    try diary.appendOneOfEach()
    var row = exerciseRow(technique: technique)
    row.plannedSets = most
    try diary.append(.exercise(row), at: stamp(50))
    row.plannedSets = most + 1
    let error = refusal { try diary.append(.exercise(row), at: stamp(51)) }
    // SQLITE_CONSTRAINT_TRIGGER, or of the CHECK that holds for all.
    #expect([1811, 275].contains(error?.code ?? 0))
    #expect(error?.isRefusal == true)
  }

  @Test("a switch test proposes three times or none, and only what was proposed is kept")
  func switchTestsAreWhole() throws {
    let folder = try TemporaryFolder()
    let diary = folder.open().diary
    try diary.appendOneOfEach()
    try diary.append(
      .switchTest(SwitchTestRow(powerOn: 1, presses: 2, proposal: nil, kept: false)), at: stamp(50))
    #expect(throws: DiaryError.self) {
      try diary.append(
        .switchTest(SwitchTestRow(powerOn: 1, presses: 2, proposal: nil, kept: true)),
        at: stamp(51))
    }
    for column in ["acceptance", "release", "scan"] {
      #expect(
        try codeOfSetting("switch_test", "\(column)_milliseconds", to: "NULL", in: diary) == 275)
    }
  }
}
