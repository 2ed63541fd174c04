// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// A score as a person reads it: `0:03.200 in 2`, each event at its time from the first beat.
struct Transcript {
  let score: Score

  /// The phases of the breaths: `0:01.600 out 1`.
  var phases: [String] {
    lines { kind in
      if case .phase(let phase, let cycle) = kind { "\(phase.rawValue) \(cycle)" } else { nil }
    }
  }

  /// The cues, by their fullest wording, at the beat on which they end: `0:08.000 Breathe in.`
  var cues: [String] {
    lines { kind in if case .cue(let cue) = kind { cue.wordings.first } else { nil } }
  }

  /// The sentences of guidance, where they begin.
  var guidance: [String] {
    lines { kind in if case .guidance(let text) = kind { text } else { nil } }
  }

  /// `0:00.000 began 1`, `0:12.000 cued 3`, `3:00.000 done 1`.
  var milestones: [String] {
    lines { kind in
      guard case .milestone(let milestone) = kind else { return nil }
      return switch milestone {
      case .setBegan(let set): "began \(set)"
      case .breathCued(let cycle): "cued \(cycle)"
      case .setDone(let set): "done \(set)"
      }
    }
  }

  /// The sets, with how long each lasts: `0:00.000 paced breathing 1 for 3:00.000`.
  var sets: [String] {
    lines { kind in
      guard case .set(let mark, let beats) = kind else { return nil }
      return "\(mark.activity) \(mark.set) for \(time(beats))"
    }
  }

  /// The small sounds' times.
  func times(of sound: SmallSound) -> [String] {
    lines { kind in if case .sound(sound) = kind { "" } else { nil } }.map { String($0.dropLast()) }
  }

  var length: String { time(score.length) }

  /// Frames from the first beat.
  func frames(_ beat: Rational) -> FrameCount {
    FrameCount((beat * score.tempo.framesPerBeat).rounded)
  }

  private func lines(_ text: (Score.Kind) -> String?) -> [String] {
    score.sorted().compactMap { event in text(event.kind).map { "\(time(event.beat)) \($0)" } }
  }

  /// `m:ss.mmm`, the milliseconds rounded down.
  private func time(_ beat: Rational) -> String {
    let milliseconds = frames(beat).milliseconds
    func padded(_ value: Int, _ digits: Int) -> String {
      String(repeating: "0", count: max(0, digits - "\(value)".count)) + "\(value)"
    }
    return "\(milliseconds / 60_000):\(padded(milliseconds / 1_000 % 60, 2))."
      + padded(milliseconds % 1_000, 3)
  }
}
