// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Writes a track beside its place in the store and puts it there when it is whole.
final class TrackWriter {
  /// Written out so often that the diary never waits behind a long queue: under 2 s of a slow card.
  private static let synchroniseBytes = 8 << 20

  static let partEnding = ".part"

  private let file: FileDescriptor
  private let folder: BytePath
  private let name: String
  private let header: TrackHeader
  private var frames = 0
  private var unsynchronised = 0
  private var isPlaced = false

  private init(
    file: consuming FileDescriptor, folder: BytePath, name: String, header: TrackHeader
  ) {
    self.file = file
    self.folder = folder
    self.name = name
    self.header = header
  }

  deinit {
    // Whatever the reason, no part stays; the next import removes what a power cut left.
    if !isPlaced { do throws(SystemCallError) { try Folder.remove(part) } catch {} }
  }

  private var part: BytePath { folder / (name + Self.partEnding) }

  /// The C function is `open`.
  static func open(_ name: String, in folder: BytePath, _ header: TrackHeader)
    throws(SystemCallError) -> TrackWriter
  {
    let part = folder / (name + partEnding)
    let number = retryingInterrupts {
      part.withCString {
        Glibc.open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o644)
      }
    }
    guard number >= 0 else { throw SystemCallError(function: "open", code: errno) }
    let writer = TrackWriter(
      file: FileDescriptor(owning: number), folder: folder, name: name, header: header)
    try writer.write(header.bytes)
    return writer
  }

  func append(_ samples: [Int16]) throws(SystemCallError) {
    // The machines of this program are little endian, as the file is.
    try write(samples)
    frames += samples.count
  }

  /// Gives the track its name, whole and lasting; false where it is not as long as was said.
  func place() throws(SystemCallError) -> Bool {
    guard frames == header.frames else { return false }
    try file.synchronise()
    try Folder.move(part, to: folder / name)
    isPlaced = true
    try Folder.synchronise(folder)
    // It is not played now, and other files are: let go of its pages.
    posix_fadvise(file.number, 0, 0, POSIX_FADV_DONTNEED)
    return true
  }

  private func write(_ values: [some FixedWidthInteger]) throws(SystemCallError) {
    var failure: SystemCallError?
    values.withUnsafeBytes { bytes in
      do throws(SystemCallError) {
        try file.writeAll(bytes)
      } catch {
        failure = error
      }
      unsynchronised += bytes.count
    }
    if let failure { throw failure }
    guard unsynchronised >= Self.synchroniseBytes else { return }
    try file.synchronise()
    unsynchronised = 0
  }
}
