// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Session
import Testing
import Timebase

@Suite("A whole session, rendered")
struct WholeSessionTests {
  /// Begins, stops in the first block, goes on: 2 min 40 s of sound.
  private static let deeds: [Deed] = [
    .goOn, .press(.set(1, after: 6.3)), .press(.said(.listGoOn))
  ]
  private static let length = FrameCount.seconds(160)

  private struct Run: Equatable {
    var sound: [Int16] = []
    var timeline: [TimelineEvent] = []
  }

  private func run(periodFrames: Int, length: FrameCount = Self.length) throws -> Run {
    var run = Run()
    var rehearsal = try Unit(settings: "own pace: no").rehearsal(Self.deeds)
    rehearsal.run(
      until: .after(length), periodFrames: periodFrames,
      sink: { run.sound += $0 }, timeline: { run.timeline.append($0) })
    return run
  }

  @Test("the samples are identical for periods of 64, 1024 and 1021 frames")
  func periods() throws {
    let reference = try run(periodFrames: 1_024)
    #expect(reference.sound.count == 2 * Self.length.value)
    #expect(reference.timeline.contains { if case .stopped = $0.kind { true } else { false } })
    for period in [64, 1_021] {
      let other = try run(periodFrames: period)
      #expect(other == reference, "periods of \(period) frames")
    }
  }

  @Test("and for periods of a single frame, over the greeting and the first words")
  func singleFrames() throws {
    let length = FrameCount.seconds(40)
    #expect(try run(periodFrames: 1, length: length) == run(periodFrames: 480, length: length))
  }

  @Test("the same seed gives the same run")
  func twice() throws {
    let packs = [try Packs.pack("en"), try Packs.pack("ru")]
    for seed: UInt64 in [3, 17, 2_026] {
      var first: [TimelineEvent] = []
      var second: [TimelineEvent] = []
      _ = Simulation.run(seed: seed, packs: packs, isWhole: false) { first = $0 }
      _ = Simulation.run(seed: seed, packs: packs, isWhole: false) { second = $0 }
      #expect(first == second)
      #expect(!first.isEmpty)
    }
  }

  /// Seeds that once found a fault: 727 and 794 sang into the cue before their line; 5159
  /// and 5809 went beyond their minutes with a song of one phrase; 2, 44, 54, 77
  /// and 703 found faults of the breathing practice, before the patients learned to sing.
  @Test(
    "seeds that once found a fault stay clean",
    arguments: [2, 44, 54, 77, 703, 727, 794, 5159, 5809] as [UInt64])
  func keptSeeds(seed: UInt64) throws {
    let packs = [try Packs.pack("en"), try Packs.pack("ru")]
    let report = Simulation.run(seed: seed, packs: packs, isWhole: false)
    #expect(report.faults == [])
  }

  @Test("a hundred patients between them come through all fifteen states")
  func states() throws {
    let packs = [try Packs.pack("en")]
    var seen = Set<State>()
    for seed in 1...100 as ClosedRange<UInt64> {
      seen.formUnion(Simulation.run(seed: seed, packs: packs, isWhole: false).states)
    }
    #expect(seen == Set(State.allCases))
  }
}
