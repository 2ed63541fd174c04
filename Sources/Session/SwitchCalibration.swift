// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// Ten presses, each asked for by a tone, and the switch's times that follow from them
/// (`peers.md`, "The switch": a spoken calibration).
///
/// It says nothing of the person: only how a switch is closed and let go. After each press there is
/// a quiet moment in which nothing is asked for; what closes then was not meant.
public struct SwitchCalibration: Hashable, Sendable {
  /// The times that are proposed, in milliseconds, inside the ranges of their keys.
  public struct Times: Hashable, Sendable {
    public var acceptance: Int
    public var release: Int
    public var scan: Int

    public init(acceptance: Int, release: Int, scan: Int) {
      self.acceptance = acceptance
      self.release = release
      self.scan = scan
    }
  }

  /// Presses asked for.
  public static let wanted = 10
  /// Fewer say too little.
  static let least = 5
  /// A tone without a press is over after so long.
  public static let patience = FrameCount.seconds(10)
  /// After a press nothing is asked for [E].
  public static let quiet = FrameCount.seconds(2)
  /// The test ends, unscolded, after so many tones in a row without a press.
  static let mostMissed = 2

  /// From a tone to the closing, of each press that was meant.
  private(set) var reactions: [FrameCount] = []
  private(set) var lengths: [FrameCount] = []
  /// Closures that nobody asked for: how long, and how long after the last letting go.
  private(set) var strayLengths: [FrameCount] = []
  private(set) var strayGaps: [FrameCount] = []
  public private(set) var tones = 0
  private var missed = 0
  private var toneAt: SampleTime?
  private var closedAt: SampleTime?
  private var isStray = false
  private var openedAt: SampleTime?

  public init() {}

  /// A tone asks for a press.
  public mutating func tone(at frame: SampleTime) {
    tones += 1
    toneAt = frame
  }

  /// - Returns: whether it was the one that was asked for.
  public mutating func press(at closing: SampleTime) -> Bool {
    closedAt = closing
    guard let asked = toneAt, closing >= asked else {
      isStray = true
      if let openedAt, closing > openedAt { strayGaps.append(closing - openedAt) }
      return false
    }
    isStray = false
    toneAt = nil
    missed = 0
    reactions.append(closing - asked)
    return true
  }

  /// The closure that was a press has ended.
  public mutating func released(after length: FrameCount) {
    guard let closed = closedAt else { return }
    closedAt = nil
    openedAt = closed + length
    if isStray { strayLengths.append(length) } else { lengths.append(length) }
  }

  /// Nobody pressed at a tone.
  public mutating func miss() {
    toneAt = nil
    missed += 1
  }

  /// Presses that were asked for and came.
  public var presses: Int { reactions.count }
  public var isPressed: Bool { closedAt != nil }

  public var isComplete: Bool { reactions.count >= Self.wanted || missed >= Self.mostMissed }

  /// nil: too few presses.
  public var times: Times? {
    guard reactions.count >= Self.least, let shortest = lengths.min(),
      let slowest = reactions.max()
    else { return nil }
    return Times(
      acceptance: acceptance(shortest: shortest.milliseconds), release: release,
      scan: Self.rounded(slowest.milliseconds * 3 / 2, up: 500, within: 2_000...10_000))
  }

  /// Half of the shortest press that was meant; longer than what was not meant, where that leaves
  /// every meant one enough room.
  private func acceptance(shortest: Int) -> Int {
    let longestStray = strayLengths.map(\.milliseconds).max() ?? 0
    let wanted = max(min(shortest / 2, 500), min(longestStray + 20, shortest * 7 / 10))
    return Self.rounded(wanted, down: 10, within: 0...2_000)
  }

  /// Half as long again as the longest gap before a closure that was not meant; without one, the
  /// usual time.
  private var release: Int {
    guard let longest = strayGaps.map(\.milliseconds).max() else { return 500 }
    return Self.rounded(longest * 3 / 2, up: 100, within: 200...3_000)
  }

  private static func rounded(_ value: Int, up step: Int, within range: ClosedRange<Int>) -> Int {
    clamped((value + step - 1) / step * step, range)
  }

  private static func rounded(
    _ value: Int, down step: Int, within range: ClosedRange<Int>
  ) -> Int {
    clamped(value / step * step, range)
  }

  private static func clamped(_ value: Int, _ range: ClosedRange<Int>) -> Int {
    min(max(value, range.lowerBound), range.upperBound)
  }
}
