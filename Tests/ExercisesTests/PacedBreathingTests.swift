// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Testing
import Timebase

private let words = CueWords(
  breatheIn: ["Breathe in.", "In."], pause: ["Pause."], breatheOut: ["Pursed lips out.", "Out."])

private func pace(_ inBeats: Int, _ pauseBeats: Int, _ outBeats: Int, at tempo: Int) -> Pace {
  Pace(
    pattern: BreathPattern(inBeats: inBeats, pauseBeats: pauseBeats, outBeats: outBeats),
    tempo: Tempo(tempo))
}

private func block(_ pace: Pace = .unmeasured, seconds: Int = 180) -> Transcript {
  Transcript(
    score: PacedBreathing.block(pace, seconds: seconds, set: 1, words: words, arrangement: .plain))
}

@Suite("A block of paced breathing")
struct PacedBreathingTests {
  @Test("The loudness of today's piece, with its layers, is made up for")
  func trim() {
    let words = CueWords(breatheIn: [], pause: [], breatheOut: [])
    func trims(_ layers: Int) -> [String?] {
      let arrangement = BreathArrangement(piece: .snow, layers: layers, seed: 0)
      let block = PacedBreathing.block(
        .unmeasured, seconds: 60, set: 1, words: words, arrangement: arrangement)
      let deep = DeepBreaths.score(
        count: 1, done: 0, pauseBeats: 0, words: words, ordinary: "", arrangement: arrangement)
      return [block.trim, deep.trim]
    }
    #expect(trims(3) == ["piece.snow.3", "piece.snow.3"])
    #expect(trims(9) == ["piece.snow.5", "piece.snow.5"])
    #expect(trims(0) == ["piece.snow.1", "piece.snow.1"])
  }

  @Test("A bar is a breath: in on its bar line, out after the beats of in")
  func phases() {
    #expect(
      block().phases.prefix(4) == [
        "0:00.000 in 1", "0:01.600 out 1", "0:04.000 in 2", "0:05.600 out 2"
      ])
    #expect(
      block(pace(2, 1, 3, at: 75)).phases.prefix(4) == [
        "0:00.000 in 1", "0:01.600 pause 1", "0:02.400 out 1", "0:04.800 in 2"
      ])
  }

  @Test("Two whole breaths are only listened to; the first words end on the third breath in")
  func listening() {
    #expect(block().cues.first == "0:08.000 Breathe in.")
  }

  @Test("In the next four breaths every phase has its word, ending on its first beat")
  func worded() {
    #expect(
      block().cues.prefix(8) == [
        "0:08.000 Breathe in.", "0:09.600 Pursed lips out.", "0:12.000 Breathe in.",
        "0:13.600 Pursed lips out.", "0:16.000 Breathe in.", "0:17.600 Pursed lips out.",
        "0:20.000 Breathe in.", "0:21.600 Pursed lips out."
      ])
  }

  @Test("A pause of one beat is left to the music; one of two beats has its word")
  func pause() {
    #expect(
      block(pace(2, 1, 3, at: 75)).cues.prefix(3) == [
        "0:09.600 Breathe in.", "0:12.000 Pursed lips out.", "0:14.400 Breathe in."
      ])
    #expect(
      block(pace(2, 2, 3, at: 75)).cues.prefix(3) == [
        "0:11.200 Breathe in.", "0:12.800 Pause.", "0:14.400 Pursed lips out."
      ])
  }

  @Test("Then the words thin out: every second breath, later every eighth")
  func thinning() {
    let score = block().score
    let bar = Rational(5)
    let worded = (1...45).filter { cycle in
      score.events.contains { event in
        if case .cue = event.kind { event.beat == bar * Rational(cycle - 1) } else { false }
      }
    }
    #expect(worded == [3, 4, 5, 6, 8, 10, 12, 14, 18, 26, 34, 42])
  }

  @Test("A word has the time since the last one as its room, so that no two meet", arguments: 0...2)
  func room(pauseBeats: Int) {
    let block = block(pace(2, pauseBeats, 4, at: 70))
    let cues = block.score.sorted().compactMap { event in
      if case .cue(let cue) = event.kind { (beat: event.beat, room: cue.room) } else { nil }
    }
    for (before, cue) in zip(cues, cues.dropFirst()) {
      #expect(cue.beat - cue.room >= before.beat)
      #expect(cue.room > 0)
    }
    // The first word of all ends on the third bar line and begins in the breath out before it.
    #expect(cues[0].room == 4)
  }

  @Test("A block of 180 s at 15 breaths a minute has 45 breaths, and 43 of them are led")
  func milestones() {
    let block = block()
    #expect(block.length == "3:00.000")
    #expect(block.sets == ["0:00.000 paced breathing 1 for 3:00.000"])
    #expect(block.milestones.first == "0:00.000 began 1")
    #expect(block.milestones[1] == "0:12.000 cued 3")
    #expect(block.milestones.suffix(2) == ["3:00.000 cued 45", "3:00.000 done 1"])
    #expect(block.milestones.count == 45)
  }

  @Test("A block ends with the last whole breath inside its seconds")
  func ceiling() {
    // A breath of 7 s: 25 of them are 175 s.
    let block = block(pace(2, 1, 4, at: 60))
    #expect(block.length == "2:55.000")
    #expect(block.phases.last == "2:51.000 out 25")
  }

  @Test(
    "No block is shorter than a minute or longer than five, whatever it is asked for",
    arguments: [
      (0, "1:00.000"), (59, "1:00.000"), (60, "1:00.000"), (300, "5:00.000"), (999, "5:00.000")
    ])
  func hardRange(seconds: Int, length: String) {
    #expect(block(seconds: seconds).length == length)
  }

  @Test("Every block is of whole breaths, 60 to 300 s, and inside what it was given")
  func everyBlock() {
    var faults: [String] = []
    for baseline in stride(from: 8_000, through: 24_000, by: 1_111) {
      let plan = PacingPlan(baseline: Rational(baseline, 1_000), paceFloor: 8)
      for step in 0...plan.lastStep {
        for seconds in [60, 61, 66, 100, 165, 180, 240, 300] {
          let pace = plan.pace(step: step)
          let score = PacedBreathing.block(
            pace, seconds: seconds, set: 1, words: words, arrangement: .plain)
          let breaths = score.length / Rational(pace.pattern.beats)
          let length = score.length * score.tempo.framesPerBeat / Rational(48_000)
          // One breath more only where there would be less than a minute.
          let most = max(Rational(seconds), Rational(60) + pace.framesPerBreath / Rational(48_000))
          if breaths != Rational(breaths.floor) || length < 60 || length > 300 || length > most {
            faults.append("\(baseline), step \(step), \(seconds) s: \(length.double) s")
          }
        }
      }
    }
    #expect(faults == [])
  }

  @Test("Every beat of every breath is there once, numbered within its bar")
  func beats() {
    let pulses = block().score.sorted().compactMap { event in
      if case .beat(let pulse) = event.kind { "\(pulse.bar).\(pulse.beat)" } else { nil }
    }
    #expect(pulses == (1...45).flatMap { bar in (1...5).map { "\(bar).\($0)" } })
  }
}
