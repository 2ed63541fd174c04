// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// What plays a tone. At a gain of 0 dB each has the loudness that the breath music gives it.
///
/// *In* is a wind and *out* is a string, always (`music.md`). The pulses are struck: they have a
/// pitch and a length of their own and take no notice of those they are given.
public enum Instrument: Hashable, Sendable, CaseIterable {
  /// The rising figure of *in*.
  case recorder
  /// The falling line of *out*: warm and low.
  case strings
  /// Chords.
  case pad
  /// A chord that grows over its length: the swell of *in*.
  case swell
  /// Sounds an octave above, too, softer, for small speakers.
  case bass
  case pulseIn
  case pulsePause
  case pulseOut
  /// Listening: the low tone under everything; fades of 6 s.
  case drone
  /// Listening: chords with fades of 6 s.
  case calmPad
  /// Settling: the same with fades of 3 s.
  case settlePad
  /// Breath let out between the teeth: noise of 3–8 kHz, whatever pitch it is given.
  case hiss
  /// Bright: the ring.
  case chime
  /// Soft: the lift before the next breath, the stand-in melodies.
  case bell
  /// The colours of the pieces, and the accompaniment of songs (`music.md`).
  case piano
  case guitar
  case harp
  case celesta
  case vibraphone
  case clarinet
  case cello
  case choir
  /// Strings in chords, not the falling line.
  case ensemble
  /// Speech cueing: a dry wooden tick; its stressed sister is a fourth higher.
  case tick
  case tickStressed

  var layers: [Layer] {
    switch self {
    case .recorder: Self.recorderLayers
    case .strings: Self.stringsLayers
    case .pad: Self.padLayers
    case .swell: Self.swellLayers
    case .bass: Self.bassLayers
    case .pulseIn: Self.pulse(hertz: 1_320, level: -22, breath: -33)
    case .pulsePause: Self.pulse(hertz: 990, level: -23, breath: -40)
    case .pulseOut: Self.pulse(hertz: 740, level: -22, breath: -44)
    case .drone: Self.droneLayers
    case .calmPad: Self.calmPad(fade: .seconds(6))
    case .settlePad: Self.calmPad(fade: .seconds(3))
    case .hiss: Self.hissLayers
    case .chime: Self.chimeLayers
    case .bell: Self.bellLayers
    // Where there is no note bank.
    case .piano, .guitar, .harp, .celesta, .vibraphone: Self.bellLayers
    case .clarinet: Self.recorderLayers
    case .cello: Self.stringsLayers
    case .choir, .ensemble: Self.padLayers
    case .tick: Self.tick(hertz: 1_600, level: -17.5)
    // A fourth is 4 to 3.
    case .tickStressed: Self.tick(hertz: 1_600 * 4 / 3, level: -14.5)
    }
  }
}

/// One oscillator of an instrument and how it is shaped. Levels, detunings and times are ours,
/// inside the limits of `music.md`, chosen by ear, spectrogram and loudness meter.
struct Layer {
  enum Height {
    /// The tone's pitch and so many cents.
    case cents(Double)
    /// Always this many hertz.
    case hertz(Double)
  }

  var wave: Wave
  var height: Height = .cents(0)
  /// Of the peak, in dB below full scale at a gain of 0 dB.
  var level: Double
  var shape: EnvelopeShape
  /// −0.2 to 0.2: most speakers are mono.
  var pan: Double = 0
  var vibrato: Vibrato = .none
}

/// A slow wavering of pitch and level that sets in after the attack.
struct Vibrato {
  /// To either side.
  var cents: Double
  /// Of the level, to either side, of 1.
  var tremolo: Double
  var hertz: Double
  /// Grows from nothing over this time.
  var onset: FrameCount

  static let none = Vibrato(cents: 0, tremolo: 0, hertz: 1, onset: FrameCount(1))
}

extension Instrument {
  private static let recorderLayers: [Layer] = {
    let shape = EnvelopeShape(
      attack: .milliseconds(22), decay: .milliseconds(180), sustain: 0.82,
      release: .milliseconds(160))
    let vibrato = Vibrato(cents: 7, tremolo: 0.07, hertz: 4.7, onset: .milliseconds(700))
    let chiff = EnvelopeShape(
      attack: .milliseconds(12), decay: .milliseconds(60), sustain: 0.35,
      release: .milliseconds(150))
    return [
      Layer(wave: .recorder, level: -19, shape: shape, pan: 0.12, vibrato: vibrato),
      Layer(wave: .breath, level: -33.5, shape: chiff, pan: 0.12)
    ]
  }()

  private static let stringsLayers: [Layer] = {
    let shape = EnvelopeShape(
      attack: .milliseconds(25), decay: .milliseconds(500), sustain: 0.7,
      release: .milliseconds(190))
    let vibrato = Vibrato(cents: 8, tremolo: 0.04, hertz: 5.1, onset: .milliseconds(600))
    var slower = vibrato
    slower.hertz = 4.3
    return [
      Layer(wave: .strings, level: -19.5, shape: shape, pan: -0.15, vibrato: vibrato),
      Layer(
        wave: .strings, height: .cents(5), level: -29, shape: shape, pan: 0.05, vibrato: slower)
    ]
  }()

