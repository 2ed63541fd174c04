// SPDX-License-Identifier: GPL-3.0-or-later

/// What a child writes to its standard output: a header, then `payload`.
struct SpeechAnswer: Equatable {
  /// A clip or the voices; with `libraryRefused`, the name of the C function.
  var payload: [UInt8]
  var status: Status

  /// The code a C library returned; with `otherSyllables`, how many the voice speaks; else 0.
  var code: Int32 = 0

  enum Status: UInt16 {
    case made, noSuchVoice, clipTooLong, libraryRefused, questionNotUnderstood
    case otherSyllables
  }

  /// Magic, version, status, code, payload count, checksum of all these and of the payload.
  struct Header: Equatable {
    static let byteCount = 24
    static let magic: UInt32 = 0x4150_5355  // "USPA"
    static let version: UInt16 = 1

    let status: Status
    let code: Int32
    let payloadCount: Int
    let checksum: UInt64

    /// Nil unless a child of this version, with an answer of bounded size, wrote it.
    init?(encoded bytes: [UInt8]) {
      var reader = ByteReader(bytes)
      guard reader.read(UInt32.self) == Header.magic, reader.read(UInt16.self) == Header.version,
        let status = reader.read(UInt16.self).flatMap(Status.init(rawValue:)),
        let code = reader.read(Int32.self), let count = reader.read(UInt32.self),
        count <= UInt32(Clip.maximumEncodedBytes), let checksum = reader.read(UInt64.self)
      else { return nil }
      self.status = status
      self.code = code
      self.payloadCount = Int(count)
      self.checksum = checksum
    }
  }

  init(_ status: Status, code: Int32 = 0, payload: [UInt8] = []) {
    self.status = status
    self.code = code
    self.payload = payload
  }

  /// Nil where the bytes were damaged on the way.
  init?(header: Header, payload: [UInt8]) {
    self.init(header.status, code: header.code, payload: payload)
    guard payload.count == header.payloadCount, checksum == header.checksum else { return nil }
  }

  var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.write(raw: guarded)
    writer.write(checksum)
    writer.write(raw: payload)
    return writer.bytes
  }

  private var guarded: [UInt8] {
    var writer = ByteWriter()
    writer.write(Header.magic)
    writer.write(Header.version)
    writer.write(status.rawValue)
    writer.write(code)
    writer.write(UInt32(payload.count))
    return writer.bytes
  }

  private var checksum: UInt64 {
    var checksum = Checksum()
    checksum.add(guarded)
    checksum.add(payload)
    return checksum.value
  }
}
