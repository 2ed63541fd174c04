// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A file in memory as it is on the disk, read only, for as long as this object lives.
///
/// The file may be renamed over and removed meanwhile, and must not be cut: reading behind its end
/// kills the program (SIGBUS). The rooms here never change a file in place.
///
/// The C functions are `mmap` and `munmap`.
// SAFETY: nothing in it changes after it was opened, and the calls on the range are thread-safe.
public final class MappedFile: @unchecked Sendable {
  /// Valid while this object lives.
  public let bytes: UnsafeRawBufferPointer

  private static let pageBytes = sysconf(Int32(_SC_PAGESIZE))
  /// Linux 5.14; Glibc's number is not in the Swift module of Debian 12.
  private static let populateRead: Int32 = 22

  private init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }

  /// - Parameter isSequential: read once from the front, so that the kernel reads ahead and lets go.
  /// - Throws: `empty`, `notAFile`, `unreadable`.
  public static func open(
    _ path: BytePath, isSequential: Bool = false
  ) throws(AudioFileError) -> MappedFile {
    let file = try FileDescriptor.openRegular(path)
    let count = try file.byteCount()
    guard count > 0 else { throw .empty }
    let start = mmap(nil, count, PROT_READ, MAP_SHARED, file.number, 0)
    guard let start, start != MAP_FAILED else {
      throw .unreadable(SystemCallError(function: "mmap", code: errno))
    }
    // Advice: where it is not taken, nothing is lost but speed.
    if isSequential { madvise(start, count, MADV_SEQUENTIAL) }
    return MappedFile(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Brings a part into memory, so that reading it waits for no storage. For the storage thread.
  ///
  /// What lies behind the end is left out. The C function is `madvise`, `MADV_POPULATE_READ`; a
  /// kernel before 5.14 only begins to read (`MADV_WILLNEED`).
  /// - Throws: where the storage fails, which would have killed the reader (SIGBUS).
  public func populate(_ range: Range<Int>) throws(SystemCallError) {
    guard let (start, count) = pages(range) else { return }
    if retryingInterrupts({ madvise(start, count, Self.populateRead) }) == 0 { return }
    guard errno == EINVAL else { throw SystemCallError(function: "madvise", code: errno) }
    guard madvise(start, count, MADV_WILLNEED) == 0 else {
      throw SystemCallError(function: "madvise", code: errno)
    }
  }

  /// Lets go of the whole pages before an offset; they are read again where they are needed again.
  /// The C function is `madvise`, `MADV_DONTNEED`.
  public func drop(before offset: Int) throws(SystemCallError) {
    let end = min(offset, bytes.count) / Self.pageBytes * Self.pageBytes
    guard end > 0, let (start, _) = pages(0..<end) else { return }
    guard madvise(start, end, MADV_DONTNEED) == 0 else {
      throw SystemCallError(function: "madvise", code: errno)
    }
  }

  /// The pages that hold a part of the file.
  private func pages(_ range: Range<Int>) -> (UnsafeMutableRawPointer, Int)? {
    let part = range.clamped(to: 0..<bytes.count)
    guard !part.isEmpty, let base = bytes.baseAddress else { return nil }
    let start = part.lowerBound / Self.pageBytes * Self.pageBytes
    return (UnsafeMutableRawPointer(mutating: base + start), part.upperBound - start)
  }
}
