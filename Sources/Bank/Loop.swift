// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a held note may come round unheard, and how its end is faded into what stands before its
/// beginning.
///
/// The end is fixed; the beginning is where the stretch before it is most like the stretch before
/// the end (normalised cross-correlation): for a periodic sound that is a whole number of periods
/// away, for a section of strings the best there is.
struct Loop {
  /// In frames.
  let range: Range<Int>
  /// Of the two stretches that are faded into each other, −1 to 1.
  let likeness: Double

  /// 0.4 s: so long that what a pad or a section of strings changes meanwhile comes back as
  /// slowly as it went.
  static let fade = 19_200
  /// A loop under 0.8 s is heard as a rhythm.
  private static let shortest = 38_400
  /// What is faded in at its end begins behind the attack.
  private static let earliest = fade + 1_200
  /// Every third frame is enough to find the neighbourhood: 16 kHz holds what is loud.
  private static let coarse = 3
  private static let candidates = 24
  /// A second more of loop outweighs so much likeness.
  private static let worthOfLength = 0.02

  init?(in samples: [Float], end: Int) {
    let last = end - Self.shortest
    guard last > Self.earliest else { return nil }
    let target = Array(samples[end - Self.fade..<end])
    let places = stride(from: Self.earliest, through: last, by: Self.coarse).map { $0 }
    let thinned = Self.thinned(samples)
    let thinTarget = Self.thinned(target)
    let scores = places.map { start in
      Self.likeness(
        thinned, at: (start - Self.fade) / Self.coarse, thinTarget, at: 0,
        count: Self.fade / Self.coarse - 1)
        + Self.worth(of: end - start)
    }
    let best = places.indices.sorted { scores[$0] > scores[$1] }.prefix(Self.candidates)
    var found: (start: Int, score: Double, likeness: Double)?
    for index in best.sorted() {
      for start in places[index] - Self.coarse...places[index] + Self.coarse {
        let likeness = Self.likeness(
          samples, at: start - Self.fade, target, at: 0, count: Self.fade)
        let score = likeness + Self.worth(of: end - start)
        if score > found?.score ?? -.infinity { found = (start, score, likeness) }
      }
    }
    guard let found, found.likeness > 0 else { return nil }
    range = found.start..<end
    likeness = found.likeness
  }

  /// The samples up to the loop's end, faded, and two more for whoever interpolates.
  func closed(_ samples: [Float]) -> [Float] {
    var closed = Array(samples[..<range.upperBound])
    for index in 0..<Self.fade {
      let share = Float(index) / Float(Self.fade - 1)
      let new = share * share * (3 - 2 * share)
      let old = 1 - new
      // As much power as either has, however alike they are.
      let power = old * old + new * new + 2 * Float(likeness) * old * new
      let place = range.upperBound - Self.fade + index
      let before = samples[range.lowerBound - Self.fade + index]
      closed[place] = (old * samples[place] + new * before) / power.squareRoot()
    }
    return closed + closed[range.lowerBound..<range.lowerBound + 2]
  }

  private static func worth(of length: Int) -> Double {
    worthOfLength * Double(length) / 48_000
  }

  /// The mean of every three frames.
  private static func thinned(_ samples: [Float]) -> [Float] {
    (0..<samples.count / coarse).map { index in
      samples[coarse * index..<coarse * (index + 1)].reduce(0, +) / Float(coarse)
    }
  }

  /// −1 to 1; 0 where either is silent.
  private static func likeness(
    _ a: [Float], at aStart: Int, _ b: [Float], at bStart: Int, count: Int
  ) -> Double {
    precondition(aStart >= 0 && aStart + count <= a.count && bStart + count <= b.count)
    return a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var (product, powerA, powerB) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
        // Eight sums side by side; what does not fill the last eight is left out.
        for group in 0..<count / 8 {
          var (x, y) = (SIMD8<Float>(), SIMD8<Float>())
          for lane in 0..<8 {
            x[lane] = a[aStart + 8 * group + lane]
            y[lane] = b[bStart + 8 * group + lane]
          }
          product += x * y
          powerA += x * x
          powerB += y * y
        }
        let power = Double(powerA.sum()) * Double(powerB.sum())
        return power > 0 ? Double(product.sum()) / power.squareRoot() : 0
      }
    }
  }
}
