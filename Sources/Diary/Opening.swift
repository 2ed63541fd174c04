// SPDX-License-Identifier: GPL-3.0-or-later

/// A diary, and what its opening met.
public struct Opened {
  public let diary: Diary
  /// In the order in which they were met; empty where all is well.
  public let faults: [StoreFault]
}

extension Diary {
  /// Opens the store `diary.sqlite` in a folder. Never fails:
  ///
  /// - a missing folder or file is made;
  /// - a file that is damaged, no diary, or of a later version is kept aside (with its log) as
  ///   `diary-broken-DATE.sqlite`, `-2`, `-3` … where that is taken, and a new one is started;
  /// - where the disk is full, read-only, locked or cannot be reached, what can be read of the file
  ///   is copied into memory, and the diary goes on there.
  ///
  /// Sessions that a power cut left open are ended as ``SessionEnd/powerLost``. One appliance opens
  /// a folder at a time; programs that only read are welcome (write-ahead log).
  /// - Parameter date: the civil date for names of files, "2026-11-22".
  public static func open(directory: String, now date: String) -> Opened {
    open(StoreOpening(files: StoreFiles(directory: directory, date: date)))
  }

  /// The same, with disks of a test's choice.
  /// - Parameter conditions: PRAGMAs laid on each connection to the disk, to stand for a full or
  ///   read-only one (`max_page_count = 10`, `query_only = 1`).
  package static func open(
    directory: String, now date: String, conditions: [String], busyMilliseconds: Int32 = 2000
  ) -> Opened {
    open(
      StoreOpening(
        files: StoreFiles(directory: directory, date: date), conditions: conditions,
        busyMilliseconds: busyMilliseconds))
  }

  private static func open(_ opening: StoreOpening) -> Opened {
    var faults: [StoreFault] = []
    do throws(DiaryError) {
      let database = try opening.openOrReplace(&faults)
      try database.endLostSessions()
      let diary = Diary(
        database: database, place: .disk, knowsHistory: faults.isEmpty, opening: opening,
        faults: faults)
      return Opened(diary: diary, faults: faults)
    } catch {
      faults.append(StoreFault(error))
    }
    let memory = opening.openInMemory()
    do throws(DiaryError) { try memory.database.endLostSessions() } catch {
      faults.append(StoreFault(error))
    }
    let diary = Diary(
      database: memory.database, place: .memory(copyOf: memory.contents),
      knowsHistory: memory.contents != nil || opening.files.isMissing, opening: opening,
      faults: faults)
    return Opened(diary: diary, faults: faults)
  }
}

/// The ways to a connection that the diary can work with.
struct StoreOpening {
  var files: StoreFiles
  var conditions: [String] = []
  var busyMilliseconds: Int32 = 2000

  /// Bound on what a diary in memory may hold: 16,384 pages of 4 KiB are 64 MiB, three years.
  private static let memoryPages = "16384"

  /// The store on the disk; a broken one is kept aside and a new one started, which is added to
  /// the faults.
  func openOrReplace(_ faults: inout [StoreFault]) throws(DiaryError) -> Database {
    do throws(DiaryError) {
      return try openOnDisk()
    } catch {
      let fault = StoreFault(error)
      guard fault.kind == .broken else { throw error }
      do throws(DiaryError) {
        faults.append(StoreFault(error, keptAside: try files.keepAside()))
      } catch let failure {
        faults.append(fault)
        throw failure
      }
      return try openOnDisk()
    }
  }

  /// The store as it is on the disk, or a new one; checked.
  private func openOnDisk() throws(DiaryError) -> Database {
    try files.makeDirectory()
    try files.checkHeader()
    let database = try Database.open(
      files.path, .readWrite, busyMilliseconds: busyMilliseconds)
    try database.checkItIsOurs()
    try setUpOnDisk(database)
    for condition in conditions { try database.run("PRAGMA \(condition)") }
    try database.migrate()
    try database.checkItIsSound()
    try database.checkItTakesWrites()
    return database
  }

  private func setUpOnDisk(_ database: Database) throws(DiaryError) {
    try database.setUpConnection([
      ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"),
      ("trusted_schema", "0"), ("cell_size_check", "1")
    ])
  }

  /// What can be read of the file, in memory; empty where nothing can.
  func openInMemory() -> (database: Database, contents: StoreContents?) {
    // The log is read where SQLite can; a file on a full or read-only disk may let itself be read
    // only by passing over it, and a locked one by passing over the lock (the copy is checked).
    for mode in [Database.Mode.readOnly, .immutable] {
      do throws(DiaryError) {
        try files.checkHeader()
        let source = try Database.open(files.path, mode, busyMilliseconds: 0)
        try source.checkItIsOurs()
        return try copyIntoMemory(source)
      } catch {
        // The caller has the fault that led here; the next way may go further.
        continue
      }
    }
    return (openEmptyInMemory(), nil)
  }

  /// A copy in memory of all a connection can read, checked.
  func copyIntoMemory(
    _ source: Database
  ) throws(DiaryError) -> (database: Database, contents: StoreContents?) {
    let memory = try Database.open(":memory:", .memory)
    try memory.copyAll(from: source)
    try memory.setUpConnection(Self.memorySettings)
    try memory.migrate()
    try memory.checkItIsSound(by: "integrity_check")
    return (memory, try memory.contents())
  }

  /// An empty diary in memory; where not even that can be had, one that refuses everything.
  func openEmptyInMemory() -> Database {
    do throws(DiaryError) {
      let memory = try Database.open(":memory:", .memory)
      try memory.setUpConnection(Self.memorySettings)
      try memory.migrate()
      return memory
    } catch {
      return Database.closed()
    }
  }

  private static let memorySettings = [
    (pragma: "foreign_keys", value: "1"), (pragma: "trusted_schema", value: "0"),
    (pragma: "max_page_count", value: memoryPages)
  ]

  /// Puts a diary that was kept in memory back on the disk, in one transaction.
  ///
  /// - Returns: nil where the disk holds records that the memory does not know: nothing is written.
  func moveToDisk(
    _ memory: Database, copyOf original: StoreContents?, _ faults: inout [StoreFault]
  ) throws(DiaryError) -> Database? {
    let disk = try openOrReplace(&faults)
    let contents = try disk.contents()
    guard contents.isEmpty || contents == original else { return nil }
    try disk.copyAll(from: memory)
    try setUpOnDisk(disk)
    return disk
  }
}

/// How many rows each table holds, and its highest id: tells whether two stores hold the same.
struct StoreContents: Equatable {
  var counts: [Int64] = []
  var lastIDs: [Int64] = []

  var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }
}

extension Database {
  func contents() throws(DiaryError) -> StoreContents {
    var contents = StoreContents()
    for table in Schema.recordTables {
      contents.counts.append(try integer("SELECT count(*) FROM \(table)") ?? 0)
      contents.lastIDs.append(try integer("SELECT max(id) FROM \(table)") ?? 0)
    }
    return contents
  }

  /// Ends what a power cut left open, with what its exercises hold. Listening is never counted.
  func endLostSessions() throws(DiaryError) {
    try run(
      """
      UPDATE session SET
        ended = 'power lost',
        done_seconds = min(7200, (
          SELECT coalesce(sum(exercise.done_seconds), 0) FROM exercise
          WHERE exercise.session = session.id AND technique <> 'listening')),
        (ended_wall_seconds, ended_powered_seconds) = (
          SELECT last_seen_wall_seconds, max(last_seen_powered_seconds, session.powered_seconds)
          FROM power_on WHERE power_on.id = session.power_on)
      WHERE ended IS NULL
      """)
  }
}
