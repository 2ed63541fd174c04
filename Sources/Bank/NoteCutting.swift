// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Loudness
import Rhythm

/// Cuts one note out of what was recorded: trimmed, shaped, looped, as loud as all others.
struct NoteCutting {
  /// In frames: 1.5 s of a held note, 1.6 s of a struck one.
  private static let sustainedFrames = 72_000
  private static let struckFrames = 76_800
  private static let millisecond = 48

  let plan: RecordingPlan
  let pitch: Int

  func note(from recorded: [Float]) throws(BankError) -> NoteBankWriter.Note {
    let recorded = Self.withoutOffset(recorded)
    let peak = recorded.reduce(0) { max($0, abs($1)) }
    guard peak > 0.000_1 else { throw .silent(plan.instrument, pitch: pitch) }
    switch plan.nature {
    case .sustained: return try sustained(recorded)
    case .struck: return try struck(recorded, peak: peak)
    }
  }

  /// What lies under all hearing is left out, for it would push the cone of a small speaker aside:
  /// a high-pass of first order at 15 Hz. The SoundFont's pads stand beside zero, at up to −28 dB.
  private static func withoutOffset(_ recorded: [Float]) -> [Float] {
    let pole: Float = 0.998_04
    var last: Float = 0
    var passed: Float = 0
    return recorded.map { sample in
      passed = sample - last + pole * passed
      last = sample
      return passed
    }
  }

  // MARK: Held

  private func sustained(_ recorded: [Float]) throws(BankError) -> NoteBankWriter.Note {
    // One that has settled: behind any attack there is.
    let settled = recorded[43_200..<RecordingSession.heldFrames - 4_800]
    let steady = Self.rootMeanSquare(settled)
    let start = Self.speaks(recorded, level: steady * 0.4)
    let frames = min(Self.sustainedFrames, RecordingSession.heldFrames - start)
    let evened = Self.evened(Array(recorded[start..<start + frames]), to: steady)
    guard let loop = Loop(in: evened, end: evened.count) else {
      throw .noLoop(plan.instrument, pitch: pitch)
    }
    return try Self.written(loop.closed(evened), pitch: pitch, loop: loop.range)
  }

  /// The first frame at which 10 ms are as loud as this: bows and breath take up to 0.4 s to get
  /// there, and a cue has 25 ms.
  private static func speaks(_ samples: [Float], level: Float) -> Int {
    let window = 10 * millisecond
    var start = 0
    while start + window < samples.count / 2 {
      if rootMeanSquare(samples[start..<start + window]) >= level { return start }
      start += millisecond / 2
    }
    return 0
  }

  /// Holds the level over an eighth of a second: a loop does not pump, a vibrato stays alive.
  private static func evened(_ samples: [Float], to level: Float) -> [Float] {
    let powers = smoothed(smoothed(samples.map { $0 * $0 }))
    return zip(samples, powers).map { sample, power in
      sample * max(0.25, min(level / max(power, 1e-12).squareRoot(), 4))
    }
  }

  /// The mean of the 62 ms around each, of as many as there are at the ends.
  private static func smoothed(_ values: [Float]) -> [Float] {
    var sums: [Double] = [0]
    for value in values { sums.append(sums[sums.count - 1] + Double(value)) }
    let reach = 1_500
    return values.indices.map { index in
      let range = max(0, index - reach)..<min(values.count, index + reach)
      return Float((sums[range.upperBound] - sums[range.lowerBound]) / Double(range.count))
    }
  }

  // MARK: Struck

  private func struck(
    _ recorded: [Float], peak: Float
  ) throws(BankError) -> NoteBankWriter.Note {
    // From half a millisecond before it comes up to −30 dB of its peak.
    let rise = recorded.firstIndex { abs($0) >= peak * 0.03 } ?? 0
    let start = max(0, rise - Self.millisecond / 2)
    let longest = min(Self.struckFrames, RecordingSession.heldFrames - start)
    var samples = Array(recorded[start..<start + longest])
    samples = Array(samples.prefix(Self.heard(samples)))
    let fade = min(24_000, samples.count / 3)
    for index in 0..<fade {
      let share = Float(index) / Float(fade)
      samples[samples.count - 1 - index] *= share * share * (3 - 2 * share)
    }
    return try Self.written(samples, pitch: pitch, loop: nil)
  }

  /// How many frames until 50 ms are 40 dB under the loudest and stay there.
  private static func heard(_ samples: [Float]) -> Int {
    let window = 50 * millisecond
    let levels = stride(from: 0, to: samples.count - window, by: window).map {
      rootMeanSquare(samples[$0..<$0 + window])
    }
    let floor = (levels.max() ?? 0) * 0.01
    let last = levels.lastIndex { $0 > floor } ?? 0
    return min(samples.count, (last + 1) * window)
  }

  // MARK: -

  /// At the bank's loudness, in 16 bits, with the frame before it that the reader asks for.
  private static func written(
    _ samples: [Float], pitch: Int, loop: Range<Int>?
  ) throws(BankError) -> NoteBankWriter.Note {
    let loudness: Double
    do throws(LoudnessError) {
      loudness = try Loudness.ofLoudest(samples)
    } catch {
      throw .unmeasured(why: "\(error)")
    }
    let gain = pow(10, (NoteBank.referenceLoudness - loudness) / 20)
    let numbers = samples.map { sample in
      Int16(max(-32_767, min((Double(sample) * gain * 32_768).rounded(), 32_767)))
    }
    return NoteBankWriter.Note(
      pitch: pitch, samples: [0] + numbers,
      loop: loop.map { $0.lowerBound + 1..<$0.upperBound + 1 })
  }

  private static func rootMeanSquare(_ samples: some Collection<Float>) -> Float {
    let sum = samples.reduce(0.0) { $0 + Double($1) * Double($1) }
    return Float((sum / Double(max(1, samples.count))).squareRoot())
  }
}
