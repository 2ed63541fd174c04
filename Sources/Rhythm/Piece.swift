// SPDX-License-Identifier: GPL-3.0-or-later

/// What the breaths of a piece sing, four bars that come round (`music.md`, "Four breaths are a
/// phrase"). Pitches are MIDI note numbers.
struct Piece {
  /// One breath.
  struct Bar {
    /// Climbs a fifth to an octave and ends on the fifth or the second of the scale.
    var rising: [Int]
    /// Falls to the tonic or the third.
    var falling: [Int]
    /// Under *in*.
    var opening: Chord
    /// As *out* begins.
    var top: Chord
    /// Where the cadence arrives, on the last beat.
    var goal: Chord
  }

  struct Chord: Hashable {
    /// C2–C3.
    var bass: Int
    /// C3–C5, never above the cue melody.
    var pad: [Int]
  }

  var bars: [Bar]
  var dominant: Chord
  var suspendedDominant: Chord
  /// Softly over the last two beats before the next *in*: the leading tone, the second.
  var lift: [Int]

  /// Counted from 1; the phrase comes round.
  func bar(ofCycle cycle: Int) -> Bar { bars[(max(1, cycle) - 1) % bars.count] }

  /// Piece 1, *Morning*: D major with a pentatonic colour; I→V sus→I, vi→IV→I, IV→V sus→vi,
  /// ii→V→I. The pad's common tones are held and its other voices move by step or third.
  static let morning = Piece(
    bars: [
      Bar(
        rising: [62, 64, 66, 69], falling: [69, 67, 66, 64, 62],
        opening: tonic, top: suspended, goal: tonic),
      Bar(
        rising: [66, 71, 74, 76], falling: [74, 73, 71, 69, 67, 66],
        opening: submediant, top: subdominant, goal: tonic),
      Bar(
        rising: [67, 69, 71, 74, 76], falling: [74, 73, 71, 69, 67, 66],
        opening: subdominant, top: suspended, goal: submediant),
      Bar(
        rising: [64, 67, 71, 76], falling: [73, 71, 69, 67, 66, 64, 62],
        opening: supertonic, top: five, goal: tonic)
    ],
    dominant: five, suspendedDominant: suspended, lift: [73, 76])

  private static let tonic = Chord(bass: 38, pad: [50, 54, 57])
  private static let supertonic = Chord(bass: 40, pad: [52, 55, 59])
  private static let subdominant = Chord(bass: 43, pad: [50, 55, 59])
  private static let five = Chord(bass: 45, pad: [49, 52, 57])
  private static let suspended = Chord(bass: 45, pad: [50, 52, 57])
  private static let submediant = Chord(bass: 47, pad: [50, 54, 59])
}
