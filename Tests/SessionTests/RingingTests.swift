// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

@Suite("Somebody is rung for")
struct RingingTests {
  private static func calls(_ unit: Bedside) -> [String] {
    unit.records.compactMap { record in
      switch record {
      case .callBegan: "began"
      case .callEnded(let length, let how): "\(how.rawValue) after \(length.roundedSeconds)"
      default: nil
      }
    }
  }

  @Test("A chime again and again for ten minutes, then each minute for an hour, then rest")
  func nobody() throws {
    var unit = try Bedside.scene(.ringing)
    let began = unit.now
    var chimes: [SampleTime] = [began]
    while unit.state == .ringing {
      if try unit.waitOut().contains("sound ringChime") { chimes.append(unit.now) }
      try #require(chimes.count < 400)
    }
    let gaps = zip(chimes, chimes.dropFirst()).map { $1 - $0 }
    #expect(gaps.first == .seconds(7))
    #expect(gaps.dropFirst().prefix(200).allSatisfy { $0 == .milliseconds(2_500) })
    let late = chimes.filter { $0 - began > .seconds(605) }
    #expect((59...61).contains(late.count))
    #expect(unit.now - began <= .seconds(4_300))
    #expect(unit.state == .resting)
    #expect(Self.calls(unit).last?.hasPrefix("given up") == true)
  }

  @Test("A lost sound does not make it another call: it goes on, and ends once")
  func soundLost() throws {
    var unit = try Bedside.scene(.ringing)
    for _ in 0..<4 { try unit.waitOut() }
    unit.take(.soundLost)
    #expect(unit.state == .fault)
    unit.idle(seconds: 60)
    #expect(unit.take(.soundFound).contains("sound ringChime"))
    #expect(unit.state == .ringing)
    #expect(Self.calls(unit) == ["began"])
    unit.press()
    #expect(Self.calls(unit).count == 2)
    #expect(Self.calls(unit).last?.hasPrefix("answered after ") == true)
  }

  @Test("A unit that is switched off while it rings, or without sound, has ended its call")
  func shutdown() throws {
    for isSilent in [false, true] {
      var unit = try Bedside.scene(.ringing)
      if isSilent { unit.take(.soundLost) }
      unit.take(.shutdown)
      #expect(Self.calls(unit).last?.hasPrefix("shutdown after ") == true)
    }
  }

  @Test("A stick waits for its end")
  func stick() throws {
    var unit = try Bedside.scene(.ringing)
    unit.take(.stickFound)
    try unit.waitOut()
    #expect(unit.asks == [])
    unit.press()
    try unit.hearOut()
    #expect(unit.asks == [.read])
  }
}
