// SPDX-License-Identifier: GPL-3.0-or-later

/// The header of a frame of MPEG audio, layer III (ISO/IEC 11172-3, 2.4.1.3; 13818-3 for the lower
/// sample rates; 2.5 is Fraunhofer's).
struct MP3Frame: Equatable {
  let offset: Int
  private(set) var isCounted = false
  private let byteCount: Int
  private let version: Int
  private let rate: Int
  private let isMono: Bool

  /// kbit/s by index; 0 and 15 are none.
  private static let bitRates1 = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
  private static let bitRates2 = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
  private static let rates1 = [44_100, 48_000, 32_000]

  /// Frames may begin so far behind the tags, and not later: padding, or the rest of a frame.
  private static let searchBytes = 65_536

  /// So many frames in a row, or the end of the file, make it sure: by chance alone one
  /// executable in 10⁹ has them.
  private static let chain = 3

  /// The first frame of a file, followed by others like it.
  static func first(in source: SourceFile, from start: Int) throws(AudioFileError) -> MP3Frame? {
    let bytes = try source.bytes(searchBytes, at: start)
    for index in bytes.indices.dropLast(3) where bytes[index] == 0xFF {
      guard var frame = MP3Frame(bytes[index..<(index + 4)], offset: start + index),
        try frame.isFollowed(in: source)
      else { continue }
      frame.isCounted = try frame.tellsLength(in: source)
      return frame
    }
    return nil
  }

  private init?(_ bytes: some Collection<UInt8>, offset: Int) {
    guard bytes.count == 4 else { return nil }
    let header = bytes.reduce(0) { $0 << 8 | Int($1) }
    let versionBits = header >> 19 & 3
    let rateIndex = header >> 10 & 3
    let bitRateIndex = header >> 12 & 15
    // Eleven bits of one; layer III is 1; 3 is no rate.
    guard header >> 21 == 0x7FF, versionBits != 1, header >> 17 & 3 == 1, rateIndex < 3,
      (1...14).contains(bitRateIndex)
    else { return nil }
    self.offset = offset
    version = versionBits
    let isFirst = versionBits == 3
    rate = Self.rates1[rateIndex] / (isFirst ? 1 : versionBits == 2 ? 2 : 4)
    let bitRate = (isFirst ? Self.bitRates1 : Self.bitRates2)[bitRateIndex - 1]
    byteCount = (isFirst ? 144 : 72) * bitRate * 1_000 / rate + (header >> 9 & 1)
    isMono = header >> 6 & 3 == 3
  }

  private func isFollowed(in source: SourceFile) throws(AudioFileError) -> Bool {
    var frame = self
    for count in 1..<Self.chain {
      let next = frame.offset + frame.byteCount
      // A short sound: at least two frames, to the byte.
      if next == source.byteCount { return count > 1 }
      guard let following = MP3Frame(try source.bytes(4, at: next), offset: next),
        following.version == version, following.rate == rate
      else { return false }
      frame = following
    }
    return true
  }

  /// The first frame may hold, in place of sound, the number of frames (LAME's "Info" and Xing's).
  private func tellsLength(in source: SourceFile) throws(AudioFileError) -> Bool {
    let isFirst = version == 3
    let sideBytes = isFirst ? (isMono ? 17 : 32) : (isMono ? 9 : 17)
    let tag = try source.bytes(8, at: offset + 4 + sideBytes)
    let hasFrames = tag.last.map { $0 & 1 == 1 } ?? false
    return hasFrames
      && (tag.starts(with: Array("Xing".utf8)) || tag.starts(with: Array("Info".utf8)))
  }
}
