// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Settings
import Timebase

/// Which column of the dose holds now: the clinic's profile, one column lower where the review
/// is overdue or three sessions running were hard (`clinical.md`, "Dose").
package struct Review: Hashable, Sendable {
  /// nil: listening only.
  package let level: Dose.Level?
  package let isOverdue: Bool
  /// It is lower than the clinic wrote.
  package let isLowered: Bool

  package init(_ prescription: Prescription, history: PracticeHistory, wall: WallTime) {
    let isPast =
      prescription.reviewBy.map { date in
        // Where nobody set the clock, what it shows is a lower bound: past is past.
        Day(date).map { $0 < wall.day } ?? false
      } ?? false
    isOverdue =
      isPast || history.sessionsUnderPrescription >= prescription.reviewAfterSessions
    isLowered = isOverdue || history.isHardThrice
    switch prescription.profile {
    case .mild: level = isLowered ? .moderate : .mild
    case .moderate: level = isLowered ? nil : .moderate
    case .listening: level = nil
    }
  }
}

extension Day {
  /// The settings' date as a day of the calendar.
  init?(_ date: CivilDate) {
    self.init(year: date.year, month: date.month, day: date.day)
  }
}
