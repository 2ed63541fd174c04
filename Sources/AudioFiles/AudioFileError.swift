// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudness

/// A system call failed: its C name and its errno, positive.
public struct SystemCallError: Error, Equatable, Sendable, CustomStringConvertible {
  public let function: String
  public let code: Int32

  public init(function: String, code: Int32) {
    self.function = function
    self.code = code
  }

  public var description: String { "\(function): \(String(cString: strerror(code)))" }
}

/// A sound library refused what it should have taken: its C function and its own code.
public struct LibraryError: Error, Equatable, Sendable, CustomStringConvertible {
  public let function: String
  public let code: Int32

  public var description: String { "\(function): code \(code)" }
}

extension LibraryError {
  init(_ error: LoudnessError) { self.init(function: error.function, code: error.code) }
}

/// Why a sound file is not used.
public enum AudioFileError: Error, Equatable, Sendable {
  /// The medium, or the right to read it, failed.
  case unreadable(SystemCallError)
  /// A folder, a pipe, a device.
  case notAFile
  /// No byte, or no frame of sound.
  case empty
  /// None of the formats this unit reads, whatever its name says.
  case notMusic
  /// Begins like a sound file, and cannot be read as one.
  case damaged
  /// Ends before its sound does.
  case cutShort
  /// Nothing in it can be heard.
  case silent
  case tooLarge(byteCount: Int, limit: Int)
  case tooLong(limitSeconds: Int)
  case tooManyChannels(Int)
  /// A sample rate no music has, in frames a second.
  case sampleRate(Int)
  /// No memory for a decoder, or a fault of our own.
  case library(LibraryError)

  /// What was found, in plain words that follow the file's name.
  public var what: String {
    switch self {
    case .unreadable(let error): "cannot be read (\(error))"
    case .notAFile: "is not a file"
    case .empty: "is empty"
    case .notMusic: "is not music this unit can read"
    case .damaged: "is damaged"
    case .cutShort: "is cut short"
    case .silent: "holds no sound that can be heard"
    case .tooLarge(let byteCount, _): "is too large: \(megabytes(byteCount)) MB"
    case .tooLong: "is too long"
    case .tooManyChannels(let channels): "has \(channels) channels"
    case .sampleRate(let rate): "has a sample rate of \(rate)"
    case .library(let error): "could not be worked on (\(error))"
    }
  }

  /// What would have been right.
  public var expected: String {
    switch self {
    case .unreadable, .library: "a file that can be read"
    case .notAFile, .empty, .notMusic, .silent: "a WAV, FLAC, OGG or MP3 file with music in it"
    case .damaged, .cutShort: "a whole file; copy it to the stick again"
    case .tooLarge(_, let limit): "at most \(megabytes(limit)) MB"
    case .tooLong(let seconds):
      seconds % 60 == 0 ? "at most \(seconds / 60) minutes" : "at most \(seconds) seconds"
    case .tooManyChannels: "1 to \(SoundDecoder.channels.upperBound) channels"
    case .sampleRate:
      "\(SoundDecoder.rates.lowerBound) to \(SoundDecoder.rates.upperBound) a second"
    }
  }
}

/// Rounded up, so that a file a little over the limit does not read as the limit.
private func megabytes(_ byteCount: Int) -> Int {
  byteCount / 1_000_000 + (byteCount % 1_000_000 == 0 ? 0 : 1)
}
