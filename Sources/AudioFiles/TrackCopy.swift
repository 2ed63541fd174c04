// SPDX-License-Identifier: GPL-3.0-or-later
import Loudness

/// Brings one file of the stick into the store: measured first, levelled then.
///
/// The source is read twice. A copy in between would write a gigabyte for each 90 minutes of music,
/// which wears a memory card and keeps the diary waiting, to save a hundredth of the music's length.
struct TrackCopy {
  enum Failure: Error {
    case source(AudioFileError)
    case store(SystemCallError)
    case cancelled
  }

  let source: BytePath
  let limits: AudioFile.Limits
  /// 0 to 1 over both readings.
  let progress: (Double) -> Void
  let isCancelled: () -> Bool

  private static let blockFrames = 4_096
  /// dBTP (`music.md`).
  private static let ceiling = -3.0
  /// More would lift the noise of a recording to where it is heard [E].
  private static let mostGain = 24.0

  /// The length, and the gain and the loudness it then has.
  struct Measure {
    let frames: Int
    let gain: Double
    let loudness: Double
  }

  func measure() throws(Failure) -> Measure {
    let meter = try measuring { () throws(LoudnessError) in
      try LoudnessMeter.open(mono: .bothSpeakers)
    }
    let frames = try read(progressFrom: 0) { (block) throws(Failure) in
      try measuring { () throws(LoudnessError) in try meter.add(block) }
    }
    let loudness = try measuring { () throws(LoudnessError) in try meter.finish() }
    guard loudness.integrated.isFinite else { throw .source(.silent) }
    let gain = loudness.gain(to: MusicStore.targetLoudness, ceiling: Self.ceiling)
    let used = min(gain, Self.mostGain)
    return Measure(frames: frames, gain: used, loudness: loudness.integrated + used)
  }

  /// Writes the track and puts it in its place.
  func write(_ header: TrackHeader, to folder: BytePath) throws(Failure) {
    let writer = try storage { () throws(SystemCallError) in
      try TrackWriter.open(header.source.id, in: folder, header)
    }
    let factor = Float(amplitude(decibels: header.gain))
    _ = try read(progressFrom: 0.5) { (block) throws(Failure) in
      let samples = block.map { sample16($0 * factor) }
      try storage { () throws(SystemCallError) in try writer.append(samples) }
    }
    let isPlaced = try storage { () throws(SystemCallError) in try writer.place() }
    // Another length than a moment ago: it changes under our hands, or the stick fails.
    if !isPlaced { throw .source(.damaged) }
  }

  /// The frames read.
  private func read(
    progressFrom begin: Double, _ use: (ArraySlice<Float>) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    let file: AudioFile
    do throws(AudioFileError) {
      file = try AudioFile.open(source, limits: limits)
    } catch {
      throw .source(error)
    }
    let expected = max(1, file.declaredFrames ?? limits.seconds * AudioFile.rate)
    var block = [Float](repeating: 0, count: Self.blockFrames)
    var frames = 0
    while true {
      if isCancelled() { throw .cancelled }
      progress(begin + min(0.5, 0.5 * Double(frames) / Double(expected)))
      var count = 0
      do throws(AudioFileError) {
        count = try file.read(into: &block)
      } catch {
        throw .source(error)
      }
      if count == 0 { return frames }
      try use(block[..<count])
      frames += count
    }
  }

  private func measuring<Result>(
    _ body: () throws(LoudnessError) -> Result
  ) throws(Failure) -> Result {
    do throws(LoudnessError) {
      return try body()
    } catch {
      throw .source(.library(LibraryError(error)))
    }
  }

  private func storage<Result>(
    _ body: () throws(SystemCallError) -> Result
  ) throws(Failure) -> Result {
    do throws(SystemCallError) {
      return try body()
    } catch {
      throw .store(error)
    }
  }
}
