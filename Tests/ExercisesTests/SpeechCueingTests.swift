// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Settings
import Testing
import Timebase

private let words = RhythmicSpeechCueing.Words(
  phrase: ["A new phrase."], model: ["Listen."], tap: ["Tap it."], mouth: ["Move your lips."],
  together: ["Say it with me."], fade: ["The beat goes away."], alone: ["Now alone."],
  sentence: ["Now in a sentence."], helper: ["The helper speaks."], you: ["You answer."],
  speechRate: 100)

/// `Good morning` as it might be spoken: vowels at 0, 300 and 450 ms, the second stressed.
private let goodMorning = phrase("Good morning", [0, 300, 450], stressed: [1], words: [0, 1])

private func phrase(
  _ text: String, _ vowels: [Int], stressed: Set<Int> = [0], words: Set<Int> = [0]
) -> Prosody {
  Prosody(
    text: text,
    syllables: vowels.enumerated().map { index, vowel in
      Prosody.Syllable(
        text: "s\(index + 1)", vowel: .milliseconds(vowel), isStressed: stressed.contains(index),
        beginsWord: words.contains(index))
    },
    tail: .milliseconds(300))
}

private func plan(
  _ phrase: Prosody = goodMorning, rate: Rational = 120, percent: Int = 100,
  cueing: Cueing = .metric, sentence: String? = "Good morning, how are you?",
  together: Bool = false
) throws -> RhythmicSpeechCueing.Plan {
  try #require(
    RhythmicSpeechCueing.Plan(
      phrase: phrase, sentence: sentence, habitualRate: rate, percent: percent, cueing: cueing,
      together: together, number: 2))
}

private func rhythm(_ plan: RhythmicSpeechCueing.Plan) -> String {
  plan.rhythm.onsets.map(\.description).joined(separator: " ")
    + " at \(plan.rhythm.tempo.beatsPerMinute)"
}

@Suite("The rhythm of a phrase")
struct PhraseRhythmTests {
  @Test("Metric: a beat a syllable, at the person's own rate")
  func metric() throws {
    #expect(rhythm(try plan()) == "0 1 2 at 120")
    #expect(rhythm(try plan(rate: Rational(973, 10))) == "0 1 2 at 973/10")
    #expect(rhythm(try plan(rate: 150)) == "0 1 2 at 150")
  }

  @Test("Metric above 150 syllables a minute: a beat a word, its syllables evenly inside")
  func metricWords() throws {
    #expect(rhythm(try plan(rate: 180)) == "0 1 3/2 at 120")
    let thirsty = phrase(
      "I am thirsty", [0, 100, 300, 600], stressed: [2], words: [0, 1, 2])
    #expect(rhythm(try plan(thirsty, rate: 240)) == "0 1 2 5/2 at 180")
  }

  @Test("Metric where a beat a word would be too slow: a beat a stress, else every second syllable")
  func metricStresses() throws {
    let word = phrase("Unbelievable", [0, 200, 400, 600, 800], stressed: [2])
    #expect(rhythm(try plan(word, rate: 160)) == "0 1/2 1 4/3 5/3 at 64")
    let flat = phrase("Unbelievable", [0, 200, 400, 600, 800])
    #expect(rhythm(try plan(flat, rate: 160)) == "0 1/2 1 3/2 2 at 96")
  }

  @Test("Patterned: the phrase's own proportions, moved to quarters of the beat")
  func patterned() throws {
    // 0, 300, 450 of 450 ms over two beats: 0, 1.33, 2.
    #expect(rhythm(try plan(cueing: .patterned)) == "0 5/4 2 at 120")
    let uneven = phrase("I want some water", [0, 380, 500, 680, 1_000])
    // 0, 1.52, 2, 2.72, 4.
    #expect(rhythm(try plan(uneven, cueing: .patterned)) == "0 3/2 2 11/4 4 at 120")
  }

