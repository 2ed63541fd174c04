// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc
import Rehearsal
import Rhythm

/// How far the unit's own voice sings from its notes, in the sound alone.
enum SungGuide {
  static func measure(_ workshop: Workshop) throws(Failure) -> [Figure] {
    var figures: [Figure] = []
    for code in Language.codes {
      let language = try Language(code, voices: workshop.voices)
      let voice = language.voice(workshop.upbeat)
      // The first four phrases of each song, or all.
      let all = language.sungLines(sets: workshop.isShort ? 1 : nil)
      let lines = workshop.some(of: all, shortly: 3)
      var cents: [Double] = []
      for line in lines {
        guard case .sung(let syllables) = line.saying.delivery else { continue }
        let sound = try SpokenSound(line.saying, voice)
        guard let first = sound.vowels.first else { continue }
        for note in syllables.flatMap(\.notes) {
          guard let error = error(of: note, first: first, in: sound.samples) else { continue }
          cents.append(error)
          if error > 50 {
            Console.warn("  \"\(line.line.text)\", note \(note.pitch): \(error.text(0)) cents")
          }
        }
      }
      let sample = Sample(cents)
      figures.append(
        Figure(
          name: "sung guide, \(code): \(lines.count) lines of \(language.songs.count) songs, "
            + "\(sample.count) notes",
          measured: "median \(sample.median.text(1)), worst \(sample.most.text(1)) cents",
          target: "≤ 20, ≤ 50 cents", isMet: sample.median <= 20 && sample.most <= 50))
    }
    return figures
  }

  /// In cents, without its sign; nil where the note is too short to be measured.
  private static func error(
    of note: SungSyllable.Note, first: Int, in samples: [Int16]
  ) -> Double? {
    // Behind the attack or the glide, and before the consonants that end the syllable.
    let start = first + note.onset.value + note.length.value / 6
    let end = start + note.length.value * 2 / 5
    guard end <= samples.count else { return nil }
    return PitchDetector.cents(from: note.pitch, in: samples[start..<end]).map { abs($0) }
  }
}
