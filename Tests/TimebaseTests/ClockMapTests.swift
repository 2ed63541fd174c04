// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Timebase

struct ClockMapTests {
  private static let second: UInt64 = 1_000_000_000

  private func map(frame: Int = 48_000, at nanoseconds: UInt64 = 10_000_000_000) -> ClockMap {
    ClockMap(ClockMap.Pair(frame: SampleTime(frame), nanoseconds: nanoseconds))
  }

  @Test("Between observations time runs at 48,000 frames a second, both ways")
  func nominalRate() {
    let map = map()
    #expect(map.frame(at: 10 * Self.second) == SampleTime(48_000))
    #expect(map.frame(at: 11 * Self.second) == SampleTime(96_000))
    #expect(map.frame(at: 9 * Self.second) == .zero)
    #expect(map.frame(at: 8 * Self.second) == SampleTime(-48_000))
    #expect(map.frame(at: 10 * Self.second + 62_500) == SampleTime(48_003))
  }

  @Test("A frame begins at its nanosecond and not one before it")
  func firstNanosecond() {
    let map = map()
    for frame in (47_990...48_010).map({ SampleTime($0) }) + [SampleTime(1), SampleTime(9_999_999)]
    {
      let nanoseconds = map.nanoseconds(of: frame)
      #expect(map.frame(at: nanoseconds) == frame)
      #expect(map.frame(at: nanoseconds - 1) == frame - FrameCount(1))
    }
  }

  @Test("A frame from before the clock began is at its beginning")
  func beforeTheClock() {
    #expect(map(frame: 48_000, at: 1_000).nanoseconds(of: .zero) == 0)
  }

  @Test("An observation pulls the map an eighth of the way")
  func leans() {
    var map = map()
    map.observe(ClockMap.Pair(frame: SampleTime(96_080), nanoseconds: 11 * Self.second))
    #expect(map.frame(at: 11 * Self.second) == SampleTime(96_010))
    map.observe(ClockMap.Pair(frame: SampleTime(96_010 - 160), nanoseconds: 11 * Self.second))
    #expect(map.frame(at: 11 * Self.second) == SampleTime(95_990))
  }

  @Test("A jitter of a period settles on the true frame")
  func settles() {
    var map = map(frame: 300, at: 0)
    for index in 1...400 {
      let jitter = index % 2 == 0 ? 120 : -120
      map.observe(
        ClockMap.Pair(
          frame: SampleTime(index * 240 + jitter), nanoseconds: UInt64(index) * 5_000_000))
    }
    #expect(abs(map.frame(at: 2 * Self.second).frame - 96_000) < 40)
  }

  @Test("A disagreement of more than 50 ms moves the map at once, either way")
  func jumps() {
    var map = map()
    map.observe(ClockMap.Pair(frame: SampleTime(200_000), nanoseconds: 11 * Self.second))
    #expect(map.frame(at: 11 * Self.second) == SampleTime(200_000))
    map.observe(ClockMap.Pair(frame: SampleTime(100_000), nanoseconds: 11 * Self.second))
    #expect(map.frame(at: 11 * Self.second) == SampleTime(100_000))
  }

  @Test("An observation from the past changes nothing")
  func ignoresThePast() {
    var map = map()
    let before = map
    map.observe(ClockMap.Pair(frame: .zero, nanoseconds: 9 * Self.second + 999_999_999))
    #expect(map == before)
  }

  @Test("The advancing frame never goes back, whatever is observed")
  func neverBackwards() {
    var map = map()
    #expect(map.advance(to: 12 * Self.second) == SampleTime(144_000))
    map.observe(ClockMap.Pair(frame: SampleTime(60_000), nanoseconds: 12 * Self.second))
    #expect(map.frame(at: 12 * Self.second) == SampleTime(60_000))
    #expect(map.advance(to: 12 * Self.second) == SampleTime(144_000))
    #expect(map.advance(to: 13 * Self.second) == SampleTime(144_000))
    #expect(map.advance(to: 14 * Self.second) == SampleTime(156_000))
  }
}
