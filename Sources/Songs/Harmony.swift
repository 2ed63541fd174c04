// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// A triad: its root and the notes of it, in semitones above the tonic, 0–11.
struct Triad: Hashable, Sendable {
  let root: Int
  /// Root, third, fifth.
  let tones: [Int]

  private init(_ root: Int, third: Int) {
    self.root = root
    tones = [root, (root + third) % 12, (root + 7) % 12]
  }

  static func major(_ root: Int) -> Triad { Triad(root, third: 4) }
  static func minor(_ root: Int) -> Triad { Triad(root, third: 3) }

  /// The fifth step's major triad, in minor too: what leads home.
  static let dominant = major(7)
  private static let minorDominant = minor(7)

  static func tonic(_ mode: Song.Mode) -> Triad { mode == .major ? major(0) : minor(0) }

  /// Those a melody is set with, the nearest to the tonic first (`music.md`, Singing).
  static func choices(_ mode: Song.Mode) -> [Triad] {
    switch mode {
    case .major: [major(0), major(5), major(7), minor(9), minor(2)]
    case .minor: [minor(0), minor(5), dominant, minorDominant, major(8), major(3)]
    }
  }

  func isFifth(from other: Triad) -> Bool {
    let step = abs(root - other.root)
    return step == 5 || step == 7
  }
}

/// The chords of a song, found from its melody (`music.md`, Singing).
///
/// Every half bar, in 2/4 and 3/4 every bar, has the triad that holds most of its melody, its first
/// beat counted twice; of two that hold as much the one a fifth from the last. A line that ends on
/// 1 or 3 closes V→I, one that ends on 2 or 5 opens to V.
struct Harmony {
  struct Change: Hashable {
    /// Of the song, from its first bar line.
    var beat: Rational
    var triad: Triad
  }

  /// Ascending; the first at or before the first note.
  private(set) var changes: [Change] = []
  private let song: Song

  init(_ song: Song) {
    self.song = song
    let unit = Rational(song.metre == .three ? 3 : 2)
    let notes = song.lines.flatMap(\.notes)
    let first = ((notes.first?.beat ?? .zero) / unit).floor
    let last = (song.end / unit).floor
    let goals = song.lines.indices.compactMap { goal(ofLineAt: $0) }
    var triad: Triad?
    for index in first...max(first, last) {
      let start = unit * Rational(index)
      // What a line has closed on is what the next one follows.
      if let goal = goals.last(where: { $0.beat > start - unit && $0.beat <= start }) {
        triad = goal.triad
      }
      let chosen = choice(
        Self.weights(of: notes, from: start, to: start + unit), after: triad)
      changes.append(Change(beat: start, triad: chosen))
      triad = chosen
    }
    for index in song.lines.indices { close(lineAt: index, unit: unit) }
  }

  /// What sounds at a beat of the song.
  func triad(at beat: Rational) -> Triad {
    (changes.last { $0.beat <= beat } ?? changes.first)?.triad ?? .tonic(song.mode)
  }

  /// Each differs from the one before it.
  func changes(from start: Rational, to end: Rational) -> [Change] {
    var found = [Change(beat: start, triad: triad(at: start))]
    for change in changes where change.beat > start && change.beat < end {
      if change.triad != found.last?.triad { found.append(change) }
    }
    return found
  }

  // MARK: -

  /// How long each of the twelve notes sounds in a stretch, its first beat counted twice.
  private static func weights(
    of notes: [Song.Note], from start: Rational, to end: Rational
  ) -> [Int: Rational] {
    var weights: [Int: Rational] = [:]
    for note in notes where note.end > start && note.beat < end {
      guard let semitones = note.semitones else { continue }
      let pitchClass = (semitones % 12 + 12) % 12
      func overlap(_ until: Rational) -> Rational {
        max(.zero, min(note.end, until) - max(note.beat, start))
      }
      weights[pitchClass, default: .zero] += overlap(end) + overlap(min(end, start + 1))
    }
    return weights
  }

  private func choice(_ weights: [Int: Rational], after last: Triad?) -> Triad {
    let tonic = Triad.tonic(song.mode)
    guard !weights.isEmpty else { return last ?? tonic }
    func weight(_ triad: Triad) -> Rational {
      triad.tones.reduce(.zero) { $0 + (weights[$1] ?? .zero) }
    }
    let choices = Triad.choices(song.mode)
    let most = choices.map(weight).max() ?? .zero
    let best = choices.filter { weight($0) == most }
    if let last, let related = best.first(where: { $0.isFifth(from: last) }) { return related }
    return best.first ?? tonic
  }

  /// What a line closes on or opens to, under its last note; nil where the melody decides.
  private func goal(ofLineAt index: Int) -> Change? {
    guard let note = song.lines[index].notes.last(where: { $0.semitones != nil }),
      let semitones = note.semitones
    else { return nil }
    let isLast = index == song.lines.count - 1
    let home = Triad.tonic(song.mode)
    let start = Rational(note.beat.floor)
    switch (semitones % 12 + 12) % 12 {
    case 0, 3, 4: return Change(beat: start, triad: home)
    case 7: return Change(beat: start, triad: isLast ? home : .dominant)
    case 2: return Change(beat: start, triad: .dominant)
    default: return nil
    }
  }

  /// Puts the goal of a line under its last note, and the dominant before the tonic.
  private mutating func close(lineAt index: Int, unit: Rational) {
    let line = song.lines[index]
    guard let goal = goal(ofLineAt: index),
      let end = line.notes.last(where: { $0.semitones != nil })?.end
    else { return }
    if goal.triad == .tonic(song.mode), goal.beat > (line.notes.first?.beat ?? goal.beat) {
      lead(to: goal.beat, unit: unit, from: line)
    }
    let resumed = Change(beat: end, triad: triad(at: end))
    let follows = changes.contains { $0.beat == end }
    changes.removeAll { $0.beat >= goal.beat && $0.beat < end }
    changes.append(goal)
    if !follows, index < song.lines.count - 1 { changes.append(resumed) }
    changes.sort { $0.beat < $1.beat }
  }

  /// The dominant before the close, where it holds half of the melody there or more.
  private mutating func lead(
    to end: Rational, unit: Rational, from line: Song.Line
  ) {
    let inUnit = end - unit * Rational((end / unit).floor)
    let start = max(
      inUnit == .zero ? end - unit : end - inUnit, Rational((line.notes.first?.beat ?? end).floor))
    guard start < end else { return }
    let weights = Self.weights(of: line.notes, from: start, to: end)
    let whole = weights.values.reduce(.zero, +)
    let held = Triad.dominant.tones.reduce(Rational.zero) { $0 + (weights[$1] ?? .zero) }
    guard held * 2 >= whole, whole > .zero else { return }
    changes.removeAll { $0.beat >= start && $0.beat < end }
    changes.append(Change(beat: start, triad: .dominant))
    changes.sort { $0.beat < $1.beat }
  }
}
