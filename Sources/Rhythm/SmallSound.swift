// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// The small sounds: how the unit answers a press, marks time and, where no speech can be made,
/// says what kind of message this would have been.
///
/// Under 150 ms, but for the chord, the chime and the melodies; distinct with eyes closed
/// (`music.md`, "Small sounds").
public enum SmallSound: String, Hashable, Sendable, CaseIterable {
  /// One soft low tap.
  case heard
  /// Two rising notes, 1–3.
  case accepted
  /// One dull damped note.
  case ignored
  /// After a stop; ≤ 60 ms.
  case stopTick
  /// Every 10 s of a rest.
  case restTick
  /// A breath of pad under the word.
  case questionItem
  case powerOnChord
  /// A bright repeated fifth: the only loud sound there is, peak −6 dBFS.
  case ringChime
  /// A stick is in: three rising notes, 1–3–5.
  case stick
  /// The test of the switch asks for a press.
  case askTone
  /// A practice is offered.
  case offerMelody
  /// The self test: on one side only.
  case leftTone
  case rightTone
  /// Stands in for words that ask for something to be done: rises.
  case melodyInstruction
  /// Stands in for words that may be chosen: goes up and waits.
  case melodyChoice
  /// Stands in for a farewell: falls home.
  case melodyEnd
  /// Stands in for words about a fault: low, twice.
  case melodyFault

  /// Until its last sample.
  public var length: FrameCount {
    let ends = notes.flatMap { note in
      note.layers.map { note.onset.value + Envelope($0.shape, length: note.length).end }
    }
    return FrameCount(ends.max() ?? 0)
  }

  /// One tone of a small sound.
  struct Note {
    var layers: [Layer]
    var pitch: Int
    var onset: FrameCount = .zero
    var length: FrameCount
    /// In decibels.
    var gain: Double = 0
  }

  var notes: [Note] {
    switch self {
    case .heard: [Note(layers: [.tap], pitch: 60, length: .milliseconds(60))]
    case .accepted:
      [
        Note(layers: [.drop], pitch: 74, length: .milliseconds(55)),
        Note(layers: [.drop], pitch: 78, onset: .milliseconds(62), length: .milliseconds(60))
      ]
    case .ignored: [Note(layers: [.thud], pitch: 51, length: .milliseconds(100))]
    case .stopTick:
      // Soft enough that its own steps stay under −40 dBFS: nothing after a stop reads as a click.
      [Note(layers: [.tick], pitch: 76, length: .milliseconds(40), gain: -2)]
    case .restTick:
      [Note(layers: [.tick], pitch: 81, length: .milliseconds(60), gain: -8)]
    case .questionItem:
      [
        Note(layers: [.sigh], pitch: 62, length: .milliseconds(90)),
        Note(layers: [.sigh], pitch: 69, length: .milliseconds(90), gain: -3)
      ]
    case .stick:
      [62, 66, 69].enumerated().map { index, pitch in
        Note(
          layers: [.drop], pitch: pitch, onset: .milliseconds(index * 42),
          length: .milliseconds(40), gain: 2)
      }
    case .askTone: [Note(layers: Instrument.bell.layers, pitch: 74, length: .milliseconds(300))]
    case .offerMelody: Self.melody([62, 69, 66, 69], beat: 420)
    case .leftTone, .rightTone:
      [
        Note(
          layers: Instrument.bell.layers.map { $0.turned(toLeft: self == .leftTone) }, pitch: 69,
          length: .milliseconds(1_200), gain: 4)
      ]
    case .powerOnChord: Self.chord
    case .ringChime: Self.ring
    case .melodyInstruction: Self.melody([62, 66, 69], beat: 300)
    case .melodyChoice: Self.melody([69, 71, 69, 71], beat: 240)
    case .melodyEnd: Self.melody([69, 66, 64, 62], beat: 340)
    case .melodyFault: Self.melody([58, 57, 58, 57], beat: 400)
    }
  }

  private static let chord: [Note] =
    [(50, 0), (57, 90), (62, 180), (66, 270)].map { pitch, onset in
      Note(
        layers: Instrument.pad.layers + Instrument.bell.layers, pitch: pitch,
        onset: .milliseconds(onset), length: .milliseconds(2_400 - onset), gain: -5)
    }

  private static let ring: [Note] = (0..<4).flatMap { stroke in
    [81, 88].enumerated().map { index, pitch in
      Note(
        layers: Instrument.chime.layers, pitch: pitch,
        onset: .milliseconds(stroke * 460 + index * 150), length: .milliseconds(380))
    }
  }

  /// - Parameter beat: in milliseconds.
  private static func melody(_ pitches: [Int], beat: Int) -> [Note] {
    pitches.enumerated().map { index, pitch in
      let isLast = index == pitches.count - 1
      return Note(
        layers: Instrument.bell.layers, pitch: pitch, onset: .milliseconds(index * beat),
        length: .milliseconds(isLast ? 3 * beat : beat), gain: 2)
    }
  }
}

extension Layer {
  /// On one side only: for the test of the loudspeakers.
  fileprivate func turned(toLeft isLeft: Bool) -> Layer {
    var layer = self
    layer.pan = isLeft ? -1 : 1
    return layer
  }

  fileprivate static let tap = Layer(
    wave: .wood, level: -16,
    shape: EnvelopeShape(
      attack: .milliseconds(5), decay: .milliseconds(20), sustain: 0,
      release: .milliseconds(20)))

  fileprivate static let drop = Layer(
    wave: .bell, level: -19,
    shape: EnvelopeShape(
      attack: .milliseconds(6), decay: .milliseconds(40), sustain: 0,
      release: .milliseconds(24)))

  fileprivate static let thud = Layer(
    wave: .dull, level: -16,
    shape: EnvelopeShape(
      attack: .milliseconds(8), decay: .milliseconds(45), sustain: 0,
      release: .milliseconds(40)))

  fileprivate static let tick = Layer(
    wave: .wood, level: -18,
    shape: EnvelopeShape(
      attack: .milliseconds(4), decay: .milliseconds(10), sustain: 0,
      release: .milliseconds(12)))

  fileprivate static let sigh = Layer(
    wave: .pad, level: -25,
    shape: EnvelopeShape(attack: .milliseconds(60), release: .milliseconds(55)))
}
