// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The pitch of a voice that speaks without rise and fall.
enum LevelPitch {
  /// eSpeak NG's pitch parameter p speaks at about 64.6 Hz · e^(0.01128 (p − 20)) with range 0:
  /// measured 64.6 at 20, 89.2 at 50, 125.8 at 80, 157.5 at 99, in five languages (1.51).
  static func parameter(forHertz hertz: Double) -> Int {
    let value = 20 + log(hertz / 64.6) / 0.011_28
    return min(max(Int(value.rounded()), 0), 99)
  }

  static func hertz(ofNote pitch: Int) -> Double {
    440 * exp2(Double(pitch - 69) / 12)
  }

  static func hertz(ofParameter parameter: Int) -> Double {
    64.6 * exp(0.011_28 * Double(parameter - 20))
  }

  /// Looked at: an eighth up and down from what is expected, at so many places of a vowel.
  private static let span = 0.125
  private static let places = 5

  /// Compared at each place: two periods of the lowest voice.
  private static let window = 1_600

  /// Hertz over the middle of `range`, by autocorrelation; nil where too little repeats.
  static func measure(_ sound: [Float], in range: Range<Int>, near hertz: Double) -> Double? {
    let period = Double(Clip.sampleRate) / hertz
    let lags = Int(period * (1 - span))...Int(period * (1 + span))
    let margin = range.count / 5
    let room = range.count - 2 * margin - window - lags.upperBound
    guard room > 0, range.lowerBound >= 0, range.upperBound <= sound.count else { return nil }
    let starts = (0..<places).map { range.lowerBound + margin + room * $0 / (places - 1) }
    let values = lags.map { likeness(sound, starts, lag: $0) }
    guard let best = values.indices.max(by: { values[$0] < values[$1] }),
      values[best] > 0.6, best > 0, best < values.count - 1
    else { return nil }
    let (left, top, right) = (values[best - 1], values[best], values[best + 1])
    let bend = left - 2 * top + right
    let offset = bend < 0 ? (left - right) / (2 * bend) : 0
    return Double(Clip.sampleRate) / (Double(best + lags.lowerBound) + offset)
  }

  private static func likeness(_ sound: [Float], _ starts: [Int], lag: Int) -> Double {
    var (product, here, there) = (Float(0), Float(1e-9), Float(1e-9))
    for start in starts {
      for frame in start..<start + window {
        product += sound[frame] * sound[frame + lag]
        here += sound[frame] * sound[frame]
        there += sound[frame + lag] * sound[frame + lag]
      }
    }
    return Double(product / (here * there).squareRoot())
  }
}
