// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Session
import Testing
import Timebase

/// What a rehearsal sounded like: a checksum of each second, so that a difference has a place.
private struct Heard: Equatable {
  private(set) var seconds: [UInt64] = []
  private(set) var frames = 0
  var lines: [String] = []

  /// FNV-1a (Fowler, Noll & Vo) over the samples of each second.
  mutating func take(_ samples: UnsafeBufferPointer<Int16>) {
    for index in stride(from: 0, to: samples.count, by: 2) {
      if frames.isMultiple(of: SampleRate.framesPerSecond) {
        seconds.append(0xCBF2_9CE4_8422_2325)
      }
      var sum = seconds[seconds.count - 1]
      for sample in samples[index...index + 1] {
        sum = (sum ^ UInt64(UInt16(bitPattern: sample))) &* 0x0000_0100_0000_01B3
      }
      seconds[seconds.count - 1] = sum
      frames += 1
    }
  }
}

/// A short practice from power-on to rest: a stop with a second press into its silence, go on, an
/// end of a block with its cadence, the farewell.
@Suite("A whole practice, whatever the period")
struct PeriodTests {
  private static let unit = Unit(
    prescription: "profile: mild\nsession minutes: 3-6", settings: "own pace: no")
  private static let deeds: [Deed] = [
    .goOn, .press(.set(1, after: 7.3)), .press(.later(2.7)), .press(.said(.listGoOn))
  ]

  private func heard(periodFrames: Int) throws -> Heard {
    var rehearsal = try Self.unit.rehearsal(Self.deeds)
    var heard = Heard()
    rehearsal.run(
      until: .atRest, periodFrames: periodFrames, sink: { heard.take($0) },
      timeline: { heard.lines.append($0.json) })
    return heard
  }

  @Test("periods of 64, 1021 and 1024 frames sound the same, second by second, to the end")
  func wholePractice() throws {
    let reference = try heard(periodFrames: 1_024)
    for state in ["stopped", "list", "exercise", "resting"] {
      #expect(reference.lines.contains { $0.contains("\"state\":\"\(state)\"") })
    }
    for period in [64, 1_021] {
      let other = try heard(periodFrames: period)
      let different = zip(reference.seconds, other.seconds).enumerated()
        .first { $0.element.0 != $0.element.1 }?.offset
      #expect(different == nil, "periods of \(period) frames differ in this second")
      #expect(other.frames == reference.frames)
      #expect(other.lines == reference.lines)
    }
  }

  @Test("without rendering, the same happens at the same frames")
  func unheard() throws {
    var rehearsal = try Self.unit.rehearsal(Self.deeds)
    let lines = rehearsal.runUnheard(until: .atRest).map(\.json)
    let rendered = try heard(periodFrames: 1_024).lines
    #expect(lines == rendered)
  }

  // MARK: Everything that can sound

  /// Singing with the unit's own voice and a helper, the instruments from a bank; stopped in the
  /// third phrase; then one's own music.
  private static func whole() throws -> (unit: Unit, deeds: [Deed]) {
    var unit = Unit.whole
    unit.prescription = "profile: mild\ntechniques: singing\nphrases: 1-4"
    unit.settings += "\nsung guide: yes\ntogether: yes"
    unit.bank = try Tones.bank()
    unit.music = [OwnTrack(id: "tune", length: .seconds(12))]
    unit.tracks = ["tune": try Tones.track(seconds: 12)]
    return (
      unit, [.goOn, .press(.on(.list)), .press(.set(2, after: 2)), .press(.said(.listYourMusic))]
    )
  }

  private func heardWhole(periodFrames: Int, _ unit: Unit, _ deeds: [Deed]) throws -> Heard {
    var rehearsal = try unit.rehearsal(deeds)
    var heard = Heard()
    rehearsal.run(
      until: .atRest, periodFrames: periodFrames, sink: { heard.take($0) },
      timeline: { heard.lines.append($0.json) })
    return heard
  }

  @Test("a bank, sung lines and one's own music: periods of 1, 64, 1021 and 1024 are one sound")
  func bankLinesAndTrack() throws {
    let (unit, deeds) = try Self.whole()
    let reference = try heardWhole(periodFrames: 1_024, unit, deeds)
    for sound in ["\"event\":\"syllable\"", "\"event\":\"music\"", "\"event\":\"note\""] {
      #expect(reference.lines.contains { $0.contains(sound) })
    }
    for period in [1, 64, 1_021] {
      let other = try heardWhole(periodFrames: period, unit, deeds)
      let different = zip(reference.seconds, other.seconds).enumerated()
        .first { $0.element.0 != $0.element.1 }?.offset
      #expect(different == nil, "periods of \(period) frames differ in this second")
      #expect(other.frames == reference.frames)
      #expect(other.lines == reference.lines)
    }
  }

  @Test("the bank is heard: the same practice sounds different without it")
  func bankIsHeard() throws {
    let (whole, deeds) = try Self.whole()
    var tones = whole
    tones.bank = nil
    let sampled = try heardWhole(periodFrames: 1_024, whole, deeds)
    let made = try heardWhole(periodFrames: 1_024, tones, deeds)
    #expect(sampled.lines == made.lines)
    #expect(sampled.seconds != made.seconds)
  }
}
