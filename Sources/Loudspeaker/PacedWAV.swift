// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A stream that plays into a WAV file in real time: the desk's sound card where there is none.
///
/// The file takes every frame at once; the queue that a card would have is reckoned from the
/// clock, and an empty one is an underrun, as it is with a card. It has no descriptor:
/// `Loudspeaker.nextWakeNanoseconds` paces it.
public final class PacedWAV: PCM {
  public let geometry: PCMGeometry
  private let writer: WAVWriter
  private let clock: () -> UInt64
  private var isClosed = false
  private var queuedFrames = 0
  /// When the queue began to be played, and what of it has been since; nil while prepared.
  private var started: (nanoseconds: UInt64, playedFrames: Int)?
  private var hasUnderrun = false

  /// - Parameters:
  ///   - writer: stays open when the stream is closed, its owner closes it.
  ///   - clock: CLOCK_MONOTONIC in nanoseconds.
  public init(writer: WAVWriter, clock: @escaping () -> UInt64) {
    self.writer = writer
    self.clock = clock
    self.geometry = PCMGeometry(
      device: writer.path, periodFrames: 240, bufferFrames: 960, startFrames: 480,
      isConverted: false)
  }

  public var waitDescriptors: [pollfd] { [] }

  public func pollEvents(of polled: ArraySlice<pollfd>) throws(PCMError) -> Int16 { 0 }

  public func status() throws(PCMError) -> PCMStatus {
    try play("snd_pcm_avail_delay")
    return PCMStatus(
      availableFrames: geometry.bufferFrames - queuedFrames, delayFrames: queuedFrames)
  }

  public func write(_ samples: UnsafeBufferPointer<Int16>) throws(PCMError) -> Int {
    precondition(samples.count % PCMFormat.channels == 0)
    try play("snd_pcm_writei")
    let offered = samples.count / PCMFormat.channels
    let taken = min(offered, geometry.bufferFrames - queuedFrames)
    do throws(WAVError) {
      try writer.append(
        UnsafeBufferPointer(rebasing: samples[..<(taken * PCMFormat.channels)]))
    } catch {
      throw PCMError(function: error.function, code: error.code, text: error.description)
    }
    queuedFrames += taken
    if started == nil, queuedFrames >= geometry.startFrames { begin() }
    return taken
  }

  public func prepare() throws(PCMError) {
    guard !isClosed else { throw failure("snd_pcm_prepare", EBADFD) }
    queuedFrames = 0
    started = nil
    hasUnderrun = false
  }

  public func resume() throws(PCMError) { throw failure("snd_pcm_resume", ENOSYS) }

  public func start() throws(PCMError) {
    guard !isClosed, started == nil else { throw failure("snd_pcm_start", EBADFD) }
    begin()
  }

  public func close() { isClosed = true }

  private func begin() { started = (clock(), 0) }

  private func play(_ function: String) throws(PCMError) {
    guard !isClosed else { throw failure(function, EBADFD) }
    guard !hasUnderrun else { throw failure(function, EPIPE) }
    guard let (nanoseconds, playedFrames) = started else { return }
    let due = PCMFormat.frames(in: clock() - nanoseconds) - playedFrames
    let taken = min(due, queuedFrames)
    queuedFrames -= taken
    started = (nanoseconds, playedFrames + taken)
    if queuedFrames == 0 {
      hasUnderrun = true
      throw failure(function, EPIPE)
    }
  }

  private func failure(_ function: String, _ code: Int32) -> PCMError {
    ALSA.error(code, function, geometry.device)
  }
}
