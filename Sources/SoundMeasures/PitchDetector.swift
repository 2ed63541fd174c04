// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The pitch of a stretch of sound at 48,000 Hz, by autocorrelation, in the sound alone. It shares
/// no code with what makes the clips.
public enum PitchDetector {
  /// What is heard of a note.
  public enum Heard: Equatable, Sendable {
    /// Its distance from the note that was expected, in cents; above it is positive.
    case cents(Double)
    /// Nothing repeats in most of it: silence, breath, a consonant, or a pitch that will not stay.
    case unpitched
    /// Fewer frames than a window and the longest period looked for: nothing can be said of it.
    case tooShort
  }

  /// A voiced vowel is like itself a period later by 0.6 and more, breath and silence by 0.4 at the
  /// most; a vowel that consonants colour lies between [E].
  private static let leastLikeness = 0.5

  /// Places looked at; the median of what is found there counts.
  private static let places = 5

  /// Looked for within six semitones of the MIDI note `pitch`, in windows of 43 ms or eight periods.
  public static func heard(of pitch: Int, in samples: ArraySlice<Int16>) -> Heard {
    let note = 440 * exp2(Double(pitch - 69) / 12)
    let period = 48_000 / note
    let lags = Int(period / 1.42)...Int(period * 1.42) + 1
    let window = min(2_048, max(1_024, Int(period * 8)))
    let room = samples.count - window - lags.upperBound
    guard room >= 0 else { return .tooShort }
    let found = (0..<places).compactMap { place in
      self.period(samples, samples.startIndex + room * place / (places - 1), window, lags)
    }
    let likeness = found.map(\.likeness).sorted()
    guard found.count > places / 2, likeness[found.count / 2] >= leastLikeness else {
      return .unpitched
    }
    let periods = found.map(\.frames).sorted()
    return .cents(1_200 * log2(48_000 / periods[found.count / 2] / note))
  }

  private static func period(
    _ samples: ArraySlice<Int16>, _ start: Int, _ window: Int, _ lags: ClosedRange<Int>
  ) -> (frames: Double, likeness: Double)? {
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
    let bend = left - 2 * top + right
    guard bend < 0 else { return nil }
    return (Double(best + lags.lowerBound) + (left - right) / (2 * bend), top)
  }
}
