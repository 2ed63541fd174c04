// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc
import Rehearsal
import Rhythm
import SoundMeasures

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
      var (unpitched, tooShort) = (0, 0)
      for line in lines {
        guard case .sung(let syllables) = line.saying.delivery else { continue }
        let sound = try SpokenSound(line.saying, voice)
        guard let first = sound.vowels.first else { continue }
        for note in syllables.flatMap(\.notes) {
          let heard = heard(of: note, first: first, in: sound.samples)
          switch heard {
          case .cents(let error):
            cents.append(abs(error))
            if abs(error) <= 50 { continue }
          case .unpitched: unpitched += 1
          case .tooShort:
            tooShort += 1
            continue
          }
          Console.warn("  \"\(line.line.text)\", note \(note.pitch): \(heard)")
        }
      }
      let sample = Sample(cents)
      figures.append(
        Figure(
          name: "sung guide, \(code): \(lines.count) lines of \(language.songs.count) songs, "
            + "\(sample.count) notes",
          measured: "median \(sample.median.text(1)), worst \(sample.most.text(1)) cents; "
            + "\(unpitched) without pitch, \(tooShort) too short to measure",
          target: "≤ 20, ≤ 50 cents; 0",
          isMet: sample.median <= 20 && sample.most <= 50 && unpitched == 0))
    }
    return figures
  }

  /// Of all languages alike: a note whose middle two fifths are shorter than the detector's window
  /// and the longest period it looks for is too short (at A2, 110 Hz: under 165 ms); a note in which
  /// no pitch is heard is one that is missed.
  private static func heard(
    of note: SungSyllable.Note, first: Int, in samples: [Int16]
  ) -> PitchDetector.Heard {
    // Behind the attack or the glide, and before the consonants that end the syllable.
    let start = first + note.onset.value + note.length.value / 6
    let end = start + note.length.value * 2 / 5
    guard end <= samples.count else { return .unpitched }
    return PitchDetector.heard(of: note.pitch, in: samples[start..<end])
  }
}
