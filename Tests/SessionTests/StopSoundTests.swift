// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Testing
import Timebase

/// A press while the music plays: what is heard of it, sample by sample.
@Suite("The sound of a stop")
struct StopSoundTests {
  /// −40 dBFS.
  private static let click = 328

  /// Milliseconds after the first beat: on it, in the listened breaths, under words, at phases'
  /// ends and far inside.
  static let moments = [
    0, 1, 799, 1_570, 4_001, 7_300, 9_590, 12_345, 33_333, 61_700, 120_010, 179_900
  ]

  @Test("Closed for 30 ms: silent 28 ms after the decision, without a click", arguments: moments)
  func silence(milliseconds: Int) throws {
    var (studio, firstBeat) = try Studio.exercise()
    // press at 0:00.000 → decision at 0:00.030 → silent by 0:00.058
    let closing = firstBeat + .milliseconds(milliseconds)
    let decision = closing + .milliseconds(30)
    studio.run(until: closing)
    studio.forgetSound(before: closing - .milliseconds(100))
    var unstopped = studio
    studio.press(at: closing, milliseconds: 60)

    let from = closing - .milliseconds(100)
    let change = decision + studio.conductor.latency
    let silent = decision + FrameCount(1_344)
    let sound = studio.listen(from: from, to: silent + .milliseconds(200))
    let music = unstopped.listen(from: from, to: silent + .milliseconds(200))
    func frames(_ samples: [Int16], _ start: SampleTime, _ end: SampleTime) -> [Int16] {
      Array(samples[2 * (start - from).value..<2 * (end - from).value])
    }

    // Until the change nothing is different; then it only becomes less, and is nothing.
    #expect(frames(sound, from, change) == frames(music, from, change))
    let ramp = frames(sound, change - FrameCount(1), silent)
    let own = frames(music, change - FrameCount(1), silent)
    #expect(ramp.steepest <= max(Self.click, own.steepest))
    #expect(frames(sound, silent, silent + .milliseconds(200)) == tick(.milliseconds(200)))
    #expect(
      studio.timeline.contains(TimelineEvent(frame: decision, kind: .stopped(silent: silent))))
  }

  /// The tick alone.
  private func tick(_ length: FrameCount) -> [Int16] {
    var mixer = Mixer()
    mixer.play(.stopTick, at: .zero)
    var samples = [Int16](repeating: 0, count: 2 * length.value)
    samples.withUnsafeMutableBufferPointer { mixer.render(from: .zero, into: $0) }
    return samples
  }

  @Test("After the tick there are five seconds of exactly nothing, also where somebody presses")
  func nothing() throws {
    for presses in [false, true] {
      var (studio, firstBeat) = try Studio.exercise()
      let closing = firstBeat + .seconds(20)
      studio.press(at: closing)
      if presses { studio.press(at: closing + .seconds(2)) }
      let end = closing + .milliseconds(58) + SmallSound.stopTick.length
      _ = studio.listen(from: closing, to: end)
      let silence = studio.listen(from: end, to: end + .seconds(5))
      #expect(silence.peak == 0)
      try studio.run(to: .list)
      let words = studio.listen(from: end + .seconds(5), to: end + .seconds(8))
      #expect(words.peak > 0)
      #expect(studio.words.first { $0.start > end }?.text == "Breathe normally.")
    }
  }

  @Test("A stop under the words before the first breath ends them the same way")
  func introduction() throws {
    var studio = try Studio.waiting()
    studio.press(at: studio.now + .seconds(1))
    let words = Files.english.prompt(.exerciseBreathingName)[0]
    let began = try studio.run(
      toFirst: { if case .speech(words, _, _, _) = $0 { true } else { false } })
    let closing = began + .seconds(3)
    studio.press(at: closing)
    let silent = closing + .milliseconds(58)
    #expect(studio.listen(from: closing - .seconds(1), to: closing).peak > 0)
    let after = studio.listen(from: silent, to: silent + .seconds(2))
    #expect(Array(after.prefix(2 * 9_600)) == tick(.milliseconds(200)))
    #expect(after.dropFirst(2 * 9_600).allSatisfy { $0 == 0 })
    #expect(studio.timeline.contains { if case .speechCut = $0.kind { true } else { false } })
  }

  @Test("A stop in the rest, and one in listening, are as quick")
  func calmMusic() throws {
    var resting = try Studio.exercise().studio
    try resting.run(to: .rest)
    var listening = try Studio.waiting(.usual(nil))
    listening.press(at: listening.now + .seconds(1))
    try listening.run(to: .listening)
    for var studio in [resting, listening] {
      let closing = studio.now + .milliseconds(30_500)
      studio.press(at: closing)
      #expect(studio.listen(from: closing - .seconds(1), to: closing).peak > 0)
      let silent = closing + .milliseconds(58)
      let after = studio.listen(from: silent, to: silent + .milliseconds(200))
      #expect(after == tick(.milliseconds(200)))
    }
  }

  /// What is sung, spoken and played beside the breathing music.
  enum Sounding: String, CaseIterable {
    case voiceExercises, song, sungLines, speech, ownMusic, closing

    /// In the middle of it.
    func studio() throws -> Studio {
      let rate = ["habitual rate: 180"]
      switch self {
      case .voiceExercises: return try begun(.only("oral motor"), after: 12)
      case .song: return try begun(.only("singing"), after: 12)
      case .sungLines:
        var studio = try Studio.waiting(.only("singing", caregiver: ["sung guide: yes"]))
        studio.press(at: studio.now + .seconds(1))
        studio.run(until: studio.now + .seconds(2))
        try studio.run(toFirst: { if case .syllable = $0 { true } else { false } })
        studio.run(until: studio.now + .milliseconds(1_700))
        return studio
      case .speech:
        var studio = try Studio.waiting(.only("speech cueing", clinic: rate))
        studio.press(at: studio.now + .seconds(1))
        studio.run(until: studio.now + .seconds(2))
        try studio.run(toFirst: { if case .syllable = $0 { true } else { false } })
        studio.run(until: studio.now + .milliseconds(700))
        return studio
      case .ownMusic:
        var studio = try Studio.waiting(.usual(nil, repertoire: .ownMusic))
        studio.press(at: studio.now + .seconds(1))
        studio.run(until: studio.now + .seconds(2))
        // The second item is being said.
        try studio.run(
          toFirst: { if case .speech("Your own music.", _, _, _) = $0 { true } else { false } })
        studio.press(at: studio.now + .seconds(1))
        studio.run(until: studio.now + .seconds(2))
        try studio.run(toFirst: { if case .music = $0 { true } else { false } })
        studio.run(until: studio.now + .seconds(20))
        return studio
      case .closing:
        var studio = try Studio.waiting(.usual(caregiver: ["session: short"]))
        studio.press(at: studio.now + .seconds(1))
        studio.run(until: studio.now + .seconds(2))
        try studio.run(toFirst: { $0 == .state(.listening) })
        studio.run(until: studio.now + .seconds(15))
        return studio
      }
    }

    /// So many seconds after its first beat.
    private func begun(_ facts: Facts, after seconds: Int) throws -> Studio {
      var (studio, firstBeat) = try Studio.exercise(facts)
      studio.run(until: firstBeat + .seconds(seconds))
      return studio
    }
  }

  @Test(
    "Songs, sung lines, spoken phrases and one's own music are as quick",
    arguments: Sounding.allCases)
  func others(_ sounding: Sounding) throws {
    var studio = try sounding.studio()
    let closing = studio.now
    studio.forgetSound(before: closing - .milliseconds(100))
    studio.press(at: closing)
    let silent = closing + .milliseconds(58)
    let before = studio.listen(from: closing - .milliseconds(100), to: closing)
    #expect(before.peak > 0)
    let ramp = studio.listen(from: closing, to: silent)
    #expect(ramp.suffix(2 * 384).map { $0 }.steepest <= max(Self.click, before.steepest))
    let after = studio.listen(from: silent, to: silent + .seconds(4))
    #expect(Array(after.prefix(2 * 9_600)) == tick(.milliseconds(200)))
    #expect(after.dropFirst(2 * 9_600).allSatisfy { $0 == 0 })
    #expect(studio.state == .stopped)
    // Nothing of it is told as heard after the stop.
    let late = studio.timeline.filter { event in
      guard event.frame >= silent else { return false }
      switch event.kind {
      case .beat, .note, .speech, .syllable, .exercise, .music: return true
      default: return false
      }
    }
    #expect(late == [])
  }

  @Test("A closure of 29 ms stops nothing, and has its own small sound")
  func tooShort() throws {
    var (studio, firstBeat) = try Studio.exercise()
    let closing = firstBeat + .seconds(20)
    studio.press(at: closing, milliseconds: 29)
    studio.run(until: closing + .seconds(1))
    #expect(studio.state == .exercise)
    #expect(studio.answers.last?.outcome == .ignored)
    #expect(studio.answers.last?.at == closing + .milliseconds(29))
  }

  @Test("Beats, phases, notes and words that were on their way are not told as heard")
  func withdrawn() throws {
    var (studio, firstBeat) = try Studio.exercise()
    for milliseconds in [20_000, 20_795] {
      var stopped = studio
      let closing = firstBeat + .milliseconds(milliseconds)
      stopped.press(at: closing)
      stopped.run(until: closing + .seconds(5))
      let change = closing + .milliseconds(30) + stopped.conductor.latency
      let late = stopped.timeline.filter { event in
        guard event.frame >= change else { return false }
        switch event.kind {
        case .beat, .phase, .note, .speech, .exercise: return true
        default: return false
        }
      }
      #expect(late == [])
    }
    studio.run(until: firstBeat + .seconds(25))
    #expect(studio.state == .exercise)
  }
}
