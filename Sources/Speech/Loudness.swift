// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Gated loudness of a mono sound (ITU-R BS.1770-4), as ffmpeg's ebur128 measures a mono file.
package enum Loudness {
  /// 400 ms, each 100 ms after the last.
  private static let blockFrames = 19_200
  private static let stepFrames = 4_800

  /// Blocks under these do not count: −70 LUFS, and 10 LU under the mean of the rest.
  private static let absoluteGate = -70.0
  private static let relativeGate = 10.0

  /// LUFS; nil for silence. A sound shorter than one block is measured as one block of its own
  /// length: a short word is as loud as its like in a sentence.
  package static func integrated(_ sound: [Float]) -> Double? {
    var shelf = Biquad.kShelf
    var highPass = Biquad.kHighPass
    var sums = [0.0]
    sums.reserveCapacity(sound.count + 1)
    var sum = 0.0
    for sample in sound {
      let weighted = highPass.filter(shelf.filter(Double(sample)))
      sum += weighted * weighted
      sums.append(sum)
    }
    let block = min(blockFrames, sound.count)
    guard block > 0 else { return nil }
    let powers = stride(from: 0, through: sound.count - block, by: stepFrames).map {
      (sums[$0 + block] - sums[$0]) / Double(block)
    }
    let audible = powers.filter { level($0) > absoluteGate }
    guard !audible.isEmpty else { return nil }
    let gate = level(mean(audible)) - relativeGate
    return level(mean(audible.filter { level($0) > gate }))
  }

  private static func mean(_ powers: [Double]) -> Double {
    powers.reduce(0, +) / Double(powers.count)
  }

  private static func level(_ power: Double) -> Double {
    -0.691 + 10 * log10(max(power, 1e-20))
  }
}
