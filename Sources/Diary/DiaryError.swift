// SPDX-License-Identifier: GPL-3.0-or-later
import CSQLite
import Glibc

/// What SQLite, or the file system under it, refused.
///
/// ```swift
/// do { try diary.append(.answer(row), at: stamp) } catch {
///   // error.code 275: SQLITE_CONSTRAINT_CHECK, error.message names the column's rule
/// }
/// ```
public struct DiaryError: Error, Hashable, Sendable {
  /// The extended result code of SQLite (<https://www.sqlite.org/rescode.html>).
  public let code: Int32
  /// SQLite's own words (`sqlite3_errmsg`), or the system's (`strerror`).
  public let message: String
  /// The SQL that was refused, or the system call and its path.
  public let sql: String

  /// The lowest eight bits of ``code``: the result code without its extension.
  public var primaryCode: Int32 { code & 0xff }

  init(code: Int32, message: String, sql: String) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  /// A failed system call in SQLite's terms, so that one type tells what happened to the store.
  init(call: String, path: String, errno number: Int32) {
    switch number {
    case ENOSPC, EDQUOT, EFBIG: code = SQLITE_FULL
    case EROFS, EACCES, EPERM: code = SQLITE_READONLY
    case EIO: code = SQLITE_IOERR
    default: code = SQLITE_CANTOPEN
    }
    message = String(cString: strerror(number))
    sql = "\(call) \(path)"
  }

  /// The file is no diary, or a damaged one, by our own check.
  static func broken(_ finding: String) -> DiaryError {
    DiaryError(code: SQLITE_CORRUPT, message: finding, sql: "the check at opening")
  }

  /// The file was written by a later version of this program.
  static func newerSchema(_ version: Int64) -> DiaryError {
    DiaryError(
      code: SQLITE_FORMAT, message: "version \(version) is newer than \(Schema.version)",
      sql: "PRAGMA user_version")
  }

  /// SQLite did not grant a way of working that the diary rests on.
  static func notGranted(_ pragma: String, _ granted: String) -> DiaryError {
    DiaryError(
      code: SQLITE_CANTOPEN, message: "\(pragma) stays \(granted)", sql: "PRAGMA \(pragma)")
  }

  /// The row an update is about is not there, or no longer open.
  static func noSuchRow(_ table: String, _ id: RowID) -> DiaryError {
    DiaryError(code: SQLITE_NOTFOUND, message: "no such row \(id)", sql: "UPDATE \(table)")
  }

  /// Broken off on request, see ``Database/run(while:_:)``.
  var isInterruption: Bool { primaryCode == SQLITE_INTERRUPT }

  /// The store is sound and refused this one record: a range, a missing row, a text too long.
  ///
  /// Any other error is the store's own trouble.
  public var isRefusal: Bool {
    switch primaryCode {
    case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_NOTFOUND: true
    default: false
    }
  }
}

extension DiaryError: CustomStringConvertible {
  public var description: String { "\(message) (SQLite \(code)) in: \(sql)" }
}
