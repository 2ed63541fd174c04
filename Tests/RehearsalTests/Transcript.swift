// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Timebase

/// A timeline as a person reads it: `m:ss.mmm event fields`, one line an event. Notes are left
/// out, and of the beats only the first of each bar.
enum Transcript {
  static func text(of timeline: [TimelineEvent]) -> String {
    timeline.compactMap(line).joined(separator: "\n") + "\n"
  }

  private static func line(_ event: TimelineEvent) -> String? {
    let words: String
    switch event.kind {
    case .state(let state): words = "-- \(state.rawValue)"
    case .speech(let text, _, let end, let isStandIn):
      words = "\(isStandIn ? "melody" : "\"\(text)\"") to \(time(end))"
    case .speechCut(let text): words = "cut \"\(text)\""
    case .beat(let pulse, let tempo):
      guard pulse.beat == 1 else { return nil }
      words = "bar \(pulse.bar) at \(tempo.beatsPerMinute)"
    case .phase(let phase, let cycle): words = "\(phase.rawValue) \(cycle)"
    case .exercise(let mark, let end):
      words = "\(mark.technique), \(mark.activity) \(mark.set) to \(time(end))"
    case .note: return nil
    case .press(let outcome): words = "press \(outcome.rawValue)"
    case .stopped(let silent): words = "silent at \(time(silent))"
    case .question(let effort): words = "effort \(effort.map { "\($0)" } ?? "missing")"
    case .gap(let frames): words = "gap of \(frames.value)"
    case .recorded(let what): words = "kept \(what)"
    case .lateEdge(let frames): words = "edge late by \(frames.value)"
    case .syllable(let text, _): words = "  \(text)"
    case .sound(let sound): words = "sound \(sound.rawValue)"
    case .music(let track, let frames):
      words = "music \(track) to \(time(event.frame + frames))"
    }
    return "\(time(event.frame)) \(words)"
  }

  static func time(_ frame: SampleTime) -> String {
    let milliseconds = (frame - .zero).milliseconds
    func padded(_ value: Int, _ digits: Int) -> String {
      String(repeating: "0", count: max(0, digits - "\(value)".count)) + "\(value)"
    }
    let seconds = milliseconds / 1_000
    return "\(seconds / 60):\(padded(seconds % 60, 2)).\(padded(milliseconds % 1_000, 3))"
  }
}
