// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Timebase

/// The three charts of the page.
struct PageCharts {
  let figures: PracticeFigures
  let labels: Labels

  var all: [Chart] { [minutesADay, pressLength, pace] }

  private var minutesADay: Chart {
    let days = figures.weeks.flatMap(\.days).filter(\.isInSpan)
    let practised = days.filter(\.isPractised)
    let most = practised.map(\.seconds).max() ?? 0
    return Chart(
      [Chart.Series(values: days.map { Double($0.seconds) / 60 }, mark: .bars)], fromZero: true,
      Chart.Words(
        id: "minutes", title: labels(.chartMinutes),
        text: practised.isEmpty
          ? labels(.nothing)
          : labels(
            .chartMinutesText,
            [
              "days": labels.counted(.days, practised.count),
              "most": labels.counted(.minutes, roundedMinutes(most))
            ]),
        places: (labels.shortDate(figures.span.from), labels.shortDate(figures.span.to)),
        heads: [labels(.columnWhen), labels(.columnMinutes)],
        rows: practised.map {
          Chart.Row(head: labels.shortDate($0.day), cells: [String(roundedMinutes($0.seconds))])
        }, number: { String(Int($0.rounded())) }))
  }

  private var pressLength: Chart {
    let known = figures.sessions.compactMap { session in
      session.presses?.medianMilliseconds.map { (session, $0) }
    }
    let lengths = known.map(\.1)
    return Chart(
      [Chart.Series(values: lengths.map(Double.init), mark: .dots)], fromZero: true,
      Chart.Words(
        id: "presses", title: labels(.chartPress),
        text: text(
          lengths, .chartPressText
        ) { labels(.milliseconds, ["number": String($0)]) },
        places: places(known.map(\.0)), heads: [labels(.columnWhen), labels(.columnPress)],
        rows: known.map { session, length in
          Chart.Row(
            head: moment(session), cells: [labels(.milliseconds, ["number": String(length)])])
        }, number: { String(Int($0.rounded())) }))
  }

  private var pace: Chart {
    let known = figures.sessions.filter { $0.baselineMilli != nil || $0.reachedMilli != nil }
    let reached = known.compactMap(\.reachedMilli)
    return Chart(
      [
        Chart.Series(
          values: known.map { $0.baselineMilli.map { Double($0) / 1_000 } }, mark: .squares),
        Chart.Series(
          values: known.map { $0.reachedMilli.map { Double($0) / 1_000 } }, mark: .dots)
      ], fromZero: false,
      Chart.Words(
        id: "pace", title: labels(.chartPace),
        text: text(reached, .chartPaceText, labels.tenths), places: places(known),
        heads: [labels(.columnWhen), labels(.columnBaseline), labels(.columnReached)],
        rows: known.map { session in
          Chart.Row(
            head: moment(session),
            cells: [session.baselineMilli, session.reachedMilli].map {
              $0.map(labels.tenths) ?? "–"
            })
        }, number: { labels.tenths(ofMilli: Int(($0 * 1_000).rounded())) }))
  }

  /// The text alternative: where the numbers begin and end, and the last one.
  private func text(
    _ values: [Int], _ key: LabelKey, _ write: (Int) -> String
  ) -> String {
    guard let least = values.min(), let most = values.max(), let last = values.last else {
      return labels(.nothing)
    }
    return labels(key, ["least": write(least), "most": write(most), "last": write(last)])
  }

  private func places(_ sessions: [SessionFigures]) -> (first: String, last: String) {
    func place(_ session: SessionFigures?) -> String {
      session?.start.map { labels.shortDate($0.day) } ?? ""
    }
    return (place(sessions.first), place(sessions.count > 1 ? sessions.last : nil))
  }

  private func moment(_ session: SessionFigures) -> String {
    session.start.map(labels.moment) ?? ""
  }
}

/// Whole minutes; a part of one counts as one, so that no practice reads as none.
func roundedMinutes(_ seconds: Int) -> Int {
  seconds == 0 ? 0 : max(1, (seconds + 30) / 60)
}
