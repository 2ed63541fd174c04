// SPDX-License-Identifier: GPL-3.0-or-later

/// A civil date of the Gregorian calendar.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, which was a Thursday.
  public var number: Int

  public init(number: Int) { self.number = number }

  /// - Returns: nil where there is no such date.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...31).contains(day), (1...9999).contains(year) else {
      return nil
    }
    // Days from the civil date, after Howard Hinnant's "chrono-compatible low-level date
    // algorithms": years begin in March, so that the leap day is the last one.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
    guard civil == (year, month, day) else { return nil }
  }

  public var civil: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// 0 is Monday: the week of the "two of three" begins there.
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 }

  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}

extension Day: CustomStringConvertible {
  /// `2026-11-22`.
  public var description: String {
    let (year, month, day) = civil
    func padded(_ value: Int, _ digits: Int) -> String {
      let text = "\(value)"
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// The wall clock as the unit has it: local seconds since 1970-01-01T00:00 and whether anybody
/// set it. For diary and schedule only; it may be wrong (`clinical.md`).
public struct WallTime: Hashable, Sendable {
  public var seconds: Int
  public var isSet: Bool

  public init(seconds: Int, isSet: Bool) {
    self.seconds = seconds
    self.isSet = isSet
  }

  private static let secondsADay = 86_400

  public var day: Day {
    let days = seconds / Self.secondsADay
    return Day(number: seconds % Self.secondsADay < 0 ? days - 1 : days)
  }

  /// Minutes since midnight, 0–1439.
  public var minuteOfDay: Int { (seconds - day.number * Self.secondsADay) / 60 }

  /// Seconds since midnight, 0–86,399.
  public var secondOfDay: Int { seconds - day.number * Self.secondsADay }

  public func adding(_ frames: FrameCount) -> WallTime {
    WallTime(seconds: seconds + frames.value / SampleRate.framesPerSecond, isSet: isSet)
  }
}
