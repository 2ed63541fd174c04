// SPDX-License-Identifier: GPL-3.0-or-later

/// From speech at 48 kHz to a clip: level, edges, vowels.
///
/// Measured at 130 words/min with eSpeak NG 1.51 and ffmpeg's ebur128, LUFS integrated: six English
/// prompts (`en-us`) −16.9, −19.0, −19.6, −18.6, −19.1, −17.5; six Russian ones, whose peaks are
/// higher for the same loudness, −22.1, −21.2, −19.9, −20.2, −20.4, −21.5. All peaks ≤ −3.0 dBFS.
package enum ClipFinish {
  /// Brings eSpeak NG's usual level to −19 LUFS integrated (`music.md`).
  package static let gain: Float = 1.2

  /// No sample is above this: −3 dBFS. What would be is turned down smoothly.
  package static let ceiling: Float = 0.7079

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

  /// `speech` has full scale ±1, and `phonemes` their positions in it, in frames.
  package static func clip(speech: [Float], phonemes: [(frame: Int, name: String)]) -> Clip {
    let speech = limited(speech)
    let loud = speech.map { abs($0) >= threshold }
    guard let first = loud.firstIndex(of: true), let last = loud.lastIndex(of: true) else {
      return .silence
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
    return Clip(samples: samples, vowels: vowels(phonemes, start: start, frames: frames))
  }

  /// `speech` with `gain`, and nowhere above `ceiling`.
  ///
  /// Each block has the gain its peak allows. At a border between blocks the smaller of the two
  /// holds, and inside a block the gain goes in a straight line from border to border: it never
  /// jumps, and is never more than the block allows.
  private static func limited(_ speech: [Float]) -> [Float] {
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

  /// In ascending order, each inside the clip; a vowel of no length gives way to the next.
  private static func vowels(
    _ phonemes: [(frame: Int, name: String)], start: Int, frames: Int
  ) -> [Vowel] {
    var vowels: [Vowel] = []
    for phoneme in phonemes where IPA.isSyllabic(phoneme.name) {
      let frame = phoneme.frame - start
      guard frame < frames else { continue }
      if let last = vowels.last, last.frame >= max(frame, 0) { vowels.removeLast() }
      vowels.append(Vowel(frame: max(frame, 0), name: phoneme.name))
    }
    return vowels
  }
}
