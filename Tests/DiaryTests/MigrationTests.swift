// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Testing

@Suite struct MigrationTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// What these tables hold, but for the last moment the store was seen on.
  private func records(
    _ database: Database, in tables: [[Value]]? = nil
  ) throws -> (tables: [[Value]], rows: [[Value]]) {
    let tables =
      try tables
      ?? database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    let rows = try tables.flatMap { name -> [[Value]] in
      guard case .text(let table)? = name.first else { return [] }
      return try database.rows("SELECT '\(table)', * FROM \(table) ORDER BY id")
    }
    return (tables, rows)
  }

  @Test(
    "a store of each earlier version is led on, with every record as it was",
    arguments: EarlierVersion.allCases)
  func everyRecordIsKept(_ version: EarlierVersion) throws {
    try version.write(to: folder.store)
    let before = try records(Database.open(folder.store, .readOnly))
    #expect(before.rows.count == version.recordCount)
    let opened = folder.open()
    #expect(opened.faults.isEmpty)
    #expect(opened.diary.isOnDisk && opened.diary.knowsHistory)
    #expect(try opened.diary.database.integer("PRAGMA user_version") == 3)
    #expect(try records(opened.diary.database, in: before.tables).rows == before.rows)
    #expect(opened.diary.checkWhole())
    #expect(opened.diary.takeFaults().isEmpty)
  }

  @Test(
    "what the old records decided is decided by them still",
    arguments: EarlierVersion.allCases)
  func historyIsKept(_ version: EarlierVersion) throws {
    try version.write(to: folder.store)
    let history = folder.open().diary.history(before: nil)
    #expect(history.isWhole)
    #expect(history.recentSessions.map(\.doneSeconds) == [611])
    #expect(history.recentSessions.map(\.ended) == [.finished])
    #expect(history.lastBaseline?.paceMilli == 15_200)
    #expect(history.lastPacingStep == 3)
    #expect(history.standingLocks.map(\.row.reason) == ["gap"])
    #expect(history.repertoire.mostLayers == version.mostLayers)
    #expect(history.repertoire.songs.isEmpty)
    #expect(history.repertoire.daysByTheClock == [Int64(1_795_338_060 / 86_400)])
  }

  @Test(
    "the new tables take records, and the file is opened again",
    arguments: EarlierVersion.allCases)
  func newRecords(_ version: EarlierVersion) throws {
    try version.write(to: folder.store)
    do {
      let diary = folder.open().diary
      for (second, entry) in oneOfEach.enumerated().dropFirst(2) {
        try diary.append(entry, at: stamp(900 + Int64(second)))
      }
    }
    let opened = folder.open()
    #expect(opened.faults.isEmpty)
    #expect(opened.diary.history(before: nil).repertoire.lastRateMilli == 180_500)
    for table in ["switch_test", "self_test", "call"] {
      #expect(try opened.diary.database.integer("SELECT count(*) FROM \(table)") == 1)
    }
  }

  @Test(
    "on a disk that takes nothing, an old store is read into memory and led on there",
    arguments: EarlierVersion.allCases)
  func readOnlyDisk(_ version: EarlierVersion) throws {
    try version.write(to: folder.store)
    let before = try folder.read("diary.sqlite")
    let opened = folder.open(conditions: ["query_only = 1"])
    #expect(opened.faults.map(\.kind) == [.readOnly])
    #expect(!opened.diary.isOnDisk && opened.diary.knowsHistory)
    #expect(opened.diary.history(before: nil).recentSessions.map(\.doneSeconds) == [611])
    #expect(try folder.read("diary.sqlite") == before)
  }

  @Test(
    "an old store whose tables are not those of its version is kept aside",
    arguments: EarlierVersion.allCases)
  func changedTables(_ version: EarlierVersion) throws {
    try version.write(to: folder.store)
    try Database.open(folder.store, .readWrite).runScript("ALTER TABLE stop ADD COLUMN mine TEXT")
    #expect(folder.open().faults.map(\.kind) == [.broken])
  }

  @Test(
    "an old store with a page that went bad is led on as far as it can be read",
    arguments: EarlierVersion.allCases)
  func brokenPage(_ version: EarlierVersion) throws {
    try version.write(to: folder.store)
    var bytes = try folder.read("diary.sqlite")
    let root = try Database.open(folder.store, .readOnly).integer(
      "SELECT rootpage FROM sqlite_schema WHERE name = 'lock'")
    let start = (Int(try #require(root)) - 1) * 4096
    for place in start..<start + 4096 { bytes[place] = 0xa5 }
    try folder.write(bytes, to: "diary.sqlite")
    let opened = folder.open()
    #expect(opened.faults.map(\.kind) == [.broken])
    #expect(opened.faults.first?.keptAside != nil)
    let history = opened.diary.history(before: nil)
    #expect(!history.isWhole && history.standingLocks.isEmpty)
    #expect(history.recentSessions.map(\.doneSeconds) == [611])
    // The plan of seven steps, which no program of today makes, with them.
    #expect(history.recentSessions.first?.exercises.count == (version == .one ? 1 : 2))
    #expect(opened.diary.checkWhole())
    #expect(opened.diary.takeFaults().isEmpty)
  }
}
