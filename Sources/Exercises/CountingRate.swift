// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// The habitual rate of speech, by counting aloud: a press when the count begins and one when it
/// is over, three times.
///
/// It is a measurement, not an exercise: presses are data (`clinical.md`). The three counts last
/// 15 s or more in all, and the median is taken; where they were shorter, a fourth and a fifth are
/// asked for. It says nothing of how anybody speaks, only of how they pressed.
public struct CountingRate: Hashable, Sendable {
  /// Lengths of the counts, in order.
  public private(set) var counts: [FrameCount] = []
  private var began: SampleTime?
  private var ended: SampleTime?

  public init() {}

  /// Counts asked for.
  public static let wanted = 3
  /// Without a press for so long the measurement ends, unscolded.
  public static let patience = FrameCount.seconds(60)
  /// Before a count begins there is a soft tick so often: silence never reads as a fault [E].
  public static let tickSeconds = 10
  static let mostCounts = 5
  /// All counts together, at least.
  static let leastInAll = FrameCount.seconds(15)
  /// A count outside is no count: a bounce, or an end that was forgotten [E].
  static let plausible = FrameCount.seconds(3)...FrameCount.seconds(60)
  /// Sooner after a count's end nobody begins the next: a bounce [E].
  static let leastPause = FrameCount.seconds(1)

  public enum Result: Hashable, Sendable {
    /// Syllables a minute, exact.
    case rate(Rational)
    /// Too few counts, too short ones, or a rate nobody speaks at.
    case unclear
    /// No press at all: "to skip, do nothing".
    case skipped
  }

  /// Takes the moment a press closed the switch.
  ///
  /// - Returns: whether it began or ended a count; false: it came too soon to be either.
  public mutating func press(at closing: SampleTime) -> Bool {
    guard !isComplete else { return false }
    guard let began else {
      if let ended, closing - ended < Self.leastPause { return false }
      self.began = closing
      return true
    }
    let length = closing - began
    guard length >= Self.plausible.lowerBound else { return false }
    if length > Self.plausible.upperBound {
      // The end was forgotten: this is a new beginning.
      self.began = closing
      return true
    }
    counts.append(length)
    self.began = nil
    ended = closing
    return true
  }

  public var countsDone: Int { counts.count }
  /// A count has begun and not ended.
  public var isCounting: Bool { began != nil }

  public var isComplete: Bool {
    isLongEnough || counts.count >= Self.mostCounts
  }

  private var isLongEnough: Bool {
    counts.count >= Self.wanted && counts.reduce(.zero, +) >= Self.leastInAll
  }

  /// - Parameter syllables: of one count, as it was asked for.
  public func result(syllables: Int) -> Result {
    guard !counts.isEmpty || began != nil else { return .skipped }
    guard isLongEnough else { return .unclear }
    let sorted = counts.map(\.value).sorted()
    let middle = sorted.count / 2
    let twiceMedian =
      sorted.count.isMultiple(of: 2) ? sorted[middle - 1] + sorted[middle] : 2 * sorted[middle]
    let rate = Rational(2 * 60 * SampleRate.framesPerSecond * syllables, twiceMedian)
    return RhythmicSpeechCueing.rates.contains(rate) ? .rate(rate) : .unclear
  }
}
