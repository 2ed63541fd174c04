// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Settings
import Timebase

/// The rhythm of a phrase: when the vowel of each syllable comes and where its ticks fall.
///
/// The rate of speech is syllables a minute, from vowel to vowel. **Metric**: one beat a syllable;
/// above 150 syllables a minute a beat a word (else a stress), its syllables evenly inside.
/// **Patterned**: the beat is the mean syllable, and the vowels stand in the proportions of the
/// phrase as the voice speaks it, moved to the nearest quarter of a beat and never closer than a
/// half; each has its tick. Above 200 the stressed syllables are the beats, and the others keep
/// their proportions between them. The first syllable always has a tick: one begins with it.
///
/// Moved to quarters, because people tap simple divisions of a beat far more surely than any
/// others (Povel & Essens 1985), because the tick then tells the same rhythm each time, and because
/// every place stays an exact fraction of the beat. Places are moved, not distances, so that nothing
/// adds up: the last vowel stands exactly where the rate puts it.
public struct PhraseRhythm: Hashable, Sendable {
  public struct Tick: Hashable, Sendable {
    /// After the first vowel.
    public var beat: Rational
    public var isStressed: Bool
  }

  /// 40–200 beats a minute.
  public let tempo: Tempo
  /// Of each syllable's vowel, in beats after the first; ascending.
  public let onsets: [Rational]
  public let ticks: [Tick]
  /// Whole beats until the last syllable is over.
  public let beats: Int

  static let tempi: ClosedRange<Rational> = 40...200
  /// Up to here a syllable is a beat (`clinical.md`), in syllables a minute.
  static let mostMetricRate = Rational(150)
  static let mostPatternedRate = Rational(200)

  /// - Parameter rate: syllables a minute, more than 0.
  init(_ phrase: Prosody, rate: Rational, cueing: Cueing) {
    let syllables = phrase.syllables
    let limit = cueing == .metric ? Self.mostMetricRate : Self.mostPatternedRate
    let onsets: [Rational]
    let heads: [Int]
    if rate <= limit {
      tempo = Self.tempo(rate)
      heads = Array(syllables.indices)
      onsets =
        cueing == .metric ? heads.map { Rational($0) } : Self.spokenOnsets(phrase)
    } else {
      heads = Self.heads(of: syllables, rate: rate, cueing: cueing)
      tempo = Self.tempo(rate * Rational(heads.count, syllables.count))
      onsets = Self.groupedOnsets(phrase, heads: heads, isEven: cueing == .metric)
    }
    self.onsets = onsets
    ticks = heads.map { Tick(beat: onsets[$0], isStressed: syllables[$0].isStressed) }
    let tail = max(Rational(phrase.tail.value) / tempo.framesPerBeat, 1)
    let end = (onsets.last ?? .zero) + tail
    beats = end.floor + (end == Rational(end.floor) ? 0 : 1)
  }

  private static func tempo(_ beatsPerMinute: Rational) -> Tempo {
    Tempo(min(max(beatsPerMinute, tempi.lowerBound), tempi.upperBound))
  }

  // MARK: A tick a syllable

  private static func spokenOnsets(_ phrase: Prosody) -> [Rational] {
    let vowels = phrase.syllables.map(\.vowel.value)
    guard let last = vowels.last, vowels.count > 1 else { return vowels.map { _ in .zero } }
    let span = Rational(vowels.count - 1)
    return placed(
      vowels.dropLast(), until: last, over: span, grid: 4, least: Rational(1, 2)) + [span]
  }

  // MARK: A tick a word, a stress

  /// The syllables that have a beat, by the first way that gives a tempo people can follow.
  private static func heads(
    of syllables: [Prosody.Syllable], rate: Rational, cueing: Cueing
  ) -> [Int] {
    let words = syllables.indices.filter { $0 == 0 || syllables[$0].beginsWord }
    let stresses = syllables.indices.filter { $0 == 0 || syllables[$0].isStressed }
    let strides = (2...max(2, syllables.count)).map { step in
      Array(stride(from: 0, to: syllables.count, by: step))
    }
    let ways = (cueing == .metric ? [words, stresses] : [stresses, words]) + strides
    let followed = ways.first { heads in
      tempi.contains(rate * Rational(heads.count, syllables.count))
    }
    return followed ?? [0]
  }

  private static func groupedOnsets(
    _ phrase: Prosody, heads: [Int], isEven: Bool
  ) -> [Rational] {
    let vowels = phrase.syllables.map(\.vowel.value)
    // After the last syllable as much as between two, on the average.
    let mean = (vowels.last ?? 0) / max(vowels.count - 1, 1)
    var onsets: [Rational] = []
    for (beat, head) in heads.enumerated() {
      let end = beat + 1 < heads.count ? heads[beat + 1] : vowels.count
      let group = vowels[head..<end]
      let next = end < vowels.count ? vowels[end] : (vowels.last ?? 0) + mean
      let grid = max(group.count, 4)
      let places =
        isEven
        ? group.indices.map { Rational($0 - head, group.count) }
        : placed(group, until: next, over: 1, grid: grid, least: Rational(1, grid))
      onsets += places.map { $0 + Rational(beat) }
    }
    return onsets
  }

  // MARK: Proportions

  /// Vowels in their proportions over `span` beats, on a grid, none closer to its neighbours or to
  /// the end than `least`; evenly where the voice told no times. The first is at zero.
  private static func placed(
    _ vowels: ArraySlice<Int>, until end: Int, over span: Rational, grid: Int, least: Rational
  ) -> [Rational] {
    guard let first = vowels.first else { return [] }
    let isAscending = zip(vowels, vowels.dropFirst() + [end]).allSatisfy { $0 < $1 }
    var places: [Rational] = []
    for (index, vowel) in vowels.enumerated() {
      let share =
        isAscending
        ? Rational(vowel - first, end - first) : Rational(index, vowels.count)
      let nearest = Rational((share * span * Rational(grid)).rounded, grid)
      let earliest = places.last.map { $0 + least } ?? .zero
      let latest = span - least * Rational(vowels.count - index)
      places.append(min(max(nearest, earliest), max(latest, earliest)))
    }
    return places
  }
}
