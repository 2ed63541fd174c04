// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm

/// What is recorded of one instrument: from which General MIDI programs, over which range.
package struct RecordingPlan: Sendable {
  package enum Nature: Hashable, Sendable {
    /// Holds as long as it is asked to: gets a loop.
    case sustained
    /// Falls by itself and ends in silence.
    case struck
  }

  struct Program: Hashable, Sendable {
    /// Counted from 0.
    var number: Int
    /// 1–127: how hard, and so how bright.
    var velocity: Int
  }

  package let instrument: Instrument
  package let nature: Nature
  /// They sound together.
  let programs: [Program]
  /// MIDI note numbers, a minor third apart: none is shifted by more than a semitone.
  package let pitches: [Int]

  private init(
    _ instrument: Instrument, _ nature: Nature, _ pitches: ClosedRange<Int>,
    _ programs: [Program]
  ) {
    self.instrument = instrument
    self.nature = nature
    self.programs = programs
    self.pitches = Array(stride(from: pitches.lowerBound, through: pitches.upperBound, by: 3))
  }

  /// The instruments of `music.md`. Programs and velocities were chosen by spectrogram: what
  /// sings is struck softly. The ranges are those of its registers and tables, and a little more.
  package static let all: [RecordingPlan] = [
    RecordingPlan(.recorder, .sustained, 58...85, [Program(number: 74, velocity: 90)]),
    // A section with one cello in front of it: warm, and a line.
    RecordingPlan(
      .strings, .sustained, 46...82,
      [Program(number: 48, velocity: 84), Program(number: 42, velocity: 70)]),
    RecordingPlan(.pad, .sustained, 43...76, [Program(number: 89, velocity: 80)]),
    RecordingPlan(.bass, .struck, 31...64, [Program(number: 32, velocity: 84)]),
    RecordingPlan(.piano, .struck, 37...85, [Program(number: 0, velocity: 66)]),
    RecordingPlan(.guitar, .struck, 40...85, [Program(number: 24, velocity: 76)]),
    RecordingPlan(.harp, .struck, 37...88, [Program(number: 46, velocity: 76)]),
    RecordingPlan(.celesta, .struck, 58...94, [Program(number: 8, velocity: 76)]),
    RecordingPlan(.vibraphone, .struck, 52...88, [Program(number: 11, velocity: 76)]),
    RecordingPlan(.clarinet, .sustained, 52...85, [Program(number: 71, velocity: 76)]),
    RecordingPlan(.cello, .sustained, 37...76, [Program(number: 42, velocity: 84)]),
    RecordingPlan(.choir, .sustained, 43...79, [Program(number: 52, velocity: 80)]),
    RecordingPlan(.ensemble, .sustained, 43...79, [Program(number: 48, velocity: 72)])
  ]
}
