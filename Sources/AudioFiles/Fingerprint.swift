// SPDX-License-Identifier: GPL-3.0-or-later

/// By what a source is known again, without reading hundreds of megabytes at each stick: its size
/// and 17 pieces of 64 KiB, from its first byte to its last.
///
/// A file changed in between the pieces only, and as long as before, is taken for the old one; no
/// program that encodes music does that.
struct Fingerprint: Hashable {
  private static let pieceBytes = 65_536
  private static let gaps = 16

  let byteCount: Int
  let checksum: UInt64

  /// - Throws: as opening for sound does, before anything is decoded: `empty`, `tooLarge` and others.
  static func of(_ path: BytePath, limitBytes: Int) throws(AudioFileError) -> Fingerprint {
    let source = try SourceFile.open(path, limitBytes: limitBytes)
    let count = source.byteCount
    let isShort = count <= (gaps + 1) * pieceBytes
    let offsets =
      isShort
      ? Array(stride(from: 0, to: count, by: pieceBytes))
      : (0...gaps).map { $0 * (count - pieceBytes) / gaps }
    var checksum = Checksum()
    for offset in offsets { checksum.add(try source.bytes(pieceBytes, at: offset)) }
    return Fingerprint(byteCount: count, checksum: checksum.value)
  }

  /// The name of its track in the store.
  var id: String {
    var both = Checksum()
    for number in [checksum, UInt64(byteCount)] {
      both.add((0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
    }
    let digits = String(both.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits + MusicStore.ending
  }
}
