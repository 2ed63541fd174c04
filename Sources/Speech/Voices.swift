// SPDX-License-Identifier: GPL-3.0-or-later

/// What eSpeak NG on this machine can speak.
public struct Voices: Equatable, Sendable {
  /// As `espeak_Info` gives it: "1.51".
  public let libraryVersion: String

  /// In eSpeak NG's own order.
  public let voices: [Voice]

  public struct Voice: Equatable, Sendable {
    /// What to write in `ClipRequest.voice`: "en-us".
    public let name: String

    /// For people: "English (America)".
    public let title: String
  }

  /// Voices listed at most; eSpeak NG 1.51 has 127.
  private static let maximumVoices = 2_000

  var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.write(libraryVersion)
    writer.write(UInt16(min(voices.count, Voices.maximumVoices)))
    for voice in voices.prefix(Voices.maximumVoices) {
      writer.write(voice.name)
      writer.write(voice.title)
    }
    return writer.bytes
  }

  init(libraryVersion: String, voices: [Voice]) {
    self.libraryVersion = libraryVersion
    self.voices = voices
  }

  /// Nil unless the bytes are one whole list.
  init?(encoded bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard let version = reader.readString(), let count = reader.read(UInt16.self) else {
      return nil
    }
    var voices: [Voice] = []
    for _ in 0..<count {
      guard let name = reader.readString(), let title = reader.readString() else { return nil }
      voices.append(Voice(name: name, title: title))
    }
    guard reader.remaining == 0 else { return nil }
    self.init(libraryVersion: version, voices: voices)
  }
}
