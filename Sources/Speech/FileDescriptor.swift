// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// An open file of this process, closed when it goes out of scope.
struct FileDescriptor: ~Copyable {
  let number: Int32

  /// Takes over a descriptor that nobody else will close.
  init(owning number: Int32) {
    self.number = number
  }

  deinit {
    // Nothing is left to do about a failure: on Linux the descriptor is gone either way.
    _ = close(number)
  }

  /// Reads `count` bytes, or fewer where the file ends. The C function is `read`.
  static func readUp(to count: Int, from descriptor: Int32) throws(SystemCallError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let piece = try readSome(atMost: count - bytes.count, from: descriptor)
      if piece.isEmpty { break }
      bytes.append(contentsOf: piece)
    }
    return bytes
  }

  /// Reads what there is, at most `count` bytes and 64 KiB; empty where the file has ended.
  static func readSome(
    atMost count: Int, from descriptor: Int32
  ) throws(SystemCallError) -> [UInt8] {
    var code: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: min(count, 65_536)) { buffer, filled in
      let result = retryingInterrupts { read(descriptor, buffer.baseAddress, buffer.count) }
      code = result < 0 ? errno : 0
      filled = max(result, 0)
    }
    guard code == 0 else { throw SystemCallError(function: "read", code: code) }
    return piece
  }

  /// The C function is `write`.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(SystemCallError) {
    var written = 0
    while written < bytes.count {
      let result = bytes.withUnsafeBytes { raw in
        retryingInterrupts {
          write(descriptor, raw.baseAddress.map { $0 + written }, raw.count - written)
        }
      }
      guard result >= 0 else { throw SystemCallError(function: "write", code: errno) }
      written += result
    }
  }
}

/// Calls again while a signal broke in (`EINTR`).
func retryingInterrupts<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
