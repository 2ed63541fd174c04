// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// What each player does in a breath. Gains are ours, in decibels: in its band and over its phase the
/// cue figure stands 6 dB or more above every other part of the recorded bank, one by one.
extension BreathBar {
  /// By how much *in* grows and *out* fades from its first note to its last.
  private static let crescendo = 6.0

  /// The layers in the order in which practised days bring them; the sixth is only ever heard as
  /// the one more voice of a form's second time.
  func add(_ layer: Int, gain: Double, to score: inout Score) {
    switch layer {
    case 1: addPad(to: &score)
    case 2: addBass(gain: gain - 3, to: &score)
    case 3: addBrokenChord(gain: gain - 12, to: &score)
    case 4: addCounter(gain: gain - 8, to: &score)
    case 5: addAnswer(gain: gain - 11, to: &score)
    default: addLowerOctave(gain: gain - 8, to: &score)
    }
  }

  /// Recorder and low strings: the cue.
  func addFigures(to score: inout Score) {
    for (index, note) in rising.notes.enumerated() {
      let gain = (rising.share(of: index) - 1) * Self.crescendo
      score.add(
        .tone(Tone(.recorder, pitch: note.pitch, length: note.length, gain: gain)),
        at: note.onset)
    }
    addFalling(falling, by: .strings, gain: 0, to: &score)
    if variation == .octave {
      let note = rising.notes[1]
      // As high as C6, no higher.
      let pitch = note.pitch + (note.pitch + 12 > 84 ? -12 : 12)
      score.add(
        .tone(Tone(piece.colours.struck, pitch: pitch, length: note.length, gain: -8)),
        at: note.onset)
    }
    guard piece.hasTenths else { return }
    for (figure, start) in [(rising, Rational.zero), (falling, out)] {
      for note in figure.notes {
        score.add(
          .tone(
            Tone(
              piece.colours.struck, pitch: tenth(below: note.pitch), length: note.length,
              gain: -9)),
          at: start + note.onset)
      }
    }
  }

  /// A tenth lower in the scale.
  private func tenth(below pitch: Int) -> Int {
    let key = piece.key
    let degree = (-20...20).first { key.pitch(ofDegree: $0) >= pitch } ?? 1
    return key.pitch(ofDegree: degree - 9)
  }

  /// A line on *out*; its last note rings into the next bar's first beat and is over before its
  /// second.
  private func addFalling(
    _ figure: Figure, by instrument: Instrument, gain: Double, lowered semitones: Int = 0,
    to score: inout Score
  ) {
    for (index, note) in figure.notes.enumerated() {
      let ring = index == figure.notes.count - 1 ? Rational(1, 2) : .zero
      let tone = Tone(
        instrument, pitch: note.pitch - semitones, length: note.length + ring,
        gain: gain - figure.share(of: index) * Self.crescendo)
      score.add(.tone(tone), at: out + note.onset)
    }
  }

  /// Grows under *in*; then tones that two chords share are held through. The struck colour rolls
  /// the chord upwards with *in*, downwards with *out*.
  private func addPad(to score: inout Score) {
    let opening = voicing(self.opening.chord)
    for pitch in opening {
      score.add(
        .tone(Tone(.swell, pitch: pitch, length: self.opening.length)), at: .zero)
    }
    let chords =
      pause.map { ($0, pauseVoicing($0.chord)) } + closing.map { ($0, voicing($0.chord)) }
    for (index, (span, pitches)) in chords.enumerated() {
      for pitch in pitches {
        if index > 0, chords[index - 1].1.contains(pitch) { continue }
        let held = chords[index...].prefix { $0.1.contains(pitch) }
        let length = held.reduce(Rational.zero) { $0 + $1.0.length }
        score.add(
          .tone(Tone(piece.colours.sustained, pitch: pitch, length: length, gain: -3)),
          at: span.onset)
      }
    }
    addRoll(opening, at: .zero, length: self.opening.length, to: &score)
    addRoll(
      voicing(closing[0].chord).reversed(), at: out, length: closing[0].length, to: &score)
  }

  private func addRoll(
    _ pitches: [Int], at onset: Rational, length: Rational, to score: inout Score
  ) {
    for (index, pitch) in pitches.enumerated() {
      let delay = Rational(index, 8)
      score.add(
        .tone(
          Tone(
            piece.colours.struck, pitch: pitch + 12 * piece.innerOctave, length: length - delay,
            gain: -9)),
        at: onset + delay)
    }
  }

