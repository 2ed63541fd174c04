// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Settings
import Songs
import Testing
import Timebase

/// Silence must never read as a fault (`clinical.md`): nowhere in an exercise is there much more than
/// four seconds of it, but where the person was told to speak alone.
@Suite("Silence in the exercises")
struct SilenceTests {
  private static let mostSeconds = 4.5
  private static let mostBetweenTicks = 6.0

  /// As eSpeak NG says it, by a line of best fit through 98 sentences at 130 words a minute.
  private static func spoken(_ text: String, rate: Int) -> Double {
    let letters = Double(text.count { $0.isLetter })
    let marks = Double(text.count { ",.;:!?".contains($0) })
    return max(0.073 * letters + 0.49 * marks - 0.2, 0.3) * 130 / Double(rate)
  }

  private func check(
    _ score: Score, rate: Int, _ name: String, alone: String? = nil, mostAlone: Double = 0
  ) {
    let quiet = QuietStretches(score) { Self.spoken($0, rate: rate) }
    for stretch in quiet.all {
      let most =
        switch stretch.after {
        case alone: mostAlone
        // One's own time alone is ticked at no faster pace.
        case "\(SmallSound.restTick)": Self.mostBetweenTicks
        default: Self.mostSeconds
        }
      #expect(
        stretch.length <= most,
        "\(name): \(stretch.length) s from \(stretch.from) s on, after \(stretch.after)")
    }
  }

  @Test(
    "Speaking with the beat, every shipped phrase at every rate",
    arguments: ShippedVoice.languages)
  func speech(language: String) throws {
    let voice = try ShippedVoice(language)
    for (index, phrase) in voice.phrases.enumerated() {
      for rate in [40, 50, 60, 97, 120, 150, 200, 300] {
        for cueing in [Cueing.metric, .patterned] {
          let speechRate = [100, 130, 175][index % 3]
          let words = voice.speech(rate: speechRate)
          let plan = try #require(
            RhythmicSpeechCueing.Plan(
              phrase: Prosody(spelling: phrase.text), sentence: phrase.sentence,
              habitualRate: Rational(rate), percent: 100, cueing: cueing,
              together: index.isMultiple(of: 2), number: 1))
          let rhythm = plan.rhythm
          let spoken =
            (Rational(60 * rhythm.beats) / rhythm.tempo.beatsPerMinute).double
          check(
            RhythmicSpeechCueing.score(plan, words: words), rate: speechRate,
            "\(phrase.text) at \(rate), \(cueing)", alone: words.alone.last,
            // The phrase, time for those who speak more slowly, what the words before it left of
            // their time, and the beats' rounding.
            mostAlone: spoken + 4 + 120 / rhythm.tempo.beatsPerMinute.double)
        }
      }
    }
  }

  @Test("The steps of the voice, in every language", arguments: ShippedVoice.languages)
  func oralMotor(language: String) throws {
    let voice = try ShippedVoice(language)
    for rate in [100, 130, 175] {
      for step in OralMotor.Step.allCases {
        let score = OralMotor.score(
          [step, .hum, step], doneBefore: 0, voice: .low, words: voice.oralMotor(rate: rate),
          level: .mild)
        check(score, rate: rate, "\(step)")
      }
    }
  }

  @Test("Every shipped song, at every tempo", arguments: ShippedVoice.languages)
  func singing(language: String) throws {
    let voice = try ShippedVoice(language)
    for song in voice.songs {
      for (tempo, rate) in [(50, 100), (76, 130), (100, 175)] {
        var plan = TherapeuticSinging.Plan(song: song)
        plan.tempo = Tempo(tempo)
        plan.speechRate = rate
        plan.together = tempo == 76
        check(
          TherapeuticSinging.score(plan, words: voice.singing), rate: rate,
          "\(song.title) at \(tempo)")
        check(
          TherapeuticSinging.humming(plan, words: voice.singing), rate: rate,
          "\(song.title) hummed at \(tempo)")
      }
    }
  }

  @Test("Breathing, settling, rest and listening")
  func music() {
    let words = CueWords(breatheIn: ["In."], pause: ["Wait."], breatheOut: ["Out."])
    check(
      DeepBreaths.score(
        count: 3, done: 0, pauseBeats: 1, words: words, ordinary: "Breathe normally.",
        arrangement: .plain), rate: 130, "deep breaths")
    check(
      PacedBreathing.block(
        .unmeasured, seconds: 60, set: 1, words: words, arrangement: .plain), rate: 130, "paced")
    check(Settling.score(sentences: ["Let your shoulders rest."]), rate: 130, "settling")
    for seconds in [7, 10, 20, 30, 60, 90] {
      check(Rest.score(seconds: seconds), rate: 130, "\(seconds) s of rest")
    }
    for seconds in [15, 22, 180] {
      check(Listening.closing(seconds: seconds, sentences: []), rate: 130, "closing music")
    }
  }
}
