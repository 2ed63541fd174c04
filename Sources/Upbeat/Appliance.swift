// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Rehearsal
import Session
import Stick
import Switch
import Timebase

/// The live appliance: one `poll()` over the card, the switch and two pipes.
///
/// It only carries: edges and their stamps to the conductor, periods from it to the card, records
/// and words to the storage thread. It never touches storage, and reads the clock once a turn.
final class Appliance {
  /// What somebody beside the appliance is told.
  struct Observer {
    var timeline: ([TimelineEvent]) -> Void = { _ in }
    var rendered: (UnsafeBufferPointer<Int16>) -> Void = { _ in }
    /// After each turn: the session's frame, and whether there is a card.
    var turned: (SampleTime, _ hasSound: Bool) -> Void = { _, _ in }
    /// Each different fault once.
    var fault: (String) -> Void = { _ in }
  }

  private var conductor: Conductor
  private let loudspeaker: Loudspeaker
  private let input: any SwitchInput
  private let watch: (any StickWatch)?
  private let storage: StorageThread
  private let answers: WakePipe
  private let signals: WakePipe
  private let observer: Observer
  private let supervision: ServiceSupervision?

  private var frames: FrameLine
  private var sound = Sound.unknown
  private var lastSoundFault: PCMError?
  private var isSwitchOpen = false
  private var switchRetryAt: UInt64 = 0
  /// From then on a switch that was not there at power-on is missing; nil: it came, or was missed.
  private var switchMissedAt: UInt64?
  private var lastSwitchFault: SwitchError?
  private var touchedAt: SampleTime = .zero
  private var ending: Ending?
  private var hasSpoken = false
  private var liveness = Liveness()
  private var lookAt: UInt64 = 0
  private var failedOpenings = 0

  /// What the session has been told of the card.
  private enum Sound: Equatable {
    case unknown
    case found
    /// nil: there is no card; else one that has come back, and from when on it is believed.
    case lost(believedAt: UInt64?)
  }

  private struct Ending {
    var deadline: UInt64
    var isFinishing = false
    /// What is rendered from here on is silence.
    var quietFrom: SampleTime
  }

  /// A switch that cannot be had is tried again so often.
  private static let switchRetryNanoseconds: UInt64 = 1_000_000_000
  /// At power-on a keyboard, or the rights to a line just exported, may come a moment later. The
  /// greeting, before which nothing is said of it, is longer.
  private static let switchGraceNanoseconds: UInt64 = 3_000_000_000
  /// A card that was lost must play for so long before it counts: a loose plug does not chatter.
  private static let soundTrialNanoseconds: UInt64 = 1_000_000_000
  private static let touchEvery = FrameCount.seconds(600)
  /// SIGTERM ends within a second: ramp, queue, storage.
  private static let endNanoseconds: UInt64 = 800_000_000
  /// The ramp of the session's `shutdown`.
  private static let endRamp = FrameCount.milliseconds(100)
  private static let finishNanoseconds: UInt64 = 300_000_000
  private static let longestSleepNanoseconds: UInt64 = 1_000_000_000

  init(
    conductor: Conductor, loudspeaker: Loudspeaker, input: any SwitchInput,
    watch: (any StickWatch)? = nil, storage: StorageThread, answers: WakePipe, signals: WakePipe,
    observer: Observer, supervision: ServiceSupervision? = nil
  ) {
    self.supervision = supervision
    self.conductor = conductor
    self.loudspeaker = loudspeaker
    self.input = input
    self.watch = watch
    self.storage = storage
    self.answers = answers
    self.signals = signals
    self.observer = observer
    frames = FrameLine(startingAt: MonotonicClock.now)
  }

  /// Runs until a signal, `q`, or `limit`.
  /// - Parameter limit: of the sample clock; nil: for ever.
  func run(limit: FrameCount?) {
    openSwitch(at: MonotonicClock.now)
    if !isSwitchOpen { switchMissedAt = MonotonicClock.now + Self.switchGraceNanoseconds }
    // Before the card is there: it takes longer than a turn may.
    let stickNews = watch?.open(now: MonotonicClock.now) ?? []
    if let fault = watch?.fault { observer.fault("Stick: \(fault)") }
    // Frame 0 is the first that the card is given.
    let start = MonotonicClock.now
    frames = FrameLine(startingAt: start)
    turnLoudspeaker(at: start, polled: [])
    if sound != .found { conductor.post(.soundLost) }
    conductor.post(.powerOn)
    take(stickNews)
    serve()
    while !isOver {
      wait()
      if let limit, conductor.decided >= .zero + limit { end(at: MonotonicClock.now) }
    }
    input.close()
    watch?.close()
  }

  // MARK: The stick

  private func take(_ events: [StickEvent]) {
    for event in events {
      storage.ask(.stickEvent(event))
      switch event {
      case .plugged: conductor.post(.stickFound)
      case .unplugged: conductor.post(.stickGone)
      case .mounted, .notMounted: break
      }
    }
  }

