// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// The fixed times between a decision and what is heard of it (architecture, "Time").
public enum Latency {
  /// A decision at frame f changes the sound at f + 960, always: the device's buffer, 4 × 5 ms.
  public static let change = FrameCount(960)
  /// The ramp of a stop.
  public static let stopRamp = FrameCount.milliseconds(8)
  /// From a stop's decision to the exercise's sound at zero.
  public static let silence = change + stopRamp
}
