// SPDX-License-Identifier: GPL-3.0-or-later

/// A time of the day, to the minute.
public struct TimeOfDay: Hashable, Comparable, Sendable {
  /// Minutes since midnight, 0 to 1439.
  public let minutes: Int

  /// Nil where no clock shows it: hours 0 to 23, minutes 0 to 59.
  public init?(hour: Int, minute: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    minutes = hour * 60 + minute
  }

  public var hour: Int { minutes / 60 }
  public var minute: Int { minutes % 60 }

  public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}

extension TimeOfDay: CustomStringConvertible {
  /// `07:05`.
  public var description: String { "\(twoDigits(hour)):\(twoDigits(minute))" }
}

/// A stretch of the day, over midnight where it ends before it begins.
public struct TimeRange: Hashable, Sendable {
  /// The first minute inside.
  public let start: TimeOfDay
  /// The first minute after it.
  public let end: TimeOfDay

  /// Nil where start and end are the same: that could be all of the day or none of it.
  public init?(start: TimeOfDay, end: TimeOfDay) {
    guard start != end else { return nil }
    self.start = start
    self.end = end
  }

  public func contains(_ time: TimeOfDay) -> Bool {
    start < end ? start <= time && time < end : start <= time || time < end
  }
}

extension TimeRange: CustomStringConvertible {
  /// `22:00-07:00`.
  public var description: String { "\(start)-\(end)" }
}

/// A day and a time, as the `clock` key sets them.
public struct CivilDateTime: Hashable, Sendable {
  public let date: CivilDate
  public let time: TimeOfDay

  public init(date: CivilDate, time: TimeOfDay) {
    self.date = date
    self.time = time
  }
}

extension CivilDateTime: CustomStringConvertible {
  /// `2026-11-22 09:00`.
  public var description: String { "\(date) \(time)" }
}
