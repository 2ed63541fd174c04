// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// What goes with a song (`music.md`, Singing): bass on the strong beats, chords on the weak ones;
/// it never stops in the breathing bars, so that the metre never breaks.
///
/// Every function gives events in beats from the start of its own stretch.
public struct Accompaniment {
  private let song: Song
  private let placement: Placement
  private let instrument: Instrument
  private let harmony: Harmony

  /// The whole of it is 6 dB under the guide [E, by loudness meter]: three notes of a chord
  /// together.
  private static let chordGain = -5.0
  private static let brokenGain = -1.5
  private static let bassGain = -2.0
  private static let swellGain = -2.0
  private static let liftGain = -3.0
  /// The notes of a chord lie here, close together (C3–C5, mostly under the voice).
  private static let chordPitches = 52...63
  private static let lowestBass = 36

  public init(_ song: Song, placement: Placement, instrument: Instrument) {
    self.song = song
    self.placement = placement
    self.instrument = instrument
    harmony = Harmony(song)
  }

  /// Under the melody: from a beat of the song to a later one.
  public func underMelody(from start: Rational, to end: Rational) -> [Score.Event] {
    pattern(from: start, to: end, harmony.changes(from: start, to: end))
  }

  /// The bar of the count-in: the tonic chord swells.
  public func countIn() -> [Score.Event] {
    let bar = Rational(song.metre.beats)
    return voiced(.tonic(song.mode)).map { pitch in
      Score.Event(
        beat: .zero, kind: .tone(Tone(.swell, pitch: pitch, length: bar, gain: Self.swellGain)))
    }
  }

  /// On the tonic, from a place in the metre: before the first note, after the last.
  public func atHome(from start: Rational, beats: Rational) -> [Score.Event] {
    pattern(
      from: start, to: start + beats,
      [Harmony.Change(beat: start, triad: .tonic(song.mode))])
  }

  /// After the last bar: the tonic once more, held for a bar.
  public func countOut() -> [Score.Event] {
    let bar = Rational(song.metre.beats)
    let home = Triad.tonic(song.mode)
    let bass = Tone(.bass, pitch: bassPitch(home), length: bar, gain: Self.bassGain)
    return [Score.Event(beat: .zero, kind: .tone(bass))]
      + voiced(home).map { pitch in
        let tone = Tone(instrument, pitch: pitch, length: bar, gain: Self.chordGain)
        return Score.Event(beat: .zero, kind: .tone(tone))
      }
  }

  /// Between two phrases: the last chord goes on, the next one's dominant comes in the last bar,
  /// and two notes on the last beat lift into the next phrase.
  ///
  /// - Parameter beats: of the rest; whole bars beyond what lies between the two in the song.
  public func breathing(
    after phrase: Phrase, before next: Phrase, beats: Rational
  ) -> [Score.Event] {
    let start = phrase.end
    let end = start + beats
    let first = harmony.triad(at: next.beat)
    var changes = [
      Harmony.Change(beat: start, triad: harmony.triad(at: start - Rational(1, 8)))
    ]
    let half = Rational(song.metre == .four ? 2 : 1)
    if first == .tonic(song.mode), beats > half {
      changes.append(Harmony.Change(beat: Rational((end - half).floor), triad: .dominant))
    }
    return pattern(from: start, to: end, changes) + lift(to: next, at: beats)
  }

  // MARK: -

  private func lift(to next: Phrase, at beats: Rational) -> [Score.Event] {
    guard let goal = next.notes.first?.semitones else { return [] }
    let below = steps(below: goal)
    return below.enumerated().map { index, semitones in
      let beat = beats - Rational(below.count - index, 2)
      let pitch = placement.pitch(semitones) + 12
      return Score.Event(
        beat: beat,
        kind: .tone(Tone(.bell, pitch: pitch, length: Rational(1, 2), gain: Self.liftGain)))
    }
  }

  /// The two notes of the scale under a note, the lower one first. What leads to the tonic is the
  /// leading tone, in minor too.
  private func steps(below goal: Int) -> [Int] {
    let octave = goal - (goal % 12 + 12) % 12
    let leading = goal == octave
    let scale: [Int] =
      switch song.mode {
      case .major: [0, 2, 4, 5, 7, 9, 11]
      case .minor: leading ? [0, 2, 3, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10]
      }
    let notes = scale.map { $0 + octave - 12 } + scale.map { $0 + octave }
    return Array(notes.filter { $0 < goal }.suffix(2))
  }

  private func pattern(
    from start: Rational, to end: Rational, _ changes: [Harmony.Change]
  ) -> [Score.Event] {
    var score = Score(tempo: Tempo(60))
    let firstBeat = start.floor + (Rational(start.floor) < start ? 1 : 0)
    var beat = firstBeat
    while Rational(beat) < end {
      let place = Rational(beat)
      let current = changes.last { $0.beat <= place } ?? changes[0]
      // A chord that comes on a weak beat brings its bass with it.
      let isNew = current.beat > start && current.beat > place - 1
      let inBar = song.metre.beatInBar(place).floor
      if song.metre == .two {
        addBroken(current.triad, inBar: inBar, isNew: isNew, at: place - start, to: &score)
      } else {
        addBlock(current.triad, inBar: inBar, isNew: isNew, at: place - start, to: &score)
      }
      beat += 1
    }
    return score.events.filter { $0.beat < end - start }
  }

  private func addBlock(
    _ triad: Triad, inBar: Int, isNew: Bool, at beat: Rational, to score: inout Score
  ) {
    if inBar == 0 || isNew { addBass(triad, at: beat, to: &score) }
    guard inBar > 0 else { return }
    for pitch in voiced(triad) {
      score.add(
        .tone(
          Tone(instrument, pitch: pitch, length: Rational(7, 8), gain: Self.chordGain)),
        at: beat)
    }
  }

  /// In quavers: bass, then the chord from below.
  private func addBroken(
    _ triad: Triad, inBar: Int, isNew: Bool, at beat: Rational, to score: inout Score
  ) {
    let notes = voiced(triad)
    if inBar == 0 || isNew { addBass(triad, at: beat, to: &score) }
    let quavers = inBar == 0 ? [nil, notes[0]] : [isNew ? nil : notes[1], notes[2]]
    for (index, pitch) in quavers.enumerated() {
      guard let pitch else { continue }
      score.add(
        .tone(
          Tone(instrument, pitch: pitch, length: Rational(3, 4), gain: Self.brokenGain)),
        at: beat + Rational(index, 2))
    }
  }

  private func addBass(_ triad: Triad, at beat: Rational, to score: inout Score) {
    let tone = Tone(
      .bass, pitch: bassPitch(triad), length: Rational(7, 8), gain: Self.bassGain)
    score.add(.tone(tone), at: beat)
  }

  /// The root, C2–B2.
  private func bassPitch(_ triad: Triad) -> Int {
    let above = (placement.pitch(triad.root) - Self.lowestBass) % 12
    return Self.lowestBass + (above + 12) % 12
  }

  /// Close together, ascending: three pitches.
  private func voiced(_ triad: Triad) -> [Int] {
    let lowest = Self.chordPitches.lowerBound
    return triad.tones.map { tone in
      lowest + ((placement.pitch(tone) - lowest) % 12 + 12) % 12
    }.sorted()
  }
}
