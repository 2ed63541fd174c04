// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// How one breath is led: how many inner beats each phase has, and how fast they go.
public struct Pace: Hashable, Sendable {
  public let pattern: BreathPattern
  public let tempo: Tempo

  public init(pattern: BreathPattern, tempo: Tempo) {
    self.pattern = pattern
    self.tempo = tempo
  }

  /// Exact.
  public var breathsPerMinute: Rational { tempo.beatsPerMinute / Rational(pattern.beats) }

  /// Frames a breath, exact.
  public var framesPerBreath: Rational { tempo.framesPerBeat * Rational(pattern.beats) }

  /// 2 + 3 beats at 75: 15 breaths a minute (`clinical.md`, "Unmeasured default").
  public static let unmeasured = Pace(
    pattern: BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 3), tempo: Tempo(75))
}

/// How long breathing out is beside breathing in.
public enum BreathRatio: Hashable, Sendable {
  case oneToOneAndAHalf
  case oneToTwo

  /// The ways to divide a breath into inner beats, fewest first (`clinical.md`: 2+3 or 4+6,
  /// 2+4 or 4+8).
  var patterns: [BreathPattern] {
    switch self {
    case .oneToOneAndAHalf:
      [
        BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 3),
        BreathPattern(inBeats: 4, pauseBeats: 0, outBeats: 6)
      ]
    case .oneToTwo:
      [
        BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 4),
        BreathPattern(inBeats: 4, pauseBeats: 0, outBeats: 8)
      ]
    }
  }
}
