// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// The metre of a breath, in whole beats.
public struct BreathPattern: Hashable, Sendable {
  /// 1 or more.
  public var inBeats: Int
  /// 0 or more; `clinical.md` allows 2.
  public var pauseBeats: Int
  /// 1 or more.
  public var outBeats: Int

  /// - Precondition: somebody breathes in and out.
  public init(inBeats: Int, pauseBeats: Int, outBeats: Int) {
    precondition(inBeats >= 1 && pauseBeats >= 0 && outBeats >= 1, "a breath goes in and out")
    self.inBeats = inBeats
    self.pauseBeats = pauseBeats
    self.outBeats = outBeats
  }

  /// Of the whole breath: a bar.
  public var beats: Int { inBeats + pauseBeats + outBeats }

  /// The part of the breath a beat is in, the first of the bar being 0.
  func phase(ofBeat beat: Int) -> BreathPhase {
    if beat < inBeats { return .in }
    return beat < inBeats + pauseBeats ? .pause : .out
  }
}

/// The music of a breath (`music.md`, "One breath is one bar"): a wind climbs with *in*, low
/// strings fall with *out*; the pause hangs on the dominant.
public enum BreathMusic {
  /// Tones and pulses of one breath, in beats from its bar line.
  ///
  /// - Parameters:
  ///   - cycle: counted from 1; it chooses the bar of the phrase and numbers the pulses.
  ///   - last: no lift into another breath; the cadence closes on the tonic.
  public static func bar(_ pattern: BreathPattern, cycle: Int, last: Bool) -> [Score.Event] {
    let piece = Piece.morning
    var bar = piece.bar(ofCycle: cycle)
    if last, let close = piece.bars.last {
      bar.falling = close.falling
      bar.top = close.top
      bar.goal = close.goal
    }
    var score = Score(tempo: Tempo(60))
    addPulses(of: pattern, cycle: cycle, to: &score)
    addFigures(of: bar, pattern, to: &score)
    addPad(of: bar, piece, pattern, to: &score)
    addBass(of: bar, piece, pattern, to: &score)
    if !last { addLift(piece, pattern, to: &score) }
    return score.events
  }

  /// By how much *in* grows and *out* fades from its first note to its last, in decibels.
  private static let crescendo = 6.0
  private static let decrescendo = -6.0

  private static func addPulses(
    of pattern: BreathPattern, cycle: Int, to score: inout Score
  ) {
    for beat in 0..<pattern.beats {
      let voice: Instrument =
        switch pattern.phase(ofBeat: beat) {
        case .in: .pulseIn
        case .pause: .pulsePause
        case .out, .rest: .pulseOut
        }
      let pulse = Pulse(beat: beat + 1, bar: cycle, accent: beat == 0, voice: voice)
      score.add(.beat(pulse), at: Rational(beat))
    }
  }

  private static func addFigures(
    of bar: Piece.Bar, _ pattern: BreathPattern, to score: inout Score
  ) {
    let rising = Figure(bar.rising, beats: pattern.inBeats, holds: .bothEnds)
    for (index, note) in rising.notes.enumerated() {
      let gain = -crescendo + rising.share(of: index) * crescendo
      score.add(
        .tone(Tone(.recorder, pitch: note.pitch, length: note.length, gain: gain)),
        at: note.onset)
    }
    let out = Rational(pattern.inBeats + pattern.pauseBeats)
    let falling = Figure(bar.falling, beats: pattern.outBeats, holds: .first)
    for (index, note) in falling.notes.enumerated() {
      // The last rings into the next bar's first beat and is over before its second.
      let ring = index == falling.notes.count - 1 ? Rational(1, 2) : .zero
      let gain = falling.share(of: index) * decrescendo
      score.add(
        .tone(Tone(.strings, pitch: note.pitch, length: note.length + ring, gain: gain)),
        at: out + note.onset)
    }
  }

  /// Grows under *in*; then tones that two chords share are held through.
  private static func addPad(
    of bar: Piece.Bar, _ piece: Piece, _ pattern: BreathPattern, to score: inout Score
  ) {
    for pitch in bar.opening.pad {
      let length = Rational(pattern.inBeats)
      score.add(.tone(Tone(.swell, pitch: pitch, length: length)), at: .zero)
    }
    let spans = harmony(of: bar, piece, pattern)
    for (index, span) in spans.enumerated() {
      for pitch in span.chord.pad {
        if index > 0, spans[index - 1].chord.pad.contains(pitch) { continue }
        let held = spans[index...].prefix { $0.chord.pad.contains(pitch) }
        let length = held.reduce(Rational.zero) { $0 + $1.length }
        score.add(.tone(Tone(.pad, pitch: pitch, length: length)), at: span.onset)
      }
    }
  }

  private struct Span {
    var chord: Piece.Chord
    var onset: Rational
    var length: Rational
  }

  /// The chords after *in*: the suspended dominant and its resolution in the pause, the top of
  /// *out*, the dominant on the last beat but one, the goal on the last.
  private static func harmony(
    of bar: Piece.Bar, _ piece: Piece, _ pattern: BreathPattern
  ) -> [Span] {
    var chords: [(Piece.Chord, Rational)] = []
    let half = Rational(pattern.pauseBeats, 2)
    if pattern.pauseBeats > 0 {
      chords += [(piece.suspendedDominant, half), (piece.dominant, half)]
    }
    if pattern.outBeats > 2 {
      // What has been resolved is not suspended again.
      let isResolved = pattern.pauseBeats > 0 && bar.top == piece.suspendedDominant
      chords.append((isResolved ? piece.dominant : bar.top, Rational(pattern.outBeats - 2)))
    }
    if pattern.outBeats > 1 { chords.append((piece.dominant, 1)) }
    chords.append((bar.goal, 1))
    var onset = Rational(pattern.inBeats)
    return chords.map { chord, length in
      defer { onset += length }
      return Span(chord: chord, onset: onset, length: length)
    }
  }

  private static func addBass(
    of bar: Piece.Bar, _ piece: Piece, _ pattern: BreathPattern, to score: inout Score
  ) {
    let opening = Tone(
      .bass, pitch: bar.opening.bass, length: Rational(pattern.inBeats), gain: -3)
    score.add(.tone(opening), at: .zero)
    if pattern.outBeats > 1 {
      let dominant = Tone(.bass, pitch: piece.dominant.bass, length: 1, gain: -4)
      score.add(.tone(dominant), at: Rational(pattern.beats - 2))
    }
    let goal = Tone(.bass, pitch: bar.goal.bass, length: 1, gain: -5)
    score.add(.tone(goal), at: Rational(pattern.beats - 1))
  }

  private static func addLift(_ piece: Piece, _ pattern: BreathPattern, to score: inout Score) {
    let notes = piece.lift.suffix(pattern.outBeats)
    for (index, pitch) in notes.enumerated() {
      let beat = Rational(pattern.beats - notes.count + index)
      score.add(.tone(Tone(.bell, pitch: pitch, length: 1)), at: beat)
    }
  }
}
