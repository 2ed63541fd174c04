// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase
import Upbeat

@Suite("The file of a self test")
struct SelfTestTextTests {
  private func text(unit: String?, press: Int?, hasPress: Bool = true) -> SelfTestText {
    SelfTestText(
      SelfTestResult(
        unit: unit, pressMilliseconds: press, hasPress: hasPress, isClockSet: false,
        length: .seconds(41)), serial: nil,
      // 22 November 2026, five past nine.
      at: WallTime(seconds: 20_779 * 86_400 + 9 * 3_600 + 300, isSet: false))
  }

  @Test("It holds what was seen, a line a thing, as Windows ends lines")
  func lines() {
    let text = text(unit: "7", press: 310)
    #expect(text.name == "test-7.txt")
    let lines = text.lines.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.last == "")
    #expect(lines.contains("unit: 7"))
    #expect(lines.contains("time: 2026-11-22 9:05 (clock not set)"))
    #expect(lines.contains("press: seen, 310 ms"))
    #expect(lines.contains("seconds: 41"))
  }

  @Test("Whatever the unit is called, the file can be, and its number is in it as it is")
  func names() {
    #expect(text(unit: "../7 b", press: nil).name == "test-7b.txt")
    #expect(text(unit: "../7 b", press: nil).lines.contains("unit: ../7 b\r\n"))
    #expect(text(unit: nil, press: nil).name == "test-unit.txt")
    #expect(text(unit: "//", press: nil).name == "test-unit.txt")
  }

  @Test("A press that did not let go is told from none")
  func press() {
    #expect(text(unit: nil, press: nil).lines.contains("press: seen, not let go\r\n"))
    #expect(text(unit: nil, press: nil, hasPress: false).lines.contains("press: none\r\n"))
  }
}
