// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The pitch of a stretch of sound at 48,000 Hz, by autocorrelation, in the sound alone.
enum PitchDetector {
  /// Cents from the MIDI note `pitch`, looked for within six semitones of it; nil where there is too
  /// little sound. The median of up to five windows of 43 ms or eight periods.
  static func cents(from pitch: Int, in samples: ArraySlice<Int16>) -> Double? {
    let note = 440 * exp2(Double(pitch - 69) / 12)
    let period = 48_000 / note
    let lags = Int(period / 1.42)...Int(period * 1.42) + 1
    let window = min(2_048, max(1_024, Int(period * 8)))
    let room = samples.count - window - lags.upperBound
    guard room >= 0 else { return nil }
    let found = (0..<5).compactMap { place -> Double? in
      let start = samples.startIndex + room * place / 4
      return self.period(samples, start, window, lags)
    }.sorted()
    guard !found.isEmpty else { return nil }
    return 1_200 * log2(48_000 / found[found.count / 2] / note)
  }

  private static func period(
    _ samples: ArraySlice<Int16>, _ start: Int, _ window: Int, _ lags: ClosedRange<Int>
  ) -> Double? {
    let values = lags.map { lag -> Double in
      var (product, here, there) = (0.0, 1.0, 1.0)
      for frame in start..<start + window {
        let (a, b) = (Double(samples[frame]), Double(samples[frame + lag]))
        product += a * b
        here += a * a
        there += b * b
      }
      return product / (here * there).squareRoot()
    }
    guard let best = values.indices.max(by: { values[$0] < values[$1] }), best > 0,
      best < values.count - 1
    else { return nil }
    let (left, top, right) = (values[best - 1], values[best], values[best + 1])
    return Double(best + lags.lowerBound) + (left - right) / (2 * (left - 2 * top + right))
  }
}
