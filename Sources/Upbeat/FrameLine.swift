// SPDX-License-Identifier: GPL-3.0-or-later
import Loudspeaker
import Timebase

/// Where the loudspeaker's frames fall in the time of the session.
///
/// The loudspeaker counts the frames it asks for, the session those that are heard. Without a card
/// time goes on and nothing is asked for, so the two counts part; the next card goes on where time
/// has come to. Frames of the session only go forward.
///
/// ```
/// session      0 ────────── 4800 ┄┄┄┄ no card ┄┄┄┄ 9600 ──────────
/// loudspeaker  0 ────────── 4800                   4800 ──────────
/// ```
struct FrameLine {
  private var clock: ClockMap
  /// Frames that went by without a card.
  private var missed = 0

  /// Frame 0 of both counts is this instant of CLOCK_MONOTONIC.
  init(startingAt nanoseconds: UInt64) {
    clock = ClockMap(ClockMap.Pair(frame: .zero, nanoseconds: nanoseconds))
  }

  /// The session's frame of a number in the loudspeaker's count.
  func frame(ofCount count: Int) -> SampleTime { SampleTime(count + missed) }

  /// There is no card: the frame that is asked for next will not be before this one.
  mutating func skip(to frame: SampleTime, nextCount: Int) {
    missed = max(missed, frame.frame - nextCount)
  }

  /// What the card says is being heard.
  mutating func observe(_ point: Loudspeaker.ClockPoint) {
    clock.observe(
      ClockMap.Pair(frame: frame(ofCount: point.frame), nanoseconds: point.nanoseconds))
  }

  /// The frame that is heard at an instant, be it past.
  func frame(at nanoseconds: UInt64) -> SampleTime { clock.frame(at: nanoseconds) }

  /// The frame that is heard now; never less than an earlier answer.
  mutating func heard(at nanoseconds: UInt64) -> SampleTime { clock.advance(to: nanoseconds) }

  /// The first instant at which this frame has been heard.
  func nanoseconds(after frame: SampleTime) -> UInt64 {
    clock.nanoseconds(of: frame + FrameCount(1))
  }
}