  /// On the bar line and at the cadence.
  private func addBass(gain: Double, to score: inout Score) {
    let first = bass(opening.chord)[0]
    score.add(
      .tone(Tone(.bass, pitch: first, length: opening.length, gain: gain)), at: .zero)
    let goal = closing[closing.count - 1]
    let last = bass(goal.chord)[0]
    if pattern.outBeats > 1 {
      let top = closing[closing.count - 2].chord
      let tone = Tone(
        .bass, pitch: approach(to: last, from: first, by: bass(top)), length: 1, gain: gain - 1)
      score.add(.tone(tone), at: Rational(pattern.beats - 2))
    }
    score.add(
      .tone(Tone(.bass, pitch: last, length: goal.length, gain: gain - 2)), at: goal.onset)
  }

  /// C2–B2: what the chord has in the bass, then its other tones.
  private func bass(_ chord: Chord) -> [Int] {
    let lowest = chord.bassTone(in: piece.key.mode)
    let others = chord.tones(in: piece.key.mode).map(\.semitones).filter { $0 != lowest }
    return ([lowest] + others).map { piece.key.pitch(ofClass: $0, from: 36) }
  }

  /// The bass note before the last: the first that makes no parallel fifths or octaves with the
  /// cue melody, before it or after.
  private func approach(to last: Int, from first: Int, by choices: [Int]) -> Int {
    if piece.allowsParallels { return choices[0] }
    let melody = falling.notes
    let note = melody[melody.count - 2].pitch
    let before = [rising.notes[0], rising.notes[rising.notes.count - 1]].map { (first, $0.pitch) }
    return choices.first { choice in
      !before.contains { Self.isParallel($0, (choice, note)) }
        && !Self.isParallel((choice, note), (last, melody[melody.count - 1].pitch))
    } ?? choices[0]
  }

  private static func isParallel(
    _ a: (bass: Int, melody: Int), _ b: (bass: Int, melody: Int)
  ) -> Bool {
    let interval = (a.melody - a.bass) % 12
    return a.bass != b.bass && a.melody != b.melody && [0, 7].contains(interval)
      && (b.melody - b.bass) % 12 == interval
  }

  /// In half-beats, very softly; the rolls have the first of *in* and *out*, and the pause is
  /// left to the pulse.
  private func addBrokenChord(gain: Double, to score: inout Score) {
    let half = Rational(1, 2)
    for span in [opening] + closing {
      var tones = voicing(span.chord).map { $0 + 12 * piece.innerOctave }
      if variation == .direction { tones.reverse() }
      // Up and down again without striking the ends twice.
      let round = tones + tones.dropFirst().dropLast().reversed()
      let isRolled = span.onset == .zero || span.onset == out
      var onset = span.onset + (isRolled ? half : .zero)
      var index = isRolled ? 1 : 0
      while onset < span.end {
        score.add(
          .tone(
            Tone(
              piece.colours.struck, pitch: round[index % round.count], length: half, gain: gain)),
          at: onset)
        onset += half
        index += 1
      }
    }
  }

  private func addCounter(gain: Double, to score: inout Score) {
    addFalling(counter, by: piece.colours.counter, gain: gain, to: &score)
  }

  /// On their last beats a low string repeats to the recorder, and a reed to the strings, the two
  /// notes they have come to: in their direction, softer, in halves of a beat.
  private func addAnswer(gain: Double, to score: inout Score) {
    func add(_ notes: [Figure.Note], by instrument: Instrument, shift: Int, at onset: Rational) {
      for (index, note) in notes.enumerated() {
        score.add(
          .tone(
            Tone(instrument, pitch: note.pitch + shift, length: Rational(1, 2), gain: gain)),
          at: onset + Rational(index, 2))
      }
    }
    if pattern.inBeats > 1 {
      add(
        rising.notes.suffix(2), by: .cello, shift: -12, at: Rational(pattern.inBeats - 1))
    }
    if pattern.outBeats > 1 {
      let notes = falling.notes.suffix(2)
      let isLow = notes.allSatisfy { $0.pitch + 12 <= 84 }
      add(Array(notes), by: .clarinet, shift: isLow ? 12 : 0, at: Rational(pattern.beats - 1))
    }
  }

  private func addLowerOctave(gain: Double, to score: inout Score) {
    addFalling(falling, by: .ensemble, gain: gain, lowered: 12, to: &score)
  }

  /// Over the last two beats: the leading tone of the dominant and the second.
  func addLift(to score: inout Score) {
    let key = piece.key
    let leading = key.pitch(ofDegree: 7, over: piece.dominant) - key.home
    // G4–F♯5, and the second above.
    let first = key.pitch(ofClass: leading, from: 67)
    let second = first + (12 - leading) + key.pitch(ofDegree: 2) - key.home
    let notes = [first, second].suffix(pattern.outBeats)
    for (index, pitch) in notes.enumerated() {
      let beat = Rational(pattern.beats - notes.count + index)
      score.add(.tone(Tone(.bell, pitch: pitch, length: 1, gain: -3)), at: beat)
    }
  }
}
