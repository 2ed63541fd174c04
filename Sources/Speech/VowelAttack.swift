// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes the vowel what is heard to fall on the beat.
///
/// Listeners place a syllable at the rise of its vowel (the "P-centre": Morton, Marcus and Frankish
/// 1976), and a spoken vowel may rise late: out of an m or l that is nearly as loud, or towards the
/// second half of "ai". So, by the level under 1 kHz, where the voice's energy lies, what stands
/// before the vowel is turned down, and the vowel's own first 60 ms are brought near its full level.
enum VowelAttack {
  /// Of the vowel's level, at most, before it: −16 dB [E]. With −12 the m of "More slowly" and the
  /// r of "pronto" were heard as the beat.
  private static let onsetShare: Float = 0.15

  /// The first part of a vowel is made at most 12 dB louder, the rest at most 8 dB softer [E].
  private static let maximumBoost: Float = 4
  private static let minimumGain: Float = 0.4

  /// Behind its beginning a vowel may still grow by 1 dB.
  private static let growth: Float = 1.12

  /// The part that is made louder: 60 ms.
  private static let boostedFrames = 2_880

  /// Levels are looked at every 2.5 ms, over 10 ms before the vowel and 20 ms in it,
  /// or half of it.
  private static let step = 120
  private static let onsetWindow = 480
  private static let vowelWindow = 960

  /// From the level before the vowel to the vowel's: 8 ms around its first sample.
  private static let riseFrames = 384

  /// - Parameters:
  ///   - vowel: the first frame of the vowel in `piece`.
  ///   - end: of the vowel.
  static func shape(_ piece: inout [Float], vowel: Int, end: Int) {
    let end = min(end, piece.count)
    let window = min(vowelWindow, (end - vowel) / 2)
    guard vowel >= 0, window >= step else { return }
    let energy = voiceEnergy(piece)
    let early = level(
      energy, vowel + min(240, window / 2)..<min(vowel + 1_680, end))
    let places = Array(stride(from: vowel, through: end - window, by: step))
    let levels = places.map { level(energy, max(vowel, $0 - window / 2)..<$0 + window / 2) }
    let full = min(levels.max() ?? early, early * maximumBoost)
    guard full > 1e-4 else { return }

    var vowelGains = zip(places, levels).map { place, level -> Float in
      let wanted = full / max(level, 1e-6)
      let most = place < vowel + boostedFrames ? maximumBoost : 1
      let held = place < vowel + boostedFrames ? wanted : wanted * growth
      return min(most, max(minimumGain, held))
    }
    vowelGains = smoothed(vowelGains)
    let onsetPlaces = Array(stride(from: 0, to: vowel, by: step))
    let onsetGains = smoothed(
      onsetPlaces.map { place in
        let window = max(0, place - onsetWindow / 2)..<min(vowel, place + onsetWindow / 2)
        return min(1, full * onsetShare / max(level(energy, window), 1e-6))
      })
    apply(&piece, onsetGains, vowelGains, vowel: vowel, end: end)
  }

  private static func apply(
    _ piece: inout [Float], _ onset: [Float], _ nucleus: [Float], vowel: Int, end: Int
  ) {
    let last = nucleus.last ?? 1
    for frame in piece.indices {
      let before = value(onset, at: frame)
      // Behind the vowel the gain goes back to one in 20 ms.
      let leaving = min(1, max(0, Float(frame - end) / Float(vowelWindow)))
      let inside =
        frame < end ? value(nucleus, at: max(0, frame - vowel)) : last + (1 - last) * leaving
      let rise = min(1, max(0, Float(frame - vowel + riseFrames / 2) / Float(riseFrames)))
      piece[frame] *= onset.isEmpty ? inside : before + (inside - before) * rise
    }
  }

  /// Between the steps, straight.
  private static func value(_ gains: [Float], at frame: Int) -> Float {
    let index = frame / step
    guard index + 1 < gains.count else { return gains.last ?? 1 }
    let part = Float(frame - index * step) / Float(step)
    return gains[index] + (gains[index + 1] - gains[index]) * part
  }

  /// Means of five steps.
  private static func smoothed(_ gains: [Float]) -> [Float] {
    gains.indices.map { index in
      let near = gains[max(0, index - 2)...min(gains.count - 1, index + 2)]
      return near.reduce(0, +) / Float(near.count)
    }
  }

  /// Running sums of the energy under 1 kHz. The filter runs forth and back, so that it delays
  /// nothing.
  private static func voiceEnergy(_ piece: [Float]) -> [Double] {
    var forth = VoiceBand()
    var back = VoiceBand()
    let once = piece.map { forth.filter(Double($0)) }
    let twice = once.reversed().map { back.filter($0) }
    var sums = [0.0]
    sums.reserveCapacity(piece.count + 1)
    for sample in twice.reversed() { sums.append((sums.last ?? 0) + sample * sample) }
    return sums
  }

  /// Root mean square.
  private static func level(_ sums: [Double], _ range: Range<Int>) -> Float {
    guard !range.isEmpty else { return 0 }
    let energy = sums[range.upperBound] - sums[range.lowerBound]
    return Float((max(energy, 0) / Double(range.count)).squareRoot())
  }
}
