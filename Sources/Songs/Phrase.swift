// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// What is sung on one breath.
public struct Phrase: Hashable, Sendable {
  /// From the first sung note to the last; at least one.
  public let notes: [Song.Note]
  /// Which line of the song it is of, from 0.
  public let line: Int

  /// The words as they are spoken.
  public var words: String { notes.words }
  /// Of the first note, in beats from the song's first bar line.
  public var beat: Rational { notes.first?.beat ?? .zero }
  /// Of the last note's end.
  public var end: Rational { notes.last?.end ?? .zero }
  /// In beats.
  public var length: Rational { end - beat }
}

extension Song {
  /// The song's phrases, one a breath, in order.
  ///
  /// A line that is longer than `limit` is split at its breath marks, as few as it takes; a part
  /// that is still longer, before a word, on a bar line where one is near. Only a word that is
  /// longer by itself stays whole.
  public func phrases(at tempo: Tempo, limit: FrameCount) -> [Phrase] {
    let mostBeats = Rational(limit.value) / tempo.framesPerBeat
    return lines.indices.flatMap { index in
      LineSplit(line: lines[index], metre: metre, mostBeats: mostBeats).parts.map {
        Phrase(notes: $0, line: index)
      }
    }
  }
}

/// A line and where it is cut into breaths.
struct LineSplit {
  let line: Song.Line
  let metre: Song.Metre
  let mostBeats: Rational

  /// The notes of each part, without rests at its ends.
  var parts: [[Song.Note]] {
    cuts(of: 0..<line.notes.count, at: line.breaths.sorted(), choose: latest)
      .flatMap { part in cuts(of: part, at: wordStarts(in: part), choose: nearBarLine) }
      .compactMap(sung)
  }

  /// Cuts a part into the fewest pieces that fit: each time at the place `choose` takes among
  /// those that fit, else at the first there is.
  private func cuts(
    of part: Range<Int>, at places: [Int], choose: ([Int]) -> Int?
  ) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = part.lowerBound
    while !fits(start..<part.upperBound) {
      let ahead = places.filter { $0 > start && $0 < part.upperBound }
      guard let cut = choose(ahead.filter { fits(start..<$0) }) ?? ahead.first else { break }
      pieces.append(start..<cut)
      start = cut
    }
    return pieces + [start..<part.upperBound]
  }

  private func latest(_ places: [Int]) -> Int? { places.last }

  /// The latest place on a bar line that leaves no scrap, else the latest of all.
  private func nearBarLine(_ places: [Int]) -> Int? {
    let onBarLines = places.filter { metre.beatInBar(line.notes[$0].beat) == .zero }
    guard let bar = onBarLines.last, let last = places.last,
      line.notes[last].beat - line.notes[bar].beat <= mostBeats * Rational(1, 2)
    else { return places.last }
    return bar
  }

  private func wordStarts(in part: Range<Int>) -> [Int] {
    part.filter { line.notes[$0].syllable?.beginsWord ?? false }
  }

  private func fits(_ part: Range<Int>) -> Bool {
    guard let notes = sung(part), let first = notes.first, let last = notes.last else {
      return true
    }
    return last.end - first.beat <= mostBeats
  }

  private func sung(_ part: Range<Int>) -> [Song.Note]? {
    guard let first = part.first(where: { line.notes[$0].semitones != nil }),
      let last = part.last(where: { line.notes[$0].semitones != nil })
    else { return nil }
    return Array(line.notes[first...last])
  }
}