  private func readWatch(polled: ArraySlice<pollfd>, at now: UInt64) {
    guard let watch, ending == nil else { return }
    let isDue = watch.nextDeadlineNanoseconds.map { $0 <= now } ?? false
    guard isDue || polled.contains(where: { $0.revents != 0 }) else { return }
    take(watch.read(polled: polled, now: now))
  }

  // MARK: One turn

  private var isOver: Bool {
    guard let ending else { return false }
    return (storage.hasEnded && loudspeaker.isFinished) || MonotonicClock.now >= ending.deadline
  }

  private func wait() {
    var descriptors = [
      pollfd(fd: answers.reader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.reader, events: Int16(POLLIN), revents: 0)
    ]
    let switchStart = descriptors.count
    if isSwitchOpen { descriptors += input.waitDescriptors }
    let watchStart = descriptors.count
    descriptors += watch?.waitDescriptors ?? []
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
    readSwitch(polled: descriptors[switchStart..<watchStart], at: now)
    if ending == nil { lookAtSwitch(at: now) }
    readWatch(polled: descriptors[watchStart..<cardStart], at: now)
    turnLoudspeaker(at: now, polled: descriptors[cardStart...])
    advanceWithoutCard(at: now)
    goOnEnding(at: now)
    touch()
    serve()
    observer.turned(conductor.decided, loudspeaker.isOpen)
    tellSupervision(at: now)
  }

  // MARK: The supervisor

  /// The switch is looked at so often though nothing happens.
  private static let lookNanoseconds: UInt64 = 1_000_000_000

  private func tellSupervision(at now: UInt64) {
    guard let supervision else { return }
    supervision.ready()
    liveness.heard(loudspeaker.clockPoint?.frame)
    if loudspeaker.failedOpenings != failedOpenings {
      failedOpenings = loudspeaker.failedOpenings
      liveness.triedCard()
    }
    if supervision.isDue(at: now), liveness.isProven() { supervision.alive(at: now) }
  }

  /// The levels are read again, though no edge was told of.
  private func lookAtSwitch(at now: UInt64) {
    guard supervision != nil, isSwitchOpen, now >= lookAt else { return }
    lookAt = now + Self.lookNanoseconds
    do throws(SwitchError) {
      take(try input.look(now: now))
      liveness.lookedAtSwitch()
    } catch {
      lose(error, at: now)
    }
  }

  private func timeoutMilliseconds(at now: UInt64) -> Int32 {
    var wake = now + Self.longestSleepNanoseconds
    if let next = loudspeaker.nextWakeNanoseconds { wake = min(wake, next) }
    if isSwitchOpen {
      if let next = input.nextDeadlineNanoseconds { wake = min(wake, next) }
    } else {
      wake = min(wake, switchRetryAt)
    }
    if !loudspeaker.isOpen, let next = conductor.nextDecision {
      wake = min(wake, frames.nanoseconds(after: next))
    }
    if let next = watch?.nextDeadlineNanoseconds { wake = min(wake, next) }
    if let ending { wake = min(wake, ending.deadline) }
    // Up, not down: a turn a moment too early would only ask again.
    return wake <= now ? 0 : Int32((wake - now + 999_999) / 1_000_000)
  }

  // MARK: The switch

  private func openSwitch(at now: UInt64) {
    switchRetryAt = now + Self.switchRetryNanoseconds
    // Without one, to have looked for one is all there is.
    liveness.lookedAtSwitch()
    do throws(SwitchError) {
      let edge = try input.open(now: now)
      isSwitchOpen = true
      if lastSwitchFault != nil { observer.fault("Switch: \(input.name) is there") }
      lastSwitchFault = nil
      switchMissedAt = nil
      conductor.switchFound(closed: edge.closed)
    } catch {
      tellSwitch(error)
    }
  }

  private func readSwitch(polled: ArraySlice<pollfd>, at now: UInt64) {
    // Once it ends, nothing is begun or recorded any more.
    guard ending == nil else { return }
    guard isSwitchOpen else {
      if now >= switchRetryAt { openSwitch(at: now) }
      if let missedAt = switchMissedAt, now >= missedAt { missSwitch() }
      return
    }
    let isDue = input.nextDeadlineNanoseconds.map { $0 <= now } ?? false
    guard isDue || polled.contains(where: { $0.revents != 0 }) else { return }
    do throws(SwitchError) {
      take(try input.read(polled: polled, now: now))
      if input.isQuitRequested { end(at: now) }
    } catch {
      lose(error, at: now)
    }
  }

  private func take(_ edges: [Edge]) {
    for edge in edges {
      conductor.edge(closed: edge.closed, at: frames.frame(at: edge.nanoseconds))
    }
  }

  /// It was not there at power-on, and has not come.
  private func missSwitch() {
    switchMissedAt = nil
    if !isSwitchOpen { conductor.switchLost() }
  }

  private func lose(_ error: SwitchError, at now: UInt64) {
    isSwitchOpen = false
    switchRetryAt = now + Self.switchRetryNanoseconds
    input.close()
    tellSwitch(error)
    conductor.switchLost()
  }

  private func tellSwitch(_ error: SwitchError) {
    if error != lastSwitchFault { observer.fault("Switch: \(error)") }
    lastSwitchFault = error
  }

