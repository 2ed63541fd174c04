// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Testing

@Suite("A loudspeaker with a failing card")
struct FaultTests {
  private func gaps(_ events: [Loudspeaker.Event]) -> [(frames: Int, dropped: Int)] {
    events.compactMap { event in
      if case .gap(let frames, let dropped) = event { return (frames, dropped) }
      return nil
    }
  }

  private func lastLoss(_ events: [Loudspeaker.Event]) -> (error: PCMError, dropped: Int)? {
    events.reversed().lazy.compactMap { event in
      if case .lost(let error, let dropped) = event { return (error, dropped) }
      return nil
    }.first
  }

  @Test("a wake 30 ms late costs 10 ms: the gap is told exactly and no frame is lost")
  func lateWake() {
    let desk = Desk(SimulatedCard())
    desk.turn(at: 0)
    #expect(desk.turn(at: ms(30)) == [.gap(frames: 480, dropped: 0)])
    #expect(desk.speaker.xruns == 1)
    desk.run(until: ms(1000))
    #expect(desk.heard == Array(1...desk.heard.count))
    #expect(desk.card.stretches.map(\.startedAt) == [0, ms(30)])
    #expect(desk.card.stretches[0].endedAt == ms(20))
  }

  @Test("a gap reaches to the new start, though short writes put that off")
  func gapUntilStart() {
    let desk = Desk(SimulatedCard(faults: [(ms(29), .shortWrites(3, ofAtMost: 160))]))
    desk.turn(at: 0)
    #expect(desk.turn(at: ms(30)) == [])
    #expect(desk.turn(at: ms(31)) == [])
    #expect(desk.turn(at: ms(32)) == [.gap(frames: 576, dropped: 0)])
    desk.run(until: ms(500))
    #expect(desk.heard == Array(1...desk.heard.count))
  }

  @Test("a process that stood still for five days goes on, and knows for how long")
  func longGap() {
    let desk = Desk(SimulatedCard())
    desk.turn(at: 0)
    let fiveDays = ms(5 * 86_400_000)
    let silent = 5 * 86_400 * 48_000 - 960
    #expect(desk.turn(at: fiveDays) == [.gap(frames: silent, dropped: 0)])
  }

