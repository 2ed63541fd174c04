// SPDX-License-Identifier: GPL-3.0-or-later
import Songs
import Timebase

/// How long a song takes, set after set, without its scores being made.
struct SongLength {
  private let plan: TherapeuticSinging.Plan
  private let words: TherapeuticSinging.Words
  private let metre: SingingMetre
  private let song: [Phrase]

  init(_ plan: TherapeuticSinging.Plan, words: TherapeuticSinging.Words) {
    self.plan = plan
    self.words = words
    metre = SingingMetre(plan)
    song = plan.songPhrases(at: metre.tempo)
  }

  /// The score of the plan.
  var set: FrameCount {
    length(TherapeuticSinging.set(of: song, from: plan.firstPhrase, count: plan.phrases))
  }

  var humming: FrameCount {
    let phrases = Array(song.prefix(1))
    return metre.frames(
      metre.spoken(words.melody + words.together) + metre.played(phrases) + metre.sung(phrases))
  }

  /// Of one phrase, of two and so on, from the song's beginning, with the rests between sets.
  func phrases(upTo most: Int) -> [FrameCount] {
    var lengths: [FrameCount] = []
    var before = FrameCount.zero
    while lengths.count < most {
      let first = lengths.count
      let whole = TherapeuticSinging.set(of: song, from: first, count: most - first)
      lengths += whole.indices.map { before + length(Array(whole[...$0])) }
      before = lengths[lengths.count - 1]
      before += .seconds(TherapeuticSinging.restSeconds + SingingTimes.againSeconds)
    }
    return lengths
  }

  private func length(_ phrases: [Phrase]) -> FrameCount {
    let turns = plan.together ? phrases.flatMap { [$0, $0] } : phrases
    let sentences = words.words + TherapeuticSinging.lines(of: phrases) + words.melody
    return metre.frames(
      metre.spoken(sentences + words.together) + metre.played(phrases) + metre.sung(turns))
  }
}
