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
  ///   `diary-broken-DATE.sqlite`, `-2`, `-3` … where that is taken, and a new one takes its place
  ///   with all that can be read of a damaged one of ours;
  /// - a log that is damaged in its middle is kept aside too, with a copy of its store, and the store
  ///   goes on without what the log had lost;
  /// - where the disk is full, read-only, locked or cannot be reached, what can be read of the file
  ///   is copied into memory, and the diary goes on there;
  /// - what a power cut broke off, a replacement or an erasure, is ended first.
  ///
  /// Looked at are header, tables, log and the newest rows; the rest is for ``checkWhole(while:)``.
  /// Sessions that a power cut left open are ended as ``SessionEnd/powerLost``, calls as
  /// ``CallEnd/powerLost``. One appliance opens a folder at a time; programs that only read are
  /// welcome (write-ahead log).
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
      let diary = Diary(
        database: database, place: .disk, knowsHistory: faults.isEmpty, opening: opening,
        faults: faults)
      return Opened(diary: diary, faults: faults)
    } catch {
      faults.append(StoreFault(error))
    }
    let memory = opening.openInMemory()
    do throws(DiaryError) { try memory.database.endWhatPowerCut() } catch {
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

  /// Bound on what a diary in memory may hold: 16,384 pages of 4 KiB are 64 MiB, twenty years.
  private static let memoryPages = "16384"

  /// The store on the disk; a broken one is kept aside and replaced by what can be read of it, which
  /// is added to the faults.
  func openOrReplace(_ faults: inout [StoreFault]) throws(DiaryError) -> Database {
    do throws(DiaryError) {
      let database = try openOnDisk(.newest, &faults)
      try database.endWhatPowerCut()
      return database
    } catch {
      let fault = StoreFault(error)
      guard fault.kind == .broken else { throw error }
      let rescued = rescueFromDisk()
      do throws(DiaryError) {
        let name = try replaceStore(with: rescued?.database)
        faults.append(
          StoreFault(error, keptAside: name, carriedOver: rescued?.rescue.description))
      } catch let failure {
        faults.append(fault)
        throw failure
      }
      let database = try openOnDisk(.newest, &faults)
      try database.endWhatPowerCut()
      return database
    }
  }

  /// The store as it is on the disk, or a new one; checked.
  func openOnDisk(
    _ depth: CheckDepth, _ faults: inout [StoreFault]
  ) throws(DiaryError) -> Database {
    try files.makeDirectory()
    try files.finishErasing()
    if let name = try files.finishReplacing() {
      faults.append(StoreFault(.broken("power was cut while it was replaced"), keptAside: name))
    }
    try files.checkHeader()
    let damage = try WriteAheadLog.damage(at: files.log)
    if let damage {
      faults.append(StoreFault(.broken(damage), keptAside: try files.copyAside()))
    }
    let database = try Database.open(
      files.path, .readWrite, busyMilliseconds: busyMilliseconds)
    try database.checkItIsOurs()
    try setUpOnDisk(database)
    for condition in conditions { try database.run("PRAGMA \(condition)") }
    let isLedOn = try database.migrate()
    // Pages of a log cut short do not go with those that had been brought home from its end.
    try database.check(isLedOn || damage != nil ? .whole : depth)
    try database.checkItTakesWrites()
    // It is told once.
    if damage != nil { try database.emptyLog() }
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
    for mode in [Database.Mode.readOnly, .immutable] where !files.isErasing {
      do throws(DiaryError) {
        return try copyIntoMemory(try openToRead(mode))
      } catch {
        // The caller has the fault that led here; the next way may go further.
        continue
      }
    }
    return (openEmptyInMemory(), nil)
  }

  private func openToRead(_ mode: Database.Mode) throws(DiaryError) -> Database {
    try files.checkHeader()
    let source = try Database.open(files.path, mode, busyMilliseconds: 0)
    try source.checkItIsOurs()
    return source
  }

  /// What can be read of the broken store on the disk; nil where it is none of ours, or nothing can.
  private func rescueFromDisk() -> (database: Database, rescue: Rescue)? {
    for mode in [Database.Mode.readOnly, .immutable] {
      do throws(DiaryError) {
        return try rescueIntoMemory(from: try openToRead(mode))
      } catch {
        // The caller has the fault that led here; the next way may go further.
        continue
      }
    }
    return nil
  }

  /// What can be read of a broken store, in memory.
  func rescueIntoMemory(
    from broken: Database
  ) throws(DiaryError) -> (database: Database, rescue: Rescue) {
    let memory = try openNewInMemory()
    return (memory, try memory.carryOver(from: broken))
  }

  /// A copy in memory of all a connection can read, checked.
  func copyIntoMemory(
    _ source: Database
  ) throws(DiaryError) -> (database: Database, contents: StoreContents?) {
    let memory = try Database.open(":memory:", .memory)
    try memory.copyAll(from: source)
    try memory.setUpConnection(Self.memorySettings)
    try memory.migrate()
    try memory.check(.whole)
    return (memory, try memory.contents())
  }

  /// An empty diary in memory; where not even that can be had, one that refuses everything.
  func openEmptyInMemory() -> Database {
    do throws(DiaryError) { return try openNewInMemory() } catch { return Database.closed() }
  }

  private func openNewInMemory() throws(DiaryError) -> Database {
    let memory = try Database.open(":memory:", .memory)
    try memory.setUpConnection(Self.memorySettings)
    try memory.migrate()
    return memory
  }

  private static let memorySettings = [
    (pragma: "foreign_keys", value: "1"), (pragma: "trusted_schema", value: "0"),
    (pragma: "max_page_count", value: memoryPages)
  ]

  /// Puts a diary that was kept in memory back on the disk: in one transaction, or in the place of a
  /// store that is broken.
  ///
  /// - Parameter carriedOver: the store was broken when it was left, and so much of it is in memory:
  ///   it is replaced, even where it can be read again.
  /// - Returns: nil where the disk holds records that the memory does not know: nothing is written.
  func moveToDisk(
    _ memory: Database, copyOf original: StoreContents?, carriedOver: String?,
    _ faults: inout [StoreFault]
  ) throws(DiaryError) -> Database? {
    do throws(DiaryError) {
      let disk = try openOnDisk(.whole, &faults)
      let contents = try disk.contents()
      if contents.isEmpty || contents == original {
        try disk.copyAll(from: memory)
        try setUpOnDisk(disk)
        return disk
      }
      guard carriedOver != nil else { return nil }
      throw DiaryError.broken("it was broken when it was left")
    } catch {
      guard StoreFault(error).kind == .broken else { throw error }
      let name = try replaceStore(with: memory)
      faults.append(StoreFault(error, keptAside: name, carriedOver: carriedOver))
    }
    return try openOnDisk(.newest, &faults)
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

  /// Ends what a power cut left open: sessions with what their exercises hold (listening is never
  /// counted), and calls.
  /// - Throws: `SQLITE_CORRUPT` too where a rule refuses it: the rows do not fit together.
  func endWhatPowerCut() throws(DiaryError) {
    do throws(DiaryError) {
      try endLostSessions()
      try endLostCalls()
    } catch {
      throw error.isRefusal ? .broken(error.description) : error
    }
  }

  private func endLostSessions() throws(DiaryError) {
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

  private func endLostCalls() throws(DiaryError) {
    try run(
      """
      UPDATE call SET
        ended = 'power lost',
        rang_seconds = (
          SELECT min(86400, max(0, last_seen_powered_seconds - call.powered_seconds))
          FROM power_on WHERE power_on.id = call.power_on)
      WHERE ended IS NULL
      """)
  }
}
