// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Timebase

struct WallTimeTests {
  @Test("Days are counted from 1970, through leap years, and back")
  func dayNumbers() {
    #expect(Day(year: 1970, month: 1, day: 1)?.number == 0)
    #expect(Day(year: 2000, month: 3, day: 1)?.number == 11_017)
    #expect(Day(year: 2026, month: 11, day: 22)?.number == 20_779)
    #expect(Day(year: 1969, month: 12, day: 31)?.number == -1)
    for number in stride(from: -200_000, to: 200_000, by: 373) {
      let civil = Day(number: number).civil
      #expect(Day(year: civil.year, month: civil.month, day: civil.day)?.number == number)
    }
  }

  @Test(
    "There is no such day",
    arguments: [
      (2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0),
      (0, 1, 1), (10_000, 1, 1), (2026, -3, 5)
    ])
  func noSuchDay(year: Int, month: Int, day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }

  @Test("Leap days are days")
  func leapDays() {
    #expect(Day(year: 2028, month: 2, day: 29) != nil)
    #expect(Day(year: 2000, month: 2, day: 29) != nil)
  }

  @Test("A week begins on Monday, before 1970 too")
  func weekdays() {
    #expect(Day(number: 0).weekday == 3)
    #expect(Day(year: 2026, month: 11, day: 22)?.weekday == 6)
    #expect(Day(year: 2026, month: 11, day: 23)?.weekday == 0)
    #expect(Day(number: -3).weekday == 0)
    #expect(Day(number: -4).weekday == 6)
  }

  @Test("A wall time has its day and its minute")
  func dayAndMinute() {
    let evening = WallTime(seconds: 20_779 * 86_400 + 86_399, isSet: true)
    #expect(evening.day == Day(year: 2026, month: 11, day: 22))
    #expect(evening.minuteOfDay == 1_439)
    let before = WallTime(seconds: -1, isSet: false)
    #expect(before.day == Day(number: -1))
    #expect(before.minuteOfDay == 1_439)
    #expect(WallTime(seconds: -86_400, isSet: false).day == Day(number: -1))
  }

  @Test("Whole seconds of sound are added, and whether the clock was set is kept")
  func adding() {
    let noon = WallTime(seconds: 43_200, isSet: true)
    #expect(noon.adding(.seconds(90)) == WallTime(seconds: 43_290, isSet: true))
    #expect(noon.adding(FrameCount(47_999)) == noon)
    #expect(!WallTime(seconds: 0, isSet: false).adding(.seconds(1)).isSet)
  }
}
