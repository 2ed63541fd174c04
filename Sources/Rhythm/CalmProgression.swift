// SPDX-License-Identifier: GPL-3.0-or-later

/// Chords to listen to: a drone and what comes and goes above it, D2 to G4. Open voicings; tones
/// that two chords share are held, the others go by a third at most, round the end too.
struct CalmProgression {
  /// Tonic and fifth, MIDI note numbers.
  var drone: [Int]
  var chords: [[Int]]

  /// In calm modes: none has a leading tone that must go anywhere.
  static let all: [CalmProgression] = [
    // D major: I, IV, ii, I sus 2, vi, IV, ii11, V over the tonic.
    CalmProgression(
      drone: [38, 45],
      chords: [
        [50, 57, 62, 66], [50, 55, 59, 66], [52, 55, 59, 64], [50, 57, 62, 64],
        [54, 59, 62, 66], [55, 59, 62, 67], [52, 57, 62, 67], [50, 57, 61, 64]
      ]),
    // G mixolydian: I, v7, ♭VII, IV, I, IV9, ♭VII.
    CalmProgression(
      drone: [43, 50],
      chords: [
        [50, 55, 59, 67], [50, 57, 60, 65], [53, 57, 60, 65], [52, 55, 60, 64],
        [50, 55, 59, 62], [52, 55, 60, 62], [53, 57, 60, 65]
      ]),
    // E dorian: i, IV, ♭VII, III, i7, IV, v7.
    CalmProgression(
      drone: [40, 47],
      chords: [
        [52, 55, 59, 67], [52, 57, 61, 64], [50, 57, 62, 66], [50, 55, 59, 67],
        [52, 55, 62, 67], [52, 57, 61, 64], [50, 54, 59, 66]
      ]),
    // A minor, natural: i, VI, III, VII, iv, i, VII sus.
    CalmProgression(
      drone: [45, 52],
      chords: [
        [52, 57, 60, 64], [53, 57, 60, 64], [52, 55, 60, 67], [50, 55, 59, 67],
        [50, 57, 62, 65], [52, 57, 60, 64], [50, 55, 60, 62]
      ]),
    // F lydian: I, II over the tonic, I7, vi, iii, II.
    CalmProgression(
      drone: [41, 48],
      chords: [
        [53, 57, 60, 65], [55, 59, 62, 67], [52, 57, 60, 65], [50, 57, 62, 65],
        [52, 57, 60, 64], [55, 59, 62, 64]
      ]),
    // C major pentatonic: I, vi7, I add 9, V sus, vi, I6.
    CalmProgression(
      drone: [36, 43],
      chords: [
        [52, 55, 60, 67], [52, 57, 60, 67], [52, 55, 62, 67], [50, 55, 60, 67],
        [52, 57, 60, 64], [52, 57, 62, 67]
      ]),
    // D dorian: i, IV, ♭VII, i7, v, IV.
    CalmProgression(
      drone: [38, 45],
      chords: [
        [53, 57, 62, 65], [55, 59, 62, 67], [55, 60, 64, 67], [53, 57, 60, 65],
        [52, 57, 60, 64], [55, 59, 62, 65]
      ]),
    // B♭ major: I, iii, vi, IV7, I, ii.
    CalmProgression(
      drone: [46, 53],
      chords: [
        [53, 58, 62, 65], [53, 57, 62, 65], [55, 58, 62, 67], [55, 58, 62, 63],
        [53, 58, 62, 65], [55, 60, 63, 67]
      ])
  ]

  /// - Parameter seed: the day's number.
  static func at(_ seed: Int) -> CalmProgression {
    let place = seed % all.count
    return all[place < 0 ? place + all.count : place]
  }
}
