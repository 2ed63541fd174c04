// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Testing
import Timebase

@Suite("A recorded switch")
struct TraceTests {
  private func parse(_ text: String) throws -> Trace {
    try Trace.parse(Array(text.utf8), file: "trace.csv")
  }

  private func finding(_ text: String) -> Trace.Finding? {
    do {
      _ = try parse(text)
      return nil
    } catch {
      return error as? Trace.Finding
    }
  }

  @Test("second t is frame round(48,000 t), halves up, exactly")
  func rounding() throws {
    #expect(Trace.frame(of: "0") == SampleTime(0))
    #expect(Trace.frame(of: "12.4") == SampleTime(595_200))
    #expect(Trace.frame(of: "0.00001") == SampleTime(0))
    #expect(Trace.frame(of: "0.0000104167") == SampleTime(1))
    #expect(Trace.frame(of: "0.00003125") == SampleTime(2))
    #expect(Trace.frame(of: ".5") == SampleTime(24_000))
    #expect(Trace.frame(of: "999999.999999999999") == SampleTime(48_000_000_000))
  }

  @Test(
    "what is not a time is none",
    arguments: ["", ".", "-1", "1e3", "1,5", "0x1", "1000001", " 1"])
  func notATime(text: String) {
    #expect(Trace.frame(of: text) == nil)
  }

  @Test("line ends, a byte order mark and blank lines do not matter")
  func forgiving() throws {
    let trace = try parse("\u{FEFF}seconds,level\r\n1.0,1\r\n\r\n 1.2 , 0 \r\n")
    #expect(
      trace.edges == [
        Trace.Edge(frame: SampleTime(48_000), closed: true),
        Trace.Edge(frame: SampleTime(57_600), closed: false)
      ])
  }

  @Test("a mistake is named with its line, and nothing is taken")
  func findings() {
    #expect(finding("1.0,1")?.line == 1)
    #expect(finding("seconds,level\n1.0,1\n0.5,0")?.line == 3)
    #expect(finding("seconds,level\n1.0,2")?.line == 2)
    #expect(finding("seconds,level\n1.0")?.line == 2)
    #expect(finding("seconds,level\nsoon,1")?.line == 2)
    #expect(
      finding("seconds,level\nsoon,1")?.description
        == "trace.csv:2:1: \"soon\" is not a time, expected seconds from 0 on, such as 12.5")
  }

  @Test("bytes that are no text are a finding")
  func notText() {
    #expect(throws: Trace.Finding.self) {
      try Trace.parse([0xFF, 0xFE, 0x00, 0xD8], file: "trace.csv")
    }
  }
}
