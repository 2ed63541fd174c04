// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

struct BeatGridTests {
  /// The distance of a frame from its ideal in frames, in exact arithmetic: `start` whole
  /// frames and beats of 60 · 48,000 · `denominator` / `numerator` frames.
  private func isWithinHalf(
    _ frame: Int, beat: Int, start: Int, numerator: Int, denominator: Int
  ) -> Bool {
    let ideal = Int128(beat) * 2_880_000 * Int128(denominator)
    let error = Int128(frame - start) * Int128(numerator) - ideal
    return 2 * error.magnitude <= numerator.magnitude
  }

  @Test("At seeded tempi every beat of an hour is within half a frame")
  func atSeededTempiEvery() {
    var random = SeededGenerator(seed: 40_200)
    for _ in 0..<40 {
      let denominator = [1, 2, 3, 7, 10, 97, 1_000].randomElement(using: &random) ?? 1
      let numerator = Int.random(in: 40 * denominator...200 * denominator, using: &random)
      let start = Int.random(in: 0...1_000_000, using: &random)
      let section = Section(
        start: Rational(start), tempo: Tempo(numerator, denominator))
      let beats = numerator * 60 / denominator
      #expect(
        (0...beats).allSatisfy { beat in
          isWithinHalf(
            section.frame(ofBeat: Rational(beat)).frame, beat: beat, start: start,
            numerator: numerator, denominator: denominator)
        }, "\(numerator)/\(denominator)")
    }
  }

  @Test("Sections follow each other for an hour without losing anything")
  func sectionsFollowEachOther() {
    var random = SeededGenerator(seed: 97_3)
    for _ in 0..<8 {
      // Whole beats at n/10 a minute last 28,800,000/n frames: exact over the product of the n.
      var section = Section(start: 0, tempo: Tempo(75))
      var ideal = 0.0
      while section.start < Rational(3_600 * 48_000) {
        let beats = Int.random(in: 1...400, using: &random)
        for beat in [0, 1, beats / 2, beats - 1] {
          let exact = ideal + Double(beat) * section.tempo.framesPerBeat.double
          let frame = section.frame(ofBeat: Rational(beat)).frame
          // Double carries 2⁻²⁵ of a frame at an hour; the grid itself must be within a half.
          #expect(abs(Double(frame) - exact) <= 0.5 + 1e-6)
        }
        ideal += Double(beats) * section.tempo.framesPerBeat.double
        let tempo = Tempo(Int.random(in: 400...2_000, using: &random), 10)
        section = section.followed(after: Rational(beats), by: tempo)
        #expect(abs(section.start.double - ideal) < 1e-5)
      }
    }
  }

  @Test("A section may be entered at a part of a beat")
  func aSectionMayBe() {
    let section = Section(start: Rational(1, 3), tempo: Tempo(60))
    #expect(section.position(ofBeat: Rational(1, 2)) == Rational(24_000) + Rational(1, 3))
    #expect(section.frame(ofBeat: Rational(1, 2)) == SampleTime(24_000))
    let next = section.followed(after: Rational(3, 2), by: Tempo(120))
    #expect(next.start == Rational(72_000) + Rational(1, 3))
    #expect(next.position(ofBeat: 1) == Rational(96_000) + Rational(1, 3))
  }

  @Test("A length of time is covered by whole beats")
  func aLengthOfTime() {
    #expect(Tempo(60).beats(covering: .seconds(3)) == 3)
    #expect(Tempo(60).beats(covering: FrameCount(144_001)) == 4)
    #expect(Tempo(97).beats(covering: .seconds(60)) == 97)
    #expect(Tempo(75).framesPerBeat == 38_400)
  }

  @Test("A score plays by beat and keeps the order of what stands together")
  func aScorePlaysBy() {
    var score = Score(tempo: Tempo(60))
    score.add(.guidance("b"), at: 2)
    score.add(.cue(Cue(wordings: ["a", "b"], room: 1)), at: 1)
    var other = Score(tempo: Tempo(60))
    other.add(.guidance("c"), at: .zero)
    score.append(other.events, at: 1)
    #expect(score.sorted().map(\.beat) == [1, 1, 2])
    #expect(score.sayings.map(\.text) == ["a", "b", "c"])
  }
}
