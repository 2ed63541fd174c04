// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Rhythm
import Session
import Timebase

/// What a session does, a line each: `answer accepted`, `say Press to begin.`, `play paced
/// breathing 1`, `enter rest`, `record stop`. What is only asked of the voice, for later, has none.
enum Deeds {
  static func lines(_ actions: [SessionAction]) -> [String] { actions.compactMap(line) }

  private static func line(_ action: SessionAction) -> String? {
    switch action {
    case .analyse, .makeAhead: nil
    case .enter(let state): "enter \(state.rawValue)"
    case .say(let utterance): "say \(utterance.sentences.joined(separator: " | "))"
    case .hush: "hush"
    case .play(let part): "play \(name(of: part.score))"
    case .stopSound: "stop the sound"
    case .fadeOut(let ramp): "fade out over \(ramp.milliseconds) ms"
    case .sound(let sound): "sound \(sound)"
    case .answer(let outcome, silently: false): "answer \(outcome.rawValue)"
    case .answer(let outcome, silently: true): "answer \(outcome.rawValue) silently"
    case .record(let record): "record \(record.what)"
    case .stick(let ask): "stick \(ask)"
    case .keepSettings(let changes): "keep \(changes.map(\.key.rawValue).joined(separator: ", "))"
    case .renew(let renewal): "renew \(renewal.language)"
    case .gain(let decibels): "gain \(decibels)"
    case .effort(let effort): "effort \(effort.map { "\($0)" } ?? "missing")"
    }
  }

  /// The first set of a score, its track, else how long its music is.
  static func name(of score: Score) -> String {
    if let set = score.firstSet { return "\(set.activity) \(set.set)" }
    if let track = score.tracks.first { return track.id }
    return "\(score.length) s of calm music"
  }

  /// `say …` of a prompt, or of several in one utterance.
  static func say(_ keys: PromptKey..., values: [Placeholder: Int] = [:]) -> String {
    "say "
      + keys.flatMap { Files.english.prompt($0, values) }.joined(separator: " | ")
  }
}

extension Score {
  /// nil: it is no exercise's.
  var firstSet: SetMark? {
    for event in sorted() {
      if case .set(let mark, _) = event.kind { return mark }
    }
    return nil
  }

  /// What is said in it, in order: guidance, and the first wording of each cue.
  var sentences: [String] {
    sorted().compactMap { event in
      switch event.kind {
      case .guidance(let text): text
      case .cue(let cue): cue.wordings.first
      default: nil
      }
    }
  }
}
