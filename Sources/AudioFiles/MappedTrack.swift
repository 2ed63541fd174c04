// SPDX-License-Identifier: GPL-3.0-or-later

/// A track of the music store, mapped: the audio loop reads ``samples``, while the storage thread
/// keeps a few seconds ahead of it in memory and lets go of what was heard.
public final class MappedTrack: Sendable {
  private let file: MappedFile
  /// Mono, at 48 kHz.
  public let frames: Int
  /// As it plays from both speakers, in LUFS.
  public let loudness: Double

  private init(file: MappedFile, header: TrackHeader) {
    self.file = file
    frames = header.frames
    loudness = header.loudness
  }

  /// - Throws: `damaged`, `cutShort`, where it is not as it was written; `unreadable`.
  public static func open(_ path: BytePath) throws(AudioFileError) -> MappedTrack {
    let header = try MusicStore.header(of: path)
    let file = try MappedFile.open(path, isSequential: true)
    // It may have been exchanged between the two.
    guard file.bytes.count == header.fileBytes else { throw .damaged }
    return MappedTrack(file: file, header: header)
  }

  /// 16-bit, little endian; valid while this object lives.
  public var sampleBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[TrackHeader.byteCount...])
  }

  /// The same, as numbers; valid while this object lives.
  public var samples: UnsafeBufferPointer<Int16> {
    // The machines of this program are little endian, and the samples begin on a page.
    sampleBytes.assumingMemoryBound(to: Int16.self)
  }

  /// Brings frames into memory, for the storage thread, some seconds before they are played.
  ///
  /// - Throws: where the storage fails: the frames must not be played then.
  public func populate(_ frames: Range<Int>) throws(SystemCallError) {
    try file.populate(offset(frames.lowerBound)..<offset(frames.upperBound))
  }

  /// Lets go of what was played.
  public func drop(before frame: Int) throws(SystemCallError) {
    try file.drop(before: offset(frame))
  }

  private func offset(_ frame: Int) -> Int {
    TrackHeader.byteCount + 2 * max(0, min(frame, frames))
  }
}
