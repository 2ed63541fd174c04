// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Settings
import Timebase

/// One civil day of practice.
package struct DayFigures: Hashable, Sendable {
  package let day: Day
  /// Whether the report speaks of it: the first and the last week may be cut.
  package let isInSpan: Bool
  /// Seconds of exercise; 0 on a day without.
  package let seconds: Int

  package var isPractised: Bool { seconds > 0 }
}

/// One week of practice, from Monday.
package struct WeekFigures: Sendable {
  package let monday: Day
  package let days: [DayFigures]
  package let sessions: [SessionFigures]
  /// Prompts that asked for a press and got none, in and outside sessions.
  package let missedPrompts: Int
  /// The prescription's `days a week` at the week's last session.
  package let goal: Int

  /// Days with exercise.
  package var daysPractised: Int { days.count { $0.isPractised } }
  package var practised: [SessionFigures] { sessions.filter { $0.doneSeconds > 0 } }
  package var seconds: Int { sessions.map(\.doneSeconds).reduce(0, +) }
  package var breathsCued: Int { sessions.map(\.breathsCued).reduce(0, +) }
  package var baselineMilli: Int? { sessions.compactMap(\.baselineMilli).last }
  package var reachedMilli: Int? { sessions.compactMap(\.reachedMilli).last }
  package var efforts: [Int?] { sessions.flatMap { $0.efforts.map(\.value) } }
  package var stops: Int { sessions.map(\.summary.stops.count).reduce(0, +) }
  /// The median of the sessions' median press lengths.
  package var medianPressMilliseconds: Int? {
    median(sessions.compactMap(\.presses?.medianMilliseconds))
  }
}

/// All that a report says, as numbers.
///
/// Only sessions whose date is certain (the clock was set) stand in weeks; the others are counted
/// apart, because a wrong day on a calendar is worse than none.
package struct PracticeFigures: Sendable {
  package let span: DaySpan
  /// With or without practice, oldest first.
  package let weeks: [WeekFigures]
  /// Sessions of the weeks, oldest first.
  package let sessions: [SessionFigures]
  /// Sessions while the clock was not set, oldest first.
  package let undated: [SessionFigures]
  package let recorded: RecordedSpan

  package init(_ recorded: RecordedSpan, over span: DaySpan, inForce: SettingsInForce) {
    self.span = span
    self.recorded = recorded
    let presses = Dictionary(
      recorded.presses.compactMap { presses in presses.row.session.map { ($0, presses.row) } }
    ) { $0.joined(with: $1) }
    let materials = Dictionary(grouping: recorded.materials.map(\.row)) { $0.session ?? 0 }
    let all = recorded.sessions.map {
      SessionFigures($0, presses: presses[$0.id], materials: materials[$0.id] ?? [])
    }
    sessions = all.filter(\.isDated)
    undated = all.filter { !$0.isDated }

    let byMonday = Dictionary(grouping: sessions) { $0.start?.day.monday }
    let outside = Dictionary(
      recorded.presses.compactMap { presses -> (Day, Int)? in
        guard presses.row.session == nil, let day = presses.stamp.certainDay else { return nil }
        return (day.monday, presses.row.missedPrompts)
      }, uniquingKeysWith: +)
    var goals = Goals()
    weeks = span.mondays.map { monday in
      let sessions = byMonday[monday] ?? []
      return WeekFigures(
        monday: monday, days: Self.days(from: monday, span, sessions), sessions: sessions,
        missedPrompts: sessions.compactMap(\.presses?.missedPrompts).reduce(0, +)
          + (outside[monday] ?? 0),
        goal: sessions.last.map { goals.goal($0.summary.row.settings) }
          ?? inForce.prescription.daysAWeek)
    }
  }

  private static func days(
    from monday: Day, _ span: DaySpan, _ sessions: [SessionFigures]
  ) -> [DayFigures] {
    let seconds = Dictionary(
      sessions.compactMap { session in session.start.map { ($0.day, session.doneSeconds) } },
      uniquingKeysWith: +)
    return (0..<7).map { offset in
      let day = Day(number: monday.number + offset)
      return DayFigures(
        day: day, isInSpan: span.contains(day), seconds: seconds[day] ?? 0)
    }
  }

  /// Settings change seldom: each text is read once.
  private struct Goals {
    private var known: [String: Int] = [:]

    mutating func goal(_ settings: String) -> Int {
      if let goal = known[settings] { return goal }
      let goal = SettingsInForce(settings, languages: []).prescription.daysAWeek
      known[settings] = goal
      return goal
    }
  }
}

extension PracticeFigures {
  /// With and without a certain date, in the order in which they were recorded.
  package var allSessions: [SessionFigures] {
    undated.isEmpty ? sessions : (sessions + undated).sorted { $0.summary.id < $1.summary.id }
  }

  package var practised: [SessionFigures] { sessions.filter { $0.doneSeconds > 0 } }
  package var daysPractised: Int { weeks.map(\.daysPractised).reduce(0, +) }
  package var seconds: Int { weeks.map(\.seconds).reduce(0, +) }
  package var breathsCued: Int { weeks.map(\.breathsCued).reduce(0, +) }
  package var missedPrompts: Int { weeks.map(\.missedPrompts).reduce(0, +) }
  package var stops: Int { weeks.map(\.stops).reduce(0, +) }
  package var efforts: [Int?] { weeks.flatMap(\.efforts) }
  /// Power-ons at which the clock was not set.
  package var startsWithUnsetClock: Int { recorded.powerOns.count { !$0.stamp.clockSet } }
}

extension Stamp {
  /// The civil day; nil where the clock was not set.
  package var certainDay: Day? {
    guard clockSet, let wallSeconds else { return nil }
    return WallTime(seconds: Int(wallSeconds), isSet: true).day
  }
}

extension PressSummaryRow {
  /// Two summaries of one session (the unit went on after a fault) as one; the median is that of
  /// the later one, where it has one: the presses themselves are not kept.
  fileprivate func joined(with later: PressSummaryRow) -> PressSummaryRow {
    PressSummaryRow(
      powerOn: later.powerOn, session: session, accepted: accepted + later.accepted,
      heard: heard + later.heard, ignored: ignored + later.ignored, stuck: stuck + later.stuck,
      medianMilliseconds: later.medianMilliseconds ?? medianMilliseconds,
      missedPrompts: missedPrompts + later.missedPrompts)
  }
}

/// The middle one, or the mean of the middle two, rounded down; nil of none.
package func median(_ values: [Int]) -> Int? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
