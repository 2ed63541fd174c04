// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing

/// Sampled sound for the tests: a note bank and a track of triangle waves.
enum Tones {
  /// Every instrument that may be recorded, a note an octave.
  static func bank() throws -> NoteBank {
    var writer = NoteBankWriter()
    for instrument in Instrument.allRecorded {
      writer.instruments[instrument] = stride(from: 36, through: 84, by: 12).map { pitch in
        // Whole periods, so that the loop has no seam: 64 Hz and its octaves.
        let period = 768 >> ((pitch - 36) / 12)
        return NoteBankWriter.Note(
          pitch: pitch, samples: (0..<24_578).map { wave($0 + 767, period) }, loop: 4_609..<23_041)
      }
    }
    return try NoteBank.read(.holding(writer.bytes())).get()
  }

  /// Somebody's own music.
  static func track(seconds: Int) throws -> SampleMemory {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(seconds * 96_000)
    for frame in 0..<seconds * 48_000 {
      let sample = wave(frame, 200)
      bytes.append(UInt8(truncatingIfNeeded: sample))
      bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
    }
    return .holding(bytes)
  }

  private static func wave(_ frame: Int, _ period: Int) -> Int16 {
    let place = frame % period
    let half = period / 2
    return Int16(6_000 * (place < half ? 2 * place - half : 3 * half - 2 * place) / half)
  }
}
