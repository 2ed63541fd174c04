// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Glibc
import Testing

/// A practice goes on whatever the disk does.
@Suite struct GoingOnTests {
  let folder: TemporaryFolder
  let diary: Diary

  init() throws {
    folder = try TemporaryFolder()
    diary = folder.open().diary
    try diary.appendOneOfEach()
  }

  /// From now on the disk takes no page more, here and on each new connection.
  private func fillTheDisk() throws {
    let pages = try diary.database.integer("PRAGMA page_count") ?? 0
    try diary.database.run("PRAGMA max_page_count = \(pages)")
    diary.setConditions(["max_page_count = \(pages)"])
  }

  /// Appends faults, until the disk would have been full several times over.
  private func keepMuch() {
    let detail = String(repeating: "detail ", count: 600)
    for second in 0..<Int64(10) {
      let row = FaultRow(kind: "kept", detail: detail)
      #expect(diary.keep(.fault(row), at: stamp(100 + second)) != nil)
    }
  }

  private func keptCount(_ diary: Diary) throws -> Int64? {
    try diary.database.integer("SELECT count(*) FROM fault WHERE kind = 'kept'")
  }

  @Test func aFullDiskIsToldOnceAndNothingIsLost() throws {
    try fillTheDisk()
    keepMuch()
    #expect(!diary.isOnDisk)
    let faults = diary.takeFaults()
    #expect(faults.map(\.kind) == [.full])
    #expect(faults.first?.cause.code == 13)
    #expect(diary.takeFaults().isEmpty)
    #expect(try keptCount(diary) == 10)
    // Rows of before are there for rows of now.
    diary.keep(.end(session: 1, how: .finished, doneSeconds: 60), at: stamp(200))
    #expect(diary.history(before: 1).recentSessions.map(\.ended) == [.finished])
    #expect(diary.history(before: 1).isWhole)
  }

  @Test func appendTellsWhatKeepBears() throws {
    try fillTheDisk()
    let error = refusal {
      for second in 0..<Int64(10) {
        let row = FaultRow(kind: "k", detail: String(repeating: "x", count: 5000))
        try diary.append(.fault(row), at: stamp(100 + second))
      }
    }
    #expect(error?.code == 13)
    #expect(error?.message == "database or disk is full")
    #expect(error?.sql.hasPrefix("INSERT INTO fault") == true)
    #expect(error?.isRefusal == false)
    #expect(diary.isOnDisk)
  }

  @Test func theNextSessionFindsTheDiskAgain() throws {
    try fillTheDisk()
    keepMuch()
    _ = diary.takeFaults()
    // Still full: the diary stays in memory, and does not say it again.
    #expect(diary.keep(.session(sessionRow()), at: stamp(300)) == 2)
    #expect(!diary.isOnDisk)
    #expect(diary.takeFaults().isEmpty)

    diary.setConditions([])
    #expect(diary.keep(.session(sessionRow()), at: stamp(400)) == 3)
    #expect(diary.isOnDisk)
    #expect(try diary.database.text("PRAGMA journal_mode") == "wal")
    #expect(try diary.database.integer("PRAGMA synchronous") == 2)
    #expect(try diary.database.integer("PRAGMA foreign_keys") == 1)
    let after = try TemporaryFolder()
    try folder.copyStore(to: after)
    let reopened = after.open()
    #expect(reopened.faults.isEmpty)
    #expect(try keptCount(reopened.diary) == 10)
    #expect(try reopened.diary.recentSessions().map(\.id) == [1, 2, 3])

    // A second full disk is news again.
    try fillTheDisk()
    keepMuch()
    #expect(diary.takeFaults().map(\.kind) == [.full])
  }

  @Test func aDiskThatTurnsReadOnlyIsLeft() throws {
    try diary.database.run("PRAGMA query_only = 1")
    diary.setConditions(["query_only = 1"])
    keepMuch()
    #expect(try keptCount(diary) == 10)
    #expect(diary.takeFaults().map(\.kind) == [.readOnly])
    #expect(!diary.returnToDisk())
    diary.setConditions([])
    #expect(diary.returnToDisk())
    #expect(try keptCount(diary) == 10)
  }

  @Test func aLockHeldTooLongIsLeft() throws {
    let other = try Database.open(folder.store, .readWrite)
    try other.run("BEGIN IMMEDIATE")
    keepMuch()
    #expect(diary.takeFaults().map(\.kind) == [.locked])
    try other.run("ROLLBACK")
    #expect(diary.keep(.session(sessionRow()), at: stamp(300)) == 2)
    #expect(diary.isOnDisk)
    #expect(try keptCount(diary) == 10)
  }

