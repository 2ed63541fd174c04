// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Testing
import Timebase

private let words = CueWords(
  breatheIn: ["Deep breath in.", "Breathe in."], pause: ["Pause."],
  breatheOut: ["Pursed lips out."])

private func breaths(_ count: Int, done: Int = 0, pauseBeats: Int = 0) -> Transcript {
  Transcript(
    score: DeepBreaths.score(
      count: count, done: done, pauseBeats: pauseBeats, words: words, ordinary: "Breathe normally.",
      arrangement: .plain)
  )
}

@Suite("Deep breaths")
struct DeepBreathsTests {
  @Test("One deep breath, then ordinary breathing, and the same again")
  func phases() {
    #expect(
      breaths(2).phases == [
        "0:03.200 in 1", "0:06.400 out 1", "0:11.200 rest 1", "0:22.400 in 2", "0:25.600 out 2",
        "0:30.400 rest 2"
      ])
    #expect(breaths(2).length == "0:41.600")
  }

  @Test("Where it is allowed, a pause of a beat stands between in and out")
  func pause() {
    #expect(
      breaths(1, pauseBeats: 1).phases == [
        "0:03.200 in 1", "0:06.400 pause 1", "0:07.200 out 1", "0:12.000 rest 1"
      ])
  }

  @Test(
    "After each deep breath, the last one too, there are 10 s or more of ordinary breathing",
    arguments: 3...10, 0...2)
  func ordinaryBreathing(count: Int, pauseBeats: Int) {
    let transcript = breaths(count, pauseBeats: pauseBeats)
    let score = transcript.score
    var rests: [FrameCount] = []
    var resting: Rational?
    for event in score.sorted() {
      switch event.kind {
      case .phase(.rest, _): resting = event.beat
      case .phase(.in, _):
        if let start = resting { rests.append(transcript.frames(event.beat - start)) }
        resting = nil
      default: break
      }
    }
    if let start = resting { rests.append(transcript.frames(score.length - start)) }
    #expect(rests.count == count)
    #expect(rests.allSatisfy { $0 >= .seconds(10) })
  }

  @Test("No pause is longer than 3 s")
  func shortPause() {
    let transcript = breaths(1, pauseBeats: 2)
    #expect(transcript.phases[1...2] == ["0:06.400 pause 1", "0:08.000 out 1"])
  }

  @Test("The words of each breath end on its beats, and the ordinary breathing is said")
  func cues() {
    let transcript = breaths(2, pauseBeats: 1)
    #expect(
      transcript.cues == [
        "0:03.200 Deep breath in.", "0:07.200 Pursed lips out.", "0:23.200 Deep breath in.",
        "0:27.200 Pursed lips out."
      ])
    #expect(transcript.guidance == ["0:12.800 Breathe normally.", "0:32.800 Breathe normally."])
  }

  @Test("After a stop the rest of the breaths go on by their own numbers")
  func resumed() {
    let transcript = breaths(2, done: 3)
    #expect(
      transcript.phases.filter { $0.contains("in") } == ["0:03.200 in 4", "0:22.400 in 5"])
    #expect(
      transcript.sets == [
        "0:03.200 deep breaths 4 for 0:19.200", "0:22.400 deep breaths 5 for 0:19.200"
      ])
    #expect(
      transcript.milestones == [
        "0:03.200 began 4", "0:11.200 cued 4", "0:22.400 done 4", "0:22.400 began 5",
        "0:30.400 cued 5", "0:41.600 done 5"
      ])
  }

  @Test("What it is said to take is what it takes", arguments: 3...10, 0...2)
  func length(count: Int, pauseBeats: Int) {
    let transcript = breaths(count, pauseBeats: pauseBeats)
    #expect(
      DeepBreaths.length(count: count, pauseBeats: pauseBeats)
        == transcript.frames(transcript.score.length))
  }

  @Test("The lead-in is the end of the bar before: no beat of the exercise has its number twice")
  func beats() {
    let pulses = breaths(2).score.sorted().compactMap { event in
      if case .beat(let pulse) = event.kind { "\(pulse.bar).\(pulse.beat)" } else { nil }
    }
    let breath = { (bar: Int) in (1...10).map { "\(bar).\($0)" } }
    #expect(pulses == ["0.1", "0.2", "0.3", "0.4"] + breath(1) + ["1.23", "1.24"] + breath(2))
  }

  @Test("Ordinary breathing is not paced: no pulse, until two beats lead into the next breath")
  func unpaced() {
    let transcript = breaths(2)
    let score = transcript.score
    let pulses = score.sorted().compactMap { event in
      if case .beat = event.kind { transcript.frames(event.beat).milliseconds } else { nil }
    }
    #expect(pulses.filter { (11_200..<22_400).contains($0) } == [20_800, 21_600])
    #expect(pulses.filter { $0 >= 30_400 } == [])
  }
}
