// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Rehearsal
import Session
import Switch
import Timebase

/// The live appliance: one `poll()` over the card, the switch and two pipes.
///
/// It only carries: edges and their stamps to the conductor, periods from it to the card, records
/// and words to the storage thread. It never touches storage, and reads the clock once a turn.
final class Appliance {
  /// What somebody beside the appliance is told, after each turn.
  struct Observer {
    var timeline: ([TimelineEvent]) -> Void = { _ in }
    var rendered: (UnsafeBufferPointer<Int16>) -> Void = { _ in }
    var turned: (SampleTime) -> Void = { _ in }
    var fault: (String) -> Void = { _ in }
  }

  private var conductor: Conductor
  private let loudspeaker: Loudspeaker
  private let input: any SwitchInput
  private let storage: StorageThread
  private let answers: WakePipe
  private let signals: WakePipe
  private let observer: Observer

  private var clock: ClockMap
  /// The conductor's frame 0 in the loudspeaker's count: they part while there is no card.
  private var offset = 0
  private var hasSound = false
  private var isSwitchOpen = false
  private var switchRetryAt: UInt64 = 0
  private var lastSwitchFault: SwitchError?
  private var touchedAt: SampleTime = .zero
  private var ending: Ending?

  private struct Ending {
    var deadline: UInt64
    var isFinishing = false
    /// The ramp has been rendered from here on.
    var quietFrom: SampleTime
  }

  /// A switch that cannot be had is tried again so often.
  private static let switchRetryNanoseconds: UInt64 = 1_000_000_000
  private static let touchEvery = FrameCount.seconds(600)
  /// SIGTERM ends within a second: ramp, queue, storage.
  private static let endNanoseconds: UInt64 = 800_000_000
  private static let endRamp = FrameCount.milliseconds(100)
  private static let longestSleepMilliseconds: Int32 = 1_000

  init(
    conductor: Conductor, loudspeaker: Loudspeaker, input: any SwitchInput,
    storage: StorageThread, answers: WakePipe, signals: WakePipe, observer: Observer
  ) {
    self.conductor = conductor
    self.loudspeaker = loudspeaker
    self.input = input
    self.storage = storage
    self.answers = answers
    self.signals = signals
    self.observer = observer
    clock = ClockMap(ClockMap.Pair(frame: .zero, nanoseconds: MonotonicClock.now))
  }

  /// Runs until a signal, `q`, or `limit`.
  /// - Parameter limit: of the sample clock; nil: for ever.
  func run(limit: FrameCount?) {
    let now = MonotonicClock.now
    openSwitch(at: now)
    if !isSwitchOpen { conductor.switchLost() }
    turnLoudspeaker(at: now, polled: [])
    if !hasSound { conductor.post(.soundLost) }
    conductor.post(.powerOn)
    serve()
    while !isOver {
      wait()
      if let limit, conductor.decided >= .zero + limit { end(at: MonotonicClock.now) }
    }
    input.close()
  }

  // MARK: One turn

  private var isOver: Bool {
    guard let ending else { return false }
    let now = MonotonicClock.now
    return now >= ending.deadline || (storage.hasEnded && loudspeaker.isFinished)
  }

  private func wait() {
    var descriptors = [
      pollfd(fd: answers.reader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.reader, events: Int16(POLLIN), revents: 0)
    ]
    let switchStart = descriptors.count
    if isSwitchOpen { descriptors += input.waitDescriptors }
    let cardStart = descriptors.count
    descriptors += loudspeaker.waitDescriptors
    let timeout = timeoutMilliseconds(at: MonotonicClock.now)
    let count = poll(&descriptors, nfds_t(descriptors.count), timeout)
    let now = MonotonicClock.now
    if count <= 0 { for index in descriptors.indices { descriptors[index].revents = 0 } }

    if descriptors[0].revents != 0 {
      answers.clear()
      takeAnswers()
    }
    if descriptors[1].revents != 0 {
      signals.clear()
      end(at: now)
    }
    readSwitch(polled: descriptors[switchStart..<cardStart], at: now)
    turnLoudspeaker(at: now, polled: descriptors[cardStart...])
    advanceWithoutCard(at: now)
    goOnEnding(at: now)
    touch()
    serve()
    observer.turned(conductor.decided)
  }

  private func timeoutMilliseconds(at now: UInt64) -> Int32 {
    var wake = now + UInt64(Self.longestSleepMilliseconds) * 1_000_000
    if let next = loudspeaker.nextWakeNanoseconds { wake = min(wake, next) }
    if isSwitchOpen {
      if let next = input.nextDeadlineNanoseconds { wake = min(wake, next) }
    } else {
      wake = min(wake, switchRetryAt)
    }
    if !loudspeaker.isOpen, let next = conductor.nextDecision {
      wake = min(wake, clock.nanoseconds(of: next))
    }
    if let ending { wake = min(wake, ending.deadline) }
    // Up, not down: a turn a moment too early would only ask again.
    return wake <= now ? 0 : Int32(min((wake - now + 999_999) / 1_000_000, 1_000))
  }

  // MARK: The switch