  @Test("Patterned: no two syllables come closer than half a beat")
  func crowded() throws {
    let crowded = phrase("Hurry up now", [0, 20, 40, 60, 1_000])
    #expect(rhythm(try plan(crowded, cueing: .patterned)) == "0 1/2 1 3/2 4 at 120")
    let late = phrase("Hurry up now", [0, 940, 960, 980, 1_000])
    #expect(rhythm(try plan(late, cueing: .patterned)) == "0 5/2 3 7/2 4 at 120")
  }

  @Test("Patterned above 200 syllables a minute: the stressed syllables are the beats")
  func patternedStresses() throws {
    let water = phrase("I want some water", [0, 200, 300, 500, 650], stressed: [1, 3])
    let plan = try plan(water, rate: 250, cueing: .patterned)
    #expect(rhythm(plan) == "0 1 5/4 2 5/2 at 150")
    #expect(plan.rhythm.ticks.map(\.beat) == [0, 1, 2])
    #expect(plan.rhythm.ticks.map(\.isStressed) == [false, true, true])
  }

  @Test("A voice that told no times gives even syllables", arguments: [Cueing.patterned, .metric])
  func noTimes(cueing: Cueing) throws {
    let silent = phrase("Good morning", [0, 0, 0])
    #expect(rhythm(try plan(silent, cueing: cueing)) == "0 1 2 at 120")
  }

  @Test("Never slower by itself: only the clinic's percentage slows it")
  func percent() throws {
    #expect(rhythm(try plan(percent: 80)) == "0 1 2 at 96")
    #expect(rhythm(try plan(percent: 60, cueing: .patterned)) == "0 5/4 2 at 72")
  }

  @Test("Below 40 beats a minute the tempo is 40")
  func slowest() throws {
    #expect(rhythm(try plan(rate: 40, percent: 60)) == "0 1 2 at 40")
  }

  @Test(
    "Any phrase at any rate has beats people can follow and ascending syllables",
    arguments: 1...20)
  func anyPhrase(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let phrase = Self.randomPhrase(&random)
      let rate = Rational(Int.random(in: 400...4_000, using: &random), 10)
      let cueing: Cueing = Bool.random(using: &random) ? .metric : .patterned
      let rhythm = try plan(phrase, rate: rate, cueing: cueing).rhythm
      #expect(rhythm.tempo.beatsPerMinute >= Rational(40))
      #expect(rhythm.tempo.beatsPerMinute <= Rational(200))
      #expect(rhythm.onsets.count == phrase.syllables.count)
      #expect(rhythm.onsets.first == Rational.zero)
      #expect(zip(rhythm.onsets, rhythm.onsets.dropFirst()).allSatisfy { $0 < $1 })
      #expect(rhythm.ticks.first?.beat == Rational.zero)
      #expect(
        rhythm.ticks.allSatisfy { tick in
          rhythm.onsets.firstIndex(of: tick.beat)
            .map { phrase.syllables[$0].isStressed == tick.isStressed } ?? false
        })
      #expect(Rational(rhythm.beats) >= (rhythm.onsets.last ?? .zero) + Rational(1))
      if rate <= Rational(150) {
        // From the first vowel to the last exactly as long as the rate says.
        #expect(rhythm.onsets.last == Rational(phrase.syllables.count - 1))
        #expect(rhythm.tempo.beatsPerMinute == rate)
      }
    }
  }

  /// Syllables at any times, with stresses and words anywhere.
  private static func randomPhrase(_ random: inout SplitMix64) -> Prosody {
    var vowel = 0
    let vowels = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      defer { vowel += Int.random(in: 40...600, using: &random) }
      return vowel
    }
    let stressed = Set(vowels.indices.filter { _ in Bool.random(using: &random) })
    let heads = Set(vowels.indices.filter { _ in Bool.random(using: &random) })
    return phrase("p", vowels, stressed: stressed, words: heads)
  }
}

@Suite("Speaking with the beat")
struct SpeechCueingTests {
  private func lesson(_ plan: RhythmicSpeechCueing.Plan) -> Transcript {
    Transcript(score: RhythmicSpeechCueing.score(plan, words: words))
  }

