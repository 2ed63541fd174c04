// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Rhythm
import Session
import Timebase

/// What a session does, a line each: `answer accepted`, `say Press to begin.`, `play paced
/// breathing 1`, `enter rest`, `record stop`.
enum Deeds {
  static func lines(_ actions: [SessionAction]) -> [String] { actions.map(line) }

  private static func line(_ action: SessionAction) -> String {
    switch action {
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
    case .effort(let effort): "effort \(effort.map { "\($0)" } ?? "missing")"
    }
  }

  /// The first set of a score, else how long its music is.
  private static func name(of score: Score) -> String {
    for event in score.sorted() {
      if case .set(let mark, _) = event.kind { return "\(mark.activity) \(mark.set)" }
    }
    return "\(score.length) s of calm music"
  }

  /// `say …` of a prompt, or of several in one utterance.
  static func say(_ keys: PromptKey..., values: [Placeholder: Int] = [:]) -> String {
    "say "
      + keys.flatMap { Files.english.prompt($0, values) }.joined(separator: " | ")
  }
}
