// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// One's own breathing pace, from presses of the switch "at each breath in".
///
/// It is a measurement, not an exercise: presses are data (`clinical.md`). Seven presses give six
/// intervals; those under 1.5 s or over 12 s are dropped, at least four must be left, and their
/// median is the breath. It says nothing of how anybody breathes, only of how they pressed.
public struct OwnPaceMeasurement: Hashable, Sendable {
  public private(set) var closings: [SampleTime] = []

  public init() {}

  public static let presses = 7
  /// Without a press for so long the measurement ends, unscolded.
  public static let patience = FrameCount.seconds(12)
  static let leastIntervals = 4
  static let plausible = FrameCount.milliseconds(1_500)...FrameCount.seconds(12)

  public enum Result: Hashable, Sendable {
    /// Breaths a minute, exact.
    case pace(Rational)
    /// Measured, but too slow or too fast to be paced: breaths a minute.
    case outOfRange(Rational)
    /// Too few presses, or too uneven ones.
    case unclear
    /// No press at all: "to skip, do nothing".
    case skipped
  }

  /// Takes the moment a press closed the switch.
  public mutating func press(at closing: SampleTime) {
    if let last = closings.last, closing <= last { return }
    closings.append(closing)
  }

  public var isComplete: Bool { closings.count >= Self.presses }

  public var result: Result {
    guard !closings.isEmpty else { return .skipped }
    let intervals = zip(closings.dropFirst(), closings)
      .map { $0 - $1 }
      .filter { Self.plausible.contains($0) }
      .sorted()
    guard intervals.count >= Self.leastIntervals else { return .unclear }
    let middle = intervals.count / 2
    let twiceMedian =
      intervals.count.isMultiple(of: 2)
      ? intervals[middle - 1].value + intervals[middle].value
      : 2 * intervals[middle].value
    let pace = Rational(2 * 60 * SampleRate.framesPerSecond, twiceMedian)
    return PacingPlan.measurableRange.contains(pace) ? .pace(pace) : .outOfRange(pace)
  }
}
