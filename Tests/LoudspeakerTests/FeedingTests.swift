// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Testing

@Suite("A loudspeaker with a healthy card")
struct FeedingTests {
  @Test("fills the buffer at its first turn, in whole periods")
  func firstTurn() {
    let desk = Desk(SimulatedCard())
    #expect(desk.turn(at: 0) == [.opened(desk.card.geometry)])
    #expect(desk.frames.requests == [240, 240, 240, 240])
    #expect(desk.speaker.written == 960)
    #expect(desk.speaker.delayFrames == 960)
  }

  @Test("asks for nothing while there is no space for a period")
  func noSpace() {
    let desk = Desk(SimulatedCard())
    desk.turn(at: 0)
    desk.turn(at: 4_900_000)
    #expect(desk.frames.requests.count == 4)
    desk.turn(at: ms(5))
    #expect(desk.frames.requests.count == 5)
  }

  @Test("plays every frame once and in order for two minutes", arguments: [-200, 0, 137])
  func everyFrame(partsPerMillion: Int) {
    let desk = Desk(SimulatedCard(fastByPartsPerMillion: partsPerMillion))
    desk.run(until: ms(120_000))
    #expect(desk.events == [.opened(desk.card.geometry)])
    #expect(desk.heard == Array(1...desk.heard.count))
    #expect(desk.heard.count == 5_760_000 + 576 * partsPerMillion / 100)
    #expect(desk.card.deepestQueue == 960)
    #expect(desk.speaker.xruns == 0)
  }

  @Test("keeps what a short write left and never asks for it again")
  func shortWrites() {
    let card = SimulatedCard(faults: [
      (0, .shortWrites(3, ofAtMost: 100)), (ms(50), .shortWrites(40, ofAtMost: 7)),
      (ms(900), .shortWrites(5, ofAtMost: 0))
    ])
    let desk = Desk(card)
    desk.turn(at: 0)
    #expect(desk.speaker.written == 100)
    #expect(desk.speaker.pending == 140)
    #expect(desk.frames.requests == [240])
    desk.run(until: ms(2000))
    #expect(desk.heard == Array(1...desk.heard.count))
    #expect(desk.frames.count == desk.speaker.written + desk.speaker.pending)
    #expect(Set(desk.frames.requests) == [240])
  }

  @Test("says which frame was heard when, the converter's delay included")
  func clockPoints() {
    let desk = Desk(SimulatedCard(converterFrames: 32))
    desk.turn(at: 0)
    #expect(desk.speaker.clockPoint == nil)
    desk.turn(at: ms(10))
    #expect(desk.speaker.clockPoint == .init(frame: 480 - 32, nanoseconds: ms(10)))
    desk.turn(at: ms(15))
    #expect(desk.speaker.clockPoint == .init(frame: 720 - 32, nanoseconds: ms(15)))
    #expect(desk.speaker.written - desk.speaker.delayFrames == 720 - 32)
  }

  @Test("is not confused by a delay that jitters, or is below nothing")
  func jitter() {
    let desk = Desk(SimulatedCard(delayJitterFrames: 1500, seed: 7))
    var now: UInt64 = 0
    while now < ms(3000) {
      desk.turn(at: now)
      #expect(desk.speaker.delayFrames >= 0)
      now += ms(5)
    }
    #expect(desk.events.count == 1)
    #expect(desk.heard == Array(1...desk.heard.count))
  }

  @Test("wakes by time where the card has no descriptor, just when a period has space")
  func nextWake() throws {
    let desk = Desk(SimulatedCard())
    desk.turn(at: 0)
    let wake = try #require(desk.speaker.nextWakeNanoseconds)
    #expect((ms(5)...ms(5) + 21_000).contains(wake))
    desk.turn(at: wake)
    #expect(desk.speaker.written == 1200)
  }

  @Test("finishes when the queue has played out, and renders nothing more")
  func finish() {
    let desk = Desk(SimulatedCard())
    desk.turn(at: 0)
    desk.speaker.finish(within: ms(500), now: 0)
    desk.run(until: ms(100))
    #expect(desk.events == [.opened(desk.card.geometry), .finished])
    #expect(desk.heard == Array(1...960))
    #expect(desk.speaker.isFinished)
    #expect(desk.speaker.nextWakeNanoseconds == nil)
    #expect(desk.card.nanoseconds == ms(100))
  }

  @Test("finishing hands over what a short write left, and starts a short queue")
  func finishShortQueue() {
    let desk = Desk(SimulatedCard(faults: [(0, .shortWrites(1, ofAtMost: 100))]))
    desk.turn(at: 0)
    desk.speaker.finish(within: ms(500), now: 0)
    desk.run(until: ms(100))
    #expect(desk.heard == Array(1...240))
    #expect(desk.events.last == .finished)
  }

  @Test("finishing drops what is left when its time is up")
  func finishInTime() {
    let desk = Desk(SimulatedCard(faults: [(ms(2), .hang)]))
    desk.turn(at: 0)
    desk.speaker.finish(within: ms(30), now: 0)
    desk.run(until: ms(29))
    #expect(!desk.speaker.isFinished)
    desk.turn(at: ms(30))
    #expect(desk.speaker.isFinished)
    #expect(!desk.speaker.isOpen)
  }

  @Test("finishes at once without a card")
  func finishWithoutCard() {
    let desk = Desk(SimulatedCard(isPlugged: false))
    desk.turn(at: 0)
    desk.speaker.finish(within: ms(30), now: 0)
    #expect(desk.speaker.isFinished)
    #expect(desk.turn(at: ms(2000)) == [])
  }
}
