// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// How loud a sound is to an ear: the K weighting and the 400 ms of ITU-R BS.1770-4.
package enum Loudness {
  /// A tenth of a second.
  private static let hop = 4_800
  /// Of the recommendation: four tenths.
  private static let hopsAWindow = 4

  /// Of the loudest 400 ms, in LUFS of one channel; of the whole, as if silence followed, where
  /// it is shorter.
  package static func ofLoudest(_ samples: [Float]) -> Double {
    let hops = weightedHops(samples)
    let windows = max(1, hops.count - hopsAWindow + 1)
    let loudest = (0..<windows).map { start in
      hops[start..<min(hops.count, start + hopsAWindow)].reduce(0, +) / Double(hopsAWindow)
    }.max()
    return -0.691 + 10 * log10(max(loudest ?? 0, 1e-12))
  }

  /// The mean square of each tenth of a second, weighted.
  private static func weightedHops(_ samples: [Float]) -> [Double] {
    // The shelf and the high-pass of the recommendation, for 48 kHz.
    var shelf = Biquad(
      b: (1.53512485958697, -2.69169618940638, 1.19839281085285),
      a: (-1.69065929318241, 0.73248077421585))
    var highPass = Biquad(b: (1, -2, 1), a: (-1.99004745483398, 0.99007225036621))
    var hops = [Double](repeating: 0, count: (samples.count + hop - 1) / hop)
    for (index, sample) in samples.enumerated() {
      let weighted = highPass.filter(shelf.filter(Double(sample)))
      hops[index / hop] += weighted * weighted / Double(hop)
    }
    return hops
  }
}

/// A second-order filter in direct form I.
private struct Biquad {
  let b: (Double, Double, Double)
  let a: (Double, Double)
  private var x = (0.0, 0.0)
  private var y = (0.0, 0.0)

  init(b: (Double, Double, Double), a: (Double, Double)) {
    self.b = b
    self.a = a
  }

  mutating func filter(_ input: Double) -> Double {
    let fed = b.0 * input + b.1 * x.0 + b.2 * x.1
    let output = fed - a.0 * y.0 - a.1 * y.1
    x = (input, x.0)
    y = (output, y.0)
    return output
  }
}
