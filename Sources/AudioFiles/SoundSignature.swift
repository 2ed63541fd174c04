// SPDX-License-Identifier: GPL-3.0-or-later

/// What a file is by its own bytes, whatever it is called.
///
/// libsndfile alone takes an executable for MPEG layer I and reads thirty other formats; the
/// formats that people have go through, and nothing else reaches it.
struct SoundSignature: Equatable {
  enum Format: Equatable {
    case wav
    case flac
    case ogg
    /// `isCounted`: a Xing or Info frame tells the length; else libsndfile's is a guess.
    case mp3(isCounted: Bool)
  }

  let format: Format
  /// The offset of its first byte behind any ID3 tags, which may hold pictures of megabytes.
  let start: Int

  static func find(in source: SourceFile) throws(AudioFileError) -> SoundSignature {
    let start = try skipTags(in: source)
    let bytes = try source.bytes(12, at: start)
    if bytes.starts(with: Array("fLaC".utf8)) {
      return SoundSignature(format: .flac, start: start)
    }
    if bytes.starts(with: Array("OggS".utf8)) {
      try OggPages.check(source)
      return SoundSignature(format: .ogg, start: start)
    }
    if bytes.starts(with: Array("RIFF".utf8)), bytes.suffix(4) == Array("WAVE".utf8) {
      try WaveChunks.check(source, from: start)
      return SoundSignature(format: .wav, start: start)
    }
    guard let frame = try MP3Frame.first(in: source, from: start) else { throw .notMusic }
    return SoundSignature(format: .mp3(isCounted: frame.isCounted), start: frame.offset)
  }

  /// The offset behind the ID3v2 tags (id3.org, "ID3 tag version 2.4.0 – Main Structure", 3.1).
  private static func skipTags(in source: SourceFile) throws(AudioFileError) -> Int {
    var offset = 0
    // Programs put a second tag before the first; a chain of them is no music.
    for _ in 0..<8 {
      let header = try source.bytes(10, at: offset)
      guard header.count == 10, header.starts(with: Array("ID3".utf8)) else { return offset }
      let size = header[6...].reduce(0) { $0 << 7 | Int($1 & 0x7F) }
      let hasFooter = header[5] & 0x10 != 0
      offset += 10 + size + (hasFooter ? 10 : 0)
      if offset >= source.byteCount { throw .cutShort }
    }
    throw .notMusic
  }
}
