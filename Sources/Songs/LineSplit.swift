// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// A line and where it is cut into breaths.
///
/// Whoever wrote breath marks knows the song: where parts between marks fit, it is cut at marks and
/// nowhere else. Otherwise it is cut before words. Of all divisions that fit the best is taken: the
/// fewest parts; then no scrap of a syllable or two; then at marks and punctuation rather than in
/// running words, never after a short word if that can be helped; then parts as even as they come,
/// on a bar line where one is near. A long note at the end of a part is let go early where that
/// saves a cut, as singers do.
struct LineSplit {
  let line: Song.Line
  let metre: Song.Metre
  let mostBeats: Rational

  /// A part of fewer syllables is a scrap, unless it is whole clauses or what marks make it.
  private static let fewestSyllables = 3
  /// A word of so few letters leans on the next one: an article, a pronoun, a preposition [E].
  private static let lettersThatLean = 3
  /// A part's last note is held so many beats at least, and half of what is written [E].
  private static let leastHold = Rational(2)

  /// The notes of each part, without rests at its ends.
  var parts: [[Song.Note]] {
    let marked = division(at: marks)
    let best = marked.allSatisfy(fits) ? marked : division(at: wordStarts)
    return best.compactMap(onOneBreath)
  }

  // MARK: Places

  /// The first note of the line, from which a part may begin without a cut.
  private var start: Int { line.notes.firstIndex { $0.semitones != nil } ?? 0 }

  /// The sung notes that breath marks stand before, ascending.
  private var marks: [Int] {
    let notes = line.notes
    let before = line.breaths.compactMap { mark in
      notes.indices.first { $0 >= mark && notes[$0].semitones != nil }
    }
    return Set(before).filter { $0 > start }.sorted()
  }

  private var wordStarts: [Int] {
    line.notes.indices.filter { $0 > start && line.notes[$0].syllable?.beginsWord ?? false }
  }

  // MARK: Choice

  /// What a division costs: of two the one that is cheaper in the first thing in which they differ.
  private struct Cost: Comparable {
    var parts = 0
    /// Syllables that scraps lack.
    var lacking = 0
    /// How much the cuts part what belongs together.
    var strain = 0
    /// The squares of the parts' beats, and what cuts away from a bar line add to them.
    var unevenness = Rational.zero

    static func + (left: Cost, right: Cost) -> Cost {
      Cost(
        parts: left.parts + right.parts, lacking: left.lacking + right.lacking,
        strain: left.strain + right.strain, unevenness: left.unevenness + right.unevenness)
    }

    static func < (left: Cost, right: Cost) -> Bool {
      (left.parts, left.lacking, left.strain, left.unevenness)
        < (right.parts, right.lacking, right.strain, right.unevenness)
    }
  }

  /// The cheapest division by cuts at some of the places; where two cost the same, the later cut.
  ///
  /// From each place on the best there is: what a part costs depends on nothing outside it.
  private func division(at places: [Int]) -> [Range<Int>] {
    let marked = Set(marks)
    let ends = [0] + places + [line.notes.count]
    var best: [(cost: Cost, from: Int)] = [(Cost(), 0)]
    for end in ends.indices.dropFirst() {
      // A part without a place inside may be too long: it cannot be cut.
      let last = ends[end - 1]..<ends[end]
      var cheapest = (cost: best[end - 1].cost + cost(last, marked), from: end - 1)
      for start in (0..<end - 1).reversed() where fits(ends[start]..<ends[end]) {
        let candidate = best[start].cost + cost(ends[start]..<ends[end], marked)
        if candidate < cheapest.cost { cheapest = (candidate, start) }
      }
      best.append(cheapest)
    }
    var division: [Range<Int>] = []
    var end = ends.count - 1
    while end > 0 {
      division.append(ends[best[end].from]..<ends[end])
      end = best[end].from
    }
    return division.reversed()
  }

  /// Of a part, and of the cut before it.
  private func cost(_ part: Range<Int>, _ marked: Set<Int>) -> Cost {
    guard let notes = onOneBreath(part), let first = notes.first, let last = notes.last else {
      return Cost()
    }
    let isWanted = [part.lowerBound, part.upperBound].allSatisfy {
      $0 == 0 || $0 == line.notes.count || marked.contains($0) || endsClause(before: $0)
    }
    let syllables = notes.count { $0.syllable != nil }
    let beats = last.end - first.beat
    var cost = Cost(parts: 1, unevenness: beats * beats)
    cost.lacking = isWanted ? 0 : max(0, Self.fewestSyllables - syllables)
    guard part.lowerBound > 0 else { return cost }
    cost.strain = marked.contains(part.lowerBound) ? 0 : strain(before: part.lowerBound)
    cost.unevenness = cost.unevenness + offBeat(first.beat)
    return cost
  }

  /// Of a cut without a mark: least where the word before ends a clause, most where it leans on
  /// what follows. One of the next kind is worth several of the one before [E].
  private func strain(before place: Int) -> Int {
    if endsClause(before: place) { return 1 }
    return word(before: place).count(where: \.isLetter) <= Self.lettersThatLean ? 16 : 4
  }

  private func endsClause(before place: Int) -> Bool {
    word(before: place).last.map(SyllableReader.punctuation.contains) ?? false
  }

  private func word(before place: Int) -> String {
    let before = line.notes[..<place]
    return before[(before.lastIndex { $0.syllable?.beginsWord ?? false } ?? 0)...].words
  }

  /// What a cut away from a bar line is worth, in the squares of beats [E]: to move one from the
  /// middle of a line to a bar line a beat away adds 2. As good as a bar line is the place in the
  /// bar where the line itself begins.
  private func offBeat(_ beat: Rational) -> Rational {
    let inBar = metre.beatInBar(beat)
    if inBar == .zero || inBar == metre.beatInBar(line.notes[start].beat) { return .zero }
    if metre == .four, inBar == 2 { return 1 }
    return inBar == Rational(inBar.floor) ? 3 : 6
  }

  // MARK: Parts

  private func fits(_ part: Range<Int>) -> Bool {
    guard let notes = onOneBreath(part), let first = notes.first, let last = notes.last else {
      return true
    }
    return last.end - first.beat <= mostBeats
  }

  /// The sung notes of a part, the last let go on a beat where the breath would not last.
  private func onOneBreath(_ part: Range<Int>) -> [Song.Note]? {
    guard let start = part.first(where: { line.notes[$0].semitones != nil }),
      let end = part.last(where: { line.notes[$0].semitones != nil })
    else { return nil }
    var notes = Array(line.notes[start...end])
    let last = line.notes[end]
    let left = Rational((mostBeats - (last.beat - line.notes[start].beat)).floor)
    let least = max(Self.leastHold, last.length * Rational(1, 2))
    if last.length > least, left < last.length {
      notes[notes.count - 1].length = max(least, left)
    }
    return notes
  }
}
