// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Prompts
import Timebase

/// The three charts of the page: by day and by session, over many weeks by week.
struct PageCharts {
  let figures: PracticeFigures
  let labels: Labels

  /// Of more weeks the marks of days and sessions would run into each other.
  static let mostWeeksByDay = 8

  var all: [Chart] { [minutes, pressLength, pace] }

  private var isByWeek: Bool { figures.weeks.count > Self.mostWeeksByDay }

  // MARK: Minutes

  /// What is measured at one place of an axis of time.
  private struct Place {
    let name: String
    let seconds: Int
  }

  private var minutes: Chart {
    let places =
      isByWeek
      ? figures.weeks.map { Place(name: name(of: $0.monday), seconds: $0.seconds) }
      : figures.weeks.flatMap(\.days).filter(\.isInSpan).map {
        Place(name: name(of: $0.day), seconds: $0.seconds)
      }
    let practised = places.filter { $0.seconds > 0 }
    let most = practised.map(\.seconds).max() ?? 0
    let values = practised.isEmpty ? [] : places.map { Double($0.seconds) / 60 }
    return Chart(
      [Chart.Series(values: values, mark: .bars)], fromZero: true,
      Chart.Words(
        id: "minutes", title: labels(isByWeek ? .chartMinutesWeek : .chartMinutes),
        text: labels(
          isByWeek ? .chartMinutesWeekText : .chartMinutesText,
          [
            "days": labels.counted(.days, figures.daysPractised),
            "most": labels.counted(.minutes, roundedMinutes(most))
          ]),
        places: (name(of: figures.span.from), name(of: figures.span.to)),
        heads: [labels(isByWeek ? .columnWeek : .columnWhen), labels(.columnMinutes)],
        rows: practised.map {
          Chart.Row(head: $0.name, cells: [labels.grouped(roundedMinutes($0.seconds))])
        }, number: { String(Int($0.rounded())) }))
  }

  // MARK: Presses and pace

  /// What is known of the switch and of breathing at one place of an axis.
  private struct Point {
    /// In the table.
    let name: String
    /// Under the axis.
    let day: String
    let press: Int?
    let baseline: Int?
    let reached: Int?
  }

  private var points: [Point] {
    guard isByWeek else {
      return figures.sessions.map { session in
        Point(
          name: session.start.map { labels.moment($0, of: figures.span) } ?? "",
          day: session.start.map { name(of: $0.day) } ?? "",
          press: session.presses?.medianMilliseconds, baseline: session.baselineMilli,
          reached: session.reachedMilli)
      }
    }
    return figures.weeks.map { week in
      Point(
        name: name(of: week.monday), day: name(of: week.monday),
        press: week.medianPressMilliseconds, baseline: week.baselineMilli,
        reached: week.reachedMilli)
    }
  }

  private var pressLength: Chart {
    let known = points.filter { $0.press != nil }
    func written(_ milliseconds: Int) -> String {
      labels(.milliseconds, ["number": String(milliseconds)])
    }
    return Chart(
      [Chart.Series(values: known.map { $0.press.map { Double($0) } }, mark: .dots)],
      fromZero: true,
      Chart.Words(
        id: "presses", title: labels(.chartPress),
        text: text(
          known.compactMap(\.press), isByWeek ? .chartPressWeekText : .chartPressText, written),
        places: places(known), heads: [heading, labels(.columnPress)],
        rows: known.map { point in
          Chart.Row(head: point.name, cells: [point.press.map(written) ?? "–"])
        }, number: { String(Int($0.rounded())) }))
  }

  private var pace: Chart {
    let known = points.filter { $0.baseline != nil || $0.reached != nil }
    func series(_ value: (Point) -> Int?, _ mark: Chart.Series.Mark) -> Chart.Series {
      Chart.Series(values: known.map { value($0).map { Double($0) / 1_000 } }, mark: mark)
    }
    return Chart(
      [series(\.baseline, .squares), series(\.reached, .dots)], fromZero: false,
      Chart.Words(
        id: "pace", title: labels(.chartPace),
        text: text(
          known.compactMap(\.reached), isByWeek ? .chartPaceWeekText : .chartPaceText,
          labels.tenths),
        places: places(known),
        heads: [heading, labels(.columnBaseline), labels(.columnReached)],
        rows: known.map { point in
          Chart.Row(
            head: point.name,
            cells: [point.baseline, point.reached].map { $0.map(labels.tenths) ?? "–" })
        }, number: { labels.tenths(ofMilli: Int(($0 * 1_000).rounded())) }))
  }

  private var heading: String { labels(isByWeek ? .columnWeek : .columnWhen) }

  /// The text alternative: where the numbers begin and end, and the last one.
  private func text(
    _ values: [Int], _ key: LabelKey, _ write: (Int) -> String
  ) -> String {
    guard let least = values.min(), let most = values.max(), let last = values.last else {
      return labels(.nothing)
    }
    guard values.count > 1 else { return labels(.chartSingle, ["last": write(last)]) }
    return labels(key, ["least": write(least), "most": write(most), "last": write(last)])
  }

  private func places(_ points: [Point]) -> (first: String, last: String) {
    (points.first?.day ?? "", points.count > 1 ? points.last?.day ?? "" : "")
  }

  private func name(of day: Day) -> String { labels.date(day, of: figures.span) }
}

/// Whole minutes; a part of one counts as one, so that no practice reads as none.
func roundedMinutes(_ seconds: Int) -> Int {
  seconds == 0 ? 0 : max(1, (seconds + 30) / 60)
}
