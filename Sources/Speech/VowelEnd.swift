// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the part of a vowel ends that can be held.
///
/// eSpeak NG counts to a vowel what follows it up to the next consonant's own sound: the silence of
/// a closing "t" or "k", and breath where the vowel is whispered away. Held for a note, that silence
/// would be the note (Russian "вели-кого": 0.4 s of it in 0.8 s).
enum VowelEnd {
  /// A vowel is held while its level under 1 kHz, over 10 ms, is within 8 dB of its highest [E].
  private static let heldShare = 0.4
  private static let window = 480
  private static let step = 120

  /// Less of a vowel than this cannot be held: 25 ms, three periods of the voice [E].
  static let leastHeld = 1_200

  /// - Returns: a frame of `vowel`, or its end where it is heard throughout. At least 10 ms of the
  ///   vowel lie before it, or all of it.
  static func ofHeld(in sound: [Float], _ vowel: Range<Int>) -> Int {
    guard vowel.count > 2 * window else { return vowel.upperBound }
    var filter = VoiceBand()
    let from = max(0, vowel.lowerBound - window)
    let energy = sound[from..<vowel.upperBound].map { sample -> Double in
      let voiced = filter.filter(Double(sample))
      return voiced * voiced
    }
    let starts = Array(
      stride(from: vowel.lowerBound, through: vowel.upperBound - window, by: step))
    let levels = starts.map { start in
      energy[(start - from)..<(start - from + window)].reduce(0, +)
    }
    // Levels are energies here: the share counts twice.
    let least = (levels.max() ?? 0) * heldShare * heldShare
    guard let last = levels.lastIndex(where: { $0 >= least }), last < levels.count - 1 else {
      return vowel.upperBound
    }
    return starts[last] + window
  }
}
