// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Timebase

/// The civil days of a report, both ends with it.
package struct DaySpan: Hashable, Sendable {
  package let from: Day
  package let to: Day

  /// Ten years: nobody's diary is longer, and a wrong clock must not make an endless page.
  package static let mostDays = 3_653
  /// Before the week of the last day.
  package static let usualWeeksBefore = 4

  /// - Parameter from: nil for the Monday four weeks before the week of the last day.
  /// - Returns: nil where it would end before it begins, or is longer than ``mostDays``.
  package init?(from: Day?, to: Day) {
    let from = from ?? Day(number: to.monday.number - 7 * Self.usualWeeksBefore)
    guard from <= to, to.number - from.number < Self.mostDays else { return nil }
    self.from = from
    self.to = to
  }

  package func contains(_ day: Day) -> Bool { from <= day && day <= to }

  package var days: [Day] { (from.number...to.number).map(Day.init(number:)) }

  /// The Monday of each week that has a day in the span.
  package var mondays: [Day] {
    stride(from: from.monday.number, through: to.number, by: 7).map(Day.init(number:))
  }
}

extension Day {
  package var monday: Day { Day(number: number - weekday) }

  /// Reads `2026-11-22`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension Labels {
  /// "22 November"; with its year where that is not the one in which the span ends.
  package func date(_ day: Day, of span: DaySpan) -> String {
    day.civil.year == span.to.civil.year ? shortDate(day) : date(day)
  }

  /// "22 November, 09:05", the day as ``date(_:of:)`` writes it.
  func moment(_ time: WallTime, of span: DaySpan) -> String {
    self(
      .moment,
      ["date": date(time.day, of: span), "time": clockTime(ofMinute: time.minuteOfDay)])
  }
}
