// SPDX-License-Identifier: GPL-3.0-or-later
import CSQLite

/// Why a diary cannot be read by a program beside the appliance.
public enum RecordedDiaryError: Error, Hashable, Sendable {
  /// There is no store at this path.
  case missing(path: String)
  /// A later version of this program wrote the store.
  case later(DiaryError)
  /// The store is damaged, or no diary.
  case broken(DiaryError)
  /// The store may be sound; it cannot be read now (a missing right, an I/O error, a lock).
  case unreadable(DiaryError)

  init(_ error: DiaryError) {
    // SQLite itself does not use SQLITE_FORMAT; `DiaryError.newerSchema` does.
    if error.primaryCode == SQLITE_FORMAT {
      self = .later(error)
    } else if StoreFault.Kind(error) == .broken {
      self = .broken(error)
    } else {
      self = .unreadable(error)
    }
  }
}

/// A diary that is only read, by a program beside the appliance, as it was at one moment.
///
/// The appliance may go on writing: a read transaction, begun at opening, keeps what is read in one
/// piece (write-ahead log). No record is ever changed, ended or kept aside.
public final class RecordedDiary {
  let diary: Diary
  var database: Database { diary.database }

  private init(_ database: Database, files: StoreFiles) {
    diary = Diary(
      database: database, place: .disk, knowsHistory: true, opening: StoreOpening(files: files),
      faults: [])
  }

  /// Opens `diary.sqlite` in a folder, and checks every page of it.
  ///
  /// A store of an earlier version is read from a copy in memory, which is led to this version.
  public static func open(directory: String) throws(RecordedDiaryError) -> RecordedDiary {
    let files = StoreFiles(directory: directory, date: "")
    guard !files.isMissing else { throw .missing(path: files.path) }
    let failure: DiaryError
    do throws(DiaryError) { return try open(files, .readOnly) } catch { failure = error }
    guard [SQLITE_CANTOPEN, SQLITE_READONLY].contains(failure.primaryCode) else {
      throw RecordedDiaryError(failure)
    }
    // In a folder that cannot be written, the log's index cannot be made: the log is passed over.
    // Nobody writes there either, so it is empty but after a power cut.
    do throws(DiaryError) { return try open(files, .immutable) } catch {
      throw RecordedDiaryError(failure)
    }
  }

  private static func open(
    _ files: StoreFiles, _ mode: Database.Mode
  ) throws(DiaryError) -> RecordedDiary {
    try files.checkHeader()
    let database = try Database.open(files.path, mode)
    try database.run("BEGIN")
    try database.checkItIsOurs()
    let verdict = try database.text("PRAGMA quick_check(1)")
    guard verdict == "ok" else { throw .broken(verdict ?? "quick_check says nothing") }
    guard try database.integer("PRAGMA user_version") != Schema.version else {
      return RecordedDiary(database, files: files)
    }
    let copy = try Database.open(":memory:", .memory)
    try copy.copyAll(from: database)
    try copy.migrate()
    return RecordedDiary(copy, files: files)
  }
}
