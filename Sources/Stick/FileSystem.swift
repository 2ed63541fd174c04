// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The funnel for files of a stick, and for those that are kept of it: every C function on them is
/// called here, repeated where a signal broke in (`EINTR`), and its failure is a `FileSystemError`.
///
/// Tests put a fault in front of each call, or look on: so a stick can vanish at every operation,
/// and the power can go between any two of them.
public struct FileSystem {
  /// The C functions that are called.
  public enum Function: String, Sendable, CaseIterable {
    case open, openat, fstat, fstatat, readdir, read, write, fsync, renameat, unlinkat, mkdirat
    case fstatvfs, access
  }

  /// A call about to be made.
  public struct Call: Equatable, Sendable {
    public let function: Function
    /// For people.
    public let path: String
  }

  /// Asked before each call: the errno to fail with in its place; nil: the call is made.
  private let fault: (Call) -> Int32?

  /// The real one.
  public init() { fault = { _ in nil } }

  /// One that fails as a test wants it.
  /// - Parameter fault: asked before each call, in their order; an errno lets it fail.
  package init(fault: @escaping (Call) -> Int32?) { self.fault = fault }

  /// Calls, and again while a signal breaks in. A result below 0 is a failure.
  func call<Result: SignedInteger>(
    _ function: Function, _ path: @autoclosure () -> String, _ body: () -> Result
  ) throws(FileSystemError) -> Result {
    let path = path()
    if let code = fault(Call(function: function, path: path)) {
      throw FileSystemError(function: function, path: path, code: code)
    }
    while true {
      let result = body()
      if result >= 0 { return result }
      let code = errno
      if code != EINTR { throw FileSystemError(function: function, path: path, code: code) }
    }
  }

  /// The C function is `readdir`, which tells its failure by errno alone.
  /// - Returns: nil at the end.
  func entry(
    of stream: OpaquePointer, in path: String
  ) throws(FileSystemError) -> FileName? {
    if let code = fault(Call(function: .readdir, path: path)) {
      throw FileSystemError(function: .readdir, path: path, code: code)
    }
    errno = 0
    guard let entry = readdir(stream) else {
      let code = errno
      if code == 0 { return nil }
      throw FileSystemError(function: .readdir, path: path, code: code)
    }
    return withUnsafeBytes(of: &entry.pointee.d_name) { FileName(bytes: $0) }
  }
}
