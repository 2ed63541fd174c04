// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds where a voice's syllables begin to sound, in the sound alone.
///
/// The energy under 1 kHz (two one-pole low-passes, run forth and back, so that nothing is delayed)
/// is taken over the 25 ms before and the 25 ms behind each moment; the voice begins where the level
/// rises most between the two. No vowel's place is known here, only about when one is expected. It
/// shares no code with what makes the clips.
public struct OnsetDetector {
  /// 25 ms: at least a period of the lowest voice, less than a syllable.
  private static let window = 1_200

  /// Moments looked at: every 0.5 ms.
  private static let step = 24

  /// Running sums of the energy, with silence around the sound.
  private let sums: [Double]
  private static let margin = 9_600

  public init(_ samples: [Int16]) {
    let padding = [Double](repeating: 0, count: OnsetDetector.margin)
    var voice = padding + samples.map { Double($0) / 32_768 } + padding
    for _ in 0..<2 {
      OnsetDetector.lowPass(&voice)
      voice.reverse()
      OnsetDetector.lowPass(&voice)
      voice.reverse()
    }
    var sums = [0.0]
    for sample in voice { sums.append((sums.last ?? 0) + sample * sample) }
    self.sums = sums
  }

  /// The frame of the steepest rise within `reach` frames of `expected`.
  public func onset(near expected: Int, reach: Int) -> Int {
    var best = expected
    var most = -Double.infinity
    let first = max(expected - reach, Self.window - Self.margin)
    let last = min(expected + reach, sums.count - 1 - Self.margin - Self.window)
    for frame in stride(from: first, through: last, by: Self.step) {
      let place = frame + Self.margin
      let rise =
        level(from: place, to: place + Self.window) - level(from: place - Self.window, to: place)
      if rise > most { (best, most) = (frame, rise) }
    }
    return best
  }

  /// Milliseconds from each expected frame to the onset found, which is looked for half way to its
  /// neighbours, 250 ms at the most.
  public func errors(expected: [Int]) -> [Double] {
    expected.indices.map { index in
      var reach = 12_000
      if index > 0 { reach = min(reach, (expected[index] - expected[index - 1]) / 2) }
      if index + 1 < expected.count {
        reach = min(reach, (expected[index + 1] - expected[index]) / 2)
      }
      return Double(onset(near: expected[index], reach: reach) - expected[index]) / 48
    }
  }

  /// Root mean square.
  private func level(from start: Int, to end: Int) -> Double {
    (max(0, sums[end] - sums[start]) / Double(end - start)).squareRoot()
  }

  /// One pole at 1,000 Hz: e^(−2π · 1000 / 48000) = 0.8773.
  private static func lowPass(_ sound: inout [Double]) {
    var state = 0.0
    for index in sound.indices {
      state += (1 - 0.8773) * (sound[index] - state)
      sound[index] = state
    }
  }
}
