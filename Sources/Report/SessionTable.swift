// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Prompts
import Timebase

/// `sessions.csv`: one line a session, also those without a certain date (`Docs/Report.md`).
package enum SessionTable {
  private typealias Column = (
    name: String, field: @Sendable (SessionFigures) -> SeparatedValues.Field
  )

  /// Writes it line by line, the line of the names first.
  package static func write(_ figures: PracticeFigures, _ write: (String) throws -> Void) throws {
    try write(SeparatedValues.line(columns.map { .own($0.name) }))
    for session in figures.allSessions {
      try write(SeparatedValues.line(columns.map { $0.field(session) }))
    }
  }

  private static let columns: [Column] =
    whenColumns + doneColumns + effortColumns + stopColumns + pressColumns

  private static let whenColumns: [Column] = [
    ("session", { .own(String($0.summary.id)) }),
    ("start_local", { .own($0.start?.isoText ?? "") }),
    ("clock_set", { .own($0.isDated ? "yes" : "no") }),
    ("source", { .own($0.summary.row.source.rawValue) }),
    ("profile", { .own($0.summary.row.profile.rawValue) }),
    ("kind", { .own($0.summary.row.kind.rawValue) }),
    ("completes_session", { .number($0.summary.row.completes.map(Int.init)) }),
    ("ended", { .own($0.summary.ended?.rawValue ?? "goes on") }),
    ("safety_words_whole", { .own($0.summary.row.safetyWhole ? "yes" : "no") })
  ]

  private static let doneColumns: [Column] = [
    ("planned_seconds", { .number($0.summary.row.plannedSeconds) }),
    ("done_seconds", { .number($0.doneSeconds) }),
    ("listening_seconds", { .number($0.listeningSeconds) }),
    (
      "exercises",
      { .text(list($0.summary.exercises.map(\.row.activity))) }
    ),
    (
      "sets_done",
      { .number($0.summary.exercises.map(\.row.progress.setsDone).reduce(0, +)) }
    ),
    ("breaths_cued", { .number($0.breathsCued) }),
    ("breaths_acknowledged", { .number($0.breathsAcknowledged) }),
    ("pace_own_breaths_per_minute", { pace($0.baselineMilli) }),
    ("pace_reached_breaths_per_minute", { pace($0.reachedMilli) }),
    ("pacing_step", { .number($0.pacingStep) }),
    ("material", { .text(list($0.materials.map { "\($0.kind.rawValue): \($0.name)" })) })
  ]

  private static let effortColumns: [Column] =
    [ExerciseRow.Technique.breathing, .oralMotor, .speechCueing, .singing].map { technique in
      (
        "effort_" + technique.rawValue.split(separator: " ").joined(separator: "_"),
        { effort(of: technique, in: $0) }
      )
    }

  private static let stopColumns: [Column] = [
    ("stop_count", { .number($0.summary.stops.count) }),
    (
      "stops",
      { session in
        .text(
          list(
            session.summary.stops.map { "\($0.stage) at \($0.second) s: \($0.cause.rawValue)" }))
      }
    )
  ]

  private static let pressColumns: [Column] = [
    ("presses_accepted", { .number($0.presses?.accepted) }),
    ("presses_heard", { .number($0.presses?.heard) }),
    ("presses_ignored", { .number($0.presses?.ignored) }),
    ("presses_stuck", { .number($0.presses?.stuck) }),
    ("press_median_milliseconds", { .number($0.presses?.medianMilliseconds) }),
    ("prompts_missed", { .number($0.presses?.missedPrompts) })
  ]

  private static func list(_ items: [String]) -> String { items.joined(separator: "; ") }

  /// Breaths a minute with three decimals and a point, whatever the language.
  private static func pace(_ milli: Int?) -> SeparatedValues.Field {
    .own(milli.map { "\($0 / 1_000).\(String($0 % 1_000 + 1_000).dropFirst())" } ?? "")
  }

  /// Empty where it was not asked; the highest where it was asked twice.
  private static func effort(
    of technique: ExerciseRow.Technique, in session: SessionFigures
  ) -> SeparatedValues.Field {
    let asked = session.efforts.filter { $0.technique == technique }
    guard !asked.isEmpty else { return .own("") }
    return .own(asked.compactMap(\.value).max().map(String.init) ?? "no answer")
  }
}

extension WallTime {
  /// ISO 8601, local civil time without a zone, which the diary does not know:
  /// `2026-11-22T09:05:30`.
  package var isoText: String {
    let second = String(secondOfDay % 60 + 100).dropFirst()
    return "\(day)T\(clockTime(ofMinute: minuteOfDay)):\(second)"
  }

  package var secondOfDay: Int { seconds - day.number * 86_400 }
}
