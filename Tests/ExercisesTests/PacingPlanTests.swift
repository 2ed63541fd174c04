// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Testing
import Timebase

/// A plan from a baseline in thousandths of a breath a minute.
private func plan(_ baselineMilli: Int, floor: Int = 10) -> PacingPlan {
  PacingPlan(baseline: Rational(baselineMilli, 1_000), paceFloor: Rational(floor))
}

/// `2+3 at 75`.
private func notation(_ pace: Pace) -> String {
  "\(pace.pattern.inBeats)+\(pace.pattern.outBeats) at \(pace.tempo.beatsPerMinute)"
}

@Suite("The pacing plan")
struct PacingPlanTests {
  /// Baselines over the whole measurable range, and the floors a clinic may write.
  private static let plans = stride(from: 8_000, through: 24_000, by: 37).flatMap { baseline in
    (8...10).map { floor in plan(baseline, floor: floor) }
  }

  @Test(
    "Step 0 is one's own pace, with the breath out half as long again",
    arguments: [
      (8_000, "4+6 at 80"), (9_000, "4+6 at 90"), (12_000, "2+3 at 60"), (15_000, "2+3 at 75"),
      (18_000, "2+3 at 90"), (24_000, "2+3 at 120")
    ])
  func ownPace(baselineMilli: Int, expected: String) {
    #expect(notation(plan(baselineMilli).pace(step: 0)) == expected)
  }

  @Test("An uneven pace stays exact: 13.337 breaths a minute are 66.685 beats")
  func exact() {
    let pace = plan(13_337).pace(step: 0)
    #expect(pace.breathsPerMinute == Rational(13_337, 1_000))
    #expect(pace.tempo.beatsPerMinute == Rational(66_685, 1_000))
  }

  @Test(
    "Step 1 is the same pace with the breath out twice as long, at 16 breaths a minute or fewer",
    arguments: [
      (8_000, "4+8 at 96"), (10_000, "2+4 at 60"), (16_000, "2+4 at 96"),
      (20_000, "2+3 at 100")
    ])
  func longerOut(baselineMilli: Int, expected: String) {
    #expect(notation(plan(baselineMilli).pace(step: 1)) == expected)
  }

  @Test("Just over 16 breaths a minute, step 1 keeps the shorter breath out")
  func justTooFast() {
    let pace = plan(16_001).pace(step: 1)
    #expect(pace.pattern.outBeats * 2 == pace.pattern.inBeats * 3)
    #expect(pace.breathsPerMinute == Rational(16_001, 1_000))
  }

  @Test("Each later step is half a breath a minute slower, down to the floor")
  func slower() {
    let plan = plan(14_000)
    let paces = (1...10).map { plan.pace(step: $0).breathsPerMinute }
    #expect(
      paces == [
        14, Rational(27, 2), 13, Rational(25, 2), 12, Rational(23, 2), 11, Rational(21, 2),
        Rational(21, 2), Rational(21, 2)
      ])
    #expect(plan.lastStep == 8)
  }

  @Test(
    "The floor is three quarters of the baseline, 10 or the clinic's, and never above the baseline",
    arguments: [
      (20_000, 10, 15_000), (12_000, 10, 10_000), (12_000, 8, 9_000), (9_000, 10, 9_000),
      (9_000, 8, 8_000), (8_000, 10, 8_000), (8_000, 8, 8_000)
    ])
  func floor(baselineMilli: Int, paceFloor: Int, expectedMilli: Int) {
    let plan = plan(baselineMilli, floor: paceFloor)
    #expect(plan.floor == Rational(expectedMilli, 1_000))
    #expect(plan.pace(step: 1_000).breathsPerMinute == Rational(expectedMilli, 1_000))
  }

  @Test("Where the baseline is the floor, the last step is the longer breath out")
  func noRoom() {
    #expect(plan(9_000).lastStep == 1)
  }

  @Test("A step the diary cannot have is the nearest there is")
  func outside() {
    let plan = plan(15_000)
    #expect(plan.pace(step: -3) == plan.pace(step: 0))
    #expect(plan.pace(step: 99) == plan.pace(step: plan.lastStep))
  }

  @Test("No step of any plan is faster than its baseline, slower than its floor, or a leap")
  func everyPlanIsGentle() {
    var faults: [String] = []
    for plan in Self.plans {
      var before = plan.pace(step: 0).breathsPerMinute
      for step in 0...plan.lastStep + 1 {
        let pace = plan.pace(step: step).breathsPerMinute
        let isGentle =
          pace <= plan.baseline && pace >= plan.floor && pace <= before
          && before - pace <= Rational(1, 2)
        if !isGentle { faults.append("\(plan.baseline), step \(step): \(pace) after \(before)") }
        before = pace
      }
      if before != plan.floor { faults.append("\(plan.baseline) never comes to its floor") }
    }
    #expect(faults == [])
  }

  @Test("Inner beats are always 40 to 120 a minute, and 60 to 90 wherever a division gives that")
  func everyPlanCanBeFollowed() {
    let best: ClosedRange<Rational> = 60...90
    var faults: [String] = []
    for plan in Self.plans {
      for step in 0...plan.lastStep {
        let pace = plan.pace(step: step)
        let tempo = pace.tempo.beatsPerMinute
        let beats = pace.pattern.beats
        let otherBeats = pace.pattern.inBeats == 2 ? 2 * beats : beats / 2
        let other = pace.breathsPerMinute * Rational(otherBeats)
        let isBest = best.contains(tempo) || !best.contains(other)
        if tempo < 40 || tempo > 120 || !isBest {
          faults.append("\(plan.baseline), step \(step): \(notation(pace))")
        }
      }
    }
    #expect(faults == [])
  }

  @Test("The breath out is twice as long only from step 1 on, at 16 breaths a minute or fewer")
  func everyRatio() {
    var faults: [String] = []
    for plan in Self.plans {
      for step in 0...plan.lastStep {
        let pace = plan.pace(step: step)
        let isLong = pace.pattern.outBeats == 2 * pace.pattern.inBeats
        if isLong != (step >= 1 && pace.breathsPerMinute <= 16) || pace.pattern.pauseBeats != 0 {
          faults.append("\(plan.baseline), step \(step): \(notation(pace))")
        }
      }
    }
    #expect(faults == [])
  }

  @Test("Unmeasured, 2 + 3 beats at 75 make 15 breaths a minute")
  func unmeasured() {
    #expect(notation(.unmeasured) == "2+3 at 75")
    #expect(Pace.unmeasured.breathsPerMinute == 15)
  }
}