  private static let padLayers: [Layer] = {
    let shape = EnvelopeShape(
      attack: .milliseconds(180), decay: .milliseconds(1_800), sustain: 0.6,
      release: .milliseconds(350))
    return [Layer(wave: .pad, level: -32, shape: shape, pan: -0.06, vibrato: .shimmer)]
  }()

  private static let swellLayers: [Layer] = {
    let shape = EnvelopeShape(
      attack: .milliseconds(200), swell: 0.85, release: .milliseconds(350))
    return [Layer(wave: .pad, level: -31, shape: shape, pan: 0.06, vibrato: .shimmer)]
  }()

  private static let bassLayers: [Layer] = {
    let shape = EnvelopeShape(
      attack: .milliseconds(30), decay: .milliseconds(700), sustain: 0.35,
      release: .milliseconds(220))
    return [
      Layer(wave: .bass, level: -25, shape: shape),
      Layer(wave: .bass, height: .cents(1_200), level: -32, shape: shape)
    ]
  }()

  private static let droneLayers: [Layer] = {
    let shape = EnvelopeShape(attack: .seconds(6), release: .seconds(6))
    let vibrato = Vibrato(cents: 2, tremolo: 0.12, hertz: 0.11, onset: .seconds(6))
    return [
      Layer(wave: .strings, level: -29.2, shape: shape, pan: -0.08, vibrato: vibrato),
      Layer(wave: .strings, height: .cents(4), level: -39, shape: shape, pan: 0.1)
    ]
  }()

  private static func calmPad(fade: FrameCount) -> [Layer] {
    let shape = EnvelopeShape(attack: fade, release: fade)
    let vibrato = Vibrato(cents: 3, tremolo: 0.10, hertz: 0.23, onset: .seconds(4))
    return [
      Layer(wave: .pad, level: -29.2, shape: shape, pan: -0.12, vibrato: vibrato),
      Layer(wave: .pad, height: .cents(-4), level: -39, shape: shape, pan: 0.18)
    ]
  }

  /// Softer than any voice: it is shown how gently the air goes.
  private static let hissLayers = [
    Layer(
      wave: .hiss, level: -24,
      shape: EnvelopeShape(attack: .milliseconds(250), release: .milliseconds(350)))
  ]

  private static let chimeLayers: [Layer] = [
    Layer(wave: .bell, level: -11, shape: .struck(decay: 420), pan: -0.05),
    Layer(wave: .sine, height: .cents(1_900), level: -18, shape: .struck(decay: 220), pan: 0.1),
    Layer(wave: .sine, height: .cents(2_786), level: -24, shape: .struck(decay: 110))
  ]

  private static let bellLayers: [Layer] = [
    Layer(wave: .bell, level: -24, shape: .struck(decay: 450), pan: 0.1),
    // The third partial of a struck bar stands near 2.76 times the first (Fletcher & Rossing).
    Layer(wave: .sine, height: .cents(1_758), level: -38, shape: .struck(decay: 120), pan: 0.1)
  ]

  /// A wooden tick: a tone that falls off within 100 ms, and the breath of its touch.
  private static func pulse(hertz: Double, level: Double, breath: Double) -> [Layer] {
    [
      Layer(
        wave: .wood, height: .hertz(hertz), level: level,
        shape: EnvelopeShape(
          attack: .milliseconds(4), decay: .milliseconds(18), sustain: 0,
          release: .milliseconds(12), ring: .milliseconds(90))),
      Layer(
        wave: .breath, level: breath,
        shape: EnvelopeShape(
          attack: .milliseconds(4), decay: .milliseconds(6), sustain: 0,
          release: .milliseconds(8), ring: .milliseconds(40)))
    ]
  }
}

extension Instrument {
  /// Speech cueing: crisp, so that a syllable can be put on it; over within 60 ms, before the
  /// vowel that it marks has begun to mean anything.
  private static func tick(hertz: Double, level: Double) -> [Layer] {
    [
      Layer(
        wave: .wood, height: .hertz(hertz), level: level,
        shape: EnvelopeShape(
          attack: .milliseconds(2), decay: .milliseconds(9), sustain: 0,
          release: .milliseconds(10), ring: .milliseconds(46))),
      Layer(
        wave: .breath, level: level - 12,
        shape: EnvelopeShape(
          attack: .milliseconds(2), decay: .milliseconds(3), sustain: 0,
          release: .milliseconds(8), ring: .milliseconds(16)))
    ]
  }
}

extension EnvelopeShape {
  /// A struck bar: its attack that of a melody note, damped at the end of its length.
  static func struck(decay milliseconds: Int) -> EnvelopeShape {
    EnvelopeShape(
      attack: .milliseconds(10), decay: .milliseconds(milliseconds), sustain: 0,
      release: .milliseconds(160))
  }
}

extension Vibrato {
  /// Of the pads: hardly a vibrato, a slow coming and going.
  static let shimmer = Vibrato(cents: 3, tremolo: 0.08, hertz: 0.7, onset: .seconds(1))
}
