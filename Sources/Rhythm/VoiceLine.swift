// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// A line the device's own voice speaks or sings in time: the vowel of each syllable begins on
/// the beat that is given for it. The line stands in a score at the beat of its first vowel.
public struct VoiceLine: Hashable, Sendable {
  public struct Syllable: Hashable, Sendable {
    public struct Note: Hashable, Sendable {
      /// After the line's first vowel, in beats.
      public var beat: Rational
      /// In beats.
      public var length: Rational
      /// MIDI note number.
      public var pitch: Int

      public init(beat: Rational, length: Rational, pitch: Int) {
        self.beat = beat
        self.length = length
        self.pitch = pitch
      }
    }

    public var text: String
    public var beginsWord: Bool
    /// Of its vowel, in beats after the line's first vowel.
    public var beat: Rational
    /// Empty: it is spoken. All syllables of a line are spoken, or all are sung.
    public var notes: [Note]

    public init(text: String, beginsWord: Bool, beat: Rational, notes: [Note] = []) {
      self.text = text
      self.beginsWord = beginsWord
      self.beat = beat
      self.notes = notes
    }
  }

  /// What is written; what the voice is given where it speaks.
  public var text: String
  /// Ascending by beat, the first at zero.
  public var syllables: [Syllable]
  /// In decibels.
  public var gain: Double

  public init(text: String, syllables: [Syllable], gain: Double = 0) {
    self.text = text
    self.syllables = syllables
    self.gain = gain
  }

  public var isSung: Bool { syllables.first.map { !$0.notes.isEmpty } ?? false }

  /// What the voice is asked for at a tempo.
  public func saying(at tempo: Tempo) -> Saying {
    func frames(_ beats: Rational) -> FrameCount {
      FrameCount((beats * tempo.framesPerBeat).rounded)
    }
    guard isSung else {
      return Saying(text, delivery: .onBeats(syllables.map { frames($0.beat) }))
    }
    let sung = syllables.map { syllable in
      SungSyllable(
        text: syllable.text, beginsWord: syllable.beginsWord,
        notes: syllable.notes.map { note in
          let onset = frames(note.beat)
          return SungSyllable.Note(
            onset: onset, length: frames(note.beat + note.length) - onset, pitch: note.pitch)
        })
    }
    return Saying(text, delivery: .sung(sung))
  }
}
