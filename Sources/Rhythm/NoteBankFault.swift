// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a note bank cannot be used; the synthesised instruments play instead.
public enum NoteBankFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// It does not begin as a note bank does.
  case notABank
  /// Made for another release of Upbeat.
  case otherVersion(Int)
  /// Fewer bytes, or more, than were written.
  case otherLength(bytes: Int, expected: Int)
  /// The table has changed since it was written, or makes no sense.
  case damaged

  public var description: String {
    switch self {
    case .notABank: "This is not a note bank."
    case .otherVersion(let version):
      "The note bank is of version \(version), version \(NoteBank.version) was expected."
    case .otherLength(let bytes, let expected) where bytes < expected:
      "The note bank is cut short: it has \(bytes) bytes, \(expected) were expected."
    case .otherLength(let bytes, let expected):
      "The note bank is too long: it has \(bytes) bytes, \(expected) were expected."
    case .damaged: "The note bank's table is damaged."
    }
  }
}
