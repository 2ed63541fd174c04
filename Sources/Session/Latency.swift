// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// The fixed times between a decision and what is heard of it (architecture, "Time").
public enum Latency {
  /// A decision at frame f changes the sound at f + 960, always: the device's buffer, 4 × 5 ms.
  public static let change = FrameCount(960)
  /// Where a device refuses that: up to 4 × 10 ms.
  public static let longest = FrameCount(1_920)
  /// Another loudness comes softly.
  static let volumeRamp = FrameCount.milliseconds(400)
  /// The ramp of a stop.
  public static let stopRamp = FrameCount.milliseconds(8)
  /// From a stop's decision to the exercise's sound at zero, whatever the card.
  public static let silence = longest + stopRamp
}
