// SPDX-License-Identifier: GPL-3.0-or-later

/// How much of a store is looked at before it is trusted.
///
/// Every opening looks at what a session is decided by and written to, which is quick; a page in the
/// middle that went bad is found by the whole check, when there is time (``Diary/checkWhole(while:)``)
/// or at once where there is a reason to doubt.
enum CheckDepth {
  /// Header, tables and the newest rows of each.
  case newest
  /// Each page, row, rule, link and index.
  case whole
}

extension Database {
  /// Leads the file from its version to ``Schema/version``, one transaction a step.
  /// - Returns: whether there was a step to go.
  @discardableResult
  func migrate() throws(DiaryError) -> Bool {
    var version = try integer("PRAGMA user_version") ?? 0
    guard version < Schema.version else { return false }
    while version < Schema.version {
      let script = Schema.migrations[Int(version)]
      version += 1
      let next = version
      try transaction { () throws(DiaryError) in
        try runScript(script)
        try run("PRAGMA application_id = \(Schema.applicationID)")
        try run("PRAGMA user_version = \(next)")
      }
    }
    return true
  }

  /// Refuses a file that holds something else than our tables, before a byte of it is changed.
  func checkItIsOurs() throws(DiaryError) {
    let version = try integer("PRAGMA user_version") ?? 0
    guard version <= Schema.version else {
      throw .newerSchema(version)
    }
    let tables = try integer("SELECT count(*) FROM sqlite_schema") ?? 0
    if version == 0 && tables == 0 { return }
    let applicationID = try integer("PRAGMA application_id")
    guard version > 0, applicationID == Schema.applicationID else {
      throw .broken("the file holds another program's tables")
    }
  }

  func check(_ depth: CheckDepth) throws(DiaryError) {
    switch depth {
    case .newest:
      try checkTables()
      try checkNewestRows()
    case .whole: try checkWhole()
    }
  }

  /// Refuses a file whose pages, links, indexes or tables are not what this version writes.
  func checkWhole() throws(DiaryError) {
    let verdict = try text("PRAGMA integrity_check(1)")
    guard verdict == "ok" else { throw .broken(verdict ?? "integrity_check says nothing") }
    guard try rows("PRAGMA foreign_key_check").isEmpty else {
      throw .broken("a record belongs to none")
    }
    try checkTables()
  }

  private func checkTables() throws(DiaryError) {
    let fresh = try Database.open(":memory:", .memory)
    try fresh.migrate()
    let question = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    guard try rows(question) == fresh.rows(question) else {
      throw .broken("the tables are not those of version \(Schema.version)")
    }
  }

  /// Reads where the next rows go: a page that is broken there is found before anything is said.
  private func checkNewestRows() throws(DiaryError) {
    for table in Schema.recordTables {
      let statement = try prepare("SELECT * FROM \(table) ORDER BY id DESC LIMIT 20")
      while try statement.step() { _ = statement.values }
    }
  }

  /// Writes a page with what it holds already, so that a disk that takes nothing is known before the
  /// first record.
  func checkItTakesWrites() throws(DiaryError) {
    try run("PRAGMA user_version = \(Schema.version)")
  }

  /// Sets how each connection works, and reads it back: SQLite answers a setting that it cannot
  /// grant with the old value, not with an error.
  func setUpConnection(_ settings: [(pragma: String, value: String)]) throws(DiaryError) {
    for (pragma, value) in settings {
      try run("PRAGMA \(pragma) = \(value)")
      let granted = try text("PRAGMA \(pragma)") ?? "nothing"
      guard granted == value else { throw .notGranted(pragma, granted) }
    }
  }
}
