// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Rhythm
import Testing

/// A note bank made of sines, small enough to be made for each test.
enum SineBank {
  static let amplitude = 0.25

  /// Half a second before the loop and one that holds whole periods to a hundredth of a cent.
  ///
  /// - Parameter slip: frames by which the loop's end misses its place.
  static func held(pitch: Int, slip: Int = 0) -> NoteBankWriter.Note {
    let hertz = 440 * pow(2, Double(pitch - 69) / 12)
    let start = 4_801
    let best = (20_000..<24_000).min { misfit($0, hertz) < misfit($1, hertz) } ?? 20_000
    let samples = (0..<start + best + slip + 2).map { frame in
      sample(Double(frame - 1) * hertz / 48_000)
    }
    return NoteBankWriter.Note(
      pitch: pitch, samples: samples, loop: start..<start + best + slip)
  }

  /// Falls to nothing within half a second; begins at its peak.
  static func struck(pitch: Int) -> NoteBankWriter.Note {
    let hertz = 440 * pow(2, Double(pitch - 69) / 12)
    let samples = (0..<24_000).map { frame in
      let fall = 1 - Double(frame) / 24_000
      return Int16(fall * Double(sample(Double(frame - 1) * hertz / 48_000 + 0.25)))
    }
    return NoteBankWriter.Note(pitch: pitch, samples: samples)
  }

  /// Every instrument that may be recorded, over the pitches of the music.
  static let whole: NoteBank = {
    var writer = NoteBankWriter(trims: ["morning": -125, "song.ode": 75])
    let struckOnes: Set<Instrument> = [.bass, .piano, .guitar, .harp, .celesta, .vibraphone]
    for instrument in Instrument.allRecorded {
      writer.instruments[instrument] = stride(from: 36, through: 84, by: 12).map { pitch in
        struckOnes.contains(instrument) ? struck(pitch: pitch) : held(pitch: pitch)
      }
    }
    return bank(writer)
  }()

  static func bank(_ writer: NoteBankWriter) -> NoteBank {
    switch NoteBank.read(.holding(writer.bytes())) {
    case .success(let bank): return bank
    case .failure(let fault): preconditionFailure("\(fault)")
    }
  }

  static func bank(_ instrument: Instrument, _ notes: [NoteBankWriter.Note]) -> NoteBank {
    bank(NoteBankWriter(instruments: [instrument: notes]))
  }

  /// How far so many frames are from whole periods, in periods.
  private static func misfit(_ frames: Int, _ hertz: Double) -> Double {
    let periods = Double(frames) * hertz / 48_000
    return abs(periods - periods.rounded())
  }

  private static func sample(_ turns: Double) -> Int16 {
    Int16((amplitude * 32_767 * sin(2 * Double.pi * turns)).rounded())
  }
}
