// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Testing

@Suite struct MigrationTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try VersionOne.write(to: folder.store)
  }

  /// What a store holds, but for the last moment it was seen on.
  private func records(_ database: Database) throws -> [[Value]] {
    try database.rows(
      """
      SELECT name FROM sqlite_schema
      WHERE type = 'table' AND name NOT IN ('material', 'rate_measurement') ORDER BY name
      """
    ).flatMap { name -> [[Value]] in
      guard case .text(let table)? = name.first else { return [] }
      return try database.rows("SELECT '\(table)', * FROM \(table) ORDER BY id")
    }
  }

  @Test("a store of version 1 becomes one of version 2, with every record as it was")
  func everyRecordIsKept() throws {
    let before = try records(Database.open(folder.store, .readOnly))
    // One of each kind, and the text of the settings.
    #expect(before.count == 14)
    let opened = folder.open()
    #expect(opened.faults.isEmpty)
    #expect(opened.diary.isOnDisk && opened.diary.knowsHistory)
    #expect(try opened.diary.database.integer("PRAGMA user_version") == 2)
    #expect(try records(opened.diary.database) == before)
  }

  @Test("what the old records decided is decided by them still")
  func historyIsKept() throws {
    let history = folder.open().diary.history(before: nil)
    #expect(history.isWhole)
    #expect(history.recentSessions.map(\.doneSeconds) == [611])
    #expect(history.recentSessions.map(\.ended) == [.finished])
    #expect(history.lastBaseline?.paceMilli == 15_200)
    #expect(history.lastPacingStep == 3)
    #expect(history.standingLocks.map(\.row.reason) == ["gap"])
    #expect(history.repertoire.mostLayers == 0 && history.repertoire.songs.isEmpty)
    #expect(history.repertoire.daysByTheClock == [Int64(1_795_338_060 / 86_400)])
  }

  @Test("the new tables take records, and the file is opened again as one of version 2")
  func newRecords() throws {
    do {
      let diary = folder.open().diary
      try diary.append(
        .material(MaterialRow(session: 1, exercise: 1, kind: .piece, name: "river", layers: 2)),
        at: stamp(900))
      try diary.append(
        .rateMeasurement(RateMeasurementRow(session: 1, outcome: .rate(rateMilli: 150_000))),
        at: stamp(901))
    }
    let opened = folder.open()
    #expect(opened.faults.isEmpty)
    let repertoire = opened.diary.history(before: nil).repertoire
    #expect(repertoire.mostLayers == 2)
    #expect(repertoire.lastRateMilli == 150_000)
  }

  @Test("on a disk that takes nothing, an old store is read into memory and led on there")
  func readOnlyDisk() throws {
    let before = try folder.read("diary.sqlite")
    let opened = folder.open(conditions: ["query_only = 1"])
    #expect(opened.faults.map(\.kind) == [.readOnly])
    #expect(!opened.diary.isOnDisk && opened.diary.knowsHistory)
    #expect(opened.diary.history(before: nil).recentSessions.map(\.doneSeconds) == [611])
    #expect(try folder.read("diary.sqlite") == before)
  }

  @Test("an old store whose tables are not those of version 1 is kept aside")
  func changedTables() throws {
    try Database.open(folder.store, .readWrite).runScript("ALTER TABLE stop ADD COLUMN mine TEXT")
    #expect(folder.open().faults.map(\.kind) == [.broken])
  }
}
