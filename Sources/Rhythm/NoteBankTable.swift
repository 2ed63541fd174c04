// SPDX-License-Identifier: GPL-3.0-or-later

/// The head of a note bank, taken apart and found sound.
struct NoteBankTable {
  var notes: [Instrument: [NoteBank.Note]] = [:]
  var trims: [String: Int16] = [:]

  static func read(_ bytes: UnsafeRawBufferPointer) -> Result<NoteBankTable, NoteBankFault> {
    var header = ByteReader(bytes, 0..<min(bytes.count, NoteBank.headerBytes))
    guard let magic = header.take(NoteBank.magic.count), magic.elementsEqual(NoteBank.magic)
    else { return .failure(.notABank) }
    guard let version: UInt32 = header.number() else { return .failure(.damaged) }
    guard version == NoteBank.version else { return .failure(.otherVersion(Int(version))) }
    guard let tableBytes: UInt32 = header.number(), let fileBytes: UInt64 = header.number(),
      let checksum: UInt64 = header.number(), let expected = Int(exactly: fileBytes)
    else { return .failure(.damaged) }
    guard bytes.count == expected else {
      return .failure(.otherLength(bytes: bytes.count, expected: expected))
    }
    let end = NoteBank.headerBytes + Int(tableBytes)
    guard end <= bytes.count else { return .failure(.damaged) }
    let range = NoteBank.headerBytes..<end
    guard NoteBankChecksum.of(bytes[range]) == checksum else { return .failure(.damaged) }
    var reader = ByteReader(bytes, range)
    guard let table = NoteBankTable(&reader, fileBytes: bytes.count) else {
      return .failure(.damaged)
    }
    return .success(table)
  }

  private init?(_ reader: inout ByteReader, fileBytes: Int) {
    guard let instruments: UInt32 = reader.number() else { return nil }
    for _ in 0..<instruments {
      guard let name = reader.text(), let count: UInt32 = reader.number() else { return nil }
      guard let notes = Self.notes(&reader, count: count, fileBytes: fileBytes) else { return nil }
      // A name this release does not know is of no harm.
      guard let instrument = Instrument(bankName: name) else { continue }
      guard self.notes.updateValue(notes, forKey: instrument) == nil else { return nil }
    }
    guard let count: UInt32 = reader.number() else { return nil }
    for _ in 0..<count {
      guard let key = reader.text(), let trim: Int16 = reader.number(),
        trims.updateValue(trim, forKey: key) == nil
      else { return nil }
    }
    guard reader.isAtEnd else { return nil }
  }

  private static func notes(
    _ reader: inout ByteReader, count: UInt32, fileBytes: Int
  ) -> [NoteBank.Note]? {
    var notes: [NoteBank.Note] = []
    for _ in 0..<count {
      guard let note = note(&reader, fileBytes: fileBytes) else { return nil }
      if let last = notes.last, last.pitch >= note.pitch { return nil }
      notes.append(note)
    }
    return notes.isEmpty ? nil : notes
  }

  private static func note(_ reader: inout ByteReader, fileBytes: Int) -> NoteBank.Note? {
    guard let pitch: UInt32 = reader.number(), let position: UInt64 = reader.number(),
      let frames: UInt32 = reader.number(), let loopStart: UInt32 = reader.number(),
      let loopEnd: UInt32 = reader.number(), pitch <= 127,
      let position = Int(exactly: position), position % NoteBank.pageBytes == 0,
      position <= fileBytes, 2 * Int(frames) <= fileBytes - position, frames >= 4
    else { return nil }
    var note = NoteBank.Note(pitch: Int(pitch), position: position / 2, frames: Int(frames))
    if loopStart != 0 || loopEnd != 0 {
      guard loopStart >= 1, loopStart < loopEnd, Int(loopEnd) + 2 <= Int(frames) else {
        return nil
      }
      note.loop = Int(loopStart)..<Int(loopEnd)
    }
    return note
  }
}

/// Little-endian numbers and texts out of bytes, never past their end.
private struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private var range: Range<Int>

  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  var isAtEnd: Bool { range.isEmpty }

  mutating func take(_ count: Int) -> Slice<UnsafeRawBufferPointer>? {
    guard count <= range.count else { return nil }
    defer { range = range.lowerBound + count..<range.upperBound }
    return bytes[range.lowerBound..<range.lowerBound + count]
  }

  mutating func number<Number: FixedWidthInteger>() -> Number? {
    guard let taken = take(Number.bitWidth / 8) else { return nil }
    return taken.reversed().reduce(Number.zero) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }

  mutating func text() -> String? {
    guard let length: UInt8 = number(), let taken = take(Int(length)) else { return nil }
    return String(validating: taken, as: UTF8.self)
  }
}

/// FNV-1a, 64 bit: tells damage from data; not for secrets.
///
/// Constants: Fowler, Noll and Vo, draft-eastlake-fnv.
enum NoteBankChecksum {
  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
