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
/// strings fall with *out*; the pause hangs on the dominant. That and the pulse are the same in
/// every piece.
public enum BreathMusic {
  /// Tones and pulses of one breath, in beats from its bar line.
  ///
  /// The same parts give the same music; a layer more adds tones and takes none away.
  ///
  /// - Parameters:
  ///   - cycle: counted from 1; it chooses the bar of the form and numbers the pulses.
  ///   - last: no lift into another breath; the cadence closes on the tonic.
  public static func bar(
    _ pattern: BreathPattern, cycle: Int, last: Bool, arrangement: BreathArrangement
  ) -> [Score.Event] {
    let bar = BreathBar(
      Piece(arrangement.piece), pattern, cycle: cycle, last: last, seed: arrangement.seed)
    let layers = arrangement.soundingLayers
    var score = Score(tempo: Tempo(60))
    addPulses(of: pattern, cycle: cycle, to: &score)
    bar.addFigures(to: &score)
    for layer in 1...layers { bar.add(layer, gain: 0, to: &score) }
    // The form's second time has one more voice.
    if bar.place.isSecondTime { bar.add(layers + 1, gain: -4, to: &score) }
    if !last { bar.addLift(to: &score) }
    return score.events
  }

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
}
