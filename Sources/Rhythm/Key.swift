// SPDX-License-Identifier: GPL-3.0-or-later

/// The modes of the pieces, as semitones above the tonic.
enum Mode: Hashable, Sendable {
  case major, mixolydian, minor, dorian, lydian

  var steps: [Int] {
    switch self {
    case .major: [0, 2, 4, 5, 7, 9, 11]
    case .mixolydian: [0, 2, 4, 5, 7, 9, 10]
    case .minor: [0, 2, 3, 5, 7, 8, 10]
    case .dorian: [0, 2, 3, 5, 7, 9, 10]
    case .lydian: [0, 2, 4, 6, 7, 9, 11]
    }
  }
}

/// A tonic and a mode. Tunes are written in degrees: 1 is `home`, 8 its octave, 0 the seventh
/// below it.
struct Key: Hashable, Sendable {
  /// The pitch of degree 1, a MIDI note number.
  var home: Int
  var mode: Mode

  /// - Parameter chord: a degree that it alters is sung as the chord has it: the leading tone of
  ///   a minor key, the third of Picardy, the lydian fourth over IV.
  func pitch(ofDegree degree: Int, over chord: Chord? = nil) -> Int {
    let (octave, step) = Self.split(degree)
    let altered = chord?.tones(in: mode).first { $0.step == step }?.semitones
    return home + 12 * octave + (altered ?? mode.steps[step])
  }

  /// 0 for degree 1 and all its octaves, to 6.
  static func step(ofDegree degree: Int) -> Int { split(degree).step }

  private static func split(_ degree: Int) -> (octave: Int, step: Int) {
    let (quotient, remainder) = (degree - 1).quotientAndRemainder(dividingBy: 7)
    return remainder < 0 ? (quotient - 1, remainder + 7) : (quotient, remainder)
  }

  /// The pitch of this class, semitones above the tonic, that stands within an octave from `floor`.
  func pitch(ofClass semitones: Int, from floor: Int) -> Int {
    let distance = (home + semitones - floor) % 12
    return floor + (distance < 0 ? distance + 12 : distance)
  }
}
