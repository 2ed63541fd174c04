// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// One breath as a listener would write it down.
struct BreathMusicBar {
  struct Heard: Hashable {
    var instrument: Instrument
    var pitch: Int
    var onset: Rational
    var end: Rational
    var gain: Double

    /// Without how loud it is.
    var note: [Rational] {
      let place = Instrument.allCases.firstIndex(of: instrument) ?? -1
      return [Rational(place), Rational(pitch), onset, end]
    }

    func sounds(at beat: Rational) -> Bool { onset <= beat && beat < end }
  }

  var arrangement: BreathArrangement
  var pattern: BreathPattern
  var cycle: Int
  var isLast: Bool
  var events: [Score.Event]
  var tones: [Heard]

  init(
    _ piece: PieceID, _ pattern: BreathPattern, cycle: Int = 1, last: Bool = false,
    layers: Int = BreathArrangement.mostLayers, seed: Int = 1
  ) {
    arrangement = BreathArrangement(piece: piece, layers: layers, seed: seed)
    self.pattern = pattern
    self.cycle = cycle
    isLast = last
    events = BreathMusic.bar(pattern, cycle: cycle, last: last, arrangement: arrangement)
    tones = events.compactMap { event in
      guard case .tone(let tone) = event.kind else { return nil }
      return Heard(
        instrument: tone.instrument, pitch: tone.pitch, onset: event.beat,
        end: event.beat + tone.length, gain: tone.gain)
    }
  }

  func tones(_ instruments: Instrument...) -> [Heard] {
    tones.filter { instruments.contains($0.instrument) }
  }

  /// The chord that is held at a beat; lines of the same instrument are softer.
  func pad(at beat: Rational) -> [Heard] {
    let pads = [Instrument.swell, BreathMusicTable[arrangement.piece].sustained]
    let breath = tones(.ensemble, .choir, .pad, .swell)
    // In the second time of a form the ensemble also doubles the line, an octave lower.
    let lines = Set(tones(.strings).map { [Rational($0.pitch - 12), $0.onset] })
    return breath.filter { tone in
      pads.contains(tone.instrument) && tone.sounds(at: beat)
        && !(tone.instrument == .ensemble && tone.gain < -3
          && lines.contains([Rational(tone.pitch), tone.onset]))
        && !(tone.gain < -3 && tone.instrument == BreathMusicTable[arrangement.piece].counter)
    }
  }

  var pulses: [(beat: Rational, pulse: Pulse)] {
    events.compactMap { event in
      if case .beat(let pulse) = event.kind { return (event.beat, pulse) }
      return nil
    }
  }

  /// Where *out* begins.
  var out: Rational { Rational(pattern.inBeats + pattern.pauseBeats) }
  var end: Rational { Rational(pattern.beats) }
}

/// The table of `music.md`, written down again beside the music: tonic, numerals, colours.
struct BreathMusicTable {
  /// 0 is C.
  var tonic: Int
  /// A bar each; numerals are read by `pitchClasses`.
  var bars: [String]
  /// Of the pause.
  var dominant: String
  /// The scale as semitones above the tonic.
  var scale: [Int]
  var sustained: Instrument = .pad
  var counter: Instrument
  var struck: Instrument

  private static let major = [0, 2, 4, 5, 7, 9, 11]
  private static let minor = [0, 2, 3, 5, 7, 8, 10]

  static subscript(piece: PieceID) -> BreathMusicTable {
    switch piece {
    case .morning:
      BreathMusicTable(
        tonic: 2, bars: ["I Vsus I", "vi IV I", "IV Vsus vi", "ii V I"], dominant: "V",
        scale: major, sustained: .ensemble, counter: .cello, struck: .piano)
    case .harbour:
      BreathMusicTable(
        tonic: 7, bars: ["I bVII I", "IV bVII I", "v IV I", "IV bVII I"], dominant: "v",
        scale: [0, 2, 4, 5, 7, 9, 10], sustained: .choir, counter: .choir, struck: .guitar)
    case .lantern:
      BreathMusicTable(
        tonic: 9, bars: ["i bVII i", "bVI bVII bIII", "iv v i", "bVI bVII i"], dominant: "v",
        scale: minor, sustained: .ensemble, counter: .cello, struck: .harp)
    case .orchard:
      BreathMusicTable(
        tonic: 5, bars: ["I IV I", "iii vi IV", "ii Vsus I", "IV V I"], dominant: "V",
        scale: major, counter: .ensemble, struck: .piano)
    case .snow:
      BreathMusicTable(
        tonic: 4, bars: ["i IV i", "bIII IV i", "bVII IV i", "v IV i"], dominant: "v",
        scale: [0, 2, 3, 5, 7, 9, 10], counter: .ensemble, struck: .celesta)
    case .river:
      BreathMusicTable(
        tonic: 0, bars: ["I V I", "I vi IV", "ii IV V I", "IV Vsus I"], dominant: "V",
        scale: major, counter: .guitar, struck: .guitar)
    case .hills:
      BreathMusicTable(
        tonic: 10, bars: ["I II I", "vi II I", "iii II I", "IV V I"], dominant: "V",
        scale: [0, 2, 4, 6, 7, 9, 11], sustained: .ensemble, counter: .ensemble, struck: .harp)
    case .evening:
      BreathMusicTable(
        tonic: 7, bars: ["i bVI bIII", "iv bVII bIII", "bVI iv V", "i Vsus I"], dominant: "V",
        scale: minor, counter: .cello, struck: .piano)
    case .bells:
      BreathMusicTable(
        tonic: 2, bars: ["I5 V5 I", "IV5 V5 I", "vi V IV", "IV Vsus I"], dominant: "V",
        scale: major, counter: .vibraphone, struck: .vibraphone)
    case .meadow:
      BreathMusicTable(
        tonic: 9, bars: ["I ii I", "IV I V", "vi ii V", "IV V I"], dominant: "V",
        scale: major, counter: .guitar, struck: .guitar)
    case .letter:
      BreathMusicTable(
        tonic: 3, bars: ["I V I", "IV I V", "vi iii IV", "ii Vsus I"], dominant: "V",
        scale: major, sustained: .choir, counter: .choir, struck: .piano)
    case .star:
      BreathMusicTable(
        tonic: 6, bars: ["i bVII i", "bVI bIII bVII", "iv i bVII", "bVI bVII i"],
        dominant: "bVII", scale: minor, counter: .celesta, struck: .harp)
    }
  }

  /// Of a numeral, 0 being C; flats are against the major scale.
  func pitchClasses(_ numeral: String) -> Set<Int> {
    let tones: [Int] =
      switch numeral {
      case "I": [0, 4, 7]
      case "i": [0, 3, 7]
      case "I5": [0, 7]
      case "ii": [2, 5, 9]
      case "II": [2, 6, 9]
      case "bIII": [3, 7, 10]
      case "iii": [4, 7, 11]
      case "IV": [5, 9, 12]
      case "iv": [5, 8, 12]
      case "IV5": [5, 12]
      case "V": [7, 11, 14]
      case "v": [7, 10, 14]
      case "Vsus", "vsus": [7, 12, 14]
      case "V5": [7, 14]
      case "bVI": [8, 12, 15]
      case "vi": [9, 12, 16]
      case "bVII": [10, 14, 17]
      case "bVIIsus": [10, 15, 17]
      default: []
      }
    return Set(tones.map { (tonic + $0) % 12 })
  }

  func numerals(ofBar bar: Int) -> [String] {
    bars[(bar - 1) % 4].split(separator: " ").map(String.init)
  }
}
