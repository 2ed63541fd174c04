// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Keeps one playback stream open and fed, whatever becomes of the card.
///
/// ```
///            opener ok                       ESTRPIPE
///   closed ────────────▶ playing ◀──────────────────▶ suspended
///     ▲  ▲                 │  │ EPIPE: prepare, gap       │
///     │  └── ENODEV, … ────┘  │                           │ gives up
///     └───────────────────────┼───────────────────────────┘
///              finish         ▼            played out, or its time is up
///   (from all) ──────────▶ finishing ────────────────────────────────▶ finished
/// ```
///
/// It never blocks, never drains and reads no clock: each turn is given the monotonic time.
/// One thread owns it.
public final class Loudspeaker {
  private enum State {
    case closed(retryAt: UInt64)
    case playing(any PCM)
    case suspended(any PCM, triesLeft: Int, nextTryAt: UInt64)
    case finishing(any PCM, deadline: UInt64)
    case finished
  }

  /// What was queued at the last look, from which the end of the sound is reckoned.
  private struct Observation {
    var nanoseconds: UInt64
    var queuedFrames: Int
  }

  /// When the card last took or played a frame.
  private struct Progress {
    let written: Int
    let played: Int
    let nanoseconds: UInt64
  }

  /// Sound that broke off and has not gone on yet.
  private struct Interruption {
    let since: Observation
    var droppedFrames: Int
  }

  /// Pause between two attempts to open a card.
  static let reopenNanoseconds: UInt64 = 1_000_000_000
  /// Pause between two attempts to resume, and how many there are: a second in all, our value.
  static let resumeNanoseconds: UInt64 = 20_000_000
  static let resumeTries = 50
  /// A running card that takes no frame for so long has gone (a hung USB bus); our value.
  static let stallNanoseconds: UInt64 = 500_000_000
  /// Recoveries in one turn: after these the poll loop has its say first.
  static let recoveriesInTurn = 3

  private let opener: () throws(PCMError) -> any PCM
  private var state: State
  private var period = PeriodBuffer(capacityFrames: 1)
  private var lastUnavailable: PCMError?
  private var lastSeen = Observation(nanoseconds: 0, queuedFrames: 0)
  private var lastProgress = Progress(written: 0, played: 0, nanoseconds: 0)
  private var framesSincePrepare = 0
  private var isRunning = false
  private var interruption: Interruption?

  /// Frames handed to cards since the beginning, or given up with one that was lost. The next
  /// frame `render` is asked for is `written + pending`.
  public private(set) var written = 0
  /// Frames from the one heard at the last turn to `written`; 0 without a card.
  public private(set) var delayFrames = 0
  /// The newest pair for the clock map; nil where no card runs.
  public private(set) var clockPoint: ClockPoint?
  /// Underruns since the beginning.
  public private(set) var xruns = 0

  /// Attempts to open a card that came to their end without one.
  public private(set) var failedOpenings = 0

  /// - Parameter opener: opens the card; it is called from `turn`, at most once a second.
  public init(opener: @escaping () throws(PCMError) -> any PCM) {
    self.opener = opener
    self.state = .closed(retryAt: 0)
  }

  deinit { pcm?.close() }

  // MARK: What the poll loop asks

  public var isOpen: Bool { pcm != nil }

  public var isFinished: Bool {
    if case .finished = state { return true }
    return false
  }

  /// What the card granted; nil without one.
  public var geometry: PCMGeometry? { pcm?.geometry }

  /// Frames rendered and not yet taken by the card: what a short write left.
  public var pending: Int { period.frames }

  /// What to poll for now. Empty without a card, while it is suspended and while finishing: then
  /// the descriptors would be ready all the time.
  public var waitDescriptors: [pollfd] {
    switch state {
    case .playing(let pcm): pcm.waitDescriptors
    case .closed, .suspended, .finishing, .finished: []
    }
  }

  /// The latest monotonic time of the next turn, should no descriptor ask for it earlier; nil
  /// once finished.
  public var nextWakeNanoseconds: UInt64? {
    switch state {
    case .closed(let retryAt): retryAt
    case .suspended(_, _, let nextTryAt): nextTryAt
    case .finishing(_, let deadline):
      min(deadline, lastSeen.nanoseconds + PCMFormat.nanoseconds(of: max(delayFrames, 48)))
    case .playing(let pcm):
      pcm.waitDescriptors.isEmpty
        ? nextPeriodNanoseconds(pcm.geometry)
        : lastProgress.nanoseconds + Loudspeaker.stallNanoseconds
    case .finished: nil
    }
  }

  /// When there will be space for a period: one frame late rather than early.
  private func nextPeriodNanoseconds(_ geometry: PCMGeometry) -> UInt64 {
    let free = geometry.bufferFrames - lastSeen.queuedFrames
    let missing = max(0, geometry.periodFrames - free)
    return lastSeen.nanoseconds + PCMFormat.nanoseconds(of: missing + 1)
  }

