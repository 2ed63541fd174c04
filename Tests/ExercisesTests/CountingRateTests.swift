// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Testing
import Timebase

/// Presses at these milliseconds.
private func measured(_ milliseconds: Int...) -> CountingRate {
  var rate = CountingRate()
  for time in milliseconds { _ = rate.press(at: SampleTime.zero + .milliseconds(time)) }
  return rate
}

@Suite("The rate of speech, by counting aloud")
struct CountingRateTests {
  @Test("Three counts, and the median of their lengths is the rate")
  func median() {
    // 8 s, 6 s and 10 s for 20 syllables: 8 s is the middle.
    let rate = measured(1_000, 9_000, 15_000, 21_000, 30_000, 40_000)
    #expect(rate.isComplete && rate.countsDone == 3)
    #expect(rate.result(syllables: 20) == .rate(150))
  }

  @Test("An uneven rate stays exact")
  func exact() {
    let rate = measured(0, 7_000, 10_000, 17_000, 20_000, 27_000)
    #expect(rate.result(syllables: 10) == .rate(Rational(600, 7)))
  }

  @Test("Three short counts are less than 15 s in all: a fourth is asked for, and a fifth at most")
  func more() {
    var rate = measured(0, 4_000, 10_000, 14_000, 20_000, 24_000)
    #expect(!rate.isComplete && rate.countsDone == 3)
    #expect(rate.result(syllables: 10) == .unclear)
    let beginning = rate.press(at: SampleTime.zero + .seconds(30))
    let end = rate.press(at: SampleTime.zero + .seconds(34))
    #expect(beginning && end)
    #expect(rate.isComplete && rate.countsDone == 4)
    #expect(rate.result(syllables: 10) == .rate(150))
    #expect(
      measured(0, 3_000, 5_000, 8_000, 10_000, 13_000, 15_000, 18_000, 20_000, 23_000)
        .isComplete)
  }

  @Test("A bounce at the beginning or the end, or a second press at once, is no count")
  func bounce() {
    let rate = measured(
      0, 200, 8_000, 8_300, 12_000, 20_000, 24_000, 26_900, 32_000)
    #expect(rate.countsDone == 3)
    #expect(rate.result(syllables: 20) == .rate(150))
  }

  @Test("A count whose end was forgotten begins anew")
  func forgotten() {
    let rate = measured(0, 61_000, 69_000, 75_000, 83_000, 90_000, 98_000)
    #expect(rate.countsDone == 3)
    #expect(rate.result(syllables: 20) == .rate(150))
  }

  @Test("After the last count a press changes nothing")
  func over() {
    var rate = measured(1_000, 9_000, 15_000, 21_000, 30_000, 40_000)
    let before = rate
    let late = rate.press(at: SampleTime.zero + .seconds(50))
    #expect(!late)
    #expect(rate == before)
  }

  @Test("No press skips it; one press, or two counts, are too few")
  func few() {
    #expect(measured().result(syllables: 20) == .skipped)
    #expect(measured(1_000).result(syllables: 20) == .unclear)
    #expect(measured(1_000).isCounting)
    #expect(measured(0, 20_000, 30_000, 50_000).result(syllables: 20) == .unclear)
  }

  @Test(
    "A rate that nobody speaks at is unclear",
    arguments: [(3, false), (4, true), (40, true), (41, false)])
  func implausible(syllables: Int, isPlausible: Bool) {
    // Six seconds: four syllables are 40 a minute, forty are 400.
    let rate = measured(0, 6_000, 10_000, 16_000, 20_000, 26_000)
    #expect((rate.result(syllables: syllables) != .unclear) == isPlausible)
  }

  @Test("Presses that come too late or out of order never crash or count twice", arguments: 1...10)
  func anyPresses(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      var rate = CountingRate()
      var time = SampleTime.zero
      for _ in 0..<Int.random(in: 0...30, using: &random) {
        time += .milliseconds(Int.random(in: -500...70_000, using: &random))
        _ = rate.press(at: time)
      }
      #expect(rate.countsDone <= 5)
      #expect(rate.counts.allSatisfy { $0 >= .seconds(3) && $0 <= .seconds(60) })
      if case .rate(let result) = rate.result(syllables: 20) {
        #expect(result >= Rational(40) && result <= Rational(400))
      }
    }
  }
}
