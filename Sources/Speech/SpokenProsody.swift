// SPDX-License-Identifier: GPL-3.0-or-later

/// How a voice speaks a text plainly: its syllables and their times.
public struct SpokenProsody: Equatable, Sendable {
  /// In order; the frame is counted from the vowel of the first. Empty where nothing is pronounced.
  public let syllables: [Vowel]

  /// Frames from the last vowel's first sample to the end of the words; 0 without syllables.
  public let tail: Int

  /// Of a plain clip.
  public init(of clip: Clip) {
    let first = clip.vowels.first?.frame ?? 0
    syllables = clip.vowels.map { vowel in
      var vowel = vowel
      vowel.frame -= first
      return vowel
    }
    tail = clip.vowels.last.map { clip.samples.count - $0.frame } ?? 0
  }
}
