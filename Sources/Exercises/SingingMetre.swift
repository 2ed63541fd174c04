// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Songs
import Timebase

/// Where the stretches of a sung score begin and end, in beats: by it the score is written, and by
/// it alone its length is known beforehand.
struct SingingMetre {
  let tempo: Tempo
  private let metre: Song.Metre
  private let isModerate: Bool
  private let speechRate: Int

  /// Between a sentence and what follows; at least 1 s between two, 0.5 s before music
  /// (`clinical.md`, Words).
  private static let quietMilliseconds = 1_000

  init(_ plan: TherapeuticSinging.Plan) {
    tempo = plan.soundingTempo
    metre = plan.song.metre
    isModerate = plan.isModerate
    speechRate = plan.speechRate
  }

  var bar: Rational { Rational(metre.beats) }

  func beatInBar(_ beat: Rational) -> Rational { metre.beatInBar(beat) }

  /// Whole bars, and at least three seconds.
  private var breath: Rational {
    let least = Rational(TherapeuticSinging.leastBreath.value) / tempo.framesPerBeat
    let bars = (least / bar).floor
    let whole = Rational(bars) * bar < least ? bars + 1 : bars
    return bar * Rational(max(whole, isModerate ? 2 : 1))
  }

  /// A sentence and the quiet after it.
  func spoken(_ sentence: String) -> Rational {
    let milliseconds =
      SpokenTime.milliseconds(sentence, rate: speechRate) + Self.quietMilliseconds
    return Rational(tempo.beats(covering: .milliseconds(milliseconds)))
  }

  /// What the first phrase lacks of its bar; a whole bar is counted in before.
  func upbeat(to phrase: Phrase) -> Rational { metre.beatInBar(phrase.beat) }

  /// Between two phrases: what lies between them in the song, or, where the same comes again, what
  /// is left of its bar; and the breath.
  func rest(after phrase: Phrase, before next: Phrase) -> Rational {
    let between = metre.beatInBar(next.beat) - metre.beatInBar(phrase.end)
    let metrical = between < .zero ? between + bar : between
    return breath + (next.beat >= phrase.end ? next.beat - phrase.end : metrical)
  }

  /// What is left of the last bar; another bar follows.
  func remainder(at end: Rational) -> Rational {
    let inBar = metre.beatInBar(end)
    return inBar == .zero ? .zero : bar - inBar
  }

  // MARK: Lengths

  func spoken(_ sentences: [String]) -> Rational {
    sentences.reduce(.zero) { $0 + spoken($1) }
  }

  /// The melody played, with count-in and close.
  func played(_ phrases: [Phrase]) -> Rational {
    guard let first = phrases.first, let last = phrases.last else { return .zero }
    return bar + upbeat(to: first) + last.end - first.beat + remainder(at: last.end) + bar
  }

  /// Sung in this order, with count-in, breathing rests and close.
  func sung(_ phrases: [Phrase]) -> Rational {
    guard let first = phrases.first, let last = phrases.last else { return .zero }
    let rests = zip(phrases, phrases.dropFirst()).reduce(Rational.zero) {
      $0 + rest(after: $1.0, before: $1.1)
    }
    let notes = phrases.reduce(Rational.zero) { $0 + $1.length }
    return bar + upbeat(to: first) + notes + rests + remainder(at: last.end) + bar
  }

  func frames(_ beats: Rational) -> FrameCount {
    FrameCount((beats * tempo.framesPerBeat).rounded)
  }
}
