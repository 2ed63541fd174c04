// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing

struct NoteBankTests {
  private static let writer = NoteBankWriter(
    instruments: [
      .piano: [
        NoteBankWriter.Note(pitch: 63, samples: Array(repeating: 7, count: 3_000)),
        NoteBankWriter.Note(pitch: 60, samples: [0, 1, -2, 32_767, -32_768])
      ],
      .recorder: [
        NoteBankWriter.Note(pitch: 72, samples: (0..<100).map { Int16($0) }, loop: 10..<98)
      ]
    ], trims: ["morning": -125, "lied.mond": 40])
  private static let bytes = writer.bytes()

  private func fault(_ bytes: [UInt8]) -> NoteBankFault? {
    switch NoteBank.read(.holding(bytes)) {
    case .success: nil
    case .failure(let fault): fault
    }
  }

  // MARK: What is written is read

  @Test("What was written is there, note by note")
  func roundTrip() throws {
    let bank = try NoteBank.read(.holding(Self.bytes)).get()
    #expect(Set(bank.notes.keys) == [.piano, .recorder])
    let piano = try #require(bank.notes[.piano])
    #expect(piano.map(\.pitch) == [60, 63])
    #expect(bank.samples(of: piano[0]) == [0, 1, -2, 32_767, -32_768])
    #expect(bank.samples(of: piano[1]) == Array(repeating: 7, count: 3_000))
    #expect(piano[0].loop == nil)
    #expect(bank.notes[.recorder]?.first?.loop == 10..<98)
  }

  @Test("The same notes give the same bytes, whatever order they came in")
  func sameBytes() {
    var turned = Self.writer
    turned.instruments[.piano]?.reverse()
    #expect(turned.bytes() == Self.bytes)
  }

  @Test("Each note begins on a page")
  func pages() throws {
    let bank = try NoteBank.read(.holding(Self.bytes)).get()
    for note in bank.notes.values.flatMap({ $0 }) {
      #expect(2 * note.position % 4_096 == 0)
    }
    #expect(Self.bytes.count % 4_096 == 0)
  }

  @Test("A trim is said in decibels, and nothing where nothing was measured")
  func trims() throws {
    let bank = try NoteBank.read(.holding(Self.bytes)).get()
    #expect(bank.trim("morning") == -1.25)
    #expect(bank.trim("lied.mond") == 0.4)
    #expect(bank.trim("evening") == 0)
    // Somebody's own song has what songs have.
    let songs = try NoteBank.read(
      .holding(NoteBankWriter(bank, trims: ["song": 75, "song.Ode": -50]).bytes())
    ).get()
    #expect(songs.trim("song.Ode") == -0.5)
    #expect(songs.trim("song.No. 5") == 0.75)
    #expect(songs.trim("piece.morning.3") == 0)
  }

  @Test("Other trims leave the notes as they are")
  func otherTrims() throws {
    let bank = try NoteBank.read(.holding(Self.bytes)).get()
    let trims = Dictionary(uniqueKeysWithValues: (0..<300).map { ("piece.\($0)", Int16($0)) })
    let trimmed = try NoteBank.read(.holding(NoteBankWriter(bank, trims: trims).bytes())).get()
    #expect(trimmed.trims == trims)
    for (instrument, notes) in bank.notes {
      let others = try #require(trimmed.notes[instrument])
      #expect(others.map(\.pitch) == notes.map(\.pitch))
      #expect(others.map(trimmed.samples) == notes.map(bank.samples))
    }
  }

  @Test("It says which instruments it has; a swell is played by the pad")
  func has() throws {
    let bank = try NoteBank.read(.holding(Self.bytes)).get()
    #expect(bank.has(.piano) && bank.has(.recorder))
    #expect(!bank.has(.harp) && !bank.has(.pad) && !bank.has(.swell) && !bank.has(.pulseIn))
    #expect(SineBank.bank(.pad, [SineBank.held(pitch: 60)]).has(.swell))
  }

