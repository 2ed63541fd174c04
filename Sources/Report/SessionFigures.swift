// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Timebase

/// The figures of one session, as the diary has them.
package struct SessionFigures: Sendable {
  /// What the question after an exercise came to.
  package struct Effort: Hashable, Sendable {
    package let technique: ExerciseRow.Technique
    /// 2, 3, 4 or 7; nil is no answer.
    package let value: Int?
  }

  package let summary: SessionSummary
  /// Nil where no summary of the presses was kept (power was lost).
  package let presses: PressSummaryRow?
  package let materials: [MaterialRow]
  /// One for each exercise that was asked about; the last where an answer was given again.
  package let efforts: [Effort]

  package init(_ summary: SessionSummary, presses: PressSummaryRow?, materials: [MaterialRow]) {
    self.summary = summary
    self.presses = presses
    self.materials = materials
    let answers = Dictionary(summary.answers.map { ($0.exercise, $0) }) { _, last in last }
    efforts = summary.exercises.compactMap { exercise in
      answers[exercise.id].map { Effort(technique: exercise.row.technique, value: $0.effort) }
    }
  }

  /// When it began; nil where its wall time was never known. Believed only where ``isDated``.
  package var start: WallTime? {
    summary.started.wallSeconds.map {
      WallTime(seconds: Int($0), isSet: summary.started.clockSet)
    }
  }

  package var isDated: Bool { summary.started.clockSet }

  /// Seconds of exercise, without listening; of a session that goes on, so far.
  package var doneSeconds: Int {
    summary.ended == nil ? seconds { $0 != .listening } : summary.doneSeconds
  }

  package var listeningSeconds: Int { seconds { $0 == .listening } }

  private func seconds(_ counts: (ExerciseRow.Technique) -> Bool) -> Int {
    summary.exercises.reduce(0) { sum, exercise in
      sum + (counts(exercise.row.technique) ? exercise.row.progress.doneSeconds : 0)
    }
  }

  package var breathsCued: Int { summary.exercises.map(\.row.progress.breathsCued).reduce(0, +) }

  /// Breaths a press acknowledged; nil where no exercise asked for presses.
  package var breathsAcknowledged: Int? {
    let known = summary.exercises.compactMap(\.row.progress.breathsAcknowledged)
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  /// Thousandths of a breath a minute: the pace it started from, and the last one led.
  package var baselineMilli: Int? { summary.exercises.compactMap(\.row.baselinePaceMilli).last }
  package var reachedMilli: Int? {
    summary.exercises.compactMap(\.row.progress.finalPaceMilli).last
  }
  package var pacingStep: Int? { summary.exercises.compactMap(\.row.progress.pacingStep).last }
}
