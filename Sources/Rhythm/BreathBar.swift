// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// One breath of a piece, worked out in pitches and beats from its bar line: what the parts of
/// `BreathMusic` play from.
struct BreathBar {
  /// A chord and when it is held.
  struct Span {
    var chord: Chord
    var onset: Rational
    var length: Rational
    var end: Rational { onset + length }
  }

  let piece: Piece
  let pattern: BreathPattern
  let place: Piece.Place
  let rising: Figure
  let falling: Figure
  /// The falling line a third or a sixth higher.
  let counter: Figure
  /// Under *in*.
  let opening: Span
  /// The suspended dominant and the dominant; none without a pause.
  let pause: [Span]
  /// The top of *out*, where the harmony moves on from it, and the end, on the last beat.
  let closing: [Span]
  let variation: Variation?

  /// - Parameter last: the phrase's fourth bar closes it, whichever bar it is.
  init(
    _ piece: Piece, _ pattern: BreathPattern, cycle: Int, last: Bool, seed: Int
  ) {
    self.piece = piece
    self.pattern = pattern
    place = Piece.Place(cycle: cycle)
    var closingPlace = place
    if last { closingPlace.bar = 3 }
    let inChord = piece.harmony[place.bar][0]
    let outChords = piece.harmony[closingPlace.bar].dropFirst()
    let sung = piece.breath(at: closingPlace).falling
    let key = piece.key
    rising = Figure(
      piece.breath(at: place).rising.map { key.pitch(ofDegree: $0, over: inChord) },
      beats: pattern.inBeats, holds: .bothEnds)
    let goal = outChords[outChords.endIndex - 1]
    /// So many degrees above the falling line.
    func line(above degrees: Int) -> [Int] {
      sung.enumerated().map { index, degree in
        let chord = index == sung.count - 1 ? goal : outChords[outChords.startIndex]
        return key.pitch(ofDegree: degree + degrees, over: chord)
      }
    }
    falling = Figure(line(above: 0), beats: pattern.outBeats, holds: .first)
    // The third where it ends in harmony, else the sixth.
    let thirds = line(above: 2)
    let home = goal.tones(in: key.mode).map { key.pitch(ofClass: $0.semitones, from: 0) % 12 }
    let isAtHome = home.contains((thirds.last ?? 0) % 12)
    counter = Figure(
      isAtHome ? thirds : line(above: 5), beats: pattern.outBeats, holds: .first)
    opening = Span(chord: inChord, onset: .zero, length: Rational(pattern.inBeats))
    pause = Self.pause(of: piece, pattern)
    closing = Self.closing(Array(outChords), of: piece, pattern)
    variation = Variation.at(
      place, of: piece, seed: seed, hasPause: pattern.pauseBeats > 0)
  }

  /// Where *out* begins, in beats.
  var out: Rational { Rational(pattern.inBeats + pattern.pauseBeats) }

  /// The chords after *in*.
  var spans: [Span] { pause + closing }

  private static func pause(of piece: Piece, _ pattern: BreathPattern) -> [Span] {
    guard pattern.pauseBeats > 0 else { return [] }
    let half = Rational(pattern.pauseBeats, 2)
    let start = Rational(pattern.inBeats)
    return [
      Span(chord: piece.dominant.suspended, onset: start, length: half),
      Span(chord: piece.dominant, onset: start + half, length: half)
    ]
  }

  private static func closing(
    _ chords: [Chord], of piece: Piece, _ pattern: BreathPattern
  ) -> [Span] {
    let out = Rational(pattern.inBeats + pattern.pauseBeats)
    let end = Rational(pattern.beats)
    // On a single beat there are two halves, as in the figure.
    let last = pattern.outBeats == 1 ? Rational(1, 2) : Rational(1)
    var tops = chords.dropLast().flatMap { chord -> [Chord] in
      // What the pause has resolved is not suspended again.
      let isResolved = pattern.pauseBeats > 0 && chord == piece.dominant.suspended
      return chord.isSuspended && !isResolved ? [chord, chord.resolved] : [chord.resolved]
    }
    // Two chords need two beats before the last.
    if pattern.outBeats < 3 { tops = tops.suffix(1) }
    var spans: [Span] = []
    var onset = out
    for (index, chord) in tops.enumerated() {
      let stop = index == tops.count - 1 ? end - last : end - 2
      spans.append(Span(chord: chord, onset: onset, length: stop - onset))
      onset = stop
    }
    return spans + chords.suffix(1).map { Span(chord: $0, onset: onset, length: last) }
  }
}

extension BreathBar {
  /// The tones of a chord within the octave of the pad, from below. A suspended fourth stands a
  /// step above the place of its third.
  func voicing(_ chord: Chord) -> [Int] {
    var tones = chord.resolved.tones(in: piece.key.mode).map { place($0.semitones) }
    if chord.isSuspended {
      let fourth = chord.tones(in: piece.key.mode)[1].semitones
      let third = chord.resolved.tones(in: piece.key.mode)[1].semitones
      tones[1] += fourth - third < 0 ? fourth - third + 12 : fourth - third
    }
    return tones.sorted()
  }

  private func place(_ semitones: Int) -> Int {
    piece.key.pitch(ofClass: semitones, from: piece.padFloor)
  }

  /// Of the pause: with the sixth or the ninth where it is varied so.
  func pauseVoicing(_ chord: Chord) -> [Int] {
    guard case .added(let degree) = variation else { return voicing(chord) }
    let added = place(piece.key.pitch(ofDegree: degree) - piece.key.home)
    let tones = voicing(chord)
    return tones.contains(added) ? tones : (tones + [added]).sorted()
  }
}
