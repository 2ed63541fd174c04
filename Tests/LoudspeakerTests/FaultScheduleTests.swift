// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Testing

@Suite("A loudspeaker through random schedules of faults")
struct FaultScheduleTests {
  private static func faults(_ random: inout Seeded) -> [(at: UInt64, fault: SimulatedCard.Fault)] {
    (0..<random.next(in: 1...12)).flatMap { _ -> [(at: UInt64, fault: SimulatedCard.Fault)] in
      let at = ms(UInt64(random.next(in: 1...20_000)))
      switch random.next(in: 0...4) {
      case 0:
        let count = random.next(in: 1...30)
        return [(at, .shortWrites(count, ofAtMost: random.next(in: 0...239)))]
      case 1: return [(at, .suspend(resumableAfter: ms(UInt64(random.next(in: 0...3000)))))]
      case 2: return [(at, .suspend(resumableAfter: nil))]
      case 3: return [(at, .hang)]
      default: return [(at, .unplug), (at + ms(UInt64(random.next(in: 1...5000))), .plug)]
      }
    }
  }

  /// Wakes by the loudspeaker's wish, now and then late by up to 60 ms.
  private static func run(_ desk: Desk, _ random: inout Seeded, until end: UInt64) {
    var now: UInt64 = 0
    while now < end {
      desk.turn(at: now)
      let asked = desk.speaker.nextWakeNanoseconds ?? end
      now = max(now + 50_000, min(asked, now + ms(5)))
      if random.next(in: 0...99) == 0 { now += ms(UInt64(random.next(in: 1...60))) }
    }
    desk.card.advance(to: end)
  }

  @Test(
    "no frame twice, none out of order, none lost untold", arguments: 1...100 as ClosedRange<UInt64>
  )
  func everyFrame(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let card = SimulatedCard(
      fastByPartsPerMillion: random.next(in: -300...300), converterFrames: 40,
      delayJitterFrames: 30, seed: seed, faults: Self.faults(&random))
    let desk = Desk(card)
    Self.run(desk, &random, until: ms(22_000))

    let heard = desk.heard
    #expect(zip(heard, heard.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
    let told = desk.events.reduce(0) { sum, event in
      switch event {
      case .gap(_, let dropped), .lost(_, let dropped): sum + dropped
      case .opened, .unavailable, .finished: sum
      }
    }
    let missing = (heard.last ?? 0) - heard.count
    #expect(missing <= told, "seed \(seed)")
    #expect(card.deepestQueue <= 960, "seed \(seed)")
    #expect(desk.frames.count == desk.speaker.written + desk.speaker.pending, "seed \(seed)")
    #expect(heard.count > 48_000, "seed \(seed)")
  }

  @Test(
    "where only wakes are late, every gap is told to the frame",
    arguments: 1...100 as ClosedRange<UInt64>)
  func everyGap(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let desk = Desk(SimulatedCard())
    Self.run(desk, &random, until: ms(20_000))

    let told = desk.events.compactMap { event -> Int? in
      if case .gap(let frames, let dropped) = event {
        #expect(dropped == 0)
        return frames
      }
      return nil
    }
    let stretches = desk.card.stretches
    let silent = try zip(stretches, stretches.dropFirst()).map { ended, started in
      let nanoseconds = started.startedAt - (try #require(ended.endedAt))
      return Int((Double(nanoseconds) * 48e-6).rounded())
    }
    #expect(told.count == silent.count)
    // The end of the queue falls between two nanoseconds, so a half may round either way.
    #expect(zip(told, silent).allSatisfy { abs($0 - $1) <= 1 }, "seed \(seed)")
    #expect(!told.isEmpty, "seed \(seed)")
    #expect(desk.heard == Array(1...desk.heard.count), "seed \(seed)")
  }
}