  private func openSwitch(at now: UInt64) {
    switchRetryAt = now + Self.switchRetryNanoseconds
    do throws(SwitchError) {
      let edge = try input.open(now: now)
      isSwitchOpen = true
      lastSwitchFault = nil
      conductor.switchFound(closed: edge.closed)
    } catch {
      tellSwitch(error)
    }
  }

  private func readSwitch(polled: ArraySlice<pollfd>, at now: UInt64) {
    guard isSwitchOpen else {
      if now >= switchRetryAt { openSwitch(at: now) }
      return
    }
    let isDue = input.nextDeadlineNanoseconds.map { $0 <= now } ?? false
    guard isDue || polled.contains(where: { $0.revents != 0 }) else { return }
    do throws(SwitchError) {
      for edge in try input.read(polled: polled, now: now) {
        conductor.edge(closed: edge.closed, at: clock.frame(at: edge.nanoseconds))
      }
      if input.isQuitRequested { end(at: now) }
    } catch {
      isSwitchOpen = false
      switchRetryAt = now + Self.switchRetryNanoseconds
      input.close()
      tellSwitch(error)
      conductor.switchLost()
    }
  }

  /// The same error is told once.
  private func tellSwitch(_ error: SwitchError) {
    if error != lastSwitchFault { observer.fault("Switch: \(error)") }
    lastSwitchFault = error
  }

  // MARK: The card

  private func turnLoudspeaker(at now: UInt64, polled: ArraySlice<pollfd>) {
    // Rendering begins where the last decision is heard, at the earliest.
    if !loudspeaker.isOpen { alignFrames(at: now) }
    let events = loudspeaker.turn(now: now, polled: polled) { buffer, frames in
      self.render(buffer, frames)
    }
    for event in events { take(event) }
    if let point = loudspeaker.clockPoint {
      clock.observe(
        ClockMap.Pair(frame: SampleTime(point.frame + offset), nanoseconds: point.nanoseconds))
    }
  }

  /// While there is no card, the frames that a card would have played go by unheard.
  private func alignFrames(at now: UInt64) {
    let heard = max(clock.frame(at: now), conductor.decided)
    let next = heard + Latency.change
    offset = max(offset, next.frame - loudspeaker.written - loudspeaker.pending)
  }

  private func render(_ buffer: UnsafeMutableBufferPointer<Int16>, _ frames: Int) {
    let from = SampleTime(loudspeaker.written + loudspeaker.pending + offset)
    let slice = UnsafeMutableBufferPointer(rebasing: buffer[0..<2 * frames])
    while !conductor.decide(before: from + FrameCount(frames) - Latency.change) { serve() }
    conductor.render(from: from, into: slice)
    observer.rendered(UnsafeBufferPointer(slice))
  }

  private func take(_ event: Loudspeaker.Event) {
    switch event {
    case .opened(let geometry):
      observer.fault("Sound: \(geometry.device)")
      if !hasSound {
        hasSound = true
        conductor.post(.soundFound)
      }
    case .unavailable(let error):
      observer.fault("No sound card yet: \(error)")
    case .gap(let frames, _):
      if frames > 0 { conductor.post(.gap(FrameCount(frames))) }
    case .lost(let error, _):
      observer.fault("The sound card is gone: \(error)")
      hasSound = false
      conductor.post(.soundLost)
    case .finished:
      break
    }
  }

  private func advanceWithoutCard(at now: UInt64) {
    guard !loudspeaker.isOpen else { return }
    let heard = clock.advance(to: now)
    while !conductor.decide(before: heard) { serve() }
    conductor.forgetSound(before: heard)
  }

  // MARK: Storage

  private func serve() {
    for effect in conductor.takeEffects() {
      switch effect {
      case .speak(let texts): for text in texts { storage.ask(.speak(text)) }
      case .record(let record, let frame): storage.ask(.record(record, at: frame))
      }
    }
    let events = conductor.takeTimeline()
    if !events.isEmpty { observer.timeline(events) }
  }

  private func takeAnswers() {
    for answer in storage.takeAnswers() {
      switch answer {
      case .sound(let sound, let text): conductor.deliver(sound, for: text)
      case .fault(let fault): conductor.post(.fault(fault))
      }
    }
  }

  private func touch() {
    guard conductor.decided - touchedAt >= Self.touchEvery else { return }
    touchedAt = conductor.decided
    storage.ask(.touch(at: touchedAt))
  }

  // MARK: The end

  private func end(at now: UInt64) {
    guard ending == nil else { return }
    conductor.post(.shutdown)
    ending = Ending(
      deadline: now + Self.endNanoseconds,
      quietFrom: conductor.decided + Latency.change + Self.endRamp + Latency.change)
    serve()
    storage.ask(.touch(at: conductor.decided))
    storage.end()
  }

  /// The ramp is played out, then the card is let go.
  private func goOnEnding(at now: UInt64) {
    guard var ending, !ending.isFinishing else { return }
    let rendered = SampleTime(loudspeaker.written + offset)
    guard !loudspeaker.isOpen || rendered >= ending.quietFrom else { return }
    loudspeaker.finish(within: 300_000_000, now: now)
    ending.isFinishing = true
    self.ending = ending
  }
}
