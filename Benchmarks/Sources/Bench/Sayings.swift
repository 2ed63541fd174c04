// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rehearsal
import Rhythm
import Settings
import Songs
import Timebase

extension Language {
  /// A line that the unit's own voice sings or speaks in time, where it stands in its score.
  package struct TimedLine {
    package let line: VoiceLine
    package let tempo: Tempo
    /// Of its first vowel, in beats of the score.
    package let beat: Rational

    package var saying: Saying { line.saying(at: tempo) }
  }

  /// The lines of the sung guide, low voice, as the songs go: each once.
  /// - Parameter sets: of four phrases, from the first on, of each song; nil: all.
  package func sungLines(sets: Int? = nil) -> [TimedLine] {
    songs.flatMap { song in
      var plan = TherapeuticSinging.Plan(song: song)
      plan.sungGuide = true
      let phrases = song.phrases(at: Tempo(song.beatsPerMinute), limit: plan.phraseLimit).count
      let starts = Array(stride(from: 0, to: phrases, by: TherapeuticSinging.phrasesASet))
      var lines: [TimedLine] = []
      for first in starts.prefix(sets ?? starts.count) {
        plan.firstPhrase = first
        let score = TherapeuticSinging.score(plan, words: TherapeuticSinging.Words())
        // Played first, then sung: the same lines come twice.
        let all = Self.lines(of: score)
        lines += all.prefix(all.count / 2)
      }
      return lines
    }
  }

  /// The lines of one phrase of speech cueing; empty where it is not one to be practised.
  package func spokenLines(
    _ prosody: Prosody, rate: Rational, cueing: Cueing
  ) -> [TimedLine] {
    let plan = RhythmicSpeechCueing.Plan(
      phrase: prosody, sentence: nil, habitualRate: rate, percent: 100, cueing: cueing,
      together: false, number: 1)
    guard let plan else { return [] }
    let words = RhythmicSpeechCueing.Words(
      phrase: [], model: [], tap: [], mouth: [], together: [], fade: [], alone: [], sentence: [],
      helper: [], you: [])
    return Self.lines(of: RhythmicSpeechCueing.score(plan, words: words))
  }

  private static func lines(of score: Score) -> [TimedLine] {
    score.sorted().compactMap { event in
      guard case .line(let line) = event.kind else { return nil }
      return TimedLine(line: line, tempo: score.tempo, beat: event.beat)
    }
  }
}
