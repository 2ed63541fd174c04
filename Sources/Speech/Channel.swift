// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A one-way channel whose ends no child inherits by itself.
///
/// A pair of sockets: unlike `pipe`, and without GNU extensions, they can be made close-on-exec in
/// the one call that opens them, so that no child of another thread gets them.
struct Channel: ~Copyable {
  let reading: FileDescriptor
  let writing: FileDescriptor

  /// Both ends are numbered from 3 on, whatever this process has closed, so that neither is in the
  /// way when a child gets its standard input and output. The C function is `socketpair`.
  static func open() throws(SystemCallError) -> Channel {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw SystemCallError(function: "socketpair", code: errno)
    }
    let first = FileDescriptor(owning: ends[0])
    let second = FileDescriptor(owning: ends[1])
    return Channel(reading: try first.aboveStandard(), writing: try second.aboveStandard())
  }

  /// All of the bytes. A function of its own: where a caller reads `writing.number` and uses up
  /// `reading` later, optimised Swift 6.0.3 takes the descriptor apart past its `deinit`.
  borrowing func write(_ bytes: [UInt8]) throws(SystemCallError) {
    try FileDescriptor.writeAll(bytes, to: writing.number)
  }
}

extension FileDescriptor {
  /// The same file under a number from 3 on. The C function is `fcntl`, with `F_DUPFD_CLOEXEC`.
  fileprivate consuming func aboveStandard() throws(SystemCallError) -> FileDescriptor {
    if number > 2 { return self }
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw SystemCallError(function: "fcntl", code: errno) }
    return FileDescriptor(owning: copy)
  }
}
