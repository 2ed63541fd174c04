// SPDX-License-Identifier: GPL-3.0-or-later

/// The one rate of the house: every sound, every deadline, every stamp.
public enum SampleRate {
  /// Frames a second (architecture: "Time is an integer frame, 48,000 a second").
  public static let framesPerSecond = 48_000
}

/// A length of time in frames of the sample clock; may be negative as a difference.
public struct FrameCount: Hashable, Comparable, Sendable {
  public var value: Int

  public init(_ value: Int) { self.value = value }

  public static let zero = FrameCount(0)

  /// Whole seconds.
  public static func seconds(_ seconds: Int) -> FrameCount {
    FrameCount(seconds * SampleRate.framesPerSecond)
  }

  /// Whole milliseconds: 48 frames each.
  public static func milliseconds(_ milliseconds: Int) -> FrameCount {
    FrameCount(milliseconds * (SampleRate.framesPerSecond / 1_000))
  }

  public static func < (a: FrameCount, b: FrameCount) -> Bool { a.value < b.value }
  public static func + (a: FrameCount, b: FrameCount) -> FrameCount {
    FrameCount(a.value + b.value)
  }
  public static func - (a: FrameCount, b: FrameCount) -> FrameCount {
    FrameCount(a.value - b.value)
  }
  public static func * (a: FrameCount, times: Int) -> FrameCount { FrameCount(a.value * times) }
  public static func += (a: inout FrameCount, b: FrameCount) { a.value += b.value }

  /// Milliseconds, rounded down; for records, never for placing sound.
  public var milliseconds: Int { value / (SampleRate.framesPerSecond / 1_000) }

  /// Whole seconds, rounded to the nearest; for records and displays.
  public var roundedSeconds: Int {
    (value + SampleRate.framesPerSecond / 2) / SampleRate.framesPerSecond
  }
}

/// A point on the sample clock: the index of a frame, 0 at power-on.
public struct SampleTime: Hashable, Comparable, Sendable {
  public var frame: Int

  public init(_ frame: Int) { self.frame = frame }

  public static let zero = SampleTime(0)

  public static func < (a: SampleTime, b: SampleTime) -> Bool { a.frame < b.frame }
  public static func + (a: SampleTime, b: FrameCount) -> SampleTime {
    SampleTime(a.frame + b.value)
  }
  public static func - (a: SampleTime, b: FrameCount) -> SampleTime {
    SampleTime(a.frame - b.value)
  }
  public static func - (a: SampleTime, b: SampleTime) -> FrameCount {
    FrameCount(a.frame - b.frame)
  }
  public static func += (a: inout SampleTime, b: FrameCount) { a.frame += b.value }
}
