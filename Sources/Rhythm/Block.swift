// SPDX-License-Identifier: GPL-3.0-or-later

/// The scratch of one stretch of rendering, kept from call to call.
struct Block: Sendable {
  /// In frames.
  static let capacity = 1_024

  private var samples: [Float] = []

  /// Valid inside `withPointers` only; each `capacity` long.
  struct Pointers {
    let left: UnsafeMutablePointer<Float>
    let right: UnsafeMutablePointer<Float>
    /// One voice, before it is mixed in.
    let voice: UnsafeMutablePointer<Float>
  }

  mutating func withPointers(_ body: (Pointers) -> Void) {
    if samples.isEmpty { samples = [Float](repeating: 0, count: 3 * Self.capacity) }
    samples.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      body(
        Pointers(left: base, right: base + Self.capacity, voice: base + 2 * Self.capacity))
    }
  }
}

/// The wavetables, laid bare for the inner loops.
struct Tables {
  let points: UnsafePointer<SIMD2<Float>>
  let noise: UnsafePointer<Float>
  let decay: UnsafePointer<Float>

  /// The pointers are valid inside `body` only.
  static func with(_ body: (Tables) -> Void) {
    Wavetable.points.withUnsafeBufferPointer { points in
      Wavetable.noise.withUnsafeBufferPointer { noise in
        Wavetable.decay.withUnsafeBufferPointer { decay in
          guard let points = points.baseAddress, let noise = noise.baseAddress,
            let decay = decay.baseAddress
          else { return }
          body(Tables(points: points, noise: noise, decay: decay))
        }
      }
    }
  }
}
