// SPDX-License-Identifier: GPL-3.0-or-later
import Loudness

/// A human voice in place of a spoken prompt: trimmed, levelled, with soft ends; mono, 48 kHz.
public struct RecordedPrompt: Equatable, Sendable {
  public let samples: [Int16]
  /// As it sounds now, in LUFS; under ``targetLoudness`` where the ceiling held it down.
  public let loudness: Double

  /// Speech (`music.md`), measured as a mono file, as the device's own voice is.
  public static let targetLoudness = -19.0
  /// dBTP (`music.md`).
  static let ceiling = -3.0
  /// No more than this is made of a recording that is too soft: it would be mostly hiss [E].
  static let mostGain = 36.0
  /// Under the recording's own peak by so much is silence, in decibels [E].
  static let threshold = -50.0
  /// Kept before the first sound and behind the last: 20 ms.
  static let marginFrames = 960
  /// 5 ms and 10 ms.
  static let fadeInFrames = 240
  static let fadeOutFrames = 480

  /// Reads a recording of at most 30 seconds.
  public static func load(_ path: BytePath) throws(AudioFileError) -> RecordedPrompt {
    try finished(try AudioFile.read(path, limits: .prompt))
  }

  private static func finished(_ recording: [Float]) throws(AudioFileError) -> RecordedPrompt {
    let peak = recording.reduce(0) { max($0, $1.magnitude) }
    let quiet = peak * Float(amplitude(decibels: threshold))
    guard peak > 0, let first = recording.firstIndex(where: { $0.magnitude > quiet }),
      let last = recording.lastIndex(where: { $0.magnitude > quiet })
    else { throw .silent }
    let start = max(0, first - marginFrames)
    let end = min(recording.count, last + 1 + marginFrames)
    var samples = Array(recording[start..<end])
    fadeEnds(&samples)
    let measured = try measure(samples)
    let gain = measured.gain(to: targetLoudness, ceiling: ceiling)
    guard measured.integrated.isFinite, gain <= mostGain else { throw .silent }
    let factor = Float(amplitude(decibels: gain))
    return RecordedPrompt(
      samples: samples.map { sample16($0 * factor) }, loudness: measured.integrated + gain)
  }

  private static func measure(_ samples: [Float]) throws(AudioFileError) -> Loudness {
    do throws(LoudnessError) {
      return try Loudness.measure(samples)
    } catch {
      throw .library(LibraryError(error))
    }
  }

  private static func fadeEnds(_ samples: inout [Float]) {
    let last = samples.count - 1
    for index in 0..<min(fadeInFrames, samples.count) {
      samples[index] *= Float(index) / Float(fadeInFrames)
    }
    for index in 0..<min(fadeOutFrames, samples.count) {
      samples[last - index] *= Float(index) / Float(fadeOutFrames)
    }
  }
}
