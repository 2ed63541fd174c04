// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// The stretches of a score in which nothing is heard, in seconds from its first beat.
///
/// Music that fades in or out over seconds counts while it is within 16 dB of its full level.
struct QuietStretches {
  struct Stretch {
    var from: Double
    var to: Double
    /// What was heard last: words, an instrument, a sound.
    var after: String
    var length: Double { to - from }
  }

  private struct Heard {
    var from: Double
    var to: Double
    var what: String
  }

  let all: [Stretch]

  /// - Parameter spoken: seconds that a text takes to say.
  init(_ score: Score, spoken: (String) -> Double) {
    func seconds(_ beat: Rational) -> Double {
      (beat * Rational(60) / score.tempo.beatsPerMinute).double
    }
    var heard: [Heard] = []
    for event in score.events {
      let at = seconds(event.beat)
      switch event.kind {
      case .tone(let tone):
        let end = seconds(event.beat + tone.length)
        let fade: Double =
          switch tone.instrument {
          case .drone, .calmPad: 6
          case .settlePad: 3
          default: 0
          }
        heard.append(
          Heard(from: at + fade / 4, to: end + fade * 3 / 4, what: "\(tone.instrument)"))
      case .beat(let pulse):
        // A tick that has faded so far is as good as none.
        guard let voice = pulse.voice, pulse.gain > -30 else { continue }
        heard.append(Heard(from: at, to: at + 0.1, what: "\(voice)"))
      case .sound(let sound): heard.append(Heard(from: at, to: at + 0.1, what: "\(sound)"))
      case .guidance(let text):
        heard.append(Heard(from: at, to: at + spoken(text), what: text))
      case .cue(let cue):
        guard let text = cue.wordings.first else { continue }
        heard.append(Heard(from: at - spoken(text), to: at, what: text))
      case .line(let line):
        let last = seconds(event.beat + (line.syllables.last?.beat ?? .zero))
        heard.append(Heard(from: at, to: last + 0.3, what: "line"))
      case .phase, .set, .track, .milestone: break
      }
    }
    var stretches: [Stretch] = []
    var end = 0.0
    var what = "the beginning"
    for sound in heard.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      if sound.from > end { stretches.append(Stretch(from: end, to: sound.from, after: what)) }
      if sound.to > end { (end, what) = (sound.to, sound.what) }
    }
    let length = seconds(score.length)
    if length > end { stretches.append(Stretch(from: end, to: length, after: what)) }
    all = stretches
  }
}
