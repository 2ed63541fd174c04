// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// Deep breaths, one at a time.
///
/// 1. Two beats of pulse lead in.
/// 2. One deep breath in, a short pause where it is allowed, out through pursed lips.
/// 3. Ordinary breathing for at least ten seconds, under quiet music.
/// 4. The same again, the prescribed number of times. Nothing is held "as long as you can".
public enum DeepBreaths {
  public static let technique = "breathing"
  public static let activity = "deep breaths"

  /// Inner beats a minute [E]: 4 + 6 beats make a breath of 8 s without its pause.
  static let tempo = Tempo(75)
  static let inBeats = 4
  static let outBeats = 6
  /// 14 beats at 75 are 11.2 s of ordinary breathing; at least 10 s are due (`clinical.md`).
  static let ordinaryBeats = 14
  static let leadInBeats = 4

  /// - Parameters:
  ///   - count: how many breaths are left to do.
  ///   - done: how many were done before (after a stop).
  ///   - pauseBeats: 0–2.
  ///   - arrangement: today's piece.
  public static func score(
    count: Int, done: Int, pauseBeats: Int, words: CueWords, ordinary: String,
    arrangement: BreathArrangement
  ) -> Score {
    let pattern = BreathPattern(inBeats: inBeats, pauseBeats: pauseBeats, outBeats: outBeats)
    let bar = Rational(pattern.beats)
    let whole = bar + Rational(ordinaryBeats)
    let opening = Rational(leadInBeats)
    var score = Score(tempo: tempo, length: opening + whole * Rational(count))
    score.trim = arrangement.trim
    score.append(calm(beats: score.length), at: .zero)
    score.append(leadIn(bar: 0, beats: 1...leadInBeats), at: .zero)
    for index in 0..<count {
      let breath = done + index + 1
      let start = opening + whole * Rational(index)
      score.add(
        .set(SetMark(technique: technique, activity: activity, set: breath), beats: whole),
        at: start)
      score.add(.milestone(.setBegan(breath)), at: start)
      score.append(BreathCycle.phases(pattern, cycle: breath), at: start)
      score.append(
        BreathMusic.bar(pattern, cycle: breath, last: true, arrangement: arrangement), at: start)
      score.append(BreathCycle.cues(pattern, words: words, before: leadInBeats), at: start)
      score.add(.milestone(.breathCued(cycle: breath)), at: start + bar)
      score.add(.phase(.rest, cycle: breath), at: start + bar)
      score.add(.guidance(ordinary), at: start + bar + 1)
      if index + 1 < count {
        let last = pattern.beats + ordinaryBeats
        score.append(leadIn(bar: breath, beats: last - 1...last), at: start + whole - 2)
      }
      score.add(.milestone(.setDone(breath)), at: start + whole)
    }
    return score
  }

  /// The whole exercise's length.
  public static func length(count: Int, pauseBeats: Int) -> FrameCount {
    let beats =
      leadInBeats + count * (inBeats + pauseBeats + outBeats + ordinaryBeats)
    return FrameCount((tempo.framesPerBeat * Rational(beats)).rounded)
  }

  /// The pulse that says "the next breath is coming", in the last beats of the bar before it.
  private static func leadIn(bar: Int, beats: ClosedRange<Int>) -> [Score.Event] {
    beats.map { beat in
      Score.Event(
        beat: Rational(beat - beats.lowerBound),
        kind: .beat(Pulse(beat: beat, bar: bar, accent: false, voice: .pulseOut)))
    }
  }

  /// Rest music without its ticks: the pulse marks the time.
  private static func calm(beats: Rational) -> [Score.Event] {
    let seconds = (beats * Rational(60) / tempo.beatsPerMinute).floor
    return CalmMusic.rest(seconds: seconds).compactMap { event in
      guard case .tone = event.kind else { return nil }
      return event.laidOut(at: tempo)
    }
  }
}
