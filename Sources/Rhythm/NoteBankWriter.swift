// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts a note bank together, byte for byte the same from the same notes (`NoteBank` has the
/// format).
package struct NoteBankWriter {
  package struct Note: Hashable, Sendable {
    /// MIDI note number.
    package var pitch: Int
    /// The first is there for interpolation only.
    package var samples: [Int16]
    /// In frames; from the second on, with two more after it.
    package var loop: Range<Int>?

    package init(pitch: Int, samples: [Int16], loop: Range<Int>? = nil) {
      self.pitch = pitch
      self.samples = samples
      self.loop = loop
    }
  }

  package var instruments: [Instrument: [Note]]
  /// In hundredths of a decibel.
  package var trims: [String: Int16]

  /// - Precondition: each instrument is one that is recorded.
  package init(instruments: [Instrument: [Note]] = [:], trims: [String: Int16] = [:]) {
    self.instruments = instruments
    self.trims = trims
  }

  /// What a bank holds, with other trims.
  package init(_ bank: NoteBank, trims: [String: Int16]) {
    instruments = bank.notes.mapValues { notes in
      notes.map { Note(pitch: $0.pitch, samples: bank.samples(of: $0), loop: $0.loop) }
    }
    self.trims = trims
  }

  /// The whole file.
  package func bytes() -> [UInt8] {
    let ordered = Instrument.allCases.compactMap { instrument -> (String, [Note])? in
      guard let notes = instruments[instrument], !notes.isEmpty else { return nil }
      guard let name = instrument.bankName else {
        preconditionFailure("\(instrument) has no recorded notes of its own")
      }
      return (name, notes.sorted { $0.pitch < $1.pitch })
    }
    // The table's length does not depend on what stands in it: laid out once to know it.
    let tableBytes = table(ordered, samplesAt: 0).count
    let samplesAt = Self.nextPage(NoteBank.headerBytes + tableBytes)
    let table = table(ordered, samplesAt: samplesAt)
    let notes = ordered.flatMap { $0.1 }
    let total = notes.reduce(samplesAt) { Self.nextPage($0 + 2 * $1.samples.count) }

    var file = NoteBank.magic
    file.reserveCapacity(total)
    file.append(UInt32(NoteBank.version))
    file.append(UInt32(table.count))
    file.append(UInt64(total))
    file.append(NoteBankChecksum.of(table))
    file += table
    file.padToPage()
    for note in notes {
      note.samples.withUnsafeBytes { file.append(contentsOf: $0) }
      file.padToPage()
    }
    return file
  }

  private func table(_ instruments: [(name: String, notes: [Note])], samplesAt: Int) -> [UInt8] {
    var table: [UInt8] = []
    var position = samplesAt
    table.append(UInt32(instruments.count))
    for (name, notes) in instruments {
      table.append(text: name)
      table.append(UInt32(notes.count))
      for note in notes {
        table.append(UInt32(note.pitch))
        table.append(UInt64(position))
        table.append(UInt32(note.samples.count))
        table.append(UInt32(note.loop?.lowerBound ?? 0))
        table.append(UInt32(note.loop?.upperBound ?? 0))
        position = Self.nextPage(position + 2 * note.samples.count)
      }
    }
    table.append(UInt32(trims.count))
    for (key, trim) in trims.sorted(by: { $0.key < $1.key }) {
      table.append(text: key)
      table.append(trim)
    }
    return table
  }

  private static func nextPage(_ bytes: Int) -> Int {
    (bytes + NoteBank.pageBytes - 1) / NoteBank.pageBytes * NoteBank.pageBytes
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func append(text: String) {
    let characters = text.utf8
    precondition(characters.count <= 255, "names and keys are short")
    append(UInt8(characters.count))
    append(contentsOf: characters)
  }

  fileprivate mutating func padToPage() {
    let over = count % NoteBank.pageBytes
    if over > 0 { append(contentsOf: repeatElement(0, count: NoteBank.pageBytes - over)) }
  }
}
