// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// Something for the voice to say, and how: what a clip is made from and known by.
public struct Saying: Hashable, Sendable {
  public enum Delivery: Hashable, Sendable {
    /// As the voice speaks by itself.
    case plain
    /// Spoken with the vowel of syllable k so long after the vowel of the first; ascending, the
    /// first is zero, one a syllable of the text's `Prosody`.
    case onBeats([FrameCount])
    /// Sung: the text is the syllables'.
    case sung([SungSyllable])
  }

  public var text: String
  public var delivery: Delivery

  public init(_ text: String, delivery: Delivery = .plain) {
    self.text = text
    self.delivery = delivery
  }
}

/// One syllable of a sung line, with the note or notes that it is sung to.
public struct SungSyllable: Hashable, Sendable {
  public struct Note: Hashable, Sendable {
    /// After the vowel of the line's first syllable.
    public var onset: FrameCount
    public var length: FrameCount
    /// MIDI note number.
    public var pitch: Int

    public init(onset: FrameCount, length: FrameCount, pitch: Int) {
      self.onset = onset
      self.length = length
      self.pitch = pitch
    }
  }

  /// As it is written, without hyphens: "joy", "ful".
  public var text: String
  public var beginsWord: Bool
  /// One or more, ascending.
  public var notes: [Note]

  public init(text: String, beginsWord: Bool, notes: [Note]) {
    self.text = text
    self.beginsWord = beginsWord
    self.notes = notes
  }
}

/// How a text is spoken by the voice: its syllables, when their vowels come and which are
/// stressed. Asked of the voice itself, so that any text works in any of its languages.
public struct Prosody: Hashable, Sendable {
  public struct Syllable: Hashable, Sendable {
    /// For the timeline and the diary: the vowel in IPA, or the written syllable where known.
    public var text: String
    /// From the vowel of the first syllable to this one's, as it is spoken plainly.
    public var vowel: FrameCount
    public var isStressed: Bool
    public var beginsWord: Bool

    public init(text: String, vowel: FrameCount, isStressed: Bool, beginsWord: Bool) {
      self.text = text
      self.vowel = vowel
      self.isStressed = isStressed
      self.beginsWord = beginsWord
    }
  }

  public var text: String
  public var syllables: [Syllable]
  /// From the last vowel's first sample to the end of the words, spoken plainly.
  public var tail: FrameCount

  public init(text: String, syllables: [Syllable], tail: FrameCount) {
    self.text = text
    self.syllables = syllables
    self.tail = tail
  }
}
