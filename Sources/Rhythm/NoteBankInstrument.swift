// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

extension Instrument {
  /// The instruments of a note bank.
  package static let allRecorded = allCases.filter { $0.recorded == $0 }

  /// Whose recorded notes it plays; nil: it is always synthesised.
  package var recorded: Instrument? {
    switch self {
    case .recorder, .strings, .pad, .bass, .piano, .guitar, .harp, .celesta, .vibraphone,
      .clarinet, .cello, .choir, .ensemble:
      self
    case .swell: .pad
    case .pulseIn, .pulsePause, .pulseOut, .drone, .calmPad, .settlePad, .hiss, .chime, .bell,
      .tick, .tickStressed:
      nil
    }
  }

  /// What it is called in a note bank; nil: it has no notes of its own there.
  package var bankName: String? { recorded == self ? String(describing: self) : nil }

  init?(bankName: String) {
    guard let instrument = Self.allRecorded.first(where: { $0.bankName == bankName }) else {
      return nil
    }
    self = instrument
  }
}

/// One recorded voice of an instrument and how it is shaped.
///
/// Levels are ours: each instrument is as loud as its synthesised stand-in, measured over two
/// seconds of its middle register, so that the mix is the same with the bank and without.
struct RecordedLayer {
  /// Above the tone's pitch.
  var semitones = 0
  /// In decibels on top of `NoteBank.referenceLoudness`, at a gain of 0 dB.
  var level: Double
  var shape: EnvelopeShape
  /// −0.2 to 0.2: most speakers are mono.
  var pan: Double = 0
}

extension Instrument {
  /// How its recorded notes are played; empty where it is always synthesised.
  var recordedLayers: [RecordedLayer] {
    switch self {
    case .recorder: [Self.blown(level: -1, pan: 0.12)]
    case .clarinet: [Self.blown(level: -1, pan: 0.1)]
    case .strings: [Self.bowed(level: -1.9, pan: -0.12)]
    case .cello: [Self.bowed(level: -2.2, pan: -0.1)]
    case .pad: [Self.chord(level: -13.8, pan: -0.06)]
    case .choir: [Self.chord(level: -14, pan: 0.08)]
    case .ensemble: [Self.chord(level: -13.9, pan: -0.08)]
    case .swell: [Self.swelling]
    case .bass: Self.doubled
    case .piano: [Self.struck(level: -7, pan: 0.06)]
    case .guitar: [Self.struck(level: -7, pan: 0.1)]
    case .harp: [Self.struck(level: -7, pan: -0.1)]
    case .celesta: [Self.struck(level: -7, pan: 0.12)]
    case .vibraphone: [Self.struck(level: -7, pan: -0.06)]
    case .pulseIn, .pulsePause, .pulseOut, .drone, .calmPad, .settlePad, .hiss, .chime, .bell,
      .tick, .tickStressed:
      []
    }
  }

  private static func blown(level: Double, pan: Double) -> RecordedLayer {
    RecordedLayer(
      level: level,
      shape: EnvelopeShape(
        attack: .milliseconds(22), decay: .milliseconds(180), sustain: 0.82,
        release: .milliseconds(160)),
      pan: pan)
  }

  private static func bowed(level: Double, pan: Double) -> RecordedLayer {
    RecordedLayer(
      level: level,
      shape: EnvelopeShape(
        attack: .milliseconds(25), decay: .milliseconds(500), sustain: 0.75,
        release: .milliseconds(190)),
      pan: pan)
  }

  private static func chord(level: Double, pan: Double) -> RecordedLayer {
    RecordedLayer(
      level: level,
      shape: EnvelopeShape(
        attack: .milliseconds(180), decay: .milliseconds(1_800), sustain: 0.6,
        release: .milliseconds(350)),
      pan: pan)
  }

  private static let swelling = RecordedLayer(
    level: -12.2,
    shape: EnvelopeShape(attack: .milliseconds(200), swell: 0.85, release: .milliseconds(350)),
    pan: 0.06)

  /// The octave above is for small speakers.
  private static let doubled: [RecordedLayer] = {
    let shape = EnvelopeShape(attack: .milliseconds(12), release: .milliseconds(220))
    return [
      RecordedLayer(level: -8, shape: shape),
      RecordedLayer(semitones: 12, level: -15, shape: shape)
    ]
  }()

  /// The sample falls by itself; it is damped at the end of its length.
  private static func struck(level: Double, pan: Double) -> RecordedLayer {
    RecordedLayer(
      level: level,
      shape: EnvelopeShape(attack: .milliseconds(8), release: .milliseconds(200)), pan: pan)
  }
}
