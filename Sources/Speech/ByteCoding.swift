// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes integers least significant byte first, and strings behind their length.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// At most 65,535 bytes of UTF-8.
  mutating func write(_ string: String) {
    precondition(string.utf8.count <= Int(UInt16.max), "a string too long for its length field")
    write(UInt16(string.utf8.count))
    bytes.append(contentsOf: string.utf8)
  }

  mutating func write(_ samples: [Int16]) {
    bytes.reserveCapacity(bytes.count + samples.count * 2)
    for sample in samples { write(sample) }
  }

  mutating func write(raw: [UInt8]) {
    bytes.append(contentsOf: raw)
  }
}

/// Reads what `ByteWriter` wrote; nil where the bytes end too early or cannot be right.
struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var remaining: Int { bytes.count - position }

  mutating func read<Value: FixedWidthInteger>(_: Value.Type) -> Value? {
    let size = Value.bitWidth / 8
    guard remaining >= size else { return nil }
    defer { position += size }
    return bytes.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Value.self))
    }
  }

  mutating func readString() -> String? {
    guard let count = read(UInt16.self), let raw = readRaw(count: Int(count)) else { return nil }
    return String(validating: raw, as: UTF8.self)
  }

  mutating func readSamples(count: Int) -> [Int16]? {
    guard count >= 0, remaining / 2 >= count else { return nil }
    defer { position += count * 2 }
    return bytes.withUnsafeBytes { raw in
      (0..<count).map {
        Int16(littleEndian: raw.loadUnaligned(fromByteOffset: position + $0 * 2, as: Int16.self))
      }
    }
  }

  mutating func readRaw(count: Int) -> [UInt8]? {
    guard count >= 0, remaining >= count else { return nil }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }
}
