// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Timebase

struct SampleTimeTests {
  @Test("A second is 48,000 frames and a millisecond 48")
  func units() {
    #expect(FrameCount.seconds(2).value == 96_000)
    #expect(FrameCount.milliseconds(20).value == 960)
    #expect(FrameCount(1_007).milliseconds == 20)
    #expect(FrameCount(71_999).roundedSeconds == 1)
    #expect(FrameCount(72_000).roundedSeconds == 2)
  }

  @Test("Points and lengths of time add up")
  func arithmetic() {
    let start = SampleTime(1_000)
    #expect(start + .milliseconds(1) == SampleTime(1_048))
    #expect(start - .milliseconds(1) == SampleTime(952))
    #expect(SampleTime(400) - start == FrameCount(-600))
    #expect(FrameCount(3) * 4 - FrameCount(2) + FrameCount(1) == FrameCount(11))
    var time = SampleTime.zero
    time += .seconds(1)
    var length = FrameCount.zero
    length += FrameCount(5)
    #expect(time == SampleTime(48_000) && length == FrameCount(5))
    #expect(FrameCount(-1) < .zero && SampleTime(1) < SampleTime(2))
  }
}
