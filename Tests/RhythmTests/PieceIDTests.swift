// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

struct PieceIDTests {
  @Test("There are twelve, numbered and named as the composer has them")
  func thereAreTwelve() {
    #expect(PieceID.allCases.map(\.rawValue) == Array(1...12))
    #expect(
      PieceID.allCases.map(\.name) == [
        "Morning", "Harbour", "Lantern", "Orchard", "Snow", "River", "Hills", "Evening", "Bells",
        "Meadow", "Letter", "Star"
      ])
  }

  @Test("None is heard on two days of any seven, and all come round")
  func noneIsHeardOn() {
    for first in -400...40_000 {
      let week = (first..<first + 7).map { PieceID.of(day: Day(number: $0)) }
      #expect(Set(week).count == 7)
    }
    #expect(Set((20_000..<20_012).map { PieceID.of(day: Day(number: $0)) }).count == 12)
  }

  @Test("Where no clock is set, the practised days count")
  func whereNoClockIs() {
    #expect(PieceID.of(count: 0) == .morning)
    for count in 0..<400 {
      #expect(Set((count..<count + 7).map { PieceID.of(count: $0) }).count == 7)
      #expect(PieceID.of(count: count) == PieceID.of(count: count + 12))
    }
  }
}
