// SPDX-License-Identifier: GPL-3.0-or-later

/// The first page of a file of the music store; the samples follow: 16-bit, little endian, mono.
///
/// Little endian, at these offsets: 0 magic, 8 version, 12 sample rate (4 bytes each), 16 frames, 24
/// source bytes, 32 source fingerprint, 40 serial (8 each), 48 loudness, 52 gain (hundredths of a
/// decibel, 4 each), 56 bytes of the source name (4), 60 zero (4), 64 the source name, and at 4088
/// the FNV-1a checksum of all before it.
struct TrackHeader: Equatable {
  /// A page of the unit's processor, so that the samples begin on one.
  static let byteCount = 4_096
  private static let magic = Array("UPBMUSIC".utf8)
  private static let version = 1
  private static let checksumOffset = 4_088
  private static let nameOffset = 64
  /// A folder and a file name, each as long as Linux allows.
  static let longestName = 2 * 255 + 1

  var frames: Int
  var source: Fingerprint
  /// Counts the imports of this store: the lowest is the oldest.
  var serial: Int
  /// As it plays, in LUFS.
  var loudness: Double
  /// What was applied to the source, in decibels.
  var gain: Double
  /// The path in the stick's folder.
  var sourceName: BytePath

  /// The size of the whole file.
  var fileBytes: Int { Self.byteCount + 2 * frames }

  var bytes: [UInt8] {
    precondition(sourceName.bytes.count <= Self.longestName, "a name Linux would not have")
    var bytes = Self.magic
    bytes.append(UInt32(Self.version))
    bytes.append(UInt32(AudioFile.rate))
    bytes.append(UInt64(frames))
    bytes.append(UInt64(source.byteCount))
    bytes.append(source.checksum)
    bytes.append(UInt64(serial))
    bytes.append(UInt32(bitPattern: Self.hundredths(loudness)))
    bytes.append(UInt32(bitPattern: Self.hundredths(gain)))
    bytes.append(UInt32(sourceName.bytes.count))
    bytes.append(UInt32(0))
    bytes += sourceName.bytes
    bytes += [UInt8](repeating: 0, count: Self.checksumOffset - bytes.count)
    bytes.append(Checksum.of(bytes))
    return bytes
  }
}

extension TrackHeader {
  /// Nil where these bytes are no header that this version wrote, whole.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.byteCount, bytes.starts(with: Self.magic),
      bytes.number(at: 8, count: 4) == UInt64(Self.version),
      bytes.number(at: 12, count: 4) == UInt64(AudioFile.rate),
      bytes.number(at: Self.checksumOffset, count: 8)
        == Checksum.of(bytes[..<Self.checksumOffset]),
      let frames = Int(exactly: bytes.number(at: 16, count: 8)),
      let sourceBytes = Int(exactly: bytes.number(at: 24, count: 8)),
      let serial = Int(exactly: bytes.number(at: 40, count: 8)),
      case let nameCount = Int(bytes.number(at: 56, count: 4)), nameCount <= Self.longestName,
      // Over a hundred years of sound; more would not fit a size of a file.
      (1...(1 << 48)).contains(frames)
    else { return nil }
    let fields = (loudness: bytes.number(at: 48, count: 4), gain: bytes.number(at: 52, count: 4))
    self.init(
      frames: frames,
      source: Fingerprint(
        byteCount: sourceBytes, checksum: bytes.number(at: 32, count: 8)),
      serial: serial,
      loudness: Double(Int32(truncatingIfNeeded: fields.loudness)) / 100,
      gain: Double(Int32(truncatingIfNeeded: fields.gain)) / 100,
      sourceName: BytePath(bytes: bytes[Self.nameOffset...].prefix(nameCount)))
  }

  private static func hundredths(_ decibels: Double) -> Int32 {
    Int32(max(-100_000, min(100_000, (decibels * 100).rounded())))
  }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): tells apart, not proof against forgery.
struct Checksum {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var checksum = Checksum()
    checksum.add(bytes)
    return checksum.value
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ number: some FixedWidthInteger) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  fileprivate func number(at offset: Int, count: Int) -> UInt64 {
    self[offset..<(offset + count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
