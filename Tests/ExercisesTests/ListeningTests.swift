// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Testing
import Timebase

@Suite("Listening and rest")
struct ListeningTests {
  @Test("Listening is three minutes with its sentences spread over them, in order")
  func guidance() {
    let transcript = Transcript(score: Listening.score(sentences: ["One.", "Two.", "Three."]))
    #expect(transcript.length == "3:00.000")
    #expect(transcript.guidance == ["0:10.000 One.", "1:27.000 Two.", "2:44.000 Three."])
  }

  @Test("One sentence, or none, is fine", arguments: 0...1)
  func fewSentences(count: Int) {
    let sentences = Array(repeating: "Let your head rest.", count: count)
    let transcript = Transcript(score: Listening.score(sentences: sentences))
    #expect(transcript.guidance == sentences.map { "0:10.000 \($0)" })
  }

  @Test("Nothing is asked for: no beat, no phase, no cue, no set to be counted")
  func nothingToDo() {
    let score = Listening.score(sentences: ["One."])
    let asks = score.events.filter { event in
      switch event.kind {
      case .beat, .phase, .cue, .set: true
      case .tone, .sound, .guidance, .line, .track, .milestone: false
      }
    }
    #expect(asks == [])
  }

  @Test(
    "It lasts three to nine minutes, and the words are over before the music closes",
    arguments: [(60, 180), (180, 180), (400, 400), (540, 540), (900, 540)])
  func length(asked: Int, expected: Int) {
    let sentences = (1...10).map { "Sentence \($0)." }
    let transcript = Transcript(score: Listening.score(sentences: sentences, seconds: asked))
    #expect(transcript.frames(transcript.score.length) == FrameCount.seconds(expected))
    #expect(transcript.guidance.count == 10)
    let last = transcript.score.sorted().last { event in
      if case .guidance = event.kind { true } else { false }
    }
    #expect(last?.beat == Rational(expected - 16))
  }

  @Test("The same seed gives the same music, and over the days there is other music")
  func seeds() {
    let scores = (0..<4).map { Listening.score(sentences: [], seed: $0) }
    #expect(scores[1] == Listening.score(sentences: [], seed: 1))
    #expect(Set(scores).count > 1)
  }

  @Test("Every tone has come to its release six seconds before the end", arguments: [180, 540])
  func fading(seconds: Int) {
    let score = Listening.score(sentences: [], seconds: seconds)
    let ends = score.events.compactMap { event in
      if case .tone(let tone) = event.kind { event.beat + tone.length } else { nil }
    }
    #expect(ends.max() == Rational(seconds - 6))
  }

  @Test(
    "The closing music has as many sentences as have room in it",
    arguments: [(10, 15, 1), (30, 30, 1), (60, 60, 5), (120, 120, 10), (400, 180, 10)])
  func closing(asked: Int, expected: Int, count: Int) {
    let sentences = (1...10).map { "Sentence \($0)." }
    let transcript = Transcript(score: Listening.closing(seconds: asked, sentences: sentences))
    #expect(transcript.frames(transcript.score.length) == FrameCount.seconds(expected))
    #expect(transcript.guidance.count == count)
    #expect(transcript.milestones.map { $0.dropFirst(9) } == ["done 1"])
  }

  @Test(
    "Own music plays whole, or fades out after nine minutes; a short piece fades over its halves",
    arguments: [(200_000, 200_000, 3_000), (900_000, 540_000, 3_000), (4_000, 4_000, 2_000)])
  func ownMusic(milliseconds: Int, expected: Int, fade: Int) {
    let score = Listening.ownMusic("waltz", frames: .milliseconds(milliseconds))
    let length = Rational(expected, 1_000)
    let track = Track(id: "waltz", length: length, fade: Rational(fade, 1_000))
    #expect(score.length == length)
    #expect(score.events.map(\.kind) == [.track(track), .milestone(.setDone(1))])
  }

  @Test("A piece of no length is over at once")
  func noMusic() {
    #expect(Listening.ownMusic("nothing", frames: FrameCount(-1)).length == Rational.zero)
  }

  @Test("To settle there are sixteen seconds of quiet music with two sentences")
  func settling() {
    let transcript = Transcript(score: Settling.score(sentences: ["One.", "Two.", "Three."]))
    #expect(transcript.length == "0:16.000")
    #expect(transcript.guidance == ["0:04.000 One.", "0:10.000 Two."])
    #expect(transcript.sets == [] && transcript.pulses == [])
  }

  @Test(
    "A rest lasts as long as it should and ticks every ten seconds",
    arguments: [
      (30, ["0:10.000", "0:20.000"]), (45, ["0:10.000", "0:20.000", "0:30.000", "0:40.000"]),
      (10, []), (1, [])
    ])
  func rest(seconds: Int, ticks: [String]) {
    let transcript = Transcript(score: Rest.score(seconds: seconds))
    #expect(transcript.frames(transcript.score.length) == .seconds(seconds))
    #expect(transcript.times(of: .restTick) == ticks)
  }

  @Test("A rest can be heard from its beginning to its end", arguments: [30, 60, 90, 300])
  func audibleRest(seconds: Int) {
    let score = Rest.score(seconds: seconds)
    // The release of the last chord takes the six seconds that are left.
    for second in 0..<(seconds - 6) {
      let sounds = score.events.contains { event in
        guard case .tone(let tone) = event.kind else { return false }
        return event.beat <= Rational(second) && event.beat + tone.length > Rational(second)
      }
      #expect(sounds, "silence at second \(second)")
    }
  }
}
