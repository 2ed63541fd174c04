// SPDX-License-Identifier: GPL-3.0-or-later

/// A clip as bytes: what the child answers and what the cache keeps.
extension Clip {
  /// Raised whenever the bytes, or the sound made from the same text, change: old files then miss.
  static let formatVersion: UInt16 = 4

  /// The most bytes a clip can have: its samples and a vowel every 10 ms, none longer than this.
  static let maximumEncodedBytes =
    8 + maximumFrames * 2 + (maximumFrames / 480) * (4 + 1 + 2 + maximumVowelNameBytes)

  /// What eSpeak NG has room for in `espeak_EVENT.id.string`.
  private static let maximumVowelNameBytes = 8

  var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.write(UInt32(vowels.count))
    writer.write(UInt32(samples.count))
    for vowel in vowels {
      writer.write(UInt32(vowel.frame))
      writer.write(UInt8((vowel.isStressed ? 1 : 0) | (vowel.beginsWord ? 2 : 0)))
      writer.write(vowel.name)
    }
    writer.write(samples)
    return writer.bytes
  }

  /// Nil unless the bytes are one whole clip whose vowels ascend inside it.
  init?(encoded bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard let vowelCount = reader.read(UInt32.self), let frames = reader.read(UInt32.self),
      frames <= UInt32(Clip.maximumFrames), vowelCount <= frames
    else { return nil }
    var vowels: [Vowel] = []
    for _ in 0..<vowelCount {
      guard let frame = reader.read(UInt32.self), let flags = reader.read(UInt8.self),
        let name = reader.readString(), frame < frames, flags < 4,
        name.utf8.count <= Clip.maximumVowelNameBytes,
        vowels.last.map({ $0.frame < Int(frame) }) ?? true
      else { return nil }
      vowels.append(
        Vowel(
          frame: Int(frame), name: name, isStressed: flags & 1 != 0, beginsWord: flags & 2 != 0))
    }
    guard let samples = reader.readSamples(count: Int(frames)), reader.remaining == 0 else {
      return nil
    }
    self.init(samples: samples, vowels: vowels)
  }
}
