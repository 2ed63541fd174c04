// SPDX-License-Identifier: GPL-3.0-or-later

/// One breath in beats: in, pause, out, and how fast the beats go.
public struct BreathPattern: Hashable, Sendable {
  public let inBeats: Int
  public let pauseBeats: Int
  public let outBeats: Int
  /// Beats a minute.
  public let tempo: ExactDecimal

  /// The unmeasured default of `clinical.md`: 2 + 3 beats at 75, 15 breaths a minute.
  public static let usual = BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 3, tempo: 75)

  /// Breaths a minute: no pacing above (`clinical.md`).
  public static let fastestPace = 24
  /// Breaths a minute: out twice as long as in only up to here (`clinical.md`).
  package static let fastestPaceOfLongOut = 16
  /// The longest pause after breathing in (`clinical.md`, hard range).
  package static let longestPauseSeconds = 3

  public init(inBeats: Int, pauseBeats: Int, outBeats: Int, tempo: ExactDecimal) {
    precondition(inBeats > 0 && pauseBeats >= 0 && outBeats > 0 && tempo > 0)
    precondition(inBeats + pauseBeats + outBeats <= 1000)
    self.inBeats = inBeats
    self.pauseBeats = pauseBeats
    self.outBeats = outBeats
    self.tempo = tempo
  }

  public var cycleBeats: Int { inBeats + pauseBeats + outBeats }

  /// Why a pattern cannot be paced.
  public enum Fault: Hashable, Sendable {
    /// More than so many breaths a minute.
    case tooFast(limit: Int)
    /// Fewer than so many breaths a minute.
    case tooSlow(limit: Int)
    /// Out is shorter than in.
    case outTooShort
    /// Out is longer than twice in.
    case outTooLong
    /// Out is twice as long as in, at more than so many breaths a minute.
    case longOutTooFast(limit: Int)
    /// The pause is longer than so many seconds.
    case pauseTooLong(seconds: Int)
  }

  /// What is wrong with the pattern; nil where it can be paced. `paceFloor` is in breaths a minute.
  public func fault(paceFloor: Int) -> Fault? {
    if outBeats < inBeats { return .outTooShort }
    if outBeats > 2 * inBeats { return .outTooLong }
    if ExactDecimal(slowestTempoOfPause) > tempo {
      return .pauseTooLong(seconds: Self.longestPauseSeconds)
    }
    if tempo < ExactDecimal(paceFloor * cycleBeats) { return .tooSlow(limit: paceFloor) }
    if tempo > ExactDecimal(Self.fastestPace * cycleBeats) {
      return .tooFast(limit: Self.fastestPace)
    }
    if tempo > ExactDecimal(fastestPaceOfRatio * cycleBeats) {
      return .longOutTooFast(limit: fastestPaceOfRatio)
    }
    return nil
  }

  /// Breaths a minute this ratio may have at most.
  private var fastestPaceOfRatio: Int {
    outBeats == 2 * inBeats ? Self.fastestPaceOfLongOut : Self.fastestPace
  }

  /// Beats a minute at which the pause takes as long as it may: 20 for each of its beats.
  private var slowestTempoOfPause: Int { pauseBeats * 60 / Self.longestPauseSeconds }

  /// The tempos at which a ratio that is allowed can be paced.
  func tempos(paceFloor: Int) -> ClosedRange<ExactDecimal>? {
    let slowest = max(paceFloor * cycleBeats, slowestTempoOfPause)
    let fastest = fastestPaceOfRatio * cycleBeats
    return slowest <= fastest ? ExactDecimal(slowest)...ExactDecimal(fastest) : nil
  }
}

extension BreathPattern: CustomStringConvertible {
  /// As it would stand in the file: `in beats 2, pause 0, out beats 3, tempo 75`.
  public var description: String {
    "in beats \(inBeats), pause \(pauseBeats), out beats \(outBeats), tempo \(tempo)"
  }
}

extension BreathPattern.Fault {
  /// What is wrong, in plain English.
  func found(in pattern: BreathPattern) -> String {
    let pace = "\(pattern.cycleBeats) beats a breath at tempo \(pattern.tempo)"
    return switch self {
    case .tooFast(let limit): "\(pace) is faster than \(limit) breaths/min"
    case .tooSlow(let limit): "\(pace) is slower than \(limit) breaths/min"
    case .outTooShort: "out beats \(pattern.outBeats) is less than in beats \(pattern.inBeats)"
    case .outTooLong:
      "out beats \(pattern.outBeats) is more than twice in beats \(pattern.inBeats)"
    case .longOutTooFast(let limit):
      "out twice as long as in with \(pace) is faster than \(limit) breaths/min"
    case .pauseTooLong(let seconds):
      "a pause of \(pattern.pauseBeats) beats at tempo \(pattern.tempo) is longer than \(seconds) s"
    }
  }
}