  @Test func aStoreThatBreaksUnderTheDiaryIsKeptAside() throws {
    let exercise = try #require(diary.keep(.exercise(exerciseRow()), at: stamp(90)))
    diary.keep(
      .progress(exercise: exercise, ExerciseProgress(doneSeconds: 33)), at: stamp(95))
    let other = try Database.open(folder.store, .readWrite)
    try other.runScript(
      """
      PRAGMA writable_schema = 1;
      UPDATE sqlite_schema SET sql = 'CREATE TABLE fault (' WHERE name = 'fault';
      PRAGMA schema_version = 1000;
      """)
    keepMuch()
    #expect(diary.takeFaults().map(\.kind) == [.broken])
    #expect(!diary.isOnDisk && !diary.knowsHistory)
    // The running session goes on: its rows still have what they belong to.
    let answer = AnswerRow(session: 1, exercise: exercise, effort: 2, changed: false)
    #expect(diary.keep(.answer(answer), at: stamp(120)) != nil)
    diary.keep(.end(session: 1, how: .finished, doneSeconds: 33), at: stamp(130))
    #expect(diary.takeFaults().isEmpty)
    let history = diary.history(before: 1)
    #expect(!history.isWhole)
    #expect(history.recentSessions.map(\.ended) == [.finished])
    #expect(history.recentSessions.first?.exercises.last?.row.progress.doneSeconds == 33)

    #expect(diary.keep(.session(sessionRow()), at: stamp(300)) == 2)
    #expect(diary.isOnDisk)
    #expect(folder.names.contains("diary-broken-2026-11-22.sqlite"))
    #expect(try keptCount(diary) == 10)
  }

  @Test func aHistoryThatCannotBeReadIsSaidNotToBeKnown() throws {
    try diary.database.run("PRAGMA writable_schema = 1")
    try diary.database.run("DELETE FROM sqlite_schema WHERE name = 'pace_measurement'")
    try diary.database.run("PRAGMA schema_version = 1000")
    let history = diary.history(before: 1)
    #expect(!history.isWhole)
    #expect(diary.takeFaults().map(\.kind) == [.broken])
  }

  @Test func aRefusedRecordIsLostAlone() throws {
    var row = sessionRow()
    row.plannedSeconds = 9999
    #expect(diary.keep(.session(row), at: stamp(100)) == nil)
    diary.keep(.end(session: 77, how: .finished, doneSeconds: 0), at: stamp(101))
    #expect(diary.isOnDisk)
    #expect(diary.takeFaults().map(\.kind) == [.recordRefused])
    #expect(diary.keep(.session(sessionRow()), at: stamp(102)) == 2)
  }

  @Test func recordsTheMemoryDoesNotKnowAreNeverOverwritten() throws {
    try fillTheDisk()
    keepMuch()
    diary.setConditions([])
    let other = try Database.open(folder.store, .readWrite)
    try other.run("INSERT INTO settings_text (text) VALUES ('of another hand')")
    #expect(!diary.returnToDisk())
    #expect(try keptCount(diary) == 10)
    let question = "SELECT count(*) FROM settings_text WHERE text = 'of another hand'"
    #expect(try other.integer(question) == 1)
  }

  @Test func aStoreThatIsGoneIsWrittenAnew() throws {
    try fillTheDisk()
    keepMuch()
    diary.setConditions([])
    for name in folder.names { #expect(unlink(folder.path + "/" + name) == 0) }
    #expect(diary.returnToDisk())
    #expect(try keptCount(folder.open().diary) == 10)
  }

  @Test func evenAFullMemoryStopsNothing() throws {
    try fillTheDisk()
    keepMuch()
    try diary.database.run("PRAGMA max_page_count = 1")
    let detail = String(repeating: "x", count: 90_000)
    #expect(diary.keep(.fault(FaultRow(kind: "k", detail: detail)), at: stamp(500)) == nil)
    #expect(diary.history(before: 1).recentSessions.count == 1)
    #expect(diary.takeFaults().map(\.kind) == [.full])
  }

  @Test("whatever the disk does, all that was kept is on it in the end", arguments: UInt64(1)...30)
  func allThatWasKeptIsThere(_ seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    var kept: [RowID] = []
    var sessions = 1
    for step in 0..<Int64(80) {
      let at = stamp(1000 + step)
      switch Int.random(in: 0..<8, using: &random) {
      case 0:
        if diary.isOnDisk { try fillTheDisk() }
      case 1:
        diary.setConditions([])
        if diary.isOnDisk { try diary.database.run("PRAGMA max_page_count = 100000") }
      case 2:
        if diary.isOnDisk { try diary.database.run("PRAGMA query_only = 1") }
      case 3:
        diary.keep(.touch, at: at)
      case 4:
        #expect(diary.keep(.session(sessionRow()), at: at) != nil)
        sessions += 1
      default:
        let count = Int.random(in: 0...9000, using: &random)
        let row = FaultRow(kind: "kept", detail: String(repeating: "z", count: count))
        kept.append(try #require(diary.keep(.fault(row), at: at)))
      }
    }
    diary.setConditions([])
    #expect(diary.returnToDisk())
    let after = try TemporaryFolder()
    try folder.copyStore(to: after)
    let reopened = after.open().diary
    let ids = try reopened.database.rows("SELECT id FROM fault WHERE kind = 'kept' ORDER BY id")
    #expect(ids == kept.map { [.integer($0)] })
    #expect(try reopened.recentSessions().count == sessions)
  }
}
