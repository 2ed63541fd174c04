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

  /// Opens a regular file for reading.
  ///
  /// Looks before it opens: opening a pipe can wait for ever, and opening a device can do things.
  /// The C functions are `stat` and `open`.
  static func openRegular(_ path: BytePath) throws(AudioFileError) -> FileDescriptor {
    var status = stat()
    guard path.withCString({ stat($0, &status) }) == 0 else { throw failed("stat") }
    guard status.isRegular else { throw .notAFile }
    let number = retryingInterrupts {
      path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    }
    guard number >= 0 else { throw failed("open") }
    let file = FileDescriptor(owning: number)
    // It may have been exchanged since.
    _ = try file.byteCount()
    return file
  }

  /// The length of a regular file. The C function is `fstat`.
  func byteCount() throws(AudioFileError) -> Int {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw Self.failed("fstat") }
    guard status.isRegular else { throw .notAFile }
    return Int(status.st_size)
  }

  private static func failed(_ function: String) -> AudioFileError {
    .unreadable(SystemCallError(function: function, code: errno))
  }

  /// Reads at `offset` until the buffer is full or the file ends. The C function is `pread`.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemCallError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = retryingInterrupts {
        pread(number, buffer.baseAddress.map { $0 + done }, buffer.count - done, offset + done)
      }
      guard count >= 0 else { throw SystemCallError(function: "pread", code: errno) }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// The bytes at `offset`, fewer where the file ends.
  func bytes(_ count: Int, at offset: Int) throws(SystemCallError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var failure: SystemCallError?
    var done = 0
    bytes.withUnsafeMutableBytes { buffer in
      do throws(SystemCallError) {
        done = try read(into: buffer, at: offset)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    bytes.removeLast(count - done)
    return bytes
  }

  /// The C function is `write`.
  func writeAll(_ bytes: UnsafeRawBufferPointer) throws(SystemCallError) {
    var done = 0
    while done < bytes.count {
      let count = retryingInterrupts {
        write(number, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      }
      guard count > 0 else {
        throw SystemCallError(function: "write", code: count < 0 ? errno : EIO)
      }
      done += count
    }
  }

  /// What was written lasts over a power cut. The C function is `fdatasync`.
  func synchronise() throws(SystemCallError) {
    guard fdatasync(number) == 0 else { throw SystemCallError(function: "fdatasync", code: errno) }
  }
}

/// Calls again while a signal broke in (`EINTR`).
func retryingInterrupts<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

extension stat {
  var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
  var isDirectory: Bool { st_mode & S_IFMT == S_IFDIR }
}
