// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

extension BreathArrangement {
  /// The first piece with its first layers.
  static let plain = BreathArrangement(piece: .morning, layers: 2, seed: 0)
}

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

  /// Lines spoken in time, with their vowels after the first: `0:12.000 Good morning. 0 1 5/4`.
  var lines: [String] {
    lines { kind in
      guard case .line(let line) = kind else { return nil }
      return ([line.text] + line.syllables.map { "\($0.beat)" }).joined(separator: " ")
    }
  }

  /// The tones of an instrument, with their pitch and length: `0:12.000 50 for 0:03.000`.
  func tones(of instrument: Instrument) -> [String] {
    lines { kind in
      guard case .tone(let tone) = kind, tone.instrument == instrument else { return nil }
      return "\(tone.pitch) for \(time(tone.length))"
    }
  }

  /// The pulses that sound, by their instrument: `0:12.000 tick`.
  var pulses: [String] {
    lines { kind in
      guard case .beat(let pulse) = kind, let voice = pulse.voice else { return nil }
      return "\(voice)"
    }
  }

  /// Words that would still be said when music or a pulse begins, or the other way round, were they
  /// spoken at 100 words a minute: 0.6 s and 0.09 s a character (measured, eSpeak NG).
  var wordsOverMusic: [String] {
    var sounds: [(from: Int, to: Int)] = []
    var words: [(text: String, from: Int, to: Int)] = []
    func spoken(_ text: String) -> Int { (600 + 90 * text.count) * 48 }
    for event in score.events {
      let at = frames(event.beat).value
      switch event.kind {
      case .tone(let tone): sounds.append((at, frames(event.beat + tone.length).value))
      case .beat(let pulse): if pulse.voice != nil { sounds.append((at, at + 1)) }
      case .line(let line):
        sounds.append((at, frames(event.beat + (line.syllables.last?.beat ?? 0)).value))
      case .guidance(let text): words.append((text, at, at + spoken(text)))
      case .cue(let cue):
        guard let text = cue.wordings.first else { continue }
        words.append((text, at - spoken(text), at + 24_000))
      case .sound, .phase, .set, .track, .milestone: break
      }
    }
    return words.filter { word in
      sounds.contains { $0.from < word.to && word.from < $0.to }
    }.map(\.text)
  }

  /// The small sounds' times.
  func times(of sound: SmallSound) -> [String] {
    lines { kind in if case .sound(sound) = kind { "" } else { nil } }.map { String($0.dropLast()) }
  }

  var length: String { time(score.length) }

  /// What comes from the first set's beginning on, told from there: how long the words before it
  /// are given does not matter.
  var fromFirstSet: Transcript {
    let began = score.events.first { event in
      if case .milestone(.setBegan) = event.kind { true } else { false }
    }
    let start = began?.beat ?? .zero
    var rest = Score(tempo: score.tempo, length: score.length - start)
    for event in score.sorted() where event.beat >= start {
      rest.add(event.kind, at: event.beat - start)
    }
    return Transcript(score: rest)
  }

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
