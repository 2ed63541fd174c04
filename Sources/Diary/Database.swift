// SPDX-License-Identifier: GPL-3.0-or-later
import CSQLite

/// One connection to an SQLite database; it closes when the last reference goes.
///
/// Every call into the C library ends in one funnel, ``check(_:_:)``, so that each error carries
/// its code, its message and its SQL. No pointer leaves this type and ``Statement``.
/// A connection belongs to one thread at a time (it is opened without SQLite's mutexes).
package final class Database {
  /// How a database is opened.
  package enum Mode {
    /// Read and written, made where it is missing.
    case readWrite
    /// Read only; locks are honoured.
    case readOnly
    /// Read only, as if nobody else wrote it: neither locks nor the write-ahead log are looked at.
    case immutable
    /// In memory, empty.
    case memory
  }

  /// Nil only for ``closed()``, whose every use SQLite answers with `SQLITE_MISUSE`.
  private let handle: OpaquePointer?

  private init(handle: OpaquePointer?) {
    self.handle = handle
  }

  deinit {
    // Statements hold the connection, so none is left; the `_v2` form would wait for them anyway.
    // The last connection to close brings the write-ahead log home and removes it.
    sqlite3_close_v2(handle)
  }

  /// Opens a database. The C function is `sqlite3_open_v2`.
  ///
  /// SQLite touches no byte of the file before the first statement.
  /// - Parameter busyMilliseconds: how long a statement waits for another's lock before it fails.
  package static func open(
    _ path: String, _ mode: Mode, busyMilliseconds: Int32 = 2000
  ) throws(DiaryError) -> Database {
    let name: String
    let flags: Int32
    switch mode {
    case .readWrite: (name, flags) = (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    case .readOnly: (name, flags) = (path, SQLITE_OPEN_READONLY)
    case .immutable:
      name = "file:\(percentEncoded(path))?immutable=1"
      flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
    case .memory:
      (name, flags) = (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    }
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    let database = Database(handle: handle)
    try database.check(code, "open \(name)")
    // What may only be read, SQLite opens so and says nothing.
    if mode == .readWrite, sqlite3_db_readonly(handle, "main") == 1 {
      throw DiaryError(code: SQLITE_READONLY, message: "opened read-only", sql: "open \(name)")
    }
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, busyMilliseconds)
    return database
  }

  /// A database that refuses everything: for a machine too short of memory for a store in memory.
  package static func closed() -> Database {
    Database(handle: nil)
  }

  // MARK: - Statements

  /// Compiles one statement. The C function is `sqlite3_prepare_v2`.
  package func prepare(_ sql: String) throws(DiaryError) -> Statement {
    var statement: OpaquePointer?
    try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil), sql)
    return Statement(handle: statement, database: self, sql: sql)
  }

  /// Runs one statement to its end and forgets its rows.
  package func run(_ sql: String, _ values: [Value] = []) throws(DiaryError) {
    let statement = try prepare(sql)
    try statement.bind(values)
    while try statement.step() {}
  }

  /// Runs a text of several statements. The C function is `sqlite3_exec`.
  package func runScript(_ sql: String) throws(DiaryError) {
    try check(sqlite3_exec(handle, sql, nil, nil, nil), sql)
  }

  /// All rows of a query, column by column.
  package func rows(_ sql: String, _ values: [Value] = []) throws(DiaryError) -> [[Value]] {
    let statement = try prepare(sql)
    try statement.bind(values)
    var rows: [[Value]] = []
    while try statement.step() { rows.append(statement.values) }
    return rows
  }

  /// The first column of the first row as an integer; nil where it is NULL or there is no row.
  package func integer(_ sql: String, _ values: [Value] = []) throws(DiaryError) -> Int64? {
    let statement = try prepare(sql)
    try statement.bind(values)
    return try statement.step() ? statement.integer(0) : nil
  }

  /// The first column of the first row as a text; nil where it is NULL or there is no row.
  package func text(_ sql: String, _ values: [Value] = []) throws(DiaryError) -> String? {
    let statement = try prepare(sql)
    try statement.bind(values)
    return try statement.step() ? statement.text(0) : nil
  }

  /// The id of the last inserted row. The C function is `sqlite3_last_insert_rowid`.
  package var lastRowID: RowID { sqlite3_last_insert_rowid(handle) }

  /// Rows changed by the last statement. The C function is `sqlite3_changes`.
  package var changes: Int { Int(sqlite3_changes(handle)) }

  // MARK: - Transactions

  /// All of the body or nothing of it; durable when this returns (`synchronous=FULL`).
  package func transaction<Result>(
    _ body: () throws(DiaryError) -> Result
  ) throws(DiaryError) -> Result {
    try run("BEGIN IMMEDIATE")
    do throws(DiaryError) {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // After a full disk or an I/O error SQLite has often rolled back by itself. A rollback that
      // fails leaves nothing to mend: the first error is the one to tell.
      if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
      throw error
    }
  }

  // MARK: - Giving way

  /// Asked while a statement runs; it is broken off (`SQLITE_INTERRUPT`) once the answer is no.
  private final class Watch {
    let goesOn: () -> Bool

    init(_ goesOn: @escaping () -> Bool) { self.goesOn = goesOn }
  }

  /// So many steps of SQLite's machine between two questions: some tens of microseconds [E].
  private static let stepsBetweenQuestions: Int32 = 2_000

  /// Runs what can be broken off. The C function is `sqlite3_progress_handler`.
  func run<Result>(
    while goesOn: @escaping () -> Bool, _ body: () throws(DiaryError) -> Result
  ) throws(DiaryError) -> Result {
    let watch = Watch(goesOn)
    sqlite3_progress_handler(
      handle, Self.stepsBetweenQuestions,
      { context in
        guard let context else { return 0 }
        return Unmanaged<Watch>.fromOpaque(context).takeUnretainedValue().goesOn() ? 0 : 1
      }, Unmanaged.passUnretained(watch).toOpaque())
    defer {
      sqlite3_progress_handler(handle, 0, nil, nil)
      // SQLite has held a bare pointer to it until here.
      withExtendedLifetime(watch) {}
    }
    return try body()
  }

  /// Brings the whole log home and empties it, where no reader is in the way; waits for none.
  func emptyLog() throws(DiaryError) {
    let waits = try integer("PRAGMA busy_timeout") ?? 0
    try run("PRAGMA busy_timeout = 0")
    defer { sqlite3_busy_timeout(handle, Int32(clamping: waits)) }
    try run("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  // MARK: - Copies

  /// Replaces all this database holds by all the other holds, in one transaction.
  ///
  /// The C functions are `sqlite3_backup_init`, `_step` and `_finish`. The pages are copied as they
  /// are: a broken source gives a broken copy.
  package func copyAll(from source: Database) throws(DiaryError) {
    let name = "backup"
    guard let backup = sqlite3_backup_init(handle, "main", source.handle, "main") else {
      try check(sqlite3_extended_errcode(handle), name)
      return
    }
    let step = sqlite3_backup_step(backup, -1)
    let finish = sqlite3_backup_finish(backup)
    // A lock ends the step but is no error to `_finish`, so the step is asked first.
    guard step == SQLITE_DONE else {
      throw DiaryError(code: step, message: String(cString: sqlite3_errstr(step)), sql: name)
    }
    try check(finish, name)
  }

  // MARK: - The funnel

  /// The one place where a result code of SQLite becomes an error.
  func check(_ code: Int32, _ sql: @autoclosure () -> String) throws(DiaryError) {
    switch code {
    case SQLITE_OK, SQLITE_ROW, SQLITE_DONE: return
    default:
      // The extended code of the connection tells more, where it is about this same failure.
      let extended = handle == nil ? code : sqlite3_extended_errcode(handle)
      let known = extended & 0xff == code & 0xff
      throw DiaryError(
        code: known ? extended : code,
        message: String(cString: known ? sqlite3_errmsg(handle) : sqlite3_errstr(code)),
        sql: sql())
    }
  }

  /// A path as it may stand in a `file:` URI (RFC 3986, all but the unreserved escaped).
  private static func percentEncoded(_ path: String) -> String {
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        bytes.append(byte)
      default:
        bytes += [
          UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]
        ]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
