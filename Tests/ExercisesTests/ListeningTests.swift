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
      case .tone, .sound, .guidance, .milestone: false
      }
    }
    #expect(asks == [])
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
