// SPDX-License-Identifier: GPL-3.0-or-later

/// A delivery as bytes: a part of a child's question and of a clip's key.
extension Delivery {
  /// At most 4 KiB beside the words, for a delivery without fault.
  func write(to writer: inout ByteWriter) {
    switch self {
    case .plain:
      writer.write(UInt16(0))
    case .onBeats(let moments):
      writer.write(UInt16(1))
      writer.write(UInt16(clamping: moments.count))
      for moment in moments { writer.write(Int32(clamping: moment)) }
    case .sung(let syllables):
      writer.write(UInt16(2))
      writer.write(UInt16(clamping: syllables.count))
      for syllable in syllables { syllable.write(to: &writer) }
    }
  }

  /// Nil unless the bytes begin with one whole delivery without fault.
  init?(from reader: inout ByteReader) {
    switch reader.read(UInt16.self) {
    case 0:
      self = .plain
    case 1:
      guard let count = reader.read(UInt16.self) else { return nil }
      var moments: [Int] = []
      for _ in 0..<count {
        guard let moment = reader.read(Int32.self) else { return nil }
        moments.append(Int(moment))
      }
      self = .onBeats(moments)
    case 2:
      guard let count = reader.read(UInt16.self) else { return nil }
      var syllables: [SungSyllable] = []
      for _ in 0..<count {
        guard let syllable = SungSyllable(from: &reader) else { return nil }
        syllables.append(syllable)
      }
      self = .sung(syllables)
    default:
      return nil
    }
    guard fault == nil else { return nil }
  }
}

extension SungSyllable {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(text)
    writer.write(UInt8(beginsWord ? 1 : 0))
    writer.write(UInt8(clamping: notes.count))
    for note in notes {
      writer.write(Int32(clamping: note.onset))
      writer.write(Int32(clamping: note.length))
      writer.write(UInt8(clamping: note.pitch))
    }
  }

  fileprivate init?(from reader: inout ByteReader) {
    guard let text = reader.readString(), let flag = reader.read(UInt8.self),
      let count = reader.read(UInt8.self)
    else { return nil }
    var notes: [Note] = []
    for _ in 0..<count {
      guard let onset = reader.read(Int32.self), let length = reader.read(Int32.self),
        let pitch = reader.read(UInt8.self)
      else { return nil }
      notes.append(Note(onset: Int(onset), length: Int(length), pitch: Int(pitch)))
    }
    self.init(text: text, beginsWord: flag != 0, notes: notes)
  }
}
