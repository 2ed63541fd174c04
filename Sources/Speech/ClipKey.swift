// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything that decides how a clip sounds: same key, same samples.
struct ClipKey: Hashable {
  /// Compared byte by byte: Swift takes "é" and "e" + accent for equal strings, eSpeak NG does not.
  let bytes: [UInt8]

  init(request: ClipRequest, libraryVersion: String) {
    var writer = ByteWriter()
    writer.write(Clip.formatVersion)
    writer.write(libraryVersion)
    writer.write(request.voice)
    writer.write(UInt16(request.wordsPerMinute))
    writer.write(Int16(request.pitch ?? -1))
    writer.write(request.text)
    request.delivery.write(to: &writer)
    bytes = writer.bytes
  }

  /// 32 hexadecimal digits. Two keys may share them: a file holds its whole key as well.
  var fileName: String {
    var second = Checksum()
    second.add(0xff)
    second.add(bytes)
    return ClipKey.hexadecimal(Checksum.of(bytes)) + ClipKey.hexadecimal(second.value)
      + ClipCache.suffix
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
