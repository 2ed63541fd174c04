// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Testing
import Timebase

/// Presses so many milliseconds apart, the first at 0:10.000.
private func measured(_ intervals: Int...) -> OwnPaceMeasurement {
  var measurement = OwnPaceMeasurement()
  var time = SampleTime.zero + .seconds(10)
  measurement.press(at: time)
  for interval in intervals {
    time += .milliseconds(interval)
    measurement.press(at: time)
  }
  return measurement
}

private func isPace(_ result: OwnPaceMeasurement.Result, _ pace: Rational) -> Bool {
  result == .pace(pace)
}

@Suite("One's own pace from the switch")
struct OwnPaceMeasurementTests {
  @Test("Seven presses 4 s apart are 15 breaths a minute")
  func even() {
    let measurement = measured(4_000, 4_000, 4_000, 4_000, 4_000, 4_000)
    #expect(measurement.isComplete)
    #expect(isPace(measurement.result, 15))
  }

  @Test("Six presses are not the whole of it")
  func incomplete() {
    #expect(!measured(4_000, 4_000, 4_000, 4_000, 4_000).isComplete)
  }

  @Test("Of six intervals the median lies between the third and the fourth")
  func medianOfSix() {
    // 3.0 3.5 4.0 | 5.0 6.0 7.0 → 4.5 s.
    #expect(isPace(measured(7_000, 3_000, 5_000, 4_000, 6_000, 3_500).result, Rational(40, 3)))
  }

  @Test("Of five intervals the median is the third")
  func medianOfFive() {
    #expect(isPace(measured(3_000, 6_000, 4_000, 5_000, 4_800).result, Rational(25, 2)))
  }

  @Test("A breath of an odd number of frames keeps its half frame")
  func halfFrame() {
    var measurement = OwnPaceMeasurement()
    for time in [0, 192_000, 384_001, 576_001, 768_002] { measurement.press(at: SampleTime(time)) }
    // Intervals of 192,000 and 192,001 frames, two of each.
    #expect(isPace(measurement.result, Rational(2 * 60 * 48_000, 384_001)))
  }

  @Test("A double press of 1.4 s and a lull of 12.1 s are dropped, and four intervals are enough")
  func dropping() {
    #expect(isPace(measured(4_000, 1_400, 4_000, 12_100, 4_000, 4_000).result, 15))
  }

  @Test("1.5 s and 12 s are still breaths")
  func edges() {
    #expect(measured(1_500, 1_500, 1_500, 1_500).result == .outOfRange(40))
    #expect(measured(12_000, 12_000, 12_000, 12_000).result == .outOfRange(5))
  }

  @Test("Three intervals that are left are too few")
  func tooFew() {
    #expect(measured(4_000, 1_000, 4_000, 13_000, 4_000).result == .unclear)
    #expect(measured().result == .unclear)
  }

  @Test("No press at all is a skip, and nothing is said of anybody's breath")
  func skipped() {
    #expect(OwnPaceMeasurement().result == .skipped)
  }

  @Test("8 and 24 breaths a minute can be paced; a hair beyond cannot")
  func range() {
    #expect(isPace(measured(7_500, 7_500, 7_500, 7_500).result, 8))
    #expect(isPace(measured(2_500, 2_500, 2_500, 2_500).result, 24))
    #expect(
      measured(7_501, 7_501, 7_501, 7_501).result == .outOfRange(Rational(60_000, 7_501)))
    #expect(
      measured(2_499, 2_499, 2_499, 2_499).result == .outOfRange(Rational(60_000, 2_499)))
  }

  @Test("A press credited to a moment that is not later than the last one is not counted")
  func notLater() {
    var measurement = measured(4_000)
    measurement.press(at: .zero + .seconds(14))
    measurement.press(at: .zero + .seconds(3))
    #expect(measurement.closings == [.zero + .seconds(10), .zero + .seconds(14)])
  }
}
