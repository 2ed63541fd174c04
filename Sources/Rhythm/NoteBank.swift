// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// Recorded notes of the instruments of `music.md`, read where they lie.
///
/// `upbeat-bank` makes the file. All numbers are little-endian:
/// ```
/// header   magic          8 bytes   "UpbtBank"
///          version        UInt32    1
///          table bytes    UInt32
///          file bytes     UInt64    of the whole file
///          table checksum UInt64    FNV-1a, 64 bit
/// table    instruments    UInt32, and for each:
///            name         UInt8 length, UTF-8 ("recorder")
///            notes        UInt32, by ascending pitch, and for each:
///              pitch      UInt32    MIDI note number, 0–127
///              position   UInt64    in bytes from the start of the file, a multiple of 4096
///              frames     UInt32
///              loop start UInt32    in frames; 0: none
///              loop end   UInt32    the frame after the loop's last; 0: none
///          trims          UInt32, by ascending key, and for each:
///            key          UInt8 length, UTF-8
///            trim         Int16     hundredths of a decibel
/// samples  from the next multiple of 4096: mono, 48 kHz, Int16; each note on a page of its own
/// ```
/// A note's first frame is there for interpolation only: what is heard begins at its second. Two
/// frames at least follow its loop. Every note is as loud as every other: its loudest 400 ms,
/// K-weighted (ITU-R BS.1770-4), stand at `referenceLoudness` in one channel.
public struct NoteBank: Sendable {
  /// Mono samples of one pitch.
  package struct Note: Hashable, Sendable {
    /// MIDI note number.
    package var pitch: Int
    /// Of its first frame, in samples from the start of the memory.
    package var position: Int
    package var frames: Int
    /// In frames of the note; nil: it decays by itself and ends in silence.
    package var loop: Range<Int>?
  }

  package let memory: SampleMemory
  /// By ascending pitch, never empty.
  package let notes: [Instrument: [Note]]
  /// In hundredths of a decibel, by a key of whoever measured: what brings a piece or a song to
  /// the loudness of the others.
  public let trims: [String: Int16]

  package static let magic = Array("UpbtBank".utf8)
  package static let version = 1
  package static let headerBytes = 32
  /// Notes begin at multiples of it.
  package static let pageBytes = 4_096
  /// Of every note, in LUFS of one channel: low enough that no struck note meets full scale.
  package static let referenceLoudness = -24.0

  /// Reads the table; touches no sample.
  public static func read(_ memory: SampleMemory) -> Result<NoteBank, NoteBankFault> {
    NoteBankTable.read(memory.bytes).map { table in
      NoteBank(memory: memory, notes: table.notes, trims: table.trims)
    }
  }

  /// Whether notes of this instrument are here; else its synthesised layers play.
  public func has(_ instrument: Instrument) -> Bool { notes(of: instrument) != nil }

  /// In decibels. A key that was not measured (`song.…` of somebody's own song) has what its kind
  /// has (`song`), else 0.
  public func trim(_ key: String) -> Double {
    let kind = key.prefix { $0 != "." }
    return Double(trims[key] ?? trims[String(kind)] ?? 0) / 100
  }

  /// The samples of a note, copied.
  package func samples(of note: Note) -> [Int16] {
    Array(memory.samples[note.position..<note.position + note.frames])
  }

  func notes(of instrument: Instrument) -> [Note]? {
    instrument.recorded.flatMap { notes[$0] }
  }

  /// The recorded note nearest to a pitch; the lower of two.
  func note(of instrument: Instrument, nearest pitch: Int) -> Note? {
    notes(of: instrument)?.min { abs($0.pitch - pitch) < abs($1.pitch - pitch) }
  }
}
