// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a monotonic nanosecond falls on the sample clock.
///
/// Fed with (frame, nanosecond) pairs that the shell reads from the sound card: the frame heard
/// at that instant. Between pairs time runs at the nominal rate; a pair that disagrees pulls the
/// map an eighth of the way, so that the card's jittering delay (a period, 5 ms) does not shake
/// the stamps, and a pair that disagrees by more than 50 ms (card opened, stalled, suspended)
/// moves it at once. The map never runs backwards.
public struct ClockMap: Hashable, Sendable {
  /// One observation: at `nanoseconds` the frame `frame` was being heard.
  public struct Pair: Hashable, Sendable {
    public var frame: SampleTime
    public var nanoseconds: UInt64
    public init(frame: SampleTime, nanoseconds: UInt64) {
      self.frame = frame
      self.nanoseconds = nanoseconds
    }
  }

  private var anchor: Pair
  private var latest: SampleTime

  /// Beyond this the map jumps instead of leaning (our value: ten periods).
  private static let jumpFrames = 50 * SampleRate.framesPerSecond / 1_000

  public init(_ first: Pair) {
    anchor = first
    latest = first.frame
  }

  /// Takes one more observation; pairs older than the last one change nothing.
  public mutating func observe(_ pair: Pair) {
    guard pair.nanoseconds >= anchor.nanoseconds else { return }
    let expected = unclampedFrame(at: pair.nanoseconds)
    let error = pair.frame.frame - expected.frame
    let step = abs(error) > Self.jumpFrames ? error : error / 8
    anchor = Pair(frame: SampleTime(expected.frame + step), nanoseconds: pair.nanoseconds)
    latest = max(latest, expected)
  }

  /// The frame heard at `nanoseconds` (CLOCK_MONOTONIC). A stamp from before the last
  /// observation is mapped backwards from it.
  public func frame(at nanoseconds: UInt64) -> SampleTime {
    unclampedFrame(at: nanoseconds)
  }

  /// The frame heard now; never less than an earlier answer or observation.
  public mutating func advance(to nanoseconds: UInt64) -> SampleTime {
    latest = max(latest, unclampedFrame(at: nanoseconds))
    return latest
  }

  /// The first nanosecond at which `frame(at:)` is `frame`.
  public func nanoseconds(of frame: SampleTime) -> UInt64 {
    let ahead = frame.frame - anchor.frame.frame
    if ahead >= 0 { return anchor.nanoseconds &+ UInt64((ahead * 62_500 + 2) / 3) }
    let back = UInt64(-ahead * 62_500 / 3)
    return anchor.nanoseconds - min(anchor.nanoseconds, back)
  }

  private func unclampedFrame(at nanoseconds: UInt64) -> SampleTime {
    // 48,000 frames a second are 3 frames every 62,500 ns: exact in integers.
    if nanoseconds >= anchor.nanoseconds {
      return anchor.frame + FrameCount(Int((nanoseconds - anchor.nanoseconds) * 3 / 62_500))
    }
    // Down, not towards the anchor: frames are equally long on both sides of it.
    let back = (anchor.nanoseconds - nanoseconds) * 3
    return anchor.frame - FrameCount(Int((back + 62_499) / 62_500))
  }
}
