// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Session
import Timebase

/// Holds the diary's records against the timeline: they tell the same story.
public enum Ledger {
  public static func faults(timeline: [TimelineEvent], records: [Record]) -> [String] {
    var faults: [String] = []
    func compare(_ what: String, _ seen: Int, _ kept: Int) {
      if seen != kept { faults.append("\(what): the timeline has \(seen), the diary \(kept)") }
    }
    let stops = timeline.filter { if case .stopped = $0.kind { true } else { false } }.count
    let pressed = records.filter {
      if case .stop(let stop) = $0 { stop.cause == .press } else { false }
    }.count
    compare("stops", stops, pressed)

    let answers = timeline.compactMap { event -> Int?? in
      if case .question(let effort) = event.kind { .some(effort) } else { nil }
    }
    let kept = records.compactMap { record -> Int?? in
      if case .answer(let effort, _) = record { .some(effort) } else { nil }
    }
    if answers != kept { faults.append("answers: \(answers) and \(kept)") }

    let open = records.reduce(0) { open, record in
      switch record {
      case .sessionBegan: open + 1
      case .sessionEnded: open - 1
      default: open
      }
    }
    // A practice that waits for its sound to come back has not been summed up.
    if open == 0 { compare("cued breaths", cuedBreaths(timeline), recordedBreaths(records)) }
    if !(0...1).contains(open) { faults.append("sessions begun and not ended: \(open)") }
    if open == 0 { compare("sets begun", begunSets(timeline).count, recordedSets(records)) }
    compare(
      "phrases", begunSets(timeline).count { $0.technique == RhythmicSpeechCueing.technique },
      names(of: .phrase, records).count)
    return faults + material(timeline, records)
  }

  // MARK: Material

  /// Each breathing has its piece and each singing its song, once; own music that sounded was kept.
  private static func material(_ timeline: [TimelineEvent], _ records: [Record]) -> [String] {
    var faults: [String] = []
    let begun = records.compactMap { record -> String? in
      if case .exerciseBegan(let beginning) = record { beginning.technique } else { nil }
    }
    for (technique, kind) in [
      (PacedBreathing.technique, Material.Kind.piece), (TherapeuticSinging.technique, .song)
    ] {
      let exercises = begun.count { $0 == technique }
      let kept = names(of: kind, records).count
      if exercises != kept {
        faults.append("\(exercises) times \(technique), but \(kept) times a \(kind.rawValue)")
      }
    }
    let played = timeline.compactMap { event -> String? in
      if case .music(let track, _) = event.kind { track } else { nil }
    }
    if played.count > names(of: .track, records).count {
      faults.append("own music sounds \(played.count) times and is not kept")
    }
    return faults
  }

  private static func names(of kind: Material.Kind, _ records: [Record]) -> [String] {
    records.compactMap { record in
      if case .material(let material) = record, material.kind == kind { material.name } else { nil }
    }
  }

  // MARK: Sets

  /// Those that were on their way when their exercise was stopped never began.
  private static func begunSets(_ timeline: [TimelineEvent]) -> [SetMark] {
    var isExercise = false
    return timeline.compactMap { event in
      switch event.kind {
      case .state(let state): isExercise = state == .exercise
      case .exercise(let mark, _) where isExercise: return mark
      default: break
      }
      return nil
    }
  }

  private static func recordedSets(_ records: [Record]) -> Int {
    records.reduce(0) { sum, record in
      if case .exerciseEnded(let ending) = record { sum + ending.setsStarted } else { sum }
    }
  }

  // MARK: Breaths

  private static func recordedBreaths(_ records: [Record]) -> Int {
    records.reduce(0) { sum, record in
      if case .exerciseEnded(let ending) = record { sum + ending.breathsCued } else { sum }
    }
  }

  /// Breaths led to their end, but for those only listened to: told by the phases.
  private static func cuedBreaths(_ timeline: [TimelineEvent]) -> Int {
    var count = 0
    var isPaced = false
    var open: (cycle: Int, isOut: Bool)?
    func close() {
      guard let breath = open, breath.isOut else { return }
      if !isPaced || breath.cycle > PacedBreathing.listenedBreaths { count += 1 }
    }
    var setEnd: SampleTime?
    for event in timeline {
      switch event.kind {
      case .phase(.in, let cycle):
        close()
        open = (cycle, false)
      case .phase(.out, _): open?.isOut = true
      case .phase(.rest, _):
        close()
        open = nil
      case .phase(.pause, _): break
      case .exercise(let mark, let end):
        isPaced = mark.activity == PacedBreathing.activity
        setEnd = end
      case .state(let state):
        // A last breath is over with its set, not where it is broken off.
        if let end = setEnd, event.frame >= end, state != .stopped { close() }
        open = nil
        setEnd = nil
      case .speech, .speechCut, .beat, .note, .press, .stopped, .question, .gap, .recorded,
        .lateEdge, .syllable, .music, .sound:
        break
      }
    }
    return count
  }
}