  @Test("The memory is given back once, when the last reader is gone")
  func release() throws {
    final class Count: @unchecked Sendable {
      // SAFETY: one thread.
      var value = 0
    }
    let count = Count()
    let held = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.bytes.count, alignment: 16)
    defer { held.deallocate() }
    held.copyBytes(from: Self.bytes)
    var mixer = Mixer()
    do {
      let memory = SampleMemory(UnsafeRawBufferPointer(held)) { count.value += 1 }
      mixer.bank = try NoteBank.read(memory).get()
    }
    mixer.play(.recorder, pitch: 72, gain: 0, at: .zero, length: .seconds(1), bus: .music)
    #expect(mixer.rendered(frames: 4_800).peakDecibels > -90)
    mixer.bank = nil
    #expect(count.value == 0, "a note still reads it")
    _ = mixer.rendered(from: 4_800, frames: 96_000)
    #expect(count.value == 1)
  }

  // MARK: What cannot be used

  @Test("A bank cut short anywhere is known as such")
  func cutShort() {
    for length in 0..<Self.bytes.count {
      let found = fault(Array(Self.bytes.prefix(length)))
      switch length {
      case ..<8: #expect(found == .notABank)
      case ..<32: #expect(found == .damaged)
      default: #expect(found == .otherLength(bytes: length, expected: Self.bytes.count))
      }
    }
  }

  @Test("A bank with something behind it is known as such")
  func tooLong() {
    let found = fault(Self.bytes + [0])
    #expect(
      found == .otherLength(bytes: Self.bytes.count + 1, expected: Self.bytes.count))
  }

  @Test("Any changed byte of head or table is found")
  func changedTable() {
    // Up to the trims: behind them the page is filled up with nothing.
    let tableBytes = Int(Self.bytes[12]) + Int(Self.bytes[13]) << 8
    for place in 0..<32 + tableBytes {
      var bytes = Self.bytes
      bytes[place] ^= 0x41
      #expect(fault(bytes) != nil, "byte \(place)")
    }
  }

  @Test("Another version says which")
  func otherVersion() {
    var bytes = Self.bytes
    bytes[8] = 2
    #expect(fault(bytes) == .otherVersion(2))
    #expect(fault(bytes)?.description.contains("version 2") == true)
  }

  @Test(
    "What is something else is no note bank",
    arguments: ["", "RIFF....WAVEfmt ", "UpbtBan", "MZ\u{90}", "# upbeat.txt\nlanguage: en\n"])
  func foreign(text: String) {
    #expect(fault(Array(text.utf8)) == .notABank)
  }

  @Test("A table of any bytes is refused or makes sense", arguments: 1...8 as ClosedRange<UInt64>)
  func anyTable(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var readable = 0
    for _ in 0..<2_000 {
      var bytes = Self.bytes
      let tableBytes = Int(bytes[12]) + Int(bytes[13]) << 8
      // Mostly numbers near those that are there: they go deepest.
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 32..<32 + tableBytes, using: &random)
        bytes[place] =
          [0, 1, 0xFF, bytes[place] &+ 1, bytes[place] ^ 0x80, 0x10].randomElement(
            using: &random) ?? 0
      }
      sign(&bytes, tableBytes: tableBytes)
      guard case .success(let bank) = NoteBank.read(.holding(bytes)) else { continue }
      readable += 1
      var mixer = Mixer(bank: bank)
      for instrument in [Instrument.piano, .recorder] {
        mixer.play(
          instrument, pitch: 61, gain: 0, at: .zero, length: .milliseconds(200), bus: .music)
      }
      _ = mixer.rendered(frames: 2_048)
    }
    #expect(readable > 20, "some of them make sense")
  }

  /// Puts the checksum right (FNV-1a), so that what follows it is looked at.
  private func sign(_ bytes: inout [UInt8], tableBytes: Int) {
    var checksum: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes[32..<32 + tableBytes] {
      checksum = (checksum ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    for index in 0..<8 { bytes[24 + index] = UInt8(truncatingIfNeeded: checksum >> (8 * index)) }
  }

  @Test("Each fault is said in a plain sentence")
  func faultsInWords() {
    let faults: [NoteBankFault] = [
      .notABank, .otherVersion(9), .otherLength(bytes: 1, expected: 2),
      .otherLength(bytes: 3, expected: 2), .damaged
    ]
    let sentences = faults.map(\.description)
    #expect(Set(sentences).count == faults.count)
    for sentence in sentences {
      #expect(sentence.hasPrefix("Th") && sentence.hasSuffix("."))
    }
  }
}
