// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Rehearsal
import Rhythm
import Settings
import SoundMeasures
import Timebase

/// How far the vowels of the model voice are from their beats: by what the program knows, and by
/// what is heard.
enum SyllablesOnBeats {
  /// Syllables a minute.
  private static let tempi: [Rational] = [40, 60, Rational(973, 10), 120, 200]
  /// Milliseconds.
  private static let targets = (known: 1.0, median: 10.0, worst: 25.0)
  private static let lateFrames = 1_920

  static func measure(_ workshop: Workshop) throws(Failure) -> [Figure] {
    var figures: [Figure] = []
    for code in Language.codes {
      let language = try Language(code, voices: workshop.voices)
      figures.append(try figure(of: language, language.voice(workshop.upbeat), workshop))
    }
    return figures
  }

  private static func figure(
    of language: Language, _ voice: SpokenVoice, _ workshop: Workshop
  ) throws(Failure) -> Figure {
    let phrases = workshop.some(of: language.phrases, shortly: 3)
    var known: [Double] = []
    var heard: [Double] = []
    var late: [Double] = []
    for (index, phrase) in phrases.enumerated() {
      guard let prosody = voice.prosody(of: phrase.text) else {
        throw Failure("\"\(phrase.text)\" could not be analysed: \(voice.failure ?? "")")
      }
      for (place, tempo) in tempi.enumerated() {
        // Both kinds of cueing in turn, so that every phrase and every tempo has both.
        let cueing: Cueing = (index + place).isMultiple(of: 2) ? .patterned : .metric
        guard let line = language.spokenLines(prosody, rate: tempo, cueing: cueing).first else {
          throw Failure("\"\(phrase.text)\" cannot be practised")
        }
        let sound = try SpokenSound(line.saying, voice)
        guard let first = sound.vowels.first, sound.vowels.count == line.line.syllables.count
        else { throw Failure("\"\(phrase.text)\" has \(sound.vowels.count) vowels") }
        known += zip(line.line.syllables, sound.vowels).map { syllable, vowel in
          abs(Double(vowel - first) - frames(syllable.beat, line.tempo)) / 48
        }
        // Where the beats are; what is heard is looked for around them in the sound alone.
        let beats = line.line.syllables.map { first + Int(frames($0.beat, line.tempo).rounded()) }
        let errors = OnsetDetector(sound.samples).errors(expected: beats)
        heard += errors.map { abs($0) }
        if errors.contains(where: { abs($0) > targets.worst }) {
          let all = errors.map { $0.text(0) }.joined(separator: " ")
          Console.warn("  \"\(phrase.text)\" at \(line.tempo.beatsPerMinute): \(all) ms")
        }
        if index == 0 {
          let shifted = [Int16](repeating: 0, count: lateFrames) + sound.samples
          late += OnsetDetector(shifted).errors(expected: beats).map { abs($0) }
        }
      }
    }
    let (all, wrong) = (Sample(heard), Sample(late))
    return Figure(
      name: "syllable to beat, \(language.code): \(phrases.count) phrases × 5 tempi, "
        + "\(all.count) syllables",
      measured: "known ≤ \(Sample(known).most.text(3)) ms; heard: median \(all.median.text(1)), "
        + "worst \(all.most.text(1)) ms",
      beside: "the same 40 ms late: median \(wrong.median.text(1)) ms",
      target: "≤ 1; ≤ 10, ≤ 25 ms",
      isMet: Sample(known).most <= targets.known && all.median <= targets.median
        && all.most <= targets.worst && wrong.median > targets.worst)
  }

  private static func frames(_ beats: Rational, _ tempo: Tempo) -> Double {
    let exact = beats * tempo.framesPerBeat
    return Double(exact.numerator) / Double(exact.denominator)
  }

  /// The same in whole sessions: what the timeline says of each syllable and its beat.
  static func timeline(_ workshop: Workshop) throws(Failure) -> Figure {
    var errors: [Double] = []
    for code in Language.codes {
      let session = try ProgramSession.run(
        workshop,
        ProgramSession.Wishes(
          language: code, techniques: "speech cueing", more: "habitual rate: 120\n",
          isHeard: false))
      errors += session.timeline.compactMap { line in
        guard line.event == "syllable", let beat = line.number("beatFrame") else { return nil }
        return abs(Double(line.frame - beat)) / 48
      }
    }
    guard errors.count > 50 else { throw Failure("\(errors.count) syllables in five sessions") }
    let sample = Sample(errors)
    return Figure(
      name: "syllable to beat in the timelines of five sessions, \(sample.count) syllables",
      measured: "≤ \(sample.most.text(3)) ms", target: "≤ 1 ms", isMet: sample.most <= 1)
  }
}
