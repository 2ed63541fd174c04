// SPDX-License-Identifier: GPL-3.0-or-later
import CSQLite

/// What befell the store. The practice goes on; a helper should look.
public struct StoreFault: Hashable, Sendable {
  /// The raw values are fit for ``FaultRow/kind``.
  public enum Kind: String, Sendable {
    /// No diary, a damaged one, or one of a later version.
    case broken = "store broken"
    case full = "store full"
    case readOnly = "store read-only"
    /// Another program held it longer than the busy time.
    case locked = "store locked"
    /// Anything else: an I/O error, a missing right, too little memory.
    case unreachable = "store unreachable"
    /// The store is sound, and refused a record: a mistake of the program, and that record is lost.
    case recordRefused = "record refused"
  }

  public let kind: Kind
  public let cause: DiaryError
  /// The name, in the store's folder, under which a broken file is kept.
  public let keptAside: String?
  /// How much of a broken file is in the store that took its place.
  public let carriedOver: String?

  init(_ cause: DiaryError, keptAside: String? = nil, carriedOver: String? = nil) {
    kind = Kind(cause)
    self.cause = cause
    self.keptAside = keptAside
    self.carriedOver = carriedOver
  }

  /// What is told the helper in full: the file kept aside, the code, the message, the SQL, and what
  /// was saved.
  public var detail: String {
    (keptAside.map { "kept aside as \($0): " } ?? "") + cause.description
      + (carriedOver.map { "; \($0)" } ?? "")
  }
}

extension StoreFault.Kind {
  init(_ error: DiaryError) {
    self =
      switch error.primaryCode {
      case _ where error.isRefusal: .recordRefused
      // SQLITE_ERROR: the tables are not there, or written in a format of the future.
      case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, SQLITE_ERROR: .broken
      case SQLITE_FULL: .full
      case SQLITE_READONLY, SQLITE_PERM: .readOnly
      case SQLITE_BUSY, SQLITE_LOCKED: .locked
      default: .unreachable
      }
  }
}