  /// Does what one wake asks for: opens, feeds, mends. Never blocks.
  ///
  /// - Parameters:
  ///   - now: CLOCK_MONOTONIC at the wake, never less than at the turn before.
  ///   - polled: `waitDescriptors` as `poll` left them; empty where time was the reason.
  ///   - render: asked for whole periods, each exactly once, at most a buffer a turn.
  public func turn(
    now: UInt64, polled: ArraySlice<pollfd> = [], render: Render
  ) -> [Event] {
    var events: [Event] = []
    switch state {
    case .closed(let retryAt):
      if now >= retryAt { open(at: now, &events) }
    case .suspended(let pcm, let triesLeft, let nextTryAt):
      if now >= nextTryAt { resume(pcm, triesLeft: triesLeft, at: now, &events) }
    case .playing, .finishing, .finished: break
    }
    for attempt in 1...Loudspeaker.recoveriesInTurn {
      do throws(PCMError) {
        try advance(now: now, polled: attempt == 1 ? polled : [], render: render, &events)
        break
      } catch {
        recover(from: error, at: now, &events)
      }
    }
    return events
  }

  /// Renders nothing more; closes the card once the queue has played out, or drops what is left
  /// when the time is up. The turns go on until `.finished`.
  ///
  /// The caller has rendered its ramp before, and a buffer of silence behind it: a card may play
  /// a few old frames more before it notices that the queue is empty.
  ///
  /// - Parameter limit: nanoseconds from `now`.
  public func finish(within limit: UInt64, now: UInt64) {
    switch state {
    case .playing(let pcm), .suspended(let pcm, _, _):
      state = .finishing(pcm, deadline: now + limit)
    case .closed: state = .finished
    case .finishing, .finished: break
    }
  }

  // MARK: Transitions

  private var pcm: (any PCM)? {
    switch state {
    case .playing(let pcm), .suspended(let pcm, _, _), .finishing(let pcm, _): pcm
    case .closed, .finished: nil
    }
  }

  private func open(at now: UInt64, _ events: inout [Event]) {
    do throws(PCMError) {
      let pcm = try opener()
      period = PeriodBuffer(capacityFrames: pcm.geometry.periodFrames)
      lastUnavailable = nil
      forgetQueue(at: now)
      state = .playing(pcm)
      events.append(.opened(pcm.geometry))
    } catch {
      state = .closed(retryAt: now + Loudspeaker.reopenNanoseconds)
      failedOpenings += 1
      if error != lastUnavailable { events.append(.unavailable(error)) }
      lastUnavailable = error
    }
  }

  private func advance(
    now: UInt64, polled: ArraySlice<pollfd>, render: Render, _ events: inout [Event]
  ) throws(PCMError) {
    switch state {
    case .playing(let pcm):
      try checkPolled(polled, pcm)
      try feed(pcm, now: now, render: render, &events)
    case .finishing(let pcm, let deadline):
      guard now < deadline, try isStillPlaying(pcm, now: now, &events) else {
        end(pcm, &events)
        return
      }
    case .closed, .suspended, .finished: break
    }
  }

  private func recover(from error: PCMError, at now: UInt64, _ events: inout [Event]) {
    switch state {
    case .playing(let pcm):
      switch error.code {
      case EPIPE:
        xruns += 1
        interrupt()
        // An underrun means that the queue was played; more is missing if a pointer jumped.
        let overdue = PCMFormat.frames(in: now - lastSeen.nanoseconds)
        prepare(pcm, dropping: max(0, lastSeen.queuedFrames - overdue), at: now, &events)
      case ESTRPIPE:
        interrupt()
        resume(pcm, triesLeft: Loudspeaker.resumeTries, at: now, &events)
      default:
        lose(pcm, error, at: now, &events)
      }
    case .finishing(let pcm, _): end(pcm, &events)
    case .closed, .suspended, .finished: break
    }
  }

  private func resume(
    _ pcm: any PCM, triesLeft: Int, at now: UInt64, _ events: inout [Event]
  ) {
    do throws(PCMError) {
      try pcm.resume()
      state = .playing(pcm)
      let status = try pcm.status()
      let queued = pcm.geometry.bufferFrames - status.availableFrames
      if isRunning { endInterruption(at: now, queued: queued, &events) }
      lastSeen = Observation(nanoseconds: now, queuedFrames: queued)
    } catch {
      switch error.code {
      case EAGAIN where triesLeft > 0, ESTRPIPE where triesLeft > 0:
        state = .suspended(
          pcm, triesLeft: triesLeft - 1, nextTryAt: now + Loudspeaker.resumeNanoseconds)
      case EAGAIN, ESTRPIPE, ENOSYS, EPIPE:
        prepare(pcm, dropping: lastSeen.queuedFrames, at: now, &events)
      default:
        lose(pcm, error, at: now, &events)
      }
    }
  }

  private func prepare(
    _ pcm: any PCM, dropping dropped: Int, at now: UInt64, _ events: inout [Event]
  ) {
    do throws(PCMError) {
      try pcm.prepare()
      interruption?.droppedFrames += dropped
      forgetQueue(at: now)
      state = .playing(pcm)
    } catch {
      lose(pcm, error, at: now, &events)
    }
  }