  // MARK: The card

  private func turnLoudspeaker(at now: UInt64, polled: ArraySlice<pollfd>) {
    if !loudspeaker.isOpen {
      // What a card would have played goes by unheard.
      frames.skip(to: max(frames.heard(at: now), conductor.decided), nextCount: nextCount)
    }
    let events = loudspeaker.turn(now: now, polled: polled) { buffer, count in
      self.render(buffer, count)
    }
    for event in events { take(event, at: now) }
    if case .lost(let believedAt?) = sound, now >= believedAt { believeSound() }
    if let point = loudspeaker.clockPoint { frames.observe(point) }
  }

  private var nextCount: Int { loudspeaker.written + loudspeaker.pending }

  private func render(_ buffer: UnsafeMutableBufferPointer<Int16>, _ count: Int) {
    if let geometry = loudspeaker.geometry {
      conductor.setLatency(FrameCount(geometry.bufferFrames))
    }
    let from = frames.frame(ofCount: nextCount)
    let slice = UnsafeMutableBufferPointer(rebasing: buffer[0..<2 * count])
    while !conductor.decide(before: from + FrameCount(count) - conductor.latency) { serve() }
    conductor.render(from: from, into: slice)
    observer.rendered(UnsafeBufferPointer(slice))
  }

  private func take(_ event: Loudspeaker.Event, at now: UInt64) {
    switch event {
    case .opened:
      if sound == .unknown {
        believeSound()
      } else {
        sound = .lost(believedAt: now + Self.soundTrialNanoseconds)
      }
    case .unavailable(let error):
      tellSound("There is no sound card", error)
      if sound == .unknown { sound = .lost(believedAt: nil) }
    case .gap(let frames, _):
      if frames > 0 { conductor.post(.gap(FrameCount(frames))) }
    case .lost(let error, _):
      tellSound("The sound was lost", error)
      if sound == .found { conductor.post(.soundLost) }
      sound = .lost(believedAt: nil)
    case .finished:
      break
    }
  }

  private func believeSound() {
    sound = .found
    lastSoundFault = nil
    if let geometry = loudspeaker.geometry { observer.fault("Sound: \(geometry.device)") }
    conductor.post(.soundFound)
  }

  private func tellSound(_ what: String, _ error: PCMError) {
    if error != lastSoundFault { observer.fault("\(what): \(error)") }
    lastSoundFault = error
  }

  private func advanceWithoutCard(at now: UInt64) {
    guard !loudspeaker.isOpen else { return }
    let heard = frames.heard(at: now)
    while !conductor.decide(before: heard) { serve() }
    conductor.forgetSound(before: heard)
  }

  // MARK: Storage

  private func serve() {
    for effect in conductor.takeEffects() {
      switch effect {
      case .speak(let sayings): for saying in sayings { storage.ask(.speak(saying)) }
      case .analyse(let texts): for text in texts { storage.ask(.analyse(text)) }
      case .makeAhead(let sayings): storage.makeAhead(sayings)
      case .readAhead(let track, let from, let frames):
        storage.ask(.readAhead(track: track, from: from, frames: frames))
      case .record(let record, let frame): storage.ask(.record(record, at: frame))
      case .stick(let ask, let frame): storage.ask(.stick(ask, at: frame))
      case .keepSettings(let changes):
        storage.ask(.keepSettings(changes, at: conductor.decided))
      case .renew: storage.ask(.renew)
      }
    }
    let events = conductor.takeTimeline()
    if !events.isEmpty { observer.timeline(events) }
    if !hasSpoken, events.contains(where: \.isSpeech) {
      hasSpoken = true
      storage.ask(.started)
    }
  }

  private func takeAnswers() {
    for answer in storage.takeAnswers() {
      switch answer {
      case .kept: conductor.kept()
      case .sound(let sound, let saying): conductor.deliver(sound, for: saying)
      case .prosody(let prosody, let text): conductor.post(.analysed(text: text, prosody))
      case .stick(let answer): conductor.take(answer)
      case .trackLost(let track): conductor.post(.trackLost(track))
      case .fault(let fault):
        observer.fault(fault.notice)
        conductor.post(.fault(fault))
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
    if switchMissedAt != nil { missSwitch() }
    supervision?.stopping()
    conductor.post(.shutdown)
    // A card may play a few old frames more when its queue runs out: a buffer of silence.
    let buffer = FrameCount(loudspeaker.geometry?.bufferFrames ?? 0)
    ending = Ending(
      deadline: now + Self.endNanoseconds,
      quietFrom: conductor.decided + conductor.latency + Self.endRamp + buffer)
    serve()
    storage.ask(.touch(at: conductor.decided))
  }

  /// The ramp is played out, then the card is let go and storage ends.
  private func goOnEnding(at now: UInt64) {
    guard let ending, !ending.isFinishing else { return }
    let rendered = frames.frame(ofCount: loudspeaker.written)
    guard !loudspeaker.isOpen || rendered >= ending.quietFrom else { return }
    serve()
    storage.end()
    loudspeaker.finish(within: Self.finishNanoseconds, now: now)
    self.ending?.isFinishing = true
  }
}
