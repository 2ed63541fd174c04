// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Loudness

/// From speech at 48 kHz to a clip: level, edges, vowels.
package enum ClipFinish {
  /// What every clip comes to, integrated (`music.md`): languages and voices differ by 4 LU as eSpeak
  /// NG speaks them.
  package static let loudness = -19.0

  /// No sample is above this: −3 dBFS. What would be is turned down smoothly.
  package static let ceiling: Float = 0.7079

  /// Speech is made at most 12 dB louder or softer: a whispered "shhh" stays soft [E].
  private static let gainRange = 0.25...4.0

  /// The ceiling takes loudness away, which is given back in so many steps at the most.
  private static let levellingSteps = 4

  /// The level falls and rises in steps of 20 ms: longer than a period of the lowest voice (64 Hz),
  /// so that the tone stays as it is, and shorter than a syllable [E].
  static let limiterFrames = 960

  /// Sound begins and ends where it crosses −60 dBFS: under any room's noise [E].
  static let threshold: Float = 0.001

  /// Kept before the first sound: 0.5 ms, so that nothing starts with a step.
  static let leadFrames = 24

  /// Kept behind the last sound: 2 ms.
  static let tailFrames = 96

  /// The end falls to zero over 8 ms: `music.md` lets nothing stop in less.
  static let fadeFrames = 384

  /// - Parameters:
  ///   - speech: full scale is ±1.
  ///   - vowels: ascending; their frames are positions in `speech`.
  ///   - plain: what the same words sound like in one go, where `speech` has silences among them
  ///     that would count as softness; it is then as loud as `plain` would be.
  ///   - keepsVowels: whether no vowel may be trimmed away or moved, however softly it begins: the
  ///     vowels were put where they are.
  package static func clip(
    speech: [Float], vowels: [Vowel], plain: [Float]? = nil, keepsVowels: Bool = false
  ) throws(LoudnessError) -> Clip {
    let speech = limited(speech, gain: try gain(for: plain ?? speech))
    let loud = speech.map { abs($0) >= threshold }
    guard var first = loud.firstIndex(of: true), var last = loud.lastIndex(of: true) else {
      return .silence
    }
    if keepsVowels {
      first = min(first, vowels.first?.frame ?? first)
      last = max(last, vowels.last?.frame ?? last)
    }
    // The start may lie before the speech does: then there is silence to fill it.
    let start = first - leadFrames
    let frames = last + 1 + tailFrames - start
    let samples = (0..<frames).map { frame -> Int16 in
      let source = start + frame
      guard speech.indices.contains(source) else { return 0 }
      let fade = min(1, Float(frames - frame - 1) / Float(fadeFrames))
      return Int16((speech[source] * fade * 32_767).rounded())
    }
    return Clip(samples: samples, vowels: moved(vowels, start: start, frames: frames))
  }

  /// Brings `speech` to `loudness`, as near as `gainRange` and `ceiling` allow.
  private static func gain(for speech: [Float]) throws(LoudnessError) -> Float {
    var gain = 1.0
    var result = speech
    for _ in 0..<levellingSteps {
      let measured = try Loudness.integrated(result)
      guard measured.isFinite, abs(measured - loudness) > 0.1 else { break }
      let wanted = gain * pow(10, (loudness - measured) / 20)
      gain = min(max(wanted, gainRange.lowerBound), gainRange.upperBound)
      result = limited(speech, gain: Float(gain))
    }
    return Float(gain)
  }

  /// `speech` with `gain`, and nowhere above `ceiling`.
  ///
  /// Each block has the gain its peak allows. At a border between blocks the smaller of the two
  /// holds, and inside a block the gain goes in a straight line from border to border: it never
  /// jumps, and is never more than the block allows.
  private static func limited(_ speech: [Float], gain: Float) -> [Float] {
    let allowed = stride(from: 0, to: speech.count, by: limiterFrames).map { start in
      let block = speech[start..<min(start + limiterFrames, speech.count)]
      return min(gain, ceiling / max(block.reduce(0) { max($0, abs($1)) }, .leastNormalMagnitude))
    }
    return speech.indices.map { frame in
      let (block, offset) = frame.quotientAndRemainder(dividingBy: limiterFrames)
      let here = allowed[block]
      let left = min(here, allowed[max(block - 1, 0)])
      let right = min(here, allowed[min(block + 1, allowed.count - 1)])
      return speech[frame] * (left + (right - left) * Float(offset) / Float(limiterFrames))
    }
  }

  /// In ascending order, each inside the clip.
  private static func moved(_ vowels: [Vowel], start: Int, frames: Int) -> [Vowel] {
    var moved: [Vowel] = []
    for var vowel in vowels {
      vowel.frame = max(vowel.frame - start, 0)
      guard vowel.frame < frames else { continue }
      if let last = moved.last, last.frame >= vowel.frame { moved.removeLast() }
      moved.append(vowel)
    }
    return moved
  }
}
