// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Settings
import Songs
import Testing
import Timebase

/// A session must not overrun its minutes: what a part is planned to take it does not exceed.
@Suite("Planned and true lengths of what is shipped")
struct ShippedLengthTests {
  private func frames(_ score: Score) -> FrameCount {
    FrameCount((score.length * score.tempo.framesPerBeat).rounded)
  }

  private func plans(_ song: Song) -> [TherapeuticSinging.Plan] {
    [false, true].flatMap { together in
      [false, true].flatMap { isModerate in
        [(100, 2), (130, 5), (175, 8)].map { rate, limit in
          var plan = TherapeuticSinging.Plan(song: song)
          plan.together = together
          plan.isModerate = isModerate
          plan.speechRate = rate
          plan.phraseLimit = .seconds(limit)
          return plan
        }
      }
    }
  }

  @Test(
    "A song's length is known without its score, to the frame", arguments: ShippedVoice.languages)
  func songs(language: String) throws {
    let voice = try ShippedVoice(language)
    for song in voice.songs {
      for var plan in plans(song) {
        for first in [0, 3, 5] {
          plan.firstPhrase = first
          let score = TherapeuticSinging.score(plan, words: voice.singing)
          #expect(
            TherapeuticSinging.length(plan, words: voice.singing) == frames(score),
            "\(song.title)")
        }
        let humming = TherapeuticSinging.humming(plan, words: voice.singing)
        #expect(
          TherapeuticSinging.hummingLength(plan, words: voice.singing) == frames(humming),
          "\(song.title)")
      }
    }
  }

  @Test(
    "So many phrases of any song take no longer than planned", arguments: ShippedVoice.languages)
  func singing(language: String) throws {
    let voice = try ShippedVoice(language)
    for variant in 0..<12 {
      let times = SingingTimes(
        voice.songs, as: { plans($0)[variant] }, words: voice.singing)
      for song in voice.songs {
        for count in [1, 2, 4, 6, 8, 12, 20] {
          var plan = plans(song)[variant]
          var length = FrameCount.zero
          while plan.firstPhrase < count {
            if plan.firstPhrase > 0 { length += .seconds(TherapeuticSinging.restSeconds) }
            plan.phrases = count - plan.firstPhrase
            length += frames(TherapeuticSinging.score(plan, words: voice.singing))
            plan.firstPhrase += TherapeuticSinging.phraseCount(plan)
          }
          let planned = PracticePlan(singingPhrases: count, singing: times)
          #expect(length <= planned.length(of: .singing), "\(song.title), \(count) phrases")
        }
        let humming = frames(TherapeuticSinging.humming(plans(song)[variant], words: voice.singing))
        let planned = PracticePlan(hummedPhrases: 1, singing: times)
        #expect(humming <= planned.length(of: .humming), "\(song.title)")
      }
    }
  }

  @Test(
    "A short session of the slowest song still ends with music", arguments: ShippedVoice.languages)
  func short(language: String) throws {
    let voice = try ShippedVoice(language)
    let times = SingingTimes(
      voice.songs,
      as: { song in
        var plan = TherapeuticSinging.Plan(song: song)
        plan.speechRate = 100
        return plan
      }, words: voice.singing)
    let day = DayContext(
      rotation: 0, isAfterHard: false, oralMotorSessions: 0, hasSongs: true, hasPhrases: true,
      hasRate: true, singing: times, speechPhraseSeconds: 90)
    let plan = Dose(.mild, techniques: Set(Technique.allCases)).shortened().plan(for: day)
    #expect(plan.parts == [.paced, .humming, .listening])
    #expect(plan.length <= FrameCount.seconds(240))
  }

  @Test(
    "A phrase takes no longer than planned, at any rate, with a helper or without",
    arguments: ShippedVoice.languages)
  func speech(language: String) throws {
    let voice = try ShippedVoice(language)
    let sentences = voice.phrases.compactMap(\.sentence)
    let syllables = voice.phrases.map { Prosody(spelling: $0.text).syllables.count }.max() ?? 6
    for rate in [40, 60, 80, 120, 160, 200, 240, 300, 400] {
      for speechRate in [100, 130, 175] {
        let words = voice.speech(rate: speechRate)
        let planned = RhythmicSpeechCueing.phraseSeconds(
          rate: Rational(rate), syllables: syllables, sentences: sentences, words: words)
        for phrase in voice.phrases {
          for cueing in [Cueing.metric, .patterned] {
            for together in [false, true] {
              let plan = try #require(
                RhythmicSpeechCueing.Plan(
                  phrase: Prosody(spelling: phrase.text), sentence: phrase.sentence,
                  habitualRate: Rational(rate), percent: 100, cueing: cueing,
                  together: together, number: 1))
              #expect(
                RhythmicSpeechCueing.length(plan, words: words) <= .seconds(planned),
                "\(phrase.text) at \(rate), \(cueing)")
            }
          }
        }
      }
    }
  }

  @Test("The voice's steps take no longer than planned", arguments: ShippedVoice.languages)
  func oralMotor(language: String) throws {
    let voice = try ShippedVoice(language)
    for first in OralMotor.Step.allCases {
      for second in OralMotor.Step.allCases {
        let score = OralMotor.score(
          [first, second], doneBefore: 0, voice: .low, words: voice.oralMotor(rate: 100),
          level: .mild)
        #expect(frames(score) <= OralMotor.length([first, second]), "\(first), \(second)")
      }
    }
  }
}
