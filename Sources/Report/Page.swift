// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Mustache
import Settings
import Timebase

/// `report.html`: one page that needs nothing but itself, no script and no network.
///
/// Every text goes through the template's escaping; nothing is put in unescaped.
package struct Page {
  /// What the unit and its person are called in the prescription.
  package struct Subject: Sendable {
    package var initials: String?
    package var unit: String?
    package var clinic: String?

    package init(_ prescription: Prescription) {
      initials = prescription.patient
      unit = prescription.unit ?? prescription.serial
      clinic = prescription.clinic
    }

    /// Those that are known, for the head of a page.
    func facts(_ labels: Labels) -> [Fact] {
      let known: [(LabelKey, String?)] = [
        (.patient, initials), (.unit, unit), (.clinic, clinic)
      ]
      return known.compactMap { key, value in
        value.map { Fact(name: labels(key), value: shown($0)) }
      }
    }
  }

  private let figures: PracticeFigures
  private let labels: Labels
  private let subject: Subject
  /// The diary's newest time; nil where it knows none.
  private let asOf: Day?

  package init(_ figures: PracticeFigures, _ labels: Labels, _ subject: Subject, asOf: Day?) {
    self.figures = figures
    self.labels = labels
    self.subject = subject
    self.asOf = asOf
  }

  /// The whole page.
  /// - Throws: what the template engine found wrong with ``PageTemplate``: our own mistake, which
  ///   any test of the page would meet.
  package func html() throws -> String {
    try MustacheTemplate(string: PageTemplate.text).render(contents)
  }

  /// What the template is filled with.
  private struct Contents {
    let language: String
    let label: [String: [String: String]]
    let span: String
    let facts: [Fact]
    let summary: [String]
    let weekdays: [String]
    let weeks: [Week]
    let undated: String?
    let clock: String
    let charts: [Chart]
    let stops: Listing
    let changes: Listing
    let helper: Listing
  }

  struct Fact {
    let name: String
    let value: String
  }

  private var contents: Contents {
    let lists = PageLists(figures: figures, labels: labels)
    return Contents(
      language: labels.language, label: labels.plain, span: span,
      facts: subject.facts(labels), summary: summary,
      weekdays: (0...6).map { labels.word(.weekday, String($0)) },
      weeks: figures.weeks.reversed().map(week), undated: undated, clock: clock,
      charts: PageCharts(figures: figures, labels: labels).all, stops: lists.stops,
      changes: lists.changes, helper: lists.helper)
  }

  // MARK: The head

  private var span: String {
    labels(.range, ["from": labels.date(figures.span.from), "to": labels.date(figures.span.to)])
  }

  /// The first lines, for the therapist.
  private var summary: [String] {
    guard figures.daysPractised > 0 else { return [labels(.summaryNone)] }
    var lines = [
      labels(
        .summaryPractised,
        [
          "days": labels.counted(.days, figures.daysPractised),
          "sessions": labels.counted(.sessions, figures.practised.count),
          "minutes": labels.counted(.minutes, roundedMinutes(figures.seconds)),
          "breaths": labels.counted(.breaths, figures.breathsCued)
        ])
    ]
    if let week = figures.weeks.last, let days = ofGoal(week) {
      lines.append(
        labels(.summaryWeek, ["date": labels.shortDate(week.monday), "days": days]))
    }
    let efforts = figures.efforts
    lines.append(
      labels(
        .summaryCounts,
        [
          "stops": String(figures.stops), "missed": String(figures.missedPrompts),
          "hard": String(efforts.count { ($0 ?? 0) >= 4 }),
          "silent": String(efforts.count { $0 == nil })
        ]))
    return lines
  }

  private var undated: String? {
    guard !figures.undated.isEmpty else { return nil }
    let seconds = figures.undated.map(\.doneSeconds).reduce(0, +)
    return labels(
      .undatedNote,
      [
        "sessions": labels.counted(.sessions, figures.undated.count),
        "minutes": labels.counted(.minutes, roundedMinutes(seconds))
      ])
  }

  private var clock: String {
    let asOf = asOf.map { labels(.asOf, ["date": labels.date($0)]) + " " } ?? ""
    let unset = figures.startsWithUnsetClock
    return asOf
      + (unset == 0 ? labels(.clockSet) : labels(.clockUnset, ["count": String(unset)]))
  }

  // MARK: A week

  private struct Week {
    let name: String
    let days: [CalendarDay]
    let ofGoal: String?
    let sessions: String
    let minutes: String
    let breaths: String
    let pace: String
    let effort: String
    let stopCount: String
    let press: String
    let missed: String
  }

  private struct CalendarDay {
    let minutesPractised: String?
    let isFree: Bool
  }

  private func week(_ week: WeekFigures) -> Week {
    Week(
      name: labels.shortDate(week.monday),
      days: week.days.map { day in
        CalendarDay(
          minutesPractised: day.isPractised ? String(roundedMinutes(day.seconds)) : nil,
          isFree: !day.isPractised && day.isInSpan)
      },
      ofGoal: ofGoal(week),
      sessions: count(week.practised.count), minutes: count(roundedMinutes(week.seconds)),
      breaths: count(week.breathsCued), pace: pace(week), effort: effort(week.efforts),
      stopCount: count(week.stops),
      press: week.medianPressMilliseconds.map {
        labels(.milliseconds, ["number": String($0)])
      } ?? "–", missed: count(week.missedPrompts))
  }

  /// "2 of 3", or "5 days" where they are more than were asked for, as the unit says it; nil where
  /// there is none: what was not done is not counted (`clinical.md`, "What the record holds").
  private func ofGoal(_ week: WeekFigures) -> String? {
    guard week.daysPractised > 0 else { return nil }
    guard week.daysPractised <= week.goal else { return labels.counted(.days, week.daysPractised) }
    return labels(.ofGoal, ["done": String(week.daysPractised), "goal": String(week.goal)])
  }

  /// Nought is not spelled out: an empty week is an empty week.
  private func count(_ number: Int) -> String { number == 0 ? "–" : String(number) }

  private func pace(_ week: WeekFigures) -> String {
    switch (week.baselineMilli, week.reachedMilli) {
    case (nil, nil): "–"
    case (let baseline, let reached):
      [baseline, reached].map { $0.map(labels.tenths) ?? "–" }.joined(separator: "\u{A0}→\u{A0}")
    }
  }

  /// "2 ×5, 4 ×1, no answer ×2", broken into lines at the commas alone.
  private func effort(_ efforts: [Int?]) -> String {
    let counts = [2, 3, 4, 7, nil].compactMap { value -> String? in
      let count = efforts.count { $0 == value }
      let name = value.map(String.init) ?? labels(.noAnswer)
      return count == 0 ? nil : "\(name)\u{A0}×\(count)"
    }
    return counts.isEmpty ? "–" : counts.joined(separator: ", ")
  }
}
