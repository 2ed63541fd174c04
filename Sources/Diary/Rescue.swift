// SPDX-License-Identifier: GPL-3.0-or-later
import CSQLite

/// What could be carried over from a broken store.
struct Rescue {
  var carried = 0
  /// Records that a rule of the tables refuses, or whose session is lost.
  var refused = 0
  /// Tables with a part that cannot be read.
  var unread: [String] = []

  var isWhole: Bool { refused == 0 && unread.isEmpty }

  /// For the helper's eyes.
  var description: String {
    var words = "\(carried) records carried over"
    if refused > 0 { words += ", \(refused) refused" }
    if !unread.isEmpty { words += ", not all of: \(unread.joined(separator: ", "))" }
    return words
  }
}

extension Database {
  /// Copies every record of a broken store that can be read and that the tables' rules allow, with
  /// its id, in one transaction.
  ///
  /// A table is read from its first row up to the damage, and from its last row down to it.
  func carryOver(from broken: Database) throws(DiaryError) -> Rescue {
    try transaction { () throws(DiaryError) -> Rescue in
      var rescue = Rescue()
      let rules = try leavePlanRules()
      for table in Schema.recordTables {
        let columns = try rows("SELECT name FROM pragma_table_info('\(table)')").compactMap {
          row -> String? in
          if case .text(let name)? = row.first { name } else { nil }
        }
        let reading = broken.readAround(table, columns)
        if reading.isBroken { rescue.unread.append(table) }
        let places = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
        let insertion = try prepare(
          "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))")
        for row in reading.rows {
          if try insert(row, columns, table, by: insertion) {
            rescue.carried += 1
          } else {
            rescue.refused += 1
          }
        }
      }
      for rule in rules { try run(rule) }
      return rescue
    }
  }

  /// Takes away the rules that are laid on new plans only (`Schema`, version 3).
  /// - Returns: the SQL that brings them back.
  private func leavePlanRules() throws(DiaryError) -> [String] {
    var rules: [String] = []
    for row in try rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'") {
      guard case .text(let name)? = row.first, case .text(let sql)? = row.last else { continue }
      try run("DROP TRIGGER \(name)")
      rules.append(sql)
    }
    return rules
  }

  /// All rows of a table that can be read, by ascending id.
  private func readAround(
    _ table: String, _ columns: [String]
  ) -> (rows: [[Value]], isBroken: Bool) {
    let question = "SELECT \(columns.joined(separator: ", ")) FROM \(table) ORDER BY id"
    var (rows, isBroken) = readOn(question, from: .min)
    guard isBroken else { return (rows, false) }
    let last = rows.last.flatMap(Self.id) ?? 0
    (isBroken, rows) = (true, rows + readOn(question + " DESC", downTo: last).reversed())
    return (rows, isBroken)
  }

  private func readOn(_ question: String, from first: Int64) -> (rows: [[Value]], isBroken: Bool) {
    var rows: [[Value]] = []
    var last = first
    do throws(DiaryError) {
      let statement = try prepare(question)
      while try statement.step() {
        let row = statement.values
        // Pages of a broken store may lead in a circle.
        guard let id = Self.id(row), id > last else { return (rows, true) }
        last = id
        rows.append(row)
      }
      return (rows, false)
    } catch {
      // What is broken is why we are here; it has been told.
      return (rows, true)
    }
  }

  private func readOn(_ question: String, downTo last: Int64) -> [[Value]] {
    var rows: [[Value]] = []
    var lowest = Int64.max
    do throws(DiaryError) {
      let statement = try prepare(question)
      while try statement.step() {
        let row = statement.values
        guard let id = Self.id(row), id > last, id < lowest else { return rows }
        lowest = id
        rows.append(row)
      }
      return rows
    } catch {
      return rows
    }
  }

  private static func id(_ row: [Value]) -> Int64? {
    if case .integer(let id)? = row.first { id } else { nil }
  }

  /// - Returns: whether the row was taken. Any other failure than a refusal is thrown.
  private func insert(
    _ row: [Value], _ columns: [String], _ table: String, by insertion: borrowing Statement
  ) throws(DiaryError) -> Bool {
    if try takes(row, by: insertion) { return true }
    guard table == "session" else { return false }
    // A lost page of power-ons or of settings' texts holds a season of sessions.
    let values = Dictionary(uniqueKeysWithValues: zip(columns, row))
    try replaceLostParents(of: values)
    if try takes(row, by: insertion) { return true }
    guard let completes = columns.firstIndex(of: "completes") else { return false }
    var alone = row
    alone[completes] = .null
    return try takes(alone, by: insertion)
  }

  private func takes(
    _ row: [Value], by insertion: borrowing Statement
  ) throws(DiaryError) -> Bool {
    insertion.reset()
    do throws(DiaryError) {
      try insertion.bind(row)
      _ = try insertion.step()
      return true
    } catch {
      guard error.isRefusal else { throw error }
      return false
    }
  }

  /// Rows that say "lost" in the place of those a session belongs to.
  private func replaceLostParents(of session: [String: Value]) throws(DiaryError) {
    guard let powerOn = session["power_on"], let settings = session["settings"],
      case .integer(let settingsID) = settings
    else { return }
    do throws(DiaryError) {
      try run(
        """
        INSERT INTO power_on (id, wall_seconds, clock_set, powered_seconds, software,
          last_seen_powered_seconds, last_seen_wall_seconds)
        VALUES (?1, ?2, ?3, ?4, 'lost', ?4, ?2) ON CONFLICT (id) DO NOTHING
        """,
        [
          powerOn, session["wall_seconds"] ?? .null, session["clock_set"] ?? .null,
          session["powered_seconds"] ?? .null
        ])
      try run(
        "INSERT INTO settings_text (id, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        [settings, .text("lost \(settingsID)")])
    } catch {
      // Refused: so will the session be, and it is counted.
      guard error.isRefusal else { throw error }
    }
  }
}
