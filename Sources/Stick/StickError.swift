// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Why a stick could not be read, written to, or let go.
public struct StickError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Reason: Equatable, Sendable, CaseIterable {
    /// The stick was pulled out, or the folder that plays it is no more.
    case gone
    /// A folder has the name of the file that is wanted.
    case folder
    /// A link, a pipe or a device has the name of the file that is wanted.
    case notAFile
    /// The stick is there, and what is on it cannot be read.
    case unreadable
    /// The root of the stick holds more names than are looked at, and the file is not among them.
    case tooManyNames
    /// No room is left for what is to be written.
    case full
    /// Its slider is on "lock", or it may only be read.
    case writeProtected
    /// It is there and cannot keep what is written.
    case damaged
    /// What is to be written has no name of its own that is free.
    case noName
    /// Whoever was asked to mount it has not done so in time.
    case late
    /// The caller wanted no more.
    case cancelled
  }

  public let reason: Reason
  /// The file or folder, for people.
  public let path: String
  /// The C function that failed; empty where none did.
  public let function: String
  /// The errno, positive; 0 where no C function failed.
  public let code: Int32

  public init(_ reason: Reason, path: String, function: String = "", code: Int32 = 0) {
    self.reason = reason
    self.path = path
    self.function = function
    self.code = code
  }

  init(_ reason: Reason, _ error: FileSystemError) {
    self.init(reason, path: error.path, function: error.function.rawValue, code: error.code)
  }

  public var description: String {
    guard code != 0 else { return "\(path): \(reason)" }
    return "\(path): \(reason) (\(function): \(SystemText.of(code)))"
  }
}

/// A C function on files that failed.
public struct FileSystemError: Error, Equatable, Sendable, CustomStringConvertible {
  public let function: FileSystem.Function
  /// For people: what no text can hold is replaced.
  public let path: String
  /// The errno, positive.
  public let code: Int32

  public init(function: FileSystem.Function, path: String, code: Int32) {
    self.function = function
    self.path = path
    self.code = code
  }

  public var description: String { "\(path): \(SystemText.of(code)) (\(function.rawValue))" }
}

enum SystemText {
  /// What the C library calls an errno. The C function is `strerror`.
  static func of(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