  @Test("A phrase goes by its steps, each said in quiet before its count-in")
  func steps() throws {
    let transcript = lesson(try plan())
    #expect(
      transcript.guidance.map { $0.dropFirst(9) } == [
        "A new phrase.", "Listen.", "Tap it.", "Move your lips.", "Say it with me.",
        "The beat goes away.", "Now alone.", "Now in a sentence.", "Good morning, how are you?"
      ])
    #expect(
      transcript.lines.map { $0.dropFirst(9) } == [
        "Good morning 0 1 2", "Good morning 0 1 2", "Good morning 0 1 2"
      ])
    #expect(transcript.wordsOverMusic == [])
  }

  @Test(
    "The model follows half a second of quiet and four ticks, and its first vowel is on the beat")
  func model() throws {
    let whole = lesson(try plan())
    let events = whole.score.sorted()
    let listen = try #require(events.first { $0.kind == .guidance("Listen.") })
    let tick = try #require(events.first { if case .beat = $0.kind { true } else { false } })
    let quiet =
      whole.frames(tick.beat - listen.beat)
      - .milliseconds(SpokenTime.milliseconds("Listen.", rate: 100))
    // And what is left of a beat.
    #expect(quiet >= .milliseconds(500) && quiet < .milliseconds(1_000))
    let transcript = whole.fromFirstSet
    #expect(
      transcript.pulses.prefix(7) == [
        "0:00.000 tick", "0:00.500 tick", "0:01.000 tick", "0:01.500 tick", "0:02.000 tick",
        "0:02.500 tickStressed", "0:03.000 tick"
      ])
    #expect(transcript.lines.first == "0:02.000 Good morning 0 1 2")
    #expect(transcript.sets.map { $0.prefix(26) } == ["0:00.000 speech cueing 2 f"])
  }

  @Test("The phrase sounds with the voice, is tapped, mouthed, said twice with it, faded: 6 times")
  func ticks() throws {
    let transcript = lesson(try plan())
    // Five count-ins and six times through the phrase.
    #expect(transcript.pulses.count == 5 * 4 + 6 * 3)
  }

  @Test("In the fading time the tick falls 6 dB a beat from its second beat on")
  func fading() throws {
    let gains = lesson(try plan()).score.sorted().compactMap { event in
      if case .beat(let pulse) = event.kind, pulse.voice != nil { pulse.gain } else { nil }
    }
    #expect(gains.suffix(3) == [0, -6, -12])
    #expect(gains.dropLast(3).allSatisfy { $0 == 0 })
  }

  @Test("Alone nothing sounds for as long as the phrase takes and two seconds more; then the mark")
  func alone() throws {
    let transcript = lesson(try plan())
    let events = transcript.score.sorted()
    let silent = events.compactMap { event in
      if case .beat(let pulse) = event.kind, pulse.voice == nil { event.beat } else { nil }
    }
    #expect(silent.count == 3)
    let first = try #require(silent.first)
    let mark = try #require(
      events.first { event in
        guard case .tone(let tone) = event.kind else { return false }
        return tone.instrument == .bell && event.beat > first
      })
    let between = events.filter { event in
      guard event.beat > first, event.beat < mark.beat else { return false }
      switch event.kind {
      case .line, .tone, .guidance, .cue, .sound: return true
      case .beat(let pulse): return pulse.voice != nil
      case .phase, .set, .track, .milestone: return false
      }
    }
    #expect(between == [])
    let beats = Rational(try plan().rhythm.beats)
    #expect(transcript.frames(mark.beat - first - beats) >= .seconds(2))
  }

  @Test("Without a sentence that step is left out")
  func noSentence() throws {
    let transcript = lesson(try plan(sentence: nil))
    #expect(!transcript.guidance.contains { $0.hasSuffix("Now in a sentence.") })
    #expect(transcript.times(of: .restTick) == [])
    #expect(transcript.tones(of: .bell).count == 1)
  }

  @Test("While the person says the sentence, a soft tick every two seconds says that time goes on")
  func sentenceTime() throws {
    let transcript = lesson(try plan())
    let ticks = transcript.score.sorted().filter { $0.kind == .sound(.restTick) }.map(\.beat)
    #expect(ticks.count >= 4)
    #expect(zip(ticks.dropFirst(), ticks).allSatisfy { transcript.frames($0 - $1) == .seconds(2) })
  }

  @Test("With a helper, call and response take the place of speaking together")
  func together() throws {
    let transcript = lesson(try plan(together: true))
    #expect(transcript.guidance.map { $0.dropFirst(9) }.contains("The helper speaks."))
    #expect(transcript.guidance.map { $0.dropFirst(9) }.contains("You answer."))
    #expect(!transcript.guidance.map { $0.dropFirst(9) }.contains("Say it with me."))
    // The voice models and calls; the answer is the person's.
    #expect(transcript.lines.count == 2)
    #expect(transcript.wordsOverMusic == [])
  }

  @Test("The set ends with the work; ten seconds of rest that can be heard come after it")
  func rest() throws {
    let transcript = lesson(try plan())
    let done = try #require(
      transcript.score.events.first { $0.kind == .milestone(.setDone(2)) })
    #expect(transcript.frames(transcript.score.length - done.beat) >= .seconds(10))
    let rest = transcript.score.events.filter { event in
      if case .tone = event.kind { event.beat >= done.beat } else { false }
    }
    #expect(rest.contains { $0.beat == done.beat })
  }

  @Test("No harmony sounds under speech, and no words over anything", arguments: 1...10)
  func dry(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20 {
      let rate = Rational(Int.random(in: 400...4_000, using: &random), 10)
      let cueing: Cueing = Bool.random(using: &random) ? .metric : .patterned
      let plan = try plan(
        rate: rate, cueing: cueing, together: Bool.random(using: &random))
      let transcript = lesson(plan)
      #expect(transcript.wordsOverMusic == [])
      let tones = transcript.score.sorted().compactMap { event in
        if case .tone(let tone) = event.kind { (event.beat, event.beat + tone.length) } else { nil }
      }
      let speech = transcript.score.sorted().compactMap { event in
        if case .line = event.kind { event.beat } else { nil }
      }
      for from in speech {
        let to = from + Rational(plan.rhythm.beats)
        #expect(!tones.contains { $0.0 < to && from < $0.1 })
      }
    }
  }

  @Test(
    "What a phrase is planned to take it does not exceed", arguments: [40, 60, 97, 150, 200, 400])
  func planned(rate: Int) throws {
    for cueing in [Cueing.metric, .patterned] {
      for together in [false, true] {
        for count in 1...6 {
          let phrase = phrase("p", (0..<count).map { 200 * $0 }, words: Set(0..<count))
          let plan = try plan(phrase, rate: Rational(rate), cueing: cueing, together: together)
          let length = RhythmicSpeechCueing.length(plan, words: words)
          let most = RhythmicSpeechCueing.phraseSeconds(
            rate: Rational(rate), sentences: ["Good morning, how are you?"], words: words)
          #expect(length <= FrameCount.seconds(most))
        }
      }
    }
  }

  @Test("A rate that is not known yet is planned as a slow one")
  func unknown() {
    func seconds(_ rate: Rational?) -> Int {
      RhythmicSpeechCueing.phraseSeconds(rate: rate, sentences: [], words: words)
    }
    #expect(seconds(nil) > seconds(150))
  }

  @Test("One to twelve syllables are a phrase; none, or sixty, are not, and it says why")
  func faults() {
    func fault(_ count: Int) -> CueingFault? {
      CueingFault(phrase("p", (0..<count).map { 200 * $0 }))
    }
    #expect(fault(1) == nil && fault(12) == nil)
    #expect(fault(0) == .noSyllables)
    #expect(fault(13) == .tooLong(syllables: 13))
    #expect(
      fault(60)?.description
        == "a phrase of 60 syllables; expected 1 to 12 syllables, best 3 to 6, in letters of the "
        + "language")
    let long = phrase("p", (0..<60).map { 200 * $0 })
    let plan = RhythmicSpeechCueing.Plan(
      phrase: long, sentence: nil, habitualRate: 120, percent: 100, cueing: .metric,
      together: false, number: 1)
    #expect(plan == nil)
  }
}