  @Test("an underrun that threw the queue away says how much was not heard")
  func underrun() throws {
    let desk = Desk(SimulatedCard(faults: [(ms(51), .underrun)]))
    desk.run(until: ms(300))
    let gap = try #require(gaps(desk.events).first)
    let heard = desk.heard
    let missing = try #require(heard.last) - heard.count
    #expect(gap.frames == 0)
    // Until the next wake, 240 frames at most, the queue counts as played.
    #expect(missing > 0 && missing <= gap.dropped + 240)
    #expect(gap.dropped <= 960)
    #expect(zip(heard, heard.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("resumes after a suspension with the queue as it was, and counts the silence")
  func resume() throws {
    let desk = Desk(SimulatedCard(faults: [(ms(52), .suspend(resumableAfter: ms(100)))]))
    desk.run(until: ms(600))
    let gap = try #require(gaps(desk.events).first)
    let stretches = desk.card.stretches
    #expect(stretches.count == 2)
    let silentNanoseconds = stretches[1].startedAt - ms(52)
    let silent = Int(silentNanoseconds * 48_000 / 1_000_000_000)
    #expect(abs(gap.frames - silent) <= 1)
    #expect(gap.dropped == 0)
    #expect(desk.heard == Array(1...desk.heard.count))
  }

  @Test("prepares where resuming is refused, and says how many frames that cost at most")
  func resumeRefused() throws {
    let desk = Desk(SimulatedCard(faults: [(ms(52), .suspend(resumableAfter: nil))]))
    desk.run(until: ms(600))
    let gap = try #require(gaps(desk.events).first)
    let heard = desk.heard
    let lost = try #require(heard.last) - heard.count
    #expect(lost > 0 && lost <= gap.dropped)
    #expect(gap.dropped <= 960)
    #expect(zip(heard, heard.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("gives up waiting for a suspended card after a second and prepares it")
  func resumeNever() {
    let desk = Desk(SimulatedCard(faults: [(ms(52), .suspend(resumableAfter: ms(60_000)))]))
    desk.run(until: ms(900))
    #expect(gaps(desk.events).isEmpty)
    #expect(desk.speaker.waitDescriptors.isEmpty)
    desk.run(until: ms(1200))
    #expect(gaps(desk.events).count == 1)
    #expect(desk.card.stretches.count == 2)
  }

  @Test("a card pulled out is lost, tried once a second, and played again when it is back")
  func unplugged() throws {
    let desk = Desk(SimulatedCard(faults: [(ms(102), .unplug), (ms(3500), .plug)]))
    desk.run(until: ms(3400))
    let loss = try #require(lastLoss(desk.events))
    #expect(loss.error.code == ENODEV)
    #expect(loss.dropped > 0 && loss.dropped <= 960)
    #expect(!desk.speaker.isOpen)
    #expect(desk.speaker.clockPoint == nil)
    #expect(desk.card.openings == 4)
    desk.run(until: ms(6000))
    #expect(desk.card.openings == 5)
    #expect(desk.events.last == .opened(desk.card.geometry))
    let heard = desk.heard
    #expect(zip(heard, heard.dropFirst()).allSatisfy { $0 < $1 })
    #expect(try #require(heard.last) - heard.count <= loss.dropped)
  }

  @Test("what a short write left is given up with the lost card, and counted")
  func unpluggedPending() throws {
    let desk = Desk(
      SimulatedCard(faults: [(0, .shortWrites(1, ofAtMost: 100)), (ms(1), .unplug)]))
    desk.turn(at: 0)
    #expect(desk.speaker.pending == 140)
    desk.turn(at: ms(2))
    #expect(try #require(lastLoss(desk.events)).dropped == 240)
    #expect(desk.speaker.pending == 0)
    #expect(desk.speaker.written == desk.frames.count)
  }

  @Test("a card that comes late is opened within a second and hears the first frame first")
  func late() {
    let desk = Desk(SimulatedCard(isPlugged: false, faults: [(ms(4100), .plug)]))
    desk.run(until: ms(4050))
    #expect(desk.events.count == 1)
    #expect(desk.frames.count == 0)
    desk.run(until: ms(5200))
    #expect(desk.events.last == .opened(desk.card.geometry))
    #expect(desk.heard.first == 1)
  }

  @Test("a card that never comes is said once and costs one attempt a second")
  func never() {
    let desk = Desk(SimulatedCard(isPlugged: false))
    desk.run(until: ms(60_000))
    #expect(desk.card.openings == 60)
    #expect(desk.events.count == 1)
    guard case .unavailable(let error)? = desk.events.first else {
      Issue.record("it was not said that there is no card")
      return
    }
    #expect(error.code == ENODEV)
    #expect(error.function == "snd_pcm_open")
  }

  @Test("a card whose clock stands still is given up after half a second")
  func hang() throws {
    let desk = Desk(SimulatedCard(faults: [(ms(102), .hang)]))
    desk.run(until: ms(590))
    #expect(desk.events.count == 1)
    desk.run(until: ms(620))
    #expect(try #require(lastLoss(desk.events)).error.code == EIO)
    desk.run(until: ms(1700))
    #expect(desk.events.last == .opened(desk.card.geometry))
  }

  @Test("a dead descriptor is a lost card")
  func deadDescriptor() throws {
    let desk = Desk(SimulatedCard())
    desk.turn(at: 0)
    let polled = [pollfd(fd: 9, events: Int16(POLLOUT), revents: Int16(POLLERR | POLLNVAL))]
    let events = desk.speaker.turn(now: ms(1), polled: polled[...], render: desk.frames.render)
    #expect(try #require(lastLoss(events)).error.code == ENODEV)
  }

  @Test("a stream that fails at everything does not hold a turn up")
  func alwaysFailing() {
    let pcm = BrokenPCM()
    let speaker = Loudspeaker { () throws(PCMError) -> any PCM in pcm }
    let frames = NumberedFrames()
    _ = speaker.turn(now: 0, render: frames.render)
    #expect(pcm.prepares == 3)
    _ = speaker.turn(now: ms(1), render: frames.render)
    #expect(pcm.prepares == 6)
    #expect(frames.count == 240)
  }
}

/// Has space, and answers every write with an underrun.
private final class BrokenPCM: PCM {
  var prepares = 0
  let geometry = PCMGeometry(
    device: "broken", periodFrames: 240, bufferFrames: 960, startFrames: 480, isConverted: false)
  var waitDescriptors: [pollfd] { [] }

  func pollEvents(of polled: ArraySlice<pollfd>) throws(PCMError) -> Int16 { 0 }
  func status() throws(PCMError) -> PCMStatus {
    PCMStatus(availableFrames: 960, delayFrames: 0)
  }
  func write(_ samples: UnsafeBufferPointer<Int16>) throws(PCMError) -> Int {
    throw PCMError(function: "snd_pcm_writei", code: EPIPE, text: "broken")
  }
  func prepare() throws(PCMError) { prepares += 1 }
  func resume() throws(PCMError) {}
  func start() throws(PCMError) {}
  func close() {}
}
