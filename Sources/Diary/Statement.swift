// SPDX-License-Identifier: GPL-3.0-or-later
import CSQLite

/// A value in a column.
package enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)

  package init(_ value: Int64?) { self = value.map(Value.integer) ?? .null }
  package init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
  package init(_ value: String?) { self = value.map(Value.text) ?? .null }
  package init(_ value: Bool) { self = .integer(value ? 1 : 0) }
}

/// One compiled statement; it is finalised when it goes out of scope, and keeps its connection.
package struct Statement: ~Copyable {
  /// Nil for a text without any statement: each step of it is `SQLITE_MISUSE`.
  private let handle: OpaquePointer?
  private let database: Database
  private let sql: String

  init(handle: OpaquePointer?, database: Database, sql: String) {
    self.handle = handle
    self.database = database
    self.sql = sql
  }

  deinit {
    // The code it returns repeats the failure of the last step, which has been told.
    sqlite3_finalize(handle)
  }

  /// Binds the values to `?1`, `?2`, … The C functions are `sqlite3_bind_int64`, `_text64`, `_null`.
  package func bind(_ values: [Value]) throws(DiaryError) {
    for (offset, value) in values.enumerated() {
      let index = Int32(offset + 1)
      let code =
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let integer): sqlite3_bind_int64(handle, index, integer)
        case .text(let text): bind(text, at: index)
        }
      try database.check(code, sql)
    }
  }

  private func bind(_ text: String, at index: Int32) -> Int32 {
    // SAFETY: -1 is SQLITE_TRANSIENT, a cast of C that Swift does not import; SQLite makes its own
    // copy before the call returns, so the bytes need not outlive it.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // An empty text may have no address, which SQLite would read as NULL.
        guard let start = characters.baseAddress else {
          return sqlite3_bind_text64(handle, index, "", 0, transient, UInt8(SQLITE_UTF8))
        }
        return sqlite3_bind_text64(
          handle, index, start, UInt64(characters.count), transient, UInt8(SQLITE_UTF8))
      }
    }
  }

  /// Back to before the first row, for other values. The C function is `sqlite3_reset`.
  package func reset() {
    // The code it returns repeats the failure of the last step, which has been told.
    sqlite3_reset(handle)
  }

  /// Goes to the next row; false at the end. The C function is `sqlite3_step`.
  package func step() throws(DiaryError) -> Bool {
    let code = sqlite3_step(handle)
    try database.check(code, sql)
    return code == SQLITE_ROW
  }

  /// An integer of the row; nil for NULL. The C function is `sqlite3_column_int64`.
  package func integer(_ column: Int32) -> Int64? {
    sqlite3_column_type(handle, column) == SQLITE_NULL
      ? nil : sqlite3_column_int64(handle, column)
  }

  /// A text of the row; nil for NULL. The C function is `sqlite3_column_text`.
  package func text(_ column: Int32) -> String? {
    guard let start = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The whole row; the schema holds integers and texts only.
  package var values: [Value] {
    (0..<sqlite3_column_count(handle)).map { column in
      switch sqlite3_column_type(handle, column) {
      case SQLITE_NULL: .null
      case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, column))
      default: Value(text(column))
      }
    }
  }
}
