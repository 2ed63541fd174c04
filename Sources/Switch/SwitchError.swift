// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Why the switch cannot be worked.
public struct SwitchError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Reason: Equatable, Sendable {
    /// No GPIO chip of that label, or a kernel without the sysfs interface.
    case missingChip
    /// The chip has no such line, or the line cannot make edges.
    case missingLine
    /// No keyboard that has the key.
    case missingKeyboard
    /// Somebody else has it: a driver, another program.
    case busy
    /// Not permitted, or not yet: attribute files become writable a moment after the export.
    case notPermitted
    /// It was there and has gone: pulled out, unexported, hung up.
    case gone
    /// What was read is no level, or could not be read.
    case unreadable
  }

  public let reason: Reason
  /// The file it happened at.
  public let path: String
  /// What was being done, with the C function's name where there is one.
  public let operation: String
  /// The errno, positive; 0 where no C function failed.
  public let code: Int32
  /// In plain words.
  public let text: String

  public init(reason: Reason, path: String, operation: String, code: Int32, text: String) {
    self.reason = reason
    self.path = path
    self.operation = operation
    self.code = code
    self.text = text
  }

  public var description: String { "\(path): \(operation): \(text)" }
}

/// The funnel for files: each C function with its errno as a `SwitchError`.
enum Files {
  /// The C function is `open`; the descriptor does not outlive an `exec`.
  static func open(_ path: String, _ flags: Int32) throws(SwitchError) -> Int32 {
    while true {
      let descriptor = Glibc.open(path, flags | O_CLOEXEC)
      if descriptor >= 0 { return descriptor }
      if errno != EINTR { throw error(path, "open", errno) }
    }
  }

  /// Writes a short text in one go, as an attribute of sysfs wants it.
  static func write(_ text: String, to path: String) throws(SwitchError) {
    let descriptor = try open(path, O_WRONLY)
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    while true {
      let count = Glibc.write(descriptor, bytes, bytes.count)
      if count == bytes.count { return }
      if count < 0 && errno == EINTR { continue }
      throw error(path, "write \(text)", count < 0 ? errno : EIO)
    }
  }

  /// The first line of a small file, without its end.
  ///
  /// - Throws: `unreadable` also for a file of over 255 bytes or one that is not UTF-8.
  static func line(of path: String) throws(SwitchError) -> String {
    let descriptor = try open(path, O_RDONLY)
    defer { close(descriptor) }
    let bytes = try start(of: descriptor, at: path)
    guard let text = String(validating: bytes.prefix { $0 != newline }, as: UTF8.self) else {
      throw SwitchError(
        reason: .unreadable, path: path, operation: "read", code: 0, text: "is not text")
    }
    return text
  }

  /// Up to 255 bytes from the beginning. The C function is `pread`.
  static func start(of descriptor: Int32, at path: String) throws(SwitchError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 256)
    while true {
      let count = pread(descriptor, &bytes, bytes.count, 0)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw error(path, "pread", errno) }
      guard count < bytes.count else {
        throw SwitchError(
          reason: .unreadable, path: path, operation: "pread", code: 0, text: "is too long")
      }
      return Array(bytes.prefix(count))
    }
  }

  /// The names in a folder, without `.` and `..`, in the order of their numbers.
  ///
  /// The C functions are `opendir` and `readdir`.
  static func names(in path: String) throws(SwitchError) -> [String] {
    guard let folder = opendir(path) else { throw error(path, "opendir", errno) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }

  static func error(_ path: String, _ operation: String, _ code: Int32) -> SwitchError {
    let reason: SwitchError.Reason =
      switch code {
      case EACCES, EPERM, EROFS: .notPermitted
      case EBUSY: .busy
      case ENODEV, ENXIO: .gone
      default: .unreadable
      }
    let text = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return SwitchError(
      reason: reason, path: path, operation: operation, code: code, text: text)
  }

  private static let newline = UInt8(ascii: "\n")
}

extension SwitchError {
  /// The same failure, understood by the one who knows what it means there.
  func understood(as reason: Reason, _ text: String) -> SwitchError {
    SwitchError(
      reason: reason, path: path, operation: operation, code: code, text: text)
  }
}