  private func lose(
    _ pcm: any PCM, _ error: PCMError, at now: UInt64, _ events: inout [Event]
  ) {
    pcm.close()
    let unwritten = period.discard()
    written += unwritten
    let dropped = (interruption?.droppedFrames ?? 0) + lastSeen.queuedFrames + unwritten
    interruption = nil
    clockPoint = nil
    forgetQueue(at: now)
    state = .closed(retryAt: now + Loudspeaker.reopenNanoseconds)
    events.append(.lost(error, dropped: dropped))
  }

  private func end(_ pcm: any PCM, _ events: inout [Event]) {
    pcm.close()
    clockPoint = nil
    delayFrames = 0
    state = .finished
    events.append(.finished)
  }

  // MARK: Feeding

  /// `POLLNVAL`: the descriptor itself is dead. `POLLERR` needs no answer of its own, the status
  /// says what it was.
  private func checkPolled(_ polled: ArraySlice<pollfd>, _ pcm: any PCM) throws(PCMError) {
    guard polled.contains(where: { $0.revents != 0 }) else { return }
    let events = try pcm.pollEvents(of: polled)
    let isDead = polled.contains { $0.revents & Int16(POLLNVAL) != 0 }
    if isDead || events & Int16(POLLNVAL) != 0 {
      throw PCMError(
        function: "poll", code: ENODEV, text: "\(pcm.geometry.device): the device has gone")
    }
  }

  private func feed(
    _ pcm: any PCM, now: UInt64, render: Render, _ events: inout [Event]
  ) throws(PCMError) {
    let geometry = pcm.geometry
    var space = try observe(pcm, now: now)
    while space > 0 {
      if period.frames == 0 {
        guard space >= geometry.periodFrames else { break }
        period.fill(frames: geometry.periodFrames, render)
      }
      let offered = min(space, period.frames)
      let taken = try period.write(atMost: offered, to: pcm)
      count(taken, at: now, geometry, &events)
      space -= taken
      if taken < offered { break }
    }
  }

  /// Looks at the queue and keeps what it says for clock map, gap and stall.
  ///
  /// - Returns: frames that may be written.
  private func observe(_ pcm: any PCM, now: UInt64) throws(PCMError) -> Int {
    let status = try pcm.status()
    let buffer = pcm.geometry.bufferFrames
    let space = min(max(0, status.availableFrames), buffer)
    lastSeen = Observation(nanoseconds: now, queuedFrames: buffer - space)
    // Some drivers say less than nothing just after a start.
    delayFrames = max(0, status.delayFrames)
    clockPoint =
      isRunning ? ClockPoint(frame: written - delayFrames, nanoseconds: now) : nil
    try checkProgress(pcm, played: written - lastSeen.queuedFrames, now: now)
    return space
  }

  private func checkProgress(
    _ pcm: any PCM, played: Int, now: UInt64
  ) throws(PCMError) {
    if written != lastProgress.written || played != lastProgress.played {
      lastProgress = Progress(written: written, played: played, nanoseconds: now)
    } else if now - lastProgress.nanoseconds >= Loudspeaker.stallNanoseconds {
      throw PCMError(
        function: "snd_pcm_avail_delay", code: EIO,
        text: "\(pcm.geometry.device): the device takes no more sound")
    }
  }

  private func count(
    _ taken: Int, at now: UInt64, _ geometry: PCMGeometry, _ events: inout [Event]
  ) {
    written += taken
    framesSincePrepare += taken
    lastSeen.queuedFrames += taken
    delayFrames += taken
    guard !isRunning, framesSincePrepare >= geometry.startFrames else { return }
    isRunning = true
    endInterruption(at: now, queued: 0, &events)
  }

  /// - Returns: false when the last frame has been heard.
  private func isStillPlaying(
    _ pcm: any PCM, now: UInt64, _ events: inout [Event]
  ) throws(PCMError) -> Bool {
    let space = try observe(pcm, now: now)
    if period.frames > 0 {
      count(try period.write(atMost: space, to: pcm), at: now, pcm.geometry, &events)
    }
    guard lastSeen.queuedFrames > 0 else { return period.frames > 0 }
    if !isRunning {
      try pcm.start()
      isRunning = true
    }
    return true
  }

  // MARK: Gaps

  private func interrupt() {
    if interruption == nil { interruption = Interruption(since: lastSeen, droppedFrames: 0) }
    clockPoint = nil
  }

  /// The time from the end of the old queue to now was silent.
  ///
  /// - Parameter queued: frames of the old queue that are still to be heard.
  private func endInterruption(at now: UInt64, queued: Int, _ events: inout [Event]) {
    guard let ended = interruption else { return }
    interruption = nil
    let elapsed = PCMFormat.frames(in: now - ended.since.nanoseconds)
    let silent = max(0, elapsed - (ended.since.queuedFrames - queued))
    events.append(.gap(frames: silent, dropped: ended.droppedFrames))
  }

  private func forgetQueue(at now: UInt64) {
    lastSeen = Observation(nanoseconds: now, queuedFrames: 0)
    lastProgress = Progress(written: written, played: written, nanoseconds: now)
    framesSincePrepare = 0
    isRunning = false
    delayFrames = 0
  }
}
