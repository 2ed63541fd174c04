// SPDX-License-Identifier: GPL-3.0-or-later

/// A day of the calendar (proleptic Gregorian), 2000 to 2199.
public struct CivilDate: Hashable, Comparable, Sendable {
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// 1 to the month's last.
  public let day: Int

  /// The years a file may name: a wrong century is a slip of the pen.
  package static let years = 2000...2199

  /// Nil where there is no such day, or the year is outside 2000 to 2199.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, of: year)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2:
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return isLeap ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CivilDate: CustomStringConvertible {
  /// ISO 8601: `2026-11-22`.
  public var description: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }
}

/// `7` as `07`.
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
