// SPDX-License-Identifier: GPL-3.0-or-later

/// A sentence as sound: mono, 16-bit, 48,000 Hz, with the place of every syllable's vowel.
///
/// Silence around the sentence is trimmed away (`ClipFinish`), so that a word can be made to end,
/// and a vowel to begin, exactly on a beat.
public struct Clip: Equatable, Sendable {
  /// Frames a second of every clip: the rate of the sample clock.
  public static let sampleRate = 48_000

  /// The longest clip ever made: 240 s [E], more than any prompt and a bound on memory (23 MB).
  public static let maximumFrames = 240 * sampleRate

  /// One frame each; peak never above −3 dBFS.
  public var samples: [Int16]

  /// The vowels in the order they sound, one a syllable, each inside `samples`.
  public var vowels: [Vowel]

  public init(samples: [Int16], vowels: [Vowel]) {
    self.samples = samples
    self.vowels = vowels
  }

  /// What an empty text, or one with nothing to pronounce in it, sounds like.
  public static let silence = Clip(samples: [], vowels: [])
}

/// The nucleus of a syllable: a vowel, a diphthong, or a syllabic consonant ("butt*on*").
public struct Vowel: Equatable, Sendable {
  /// Frames from the start of the clip to the first sample of the vowel, at 48,000 Hz.
  public var frame: Int

  /// Its name in IPA, as eSpeak NG has it: "iː", "oʊ", "n̩". At most eight bytes of UTF-8.
  public var name: String

  /// Whether eSpeak NG gives it a primary or secondary stress.
  public var isStressed: Bool

  /// Whether it is the first of a word as eSpeak NG divides the text: digits make several.
  public var beginsWord: Bool

  public init(frame: Int, name: String, isStressed: Bool = false, beginsWord: Bool = false) {
    self.frame = frame
    self.name = name
    self.isStressed = isStressed
    self.beginsWord = beginsWord
  }
}
