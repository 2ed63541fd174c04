// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// The pace of each block of paced breathing, from one's own measured pace and the step reached.
///
/// `clinical.md`, "Paced breathing": step 0 is one's own pace at 1 : 1.5; step 1 the same at
/// 1 : 2 (only at 16 breaths a minute or fewer); each later step half a breath a minute slower,
/// down to the floor. The plan changes only between blocks.
public struct PacingPlan: Hashable, Sendable {
  /// One's own breaths a minute, inside `measurableRange`.
  public let baseline: Rational
  public let floor: Rational

  /// Baselines outside are not paced at all (`clinical.md`): breaths a minute.
  public static let measurableRange: ClosedRange<Rational> = 8...24
  /// 1 : 2 only up to here, in breaths a minute.
  static let oneToTwoLimit = Rational(16)
  /// Each later block is so much slower, in breaths a minute.
  static let stepSize = Rational(1, 2)
  /// Never below this part of one's own pace (Leslie 2019).
  static let floorShare = Rational(3, 4)
  /// Inner beats a minute: people follow 40–120, best 60–90.
  static let tempoRange: ClosedRange<Rational> = 40...120
  static let bestTempoRange: ClosedRange<Rational> = 60...90
  static let bestTempo = Rational(75)

  /// - Parameter paceFloor: 10 breaths a minute, or what the clinic wrote (8 at the least).
  /// - Precondition: the baseline is inside `measurableRange`.
  public init(baseline: Rational, paceFloor: Rational) {
    precondition(Self.measurableRange.contains(baseline), "a baseline outside is not paced")
    self.baseline = baseline
    floor = min(baseline, max(baseline * Self.floorShare, paceFloor))
  }

  /// The last step that still changes anything; the diary never holds more.
  public var lastStep: Int {
    let steps = (baseline - floor) / Self.stepSize
    return 1 + steps.floor + (steps == Rational(steps.floor) ? 0 : 1)
  }

  public func pace(step: Int) -> Pace {
    let step = min(max(step, 0), lastStep)
    let slower = Self.stepSize * Rational(max(step - 1, 0))
    let breaths = max(floor, baseline - slower)
    let ratio: BreathRatio =
      step >= 1 && breaths <= Self.oneToTwoLimit ? .oneToTwo : .oneToOneAndAHalf
    return Self.pace(breathsPerMinute: breaths, ratio: ratio)
  }

  /// The division of the breath whose inner beats are easiest to follow.
  static func pace(breathsPerMinute: Rational, ratio: BreathRatio) -> Pace {
    let candidates = ratio.patterns.map { pattern in
      Pace(pattern: pattern, tempo: Tempo(breathsPerMinute * Rational(pattern.beats)))
    }
    func cost(_ pace: Pace) -> (Int, Rational) {
      let tempo = pace.tempo.beatsPerMinute
      let band = bestTempoRange.contains(tempo) ? 0 : tempoRange.contains(tempo) ? 1 : 2
      let away = tempo - bestTempo
      return (band, away < .zero ? .zero - away : away)
    }
    return candidates.dropFirst().reduce(candidates[0]) { cost($1) < cost($0) ? $1 : $0 }
  }
}
