// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// A song as a file of `Voices/LANGUAGE/songs` or a caregiver's own holds it (`Docs/Songs.md`):
/// a melody in degrees of its scale, the syllables under it, and where both come from.
public struct Song: Hashable, Sendable {
  public let title: String
  public let credits: Credits
  public let tags: Set<Tag>
  public let metre: Metre
  public let mode: Mode
  /// The song's own, in beats a minute: 50 to 100.
  public let beatsPerMinute: Int
  /// At least one, each with at least one sung note.
  public let lines: [Line]

  /// Where words and melody come from; all are empty where a caregiver's own song names none.
  public struct Credits: Hashable, Sendable {
    public var words: String
    public var music: String
    /// The printed edition and its year.
    public var source: String
  }

  /// Why a song is not sung unless it is asked for.
  public enum Tag: String, Hashable, Sendable, CaseIterable {
    /// A nursery song.
    case child
    /// A funeral song, or one whose theme is death.
    case death
    case christmas
  }

  /// Whose file it is: what is shipped is held to more.
  public enum Origin: Hashable, Sendable {
    /// Credits are due, and a range of a seventh unless the song is for children.
    case shipped
    /// A caregiver's: an octave and a half, credits as they like.
    case own

    /// In semitones, from the lowest to the highest note.
    func mostRange(isForChildren: Bool) -> Int {
      self == .shipped && !isForChildren ? 11 : 18
    }
  }

  public enum Mode: String, Hashable, Sendable, CaseIterable { case major, minor }

  public enum Metre: String, Hashable, Sendable, CaseIterable {
    case two = "2/4"
    case three = "3/4"
    case four = "4/4"

    /// Quarter notes a bar.
    public var beats: Int {
      switch self {
      case .two: 2
      case .three: 3
      case .four: 4
      }
    }

    /// How far into its bar a position is; bar lines stand at the multiples of `beats`.
    public func beatInBar(_ beat: Rational) -> Rational {
      let bar = Rational(beats)
      return beat - bar * Rational((beat / bar).floor)
    }
  }

  /// One line of the file: a verse of the text, sung on one breath or more.
  public struct Line: Hashable, Sendable {
    /// Ascending, without gaps: a rest is a note without a pitch.
    public let notes: [Note]
    /// The notes before which a breath mark stands.
    public let breaths: Set<Int>
  }

  public struct Note: Hashable, Sendable {
    /// From the first bar line, in beats; an upbeat is before zero.
    public var beat: Rational
    /// In beats, more than none.
    public var length: Rational
    /// Semitones above the tonic; nil for a rest.
    public var semitones: Int?
    /// nil for a rest, and where the last syllable is held on.
    public var syllable: Syllable?

    public var end: Rational { beat + length }
  }

  public struct Syllable: Hashable, Sendable {
    /// As it is written, with the comma or full stop after it.
    public var text: String
    public var beginsWord: Bool

    /// What is sung: letters and apostrophes only.
    public var sung: String { text.filter { $0.isLetter || $0 == "'" } }
  }

  /// Semitones from the tonic, over all that is sung.
  public var range: ClosedRange<Int> {
    let pitches = lines.flatMap(\.notes).compactMap(\.semitones)
    return (pitches.min() ?? 0)...(pitches.max() ?? 0)
  }

  /// Of the last note's end, in beats from the first bar line.
  public var end: Rational { lines.last?.notes.last?.end ?? .zero }
}

extension Sequence<Song.Note> {
  /// The words as they are spoken.
  public var words: String {
    var text = ""
    for syllable in compactMap(\.syllable) {
      if syllable.beginsWord, !text.isEmpty { text += " " }
      text += syllable.text
    }
    return text
  }
}
