// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// One opened stream of a `SimulatedCard`. It has no descriptor: the test is what wakes it.
public final class SimulatedPCM: PCM {
  private let card: SimulatedCard
  private let generation: Int
  private var isClosed = false

  init(card: SimulatedCard, generation: Int) {
    self.card = card
    self.generation = generation
  }

  public var geometry: PCMGeometry { card.geometry }
  public var waitDescriptors: [pollfd] { [] }

  public func pollEvents(of polled: ArraySlice<pollfd>) throws(PCMError) -> Int16 {
    try checkPresent("snd_pcm_poll_descriptors_revents")
    return Int16(POLLOUT)
  }

  public func status() throws(PCMError) -> PCMStatus {
    try checkPlayable("snd_pcm_avail_delay")
    let queued = card.queue.count / PCMFormat.channels
    return PCMStatus(
      availableFrames: card.geometry.bufferFrames - queued,
      delayFrames: queued + card.converterFrames + card.nextJitter())
  }

  public func write(_ samples: UnsafeBufferPointer<Int16>) throws(PCMError) -> Int {
    precondition(samples.count % PCMFormat.channels == 0)
    try checkPlayable("snd_pcm_writei")
    let taken = card.acceptedFrames(of: samples.count / PCMFormat.channels)
    card.enqueue(UnsafeBufferPointer(rebasing: samples[..<(taken * PCMFormat.channels)]))
    return taken
  }

  public func prepare() throws(PCMError) {
    try checkPresent("snd_pcm_prepare")
    card.reset()
  }

  public func resume() throws(PCMError) {
    try checkPresent("snd_pcm_resume")
    guard case .suspended(let resumableAt) = card.condition else {
      throw card.failure("snd_pcm_resume", EBADFD)
    }
    guard let resumableAt else { throw card.failure("snd_pcm_resume", ENOSYS) }
    guard card.nanoseconds >= resumableAt else {
      throw card.failure("snd_pcm_resume", EAGAIN)
    }
    card.start()
  }

  public func start() throws(PCMError) {
    try checkPresent("snd_pcm_start")
    guard card.condition == .prepared, !card.queue.isEmpty else {
      throw card.failure("snd_pcm_start", EPIPE)
    }
    card.start()
  }

  public func close() {
    guard !isClosed else { return }
    isClosed = true
    if generation == card.generation { card.reset() }
  }

  private func checkPresent(_ function: String) throws(PCMError) {
    guard !isClosed else { throw card.failure(function, EBADFD) }
    guard generation == card.generation else { throw card.failure(function, ENODEV) }
  }

  private func checkPlayable(_ function: String) throws(PCMError) {
    try checkPresent(function)
    switch card.condition {
    case .prepared, .running, .hanging: break
    case .underrun: throw card.failure(function, EPIPE)
    case .suspended: throw card.failure(function, ESTRPIPE)
    }
  }
}
