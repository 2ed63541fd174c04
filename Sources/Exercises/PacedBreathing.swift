// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// Ordinary breaths with the music.
///
/// 1. Two whole breaths are only listened to.
/// 2. In the next four, a cue word ends on the first beat of each phase.
/// 3. Then the words thin out: two breaths of every four keep theirs, later one of every eight.
/// 4. The last breath ends on the cadence.
public enum PacedBreathing {
  public static let technique = "breathing"
  public static let activity = "paced breathing"

  /// Breaths at the start of a block that are only listened to (`clinical.md`).
  public static let listenedBreaths = 2
  /// Breaths after them in which every phase has its word.
  static let wordedBreaths = 4
  /// A block is never shorter than a minute nor longer than five (`clinical.md`, Dose).
  static let hardSeconds = 60...300

  /// One block.
  /// - Parameters:
  ///   - seconds: the block's ceiling; the block ends with the last whole breath inside it.
  ///   - set: which block of the exercise, from 1.
  ///   - arrangement: today's piece.
  public static func block(
    _ pace: Pace, seconds: Int, set: Int, words: CueWords, arrangement: BreathArrangement
  ) -> Score {
    let breaths = breaths(in: seconds, at: pace)
    let bar = Rational(pace.pattern.beats)
    var score = Score(tempo: pace.tempo, length: bar * Rational(breaths))
    score.trim = arrangement.trim
    score.add(
      .set(
        SetMark(technique: technique, activity: activity, set: set),
        beats: score.length), at: .zero)
    score.add(.milestone(.setBegan(set)), at: .zero)
    for cycle in 1...breaths {
      let start = bar * Rational(cycle - 1)
      score.append(
        BreathCycle.phases(pace.pattern, cycle: cycle), at: start)
      score.append(
        BreathMusic.bar(
          pace.pattern, cycle: cycle, last: cycle == breaths, arrangement: arrangement), at: start)
      if hasWords(cycle) {
        score.append(
          BreathCycle.cues(pace.pattern, words: words, before: pace.pattern.outBeats), at: start)
      }
      if cycle > listenedBreaths {
        score.add(.milestone(.breathCued(cycle: cycle)), at: start + bar)
      }
      // Later bars have words, and one more voice.
      if cycle == 1 { score.reserve(2 * score.events.count * breaths) }
    }
    score.add(.milestone(.setDone(set)), at: score.length)
    return score
  }

  /// Whole breaths inside the ceiling, but no fewer than fill the shortest block there is.
  static func breaths(in seconds: Int, at pace: Pace) -> Int {
    let ceiling = Rational(min(max(seconds, hardSeconds.lowerBound), hardSeconds.upperBound))
    let second = Rational(SampleRate.framesPerSecond)
    let whole = (ceiling * second / pace.framesPerBreath).floor
    let shortest = Rational(hardSeconds.lowerBound) * second
    let fills = Rational(whole) * pace.framesPerBreath >= shortest
    return max(fills ? whole : whole + 1, listenedBreaths + 1)
  }

  static func hasWords(_ cycle: Int) -> Bool {
    let guided = cycle - listenedBreaths
    if guided <= 0 { return false }
    if guided <= wordedBreaths { return true }
    if guided <= 3 * wordedBreaths { return guided.isMultiple(of: 2) }
    return guided.isMultiple(of: 8)
  }
}
