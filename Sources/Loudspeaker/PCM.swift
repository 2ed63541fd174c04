// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The one format of the house: 48,000 frames a second, signed 16-bit, two channels interleaved.
public enum PCMFormat {
  /// Frames a second.
  public static let rate = 48_000
  /// Samples in a frame: left, right.
  public static let channels = 2
  /// Bytes in a frame.
  public static let frameBytes = channels * MemoryLayout<Int16>.size
  /// What one second is, in the unit of the monotonic clock.
  static let nanosecondsPerSecond: UInt64 = 1_000_000_000

  /// The nanoseconds in which so many frames are played, rounded down.
  ///
  /// - Parameter frames: 0 or more.
  static func nanoseconds(of frames: Int) -> UInt64 {
    let (seconds, rest) = UInt64(frames).quotientAndRemainder(dividingBy: UInt64(rate))
    return seconds * nanosecondsPerSecond + rest * nanosecondsPerSecond / UInt64(rate)
  }

  /// The frames that are played in so many nanoseconds, to the nearest frame.
  static func frames(in nanoseconds: UInt64) -> Int {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: nanosecondsPerSecond)
    let frames = (rest * UInt64(rate) + nanosecondsPerSecond / 2) / nanosecondsPerSecond
    return Int(seconds * UInt64(rate) + frames)
  }
}

/// What a playback stream failed at.
public struct PCMError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The C function that failed, by its own name.
  public let function: String
  /// The errno, positive: `EPIPE`, `ESTRPIPE`, `ENODEV` and others.
  public let code: Int32
  /// What it means, in words, with the device's name where it is known.
  public let text: String

  public init(function: String, code: Int32, text: String) {
    self.function = function
    self.code = code
    self.text = text
  }

  public var description: String { "\(function): \(text) (errno \(code))" }
}

/// What the device granted when it was opened.
public struct PCMGeometry: Equatable, Sendable {
  /// The name that was opened in the end: `plughw:CARD=X` where `hw:CARD=X` had other formats.
  public let device: String
  /// Frames between two wakes: 240 (5 ms) to 480 (10 ms).
  public let periodFrames: Int
  /// Frames that can be queued: four periods. This is L of the architecture.
  public let bufferFrames: Int
  /// Frames that must be queued before the device starts: two periods.
  public let startFrames: Int
  /// The device does other rates or formats, so alsa-lib converts on the way.
  public let isConverted: Bool

  public init(
    device: String, periodFrames: Int, bufferFrames: Int, startFrames: Int, isConverted: Bool
  ) {
    precondition(periodFrames > 0 && bufferFrames >= periodFrames)
    precondition(startFrames > 0 && startFrames <= bufferFrames)
    self.device = device
    self.periodFrames = periodFrames
    self.bufferFrames = bufferFrames
    self.startFrames = startFrames
    self.isConverted = isConverted
  }
}

/// Where a stream stands, both numbers taken at one instant.
public struct PCMStatus: Equatable, Sendable {
  /// Frames that a write would take now.
  public let availableFrames: Int
  /// Frames until a frame written now is heard: the queue and what lies behind it.
  public let delayFrames: Int

  public init(availableFrames: Int, delayFrames: Int) {
    self.availableFrames = availableFrames
    self.delayFrames = delayFrames
  }
}

/// One open playback stream in `PCMFormat`, which never blocks.
///
/// A conformer reports an xrun as `EPIPE`, a suspended device as `ESTRPIPE`, a device that has
/// gone as `ENODEV` or `EBADFD`; nothing is mended behind the caller's back.
public protocol PCM: AnyObject {
  var geometry: PCMGeometry { get }

  /// What `poll` has to wait for; empty where the stream has no descriptor, then time wakes it.
  var waitDescriptors: [pollfd] { get }

  /// What the descriptors say once `poll` has filled them in: `POLLOUT`, `POLLERR` and others.
  func pollEvents(of polled: ArraySlice<pollfd>) throws(PCMError) -> Int16

  /// Space and delay at this instant.
  func status() throws(PCMError) -> PCMStatus

  /// Hands over whole frames, interleaved.
  ///
  /// - Returns: frames taken, 0 to all of them; a short write is no error.
  func write(_ samples: UnsafeBufferPointer<Int16>) throws(PCMError) -> Int

  /// Empties the queue and makes the stream ready to be filled again.
  func prepare() throws(PCMError)

  /// Goes on after a suspension with the queue as it was; `EAGAIN`: not yet, `ENOSYS`: never.
  func resume() throws(PCMError)

  /// Starts playing what is queued, where that is less than `PCMGeometry.startFrames`.
  func start() throws(PCMError)

  /// Drops what is queued and lets go of the device. A second call does nothing.
  func close()
}
