// SPDX-License-Identifier: GPL-3.0-or-later

/// The chunks of a RIFF file ("Multimedia Programming Interface and Data Specifications 1.0", IBM
/// and Microsoft 1991).
enum WaveChunks {
  /// Every known chunk once and room for others' own; more lead nowhere.
  private static let limit = 1_000

  /// libsndfile silently shortens the sound of a file that was cut; this tells.
  static func check(_ source: SourceFile, from start: Int) throws(AudioFileError) {
    var offset = start + 12
    for _ in 0..<limit {
      let header = try source.bytes(8, at: offset)
      guard header.count == 8 else { throw offset < source.byteCount ? .cutShort : .damaged }
      let size = header[4...].reversed().reduce(0) { $0 << 8 | Int($1) }
      let isSound = header.starts(with: Array("data".utf8))
      let left = source.byteCount - offset - 8
      // Programs that write into a pipe cannot go back to fill in the length.
      if isSound, size == 0xFFFF_FFFF || (size == 0 && left > 0) { return }
      if isSound, size == 0 { throw .empty }
      guard size <= left else { throw .cutShort }
      if isSound { return }
      offset += 8 + size + size % 2
    }
    throw .damaged
  }
}

/// The pages of an Ogg stream (RFC 3533, 6).
enum OggPages {
  private static let headerBytes = 27
  /// The head of a page, 255 segment lengths and 255 segments.
  private static let longestPage = 27 + 255 + 255 * 255
  private static let endOfStream: UInt8 = 4

  /// The last page of a whole stream says that it is the last, and is all there.
  static func check(_ source: SourceFile) throws(AudioFileError) {
    let start = max(0, source.byteCount - longestPage)
    let tail = try source.bytes(longestPage, at: start)
    let capture = Array("OggS".utf8)
    guard
      let page = tail.indices.dropLast(headerBytes).last(where: {
        tail[$0] == capture[0] && tail[$0...].starts(with: capture)
      })
    else { throw .cutShort }
    let segments = tail[(page + headerBytes)...].prefix(Int(tail[page + headerBytes - 1]))
    let end = page + headerBytes + segments.count + segments.reduce(0) { $0 + Int($1) }
    guard tail[page + 5] & endOfStream != 0, end <= tail.count else { throw .cutShort }
  }
}
