// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker

/// A sound card of which two things are not taken for granted: a clock and a volume control.
///
/// A plugin of alsa-lib such as `null` or `file` takes sound as fast as it is given, and is always
/// ready: the session would race and the loop never sleep. Where a device gets ahead of time, its
/// queue is reckoned by the clock, and time alone wakes the loop.
final class Card: PCM {
  private let device: ALSAPCM
  /// An amplitude, 0 to 1, for a card without a volume control.
  private let gain: () -> Float
  private var pace: Pace
  private var quiet: [Int16] = []

  init(_ device: ALSAPCM, gain: @escaping () -> Float = { 1 }) {
    self.device = device
    self.gain = gain
    pace = Pace(bufferFrames: device.geometry.bufferFrames, at: MonotonicClock.now)
  }

  var geometry: PCMGeometry { device.geometry }

  var waitDescriptors: [pollfd] { pace.isKept ? [] : device.waitDescriptors }

  func pollEvents(of polled: ArraySlice<pollfd>) throws(PCMError) -> Int16 {
    pace.isKept ? 0 : try device.pollEvents(of: polled)
  }

  func status() throws(PCMError) -> PCMStatus {
    let status = try device.status()
    pace.pass(to: MonotonicClock.now)
    guard pace.isKept else { return status }
    let queued = pace.framesAhead
    return PCMStatus(
      availableFrames: min(status.availableFrames, max(0, geometry.bufferFrames - queued)),
      delayFrames: max(status.delayFrames, queued))
  }

  func write(_ samples: UnsafeBufferPointer<Int16>) throws(PCMError) -> Int {
    let gain = gain()
    let taken = gain < 1 ? try writeTurnedDown(samples, gain) : try device.write(samples)
    pace.take(taken)
    return taken
  }

  func prepare() throws(PCMError) { try device.prepare() }
  func resume() throws(PCMError) { try device.resume() }
  func start() throws(PCMError) { try device.start() }
  func close() { device.close() }

  private func writeTurnedDown(
    _ samples: UnsafeBufferPointer<Int16>, _ gain: Float
  ) throws(PCMError) -> Int {
    quiet.removeAll(keepingCapacity: true)
    for sample in samples { quiet.append(Int16((Float(sample) * gain).rounded())) }
    let outcome: Result<Int, PCMError> = quiet.withUnsafeBufferPointer { samples in
      do throws(PCMError) {
        return .success(try device.write(samples))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }
}

/// How far a device has got ahead of time: what it has taken, less what time can have played.
struct Pace {
  private let bufferNanoseconds: UInt64
  private var aheadNanoseconds: UInt64 = 0
  private var lastLook: UInt64
  /// The device has no clock; it is kept to the pace of time.
  private(set) var isKept = false

  /// What converters and buses take beyond the queue, by far; our value.
  private static let slackNanoseconds: UInt64 = 100_000_000
  /// No crystal is off by so much: a card with a clock never gathers a lead.
  private static let fastest: (UInt64, UInt64) = (11, 10)

  init(bufferFrames: Int, at now: UInt64) {
    bufferNanoseconds = Self.nanoseconds(of: bufferFrames)
    lastLook = now
  }

  var framesAhead: Int { Int(aheadNanoseconds * 3 / 62_500) }

  mutating func take(_ frames: Int) {
    aheadNanoseconds += Self.nanoseconds(of: frames)
    if aheadNanoseconds > bufferNanoseconds + Self.slackNanoseconds { isKept = true }
  }

  mutating func pass(to now: UInt64) {
    let elapsed = now - min(lastLook, now)
    lastLook = max(lastLook, now)
    let played = isKept ? elapsed : elapsed / Self.fastest.1 * Self.fastest.0
    aheadNanoseconds -= min(aheadNanoseconds, played)
  }

  /// 48,000 frames a second are 3 frames every 62,500 ns.
  private static func nanoseconds(of frames: Int) -> UInt64 { UInt64(frames) * 62_500 / 3 }
}
