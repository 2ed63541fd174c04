// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Songs
import Testing
import Timebase

/// How the lines of the shipped songs fall into breaths.
@Suite("The breaths of the shipped songs")
struct ShippedSplitTests {
  @Test(
    "Known lines are cut as a singer would cut them",
    arguments: [
      ("fr", "ah-vous-dirai-je-maman", 5, 0, ["Ah! vous dirai je,", "maman,"]),
      ("fr", "ah-vous-dirai-je-maman", 5, 2, ["Depuis que j'ai vu", "Silvandre"]),
      ("fr", "au-clair-de-la-lune", 5, 0, ["Au clair", "de la lune,"]),
      ("fr", "au-clair-de-la-lune", 5, 1, ["mon ami Pierrot,"]),
      ("fr", "au-clair-de-la-lune", 3, 4, ["Ma chandelle est", "morte,"]),
      ("de", "freude-schoener-goetterfunken", 5, 1, ["Tochter", "aus Elysium,"]),
      ("de", "freude-schoener-goetterfunken", 5, 4, ["Wem der große Wurf", "gelungen,"]),
      ("de", "der-mond-ist-aufgegangen", 5, 4, ["und aus den Wiesen", "steiget"]),
      ("de", "winter-ade", 4, 2, ["Aber", "dein Scheiden macht,"]),
      ("en", "aura-lea", 5, 3, ["singing Aura Lea."]),
      ("en", "aura-lea", 5, 2, ["sat and piped,", "I heard him sing,"]),
      ("en", "yankee-doodle", 5, 1, ["riding", "on a pony;"]),
      ("en", "when-the-saints", 5, 2, ["oh Lord,", "I want to be", "in that number,"]),
      ("en", "jingle-bells", 5, 3, ["oh what fun it is to ride", "in a one horse open sleigh."]),
      ("es", "himno-a-la-alegria", 5, 2, ["que la música", "nos siga"]),
      ("es", "por-la-senda-verde", 5, 0, ["Por la senda", "verde"]),
      ("ru", "oda-k-radosti", 5, 7, ["пьёт в лучах твоих", "любовь!"]),
      ("ru", "vo-pole-beryoza-stoyala", 4, 0, ["Во поле берёза", "стояла,"]),
      ("ru", "kalinka", 5, 1, ["В саду ягода малинка,", "малинка моя!"])
    ])
  func known(
    language: String, name: String, seconds: Int, line: Int, expected: [String]
  ) throws {
    let song = try SongFiles.song(language, name)
    let phrases = song.phrases(at: Tempo(song.beatsPerMinute), limit: .seconds(seconds))
    #expect(phrases.filter { $0.line == line }.map(\.words) == expected)
  }

  @Test("No part is longer than the limit, unless it is one word", arguments: 2...8)
  func limit(seconds: Int) throws {
    for file in try SongFiles.all() {
      let song = try file.result.get()
      for beats in Self.tempos(of: song) {
        for phrase in song.phrases(at: Tempo(beats), limit: .seconds(seconds)) {
          let most = FrameCount.seconds(seconds).value
          let frames = phrase.length * Tempo(beats).framesPerBeat
          let words = phrase.notes.count { $0.syllable?.beginsWord ?? false }
          #expect(frames <= Rational(most) || words == 1, "\(file.name): \(phrase.words)")
        }
      }
    }
  }

  /// Every division of a line into as many parts is tried, without the code that is tested.
  @Test(
    "No part is under three syllables unless a mark, a clause or every other division has it",
    arguments: 3...6)
  func scraps(seconds: Int) throws {
    for file in try SongFiles.all() {
      let song = try file.result.get()
      for beats in Self.tempos(of: song) {
        let most = Rational(FrameCount.seconds(seconds).value) / Tempo(beats).framesPerBeat
        let phrases = song.phrases(at: Tempo(beats), limit: .seconds(seconds))
        for (index, line) in song.lines.enumerated() {
          let parts = phrases.filter { $0.line == index }
          let cuts = parts.dropFirst().map(\.beat)
          let divisions = Divisions(of: line, mostBeats: most)
          if divisions.isMarked(cuts) { continue }
          #expect(
            divisions.lacking(cuts) == divisions.leastLacking(cuts: cuts.count),
            "\(file.name) at \(beats): \(parts.map(\.words))")
        }
      }
    }
  }

  private static func tempos(of song: Song) -> [Int] {
    [50, song.beatsPerMinute, song.beatsPerMinute + 6, 100]
  }
}

/// The ways to divide a line before words, tried one by one.
private struct Divisions {
  private let line: Song.Line
  private let notes: [Song.Note]
  private let mostBeats: Rational
  /// The beats of the words but the first, and of the marks.
  private let starts: [Rational]
  private let marks: Set<Rational>

  init(of line: Song.Line, mostBeats: Rational) {
    self.line = line
    self.mostBeats = mostBeats
    notes = line.notes.filter { $0.semitones != nil }
    starts = notes.dropFirst().filter { $0.syllable?.beginsWord ?? false }.map(\.beat)
    marks = Set(
      line.breaths.compactMap { mark in
        line.notes[mark...].first { $0.semitones != nil }?.beat
      })
  }

  func isMarked(_ cuts: [Rational]) -> Bool { cuts.allSatisfy(marks.contains) }

  /// Syllables that parts under three lack, but those that stand between marks, clauses or ends.
  func lacking(_ cuts: [Rational]) -> Int {
    zip(parts(cuts), zip([nil] + cuts.map(Optional.some), cuts.map(Optional.some) + [nil]))
      .reduce(0) { sum, part in
        let (notes, (from, to)) = part
        let isWanted = [from, to].allSatisfy { $0.map(isJoint) ?? true }
        return sum + (isWanted ? 0 : max(0, 3 - notes.count { $0.syllable != nil }))
      }
  }

  private func isJoint(_ beat: Rational) -> Bool {
    let before = notes.last { $0.beat < beat && $0.syllable != nil }
    let endsClause = before?.syllable?.text.last.map { ",.;:!?¡¿…".contains($0) } ?? false
    return marks.contains(beat) || endsClause
  }

  func leastLacking(cuts count: Int) -> Int? {
    Self.choices(count, of: starts[...]).filter(fits).map(lacking).min()
  }

  private func parts(_ cuts: [Rational]) -> [[Song.Note]] {
    zip([nil] + cuts.map(Optional.some), cuts.map(Optional.some) + [nil]).map { from, to in
      notes.filter { note in
        (from.map { note.beat >= $0 } ?? true) && (to.map { note.beat < $0 } ?? true)
      }
    }
  }

  /// A last note of over two beats may be let go after half of it.
  private func fits(_ cuts: [Rational]) -> Bool {
    parts(cuts).allSatisfy { part in
      guard let first = part.first, let last = part.last else { return true }
      let least = min(last.length, max(Rational(2), last.length * Rational(1, 2)))
      let words = part.dropFirst().count { $0.syllable?.beginsWord ?? false }
      return last.beat + least - first.beat <= mostBeats || words == 0
    }
  }

  private static func choices(_ count: Int, of places: ArraySlice<Rational>) -> [[Rational]] {
    guard count > 0 else { return [[]] }
    return places.indices.flatMap { index in
      choices(count - 1, of: places[(index + 1)...]).map { [places[index]] + $0 }
    }
  }
}
