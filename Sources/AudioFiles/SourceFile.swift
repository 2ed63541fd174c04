// SPDX-License-Identifier: GPL-3.0-or-later
import CSndFile
import Glibc

/// The bytes of a sound file as libsndfile asks for them, with bounds on what it may ask.
///
/// libsndfile hides why a read failed and trusts what a file says of itself; here the errno is kept
/// and the reading ends when more was read than any whole file needs.
final class SourceFile {
  private let file: FileDescriptor
  let byteCount: Int
  /// Where the sound file begins, behind any tags.
  private var start = 0
  private var position = 0
  private var bytesLeft = 0

  /// The first read that failed, as when the stick is pulled out.
  private(set) var failure: SystemCallError?
  /// More was asked for than a sound file needs: it leads round in circles.
  private(set) var isExhausted = false

  var isAtEnd: Bool { position == byteCount }

  private init(_ file: consuming FileDescriptor, byteCount: Int) {
    self.file = file
    self.byteCount = byteCount
  }

  static func open(_ path: BytePath, limitBytes: Int) throws(AudioFileError) -> SourceFile {
    let file = try FileDescriptor.openRegular(path)
    let byteCount = try file.byteCount()
    guard byteCount > 0 else { throw .empty }
    guard byteCount <= limitBytes else { throw .tooLarge(byteCount: byteCount, limit: limitBytes) }
    return SourceFile(file, byteCount: byteCount)
  }

  /// The bytes at `offset`, fewer where the file ends.
  func bytes(_ count: Int, at offset: Int) throws(AudioFileError) -> [UInt8] {
    do throws(SystemCallError) {
      return try file.bytes(count, at: offset)
    } catch {
      throw .unreadable(error)
    }
  }

  /// Lets the decoder see the file from `offset` on only, and begin there, with so many bytes until
  /// ``openRest()``: decoders keep the texts and pictures of a head in memory.
  func begin(at offset: Int, headBytes: Int) {
    start = offset
    position = offset
    bytesLeft = headBytes
  }

  /// Gives the rest to read: every byte four times over, and the blocks read at each end.
  func openRest() {
    bytesLeft = 4 * byteCount + 32_000_000
  }

  // MARK: What libsndfile calls

  /// The C type is `SF_VIRTUAL_IO`; its user data is an unretained `SourceFile`.
  static func callbacks() -> SF_VIRTUAL_IO {
    SF_VIRTUAL_IO(
      get_filelen: { user in SourceFile.from(user).visibleBytes },
      seek: { offset, whence, user in SourceFile.from(user).seek(offset, from: whence) },
      read: { target, count, user in SourceFile.from(user).read(target, count) },
      write: { _, _, _ in 0 },
      tell: { user in SourceFile.from(user).visiblePosition })
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> SourceFile {
    guard let user else { preconditionFailure("libsndfile gives back what it was given") }
    return Unmanaged<SourceFile>.fromOpaque(user).takeUnretainedValue()
  }

  private var visibleBytes: sf_count_t { sf_count_t(byteCount - start) }
  private var visiblePosition: sf_count_t { sf_count_t(position - start) }

  private func seek(_ offset: sf_count_t, from whence: Int32) -> sf_count_t {
    let origin =
      switch whence {
      case SEEK_CUR: position
      case SEEK_END: byteCount
      default: start
      }
    let (target, overflow) = origin.addingReportingOverflow(Int(offset))
    guard !overflow, target >= start else { return -1 }
    position = min(target, byteCount)
    return visiblePosition
  }

  private func read(_ target: UnsafeMutableRawPointer?, _ count: sf_count_t) -> sf_count_t {
    guard failure == nil, !isExhausted, count > 0 else { return 0 }
    let wanted = min(Int(count), byteCount - position)
    guard wanted <= bytesLeft else {
      isExhausted = true
      return 0
    }
    do throws(SystemCallError) {
      let buffer = UnsafeMutableRawBufferPointer(start: target, count: wanted)
      let done = try file.read(into: buffer, at: position)
      position += done
      bytesLeft -= done
      return sf_count_t(done)
    } catch {
      failure = error
      return 0
    }
  }
}
