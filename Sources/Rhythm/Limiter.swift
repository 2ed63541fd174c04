// SPDX-License-Identifier: GPL-3.0-or-later

/// The last stage: nothing leaves above the ceiling, and what stays under it is not touched.
///
/// The gain falls within the very sample that is too loud, to exactly what that sample needs: the
/// output stands at the ceiling there and never jumps. It comes back slowly. The one state of the
/// mixer that runs from sample to sample.
struct Limiter: Sendable {
  /// Of samples: half a decibel under the −3 dBFS true peak of `music.md`, for what a converter
  /// makes between two samples.
  static let ceiling = Float(amplitude(decibels: -3.5))
  /// What is left of the reduction a frame later: 150 ms to 1/e.
  private static let release: Float = 1 - 1 / 7_200
  /// Less than this is nothing (0.001 dB).
  private static let settled: Float = 0.0001

  /// 1 less the gain: so small a change a frame would be lost in a number near 1.
  private var reduction: Float = 0

  /// Silence would pass unchanged, and change nothing here.
  var isIdle: Bool { reduction == 0 }

  mutating func reset() { reduction = 0 }

  /// Limits `count` frames and writes them as interleaved 16-bit samples.
  mutating func write(_ block: Block.Pointers, count: Int, to output: UnsafeMutablePointer<Int16>) {
    if reduction > 0 || peak(of: block, count: count) > Self.ceiling {
      limit(block, count: count)
    }
    for index in 0..<count {
      output[2 * index] = sample(block.left[index])
      output[2 * index + 1] = sample(block.right[index])
    }
  }

  private func peak(of block: Block.Pointers, count: Int) -> Float {
    var peak: Float = 0
    for index in 0..<count {
      let loudest = max(block.left[index].magnitude, block.right[index].magnitude)
      peak = loudest > peak ? loudest : peak
    }
    return peak
  }

  private mutating func limit(_ block: Block.Pointers, count: Int) {
    for index in 0..<count {
      let loudest = max(block.left[index].magnitude, block.right[index].magnitude)
      if loudest * (1 - reduction) > Self.ceiling { reduction = 1 - Self.ceiling / loudest }
      block.left[index] *= 1 - reduction
      block.right[index] *= 1 - reduction
      reduction *= Self.release
      if reduction < Self.settled { reduction = 0 }
    }
  }

  /// Rounds to the nearest: added to 1.5 · 2²³ a number's integer part stands in the low bits of
  /// the mantissa, which is several times as fast as `rounded()` without SSE 4.1. The limiter
  /// keeps `value` well within ±1.
  @inline(__always)
  private func sample(_ value: Float) -> Int16 {
    Int16(truncatingIfNeeded: (value * 32_768 + 12_582_912).bitPattern)
  }
}
