// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Glibc
import Testing

@Suite struct OpeningTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A closed store with one row of each kind.
  private func makeStore() throws -> [UInt8] {
    try folder.open().diary.appendOneOfEach()
    return try folder.read("diary.sqlite")
  }

  /// The diary can be written and read, and what is written is there after reopening.
  private func expectItWorks(_ diary: consuming Diary, _ comment: Comment? = nil) throws {
    #expect(diary.isOnDisk, comment)
    let powerOn = diary.keep(.powerOn(PowerOnRow(software: "again")), at: stamp(1_000_000))
    #expect(powerOn != nil, comment)
    _ = diary.history(before: powerOn)
    let id = diary.keep(.fault(FaultRow(kind: "later", detail: "")), at: stamp(1_000_001))
    #expect(id != nil, comment)
    #expect(diary.takeFaults().isEmpty, comment)
  }

  // MARK: - A sound store

  @Test func aMissingFolderIsMade() throws {
    let opened = Diary.open(directory: folder.path + "/a/b/c", now: "2026-11-22")
    #expect(opened.faults.isEmpty)
    #expect(opened.diary.isOnDisk && opened.diary.knowsHistory)
    try opened.diary.appendOneOfEach()
    #expect(access(folder.path + "/a/b/c/diary.sqlite", F_OK) == 0)
  }

  @Test func theConnectionWorksAsTheDiaryNeedsIt() throws {
    let database = folder.open().diary.database
    #expect(try database.text("PRAGMA journal_mode") == "wal")
    #expect(try database.integer("PRAGMA synchronous") == 2)
    #expect(try database.integer("PRAGMA foreign_keys") == 1)
    #expect(try database.integer("PRAGMA user_version") == 3)
    #expect(try database.integer("PRAGMA application_id") == 0x5570_4274)
    #expect(try database.text("PRAGMA quick_check") == "ok")
    let tables = try database.rows(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0")
    #expect(
      tables.allSatisfy { $0 == [.text("sqlite_schema")] || $0 == [.text("sqlite_temp_schema")] })
  }

  @Test func anEmptyFileIsAStoreNotYetMade() throws {
    try folder.write([], to: "diary.sqlite")
    let opened = folder.open()
    #expect(opened.faults.isEmpty)
    try expectItWorks(opened.diary)
  }

  @Test func aPathOfOddCharactersIsAPath() throws {
    let path = folder.path + "/Tagebuch ?mode=memory&x=%41#ü"
    for _ in 1...2 { #expect(Diary.open(directory: path, now: "d").diary.isOnDisk) }
    // The way that reads a file without its locks names it in a URI.
    let diary = Diary.open(directory: path, now: "d").diary
    try diary.appendOneOfEach()
    let full = Diary.open(
      directory: path, now: "d", conditions: ["query_only = 1"], busyMilliseconds: 1)
    #expect(try full.diary.recentSessions().count == 1)
  }

  // MARK: - A power cut

  @Test func whatWasAppendedOutlivesAPowerCut() throws {
    let diary = folder.open().diary
    let other = try TemporaryFolder()
    for (second, entry) in oneOfEach.enumerated() {
      try diary.append(entry, at: stamp(Int64(second)))
      let after = try TemporaryFolder()
      try folder.copyStore(to: after)
      let opened = after.open()
      #expect(opened.faults.isEmpty)
      #expect(opened.diary.isOnDisk)
      let rows = try opened.diary.database.integer("SELECT count(*) FROM power_on")
      #expect(rows == 1)
      #expect(try opened.diary.totalPoweredSeconds() == stamp(Int64(second)).poweredSeconds)
    }
    try folder.copyStore(to: other)
    #expect(try other.open().diary.dump().count == diary.dump().count)
  }

  @Test func aSessionAPowerCutLeftOpenIsEndedFromItsExercises() throws {
    try withExtendedLifetime(folder.open().diary) { diary in
      try diary.append(.powerOn(PowerOnRow(software: "1")), at: stamp(0))
      try diary.append(.session(sessionRow()), at: stamp(10))
      for technique in [ExerciseRow.Technique.breathing, .singing, .listening] {
        let exercise = try diary.append(
          .exercise(exerciseRow(technique: technique)), at: stamp(20))
        try diary.apply(
          .progress(exercise: exercise, ExerciseProgress(doneSeconds: 100)), at: stamp(300))
      }
      let finished = try diary.append(.session(sessionRow()), at: stamp(400))
      try diary.apply(.end(session: finished, how: .finished, doneSeconds: 7), at: stamp(500))
    }
    let diary = folder.open().diary
    let sessions = try diary.recentSessions()
    #expect(sessions.map(\.ended) == [.powerLost, .finished])
    // 100 s of breathing and 100 s of singing; listening is not counted.
    #expect(sessions.map(\.doneSeconds) == [200, 7])
    #expect(sessions[0].endedPoweredSeconds == stamp(500).poweredSeconds)
    #expect(sessions[0].endedWallSeconds == stamp(500).wallSeconds)
    #expect(try diary.previousPowerOn(before: nil)?.poweredSecondsAfterLastSession == 0)
  }

  // MARK: - A broken store

  @Test func aFileThatIsNoDatabaseIsKeptAside() throws {
    let bytes = Array("Dear diary, today I practised.\n".utf8)
    try folder.write(bytes, to: "diary.sqlite")
    let opened = folder.open()
    #expect(opened.faults.map(\.kind) == [.broken])
    #expect(opened.faults.map(\.keptAside) == ["diary-broken-2026-11-22.sqlite"])
    #expect(opened.faults.first?.detail.contains("diary-broken-2026-11-22.sqlite") == true)
    #expect(!opened.diary.knowsHistory)
    #expect(try folder.read("diary-broken-2026-11-22.sqlite") == bytes)
    try expectItWorks(opened.diary)
    #expect(folder.open().diary.knowsHistory)
  }

  @Test func whatIsKeptAsideIsNeverOverwritten() throws {
    for round in UInt8(1)...4 {
      try folder.write([round, round], to: "diary.sqlite")
      // A log beside it belongs to it, and goes with it.
      try folder.write([round], to: "diary.sqlite-wal")
      if round == 3 { try folder.write([99], to: "diary-broken-2026-11-22-3.sqlite-wal") }
      #expect(folder.open().faults.map(\.kind) == [.broken])
    }
    let kept = ["", "-2", "-4", "-5"].map { "diary-broken-2026-11-22\($0).sqlite" }
    for (name, round) in zip(kept, UInt8(1)...) {
      #expect(try folder.read(name) == [round, round])
      #expect(try folder.read(name + "-wal") == [round])
    }
    #expect(try folder.read("diary-broken-2026-11-22-3.sqlite-wal") == [99])
  }

  @Test("a date can name no file elsewhere", arguments: ["../../x/y", "", "2026/11\0", "я"])
  func oddDatesStayInTheFolder(_ date: String) throws {
    try folder.write([1, 2, 3], to: "diary.sqlite")
    let kept = try #require(folder.open(now: date).faults.first?.keptAside)
    #expect(folder.names.contains(kept))
    #expect(try folder.read(kept) == [1, 2, 3])
  }

  @Test func aTruncatedStoreIsKeptAside() throws {
    let whole = try makeStore()
    for count in [
      1, 15, 16, 99, 100, 101, 511, 4095, 4096, 4097, whole.count / 2, whole.count - 4096
    ] {
      let folder = try TemporaryFolder()
      let bytes = Array(whole.prefix(count))
      try folder.write(bytes, to: "diary.sqlite")
      let opened = folder.open()
      #expect(opened.faults.map(\.kind) == [.broken], "\(count) bytes")
      #expect(try folder.read("diary-broken-2026-11-22.sqlite") == bytes)
      try expectItWorks(opened.diary, "\(count) bytes")
    }
  }

  @Test func anyByteOfTheHeaderMayBeWrong() throws {
    let whole = try makeStore()
    for place in 0..<100 {
      for bit in [UInt8(1), 0x80] {
        let folder = try TemporaryFolder()
        var bytes = whole
        bytes[place] ^= bit
        try folder.write(bytes, to: "diary.sqlite")
        let opened = folder.open()
        if let kept = opened.faults.first?.keptAside {
          #expect(try folder.read(kept) == bytes, "byte \(place)")
        } else {
          #expect(opened.faults.isEmpty, "byte \(place)")
        }
        try expectItWorks(opened.diary, "byte \(place)")
      }
    }
  }

  @Test("random damage is kept aside or harmless", arguments: UInt64(1)...40)
  func randomDamage(_ seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    var bytes = try makeStore()
    for _ in 0..<Int.random(in: 1...200, using: &random) {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
    }
    try folder.write(bytes, to: "diary.sqlite")
    let opened = folder.open()
    if let kept = opened.faults.first?.keptAside {
      #expect(try folder.read(kept) == bytes)
      #expect(opened.faults.map(\.kind) == [.broken])
    } else {
      #expect(opened.faults.isEmpty)
    }
    try expectItWorks(opened.diary)
  }

  @Test("a damaged log never stops the opening", arguments: UInt64(1)...20)
  func randomDamageOfTheLog(_ seed: UInt64) throws {
    let live = folder.open().diary
    try live.appendOneOfEach()
    let after = try TemporaryFolder()
    try folder.copyStore(to: after)
    var random = SplitMix64(state: seed)
    for name in ["diary.sqlite-wal", "diary.sqlite-shm"] {
      var bytes = try after.read(name)
      for _ in 0..<Int.random(in: 1...50, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 0xff
      }
      try after.write(bytes, to: name)
    }
    try expectItWorks(after.open().diary)
  }

  @Test(
    "a sound database that is no diary of ours is kept aside",
    arguments: [
      "PRAGMA user_version = 99", "PRAGMA user_version = 0", "PRAGMA application_id = 7",
      "DROP TABLE gap", "CREATE TABLE mine (x)",
      "CREATE TRIGGER t AFTER INSERT ON gap BEGIN SELECT 1; END",
      "ALTER TABLE stop ADD COLUMN mine TEXT",
      "PRAGMA writable_schema = 1; DELETE FROM sqlite_schema WHERE name = 'lock'"
    ])
  func anotherSchemaIsKeptAside(_ change: String) throws {
    _ = try makeStore()
    try Database.open(folder.store, .readWrite).runScript(change)
    let bytes = try folder.read("diary.sqlite")
    let opened = folder.open()
    #expect(opened.faults.map(\.kind) == [.broken])
    let kept = try #require(opened.faults.first?.keptAside)
    #expect(try folder.read(kept) == bytes)
    try expectItWorks(opened.diary)
  }

  @Test func somethingThatIsNoFileIsKeptAside() throws {
    #expect(mkdir(folder.store, 0o755) == 0)
    try expectItWorks(folder.open().diary)
    #expect(unlink(folder.store) == 0)
    #expect(mkfifo(folder.store, 0o644) == 0)
    try expectItWorks(folder.open().diary)
    #expect(unlink(folder.store) == 0)
    #expect(symlink("/dev/zero", folder.store) == 0)
    try expectItWorks(folder.open().diary)
    #expect(
      folder.names.filter { $0.hasPrefix("diary-broken") } == [
        "diary-broken-2026-11-22-2.sqlite", "diary-broken-2026-11-22-3.sqlite",
        "diary-broken-2026-11-22.sqlite"
      ])
  }

  // MARK: - A disk that cannot be had

  @Test func aFolderThatIsAFileLeavesTheDiaryInMemory() throws {
    try folder.write([1], to: "data")
    for path in ["/data", "/data/deeper"] {
      let opened = Diary.open(directory: folder.path + path, now: "2026-11-22")
      #expect(opened.faults.map(\.kind) == [.unreachable])
      #expect(!opened.diary.isOnDisk)
      try opened.diary.appendOneOfEach()
      #expect(try opened.diary.recentSessions().count == 1)
    }
    #expect(try folder.read("data") == [1])
  }

  @Test func aFolderThatCannotBeMadeLeavesTheDiaryInMemory() throws {
    let opened = Diary.open(directory: "/proc/upbeat/data", now: "2026-11-22")
    #expect(opened.faults.count == 1)
    #expect(!opened.diary.isOnDisk)
    try opened.diary.appendOneOfEach()
  }

  @Test func aFullDiskLeavesTheDiaryInMemory() throws {
    let opened = folder.open(conditions: ["max_page_count = 3"])
    #expect(opened.faults.map(\.kind) == [.full])
    #expect(!opened.diary.isOnDisk)
    try opened.diary.appendOneOfEach()
  }

  @Test func aLogThatCannotBeOpenedLeavesTheDiaryInMemoryWithItsHistory() throws {
    _ = try makeStore()
    #expect(symlink("/dev/full", folder.store + "-wal") == 0)
    let opened = folder.open()
    #expect(opened.faults.map(\.kind) == [.unreachable])
    #expect(opened.faults.first?.cause.code == 14)
    #expect(!opened.diary.isOnDisk && opened.diary.knowsHistory)
    #expect(try opened.diary.recentSessions().count == 1)
  }

  @Test func aReadOnlyDiskLeavesTheDiaryInMemoryWithItsHistory() throws {
    _ = try makeStore()
    let before = try folder.read("diary.sqlite")
    let opened = folder.open(conditions: ["query_only = 1"])
    #expect(opened.faults.map(\.kind) == [.readOnly])
    #expect(!opened.diary.isOnDisk && opened.diary.knowsHistory)
    #expect(try opened.diary.recentSessions().map(\.ended) == [.powerLost])
    #expect(opened.diary.history(before: nil).isWhole)
    try opened.diary.append(.powerOn(PowerOnRow(software: "2")), at: stamp(2000))
    #expect(try folder.read("diary.sqlite") == before)
  }

  @Test func aLockedStoreLeavesTheDiaryInMemoryWithItsHistory() throws {
    _ = try makeStore()
    let other = try Database.open(folder.store, .readWrite)
    try other.run("PRAGMA locking_mode = exclusive")
    try other.run("BEGIN EXCLUSIVE")
    let opened = folder.open()
    #expect(opened.faults.map(\.kind) == [.locked])
    #expect(!opened.diary.isOnDisk && opened.diary.knowsHistory)
    #expect(try opened.diary.recentSessions().count == 1)
    try other.run("ROLLBACK")
  }
}
