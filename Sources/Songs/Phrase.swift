// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// What is sung on one breath.
public struct Phrase: Hashable, Sendable {
  /// From the first sung note to the last; at least one.
  public let notes: [Song.Note]
  /// Which line of the song it is of, from 0.
  public let line: Int

  /// The words as they are spoken.
  public var words: String { notes.words }
  /// Of the first note, in beats from the song's first bar line.
  public var beat: Rational { notes.first?.beat ?? .zero }
  /// Of the last note's end.
  public var end: Rational { notes.last?.end ?? .zero }
  /// In beats.
  public var length: Rational { end - beat }
}

extension Song {
  /// The song's phrases, one a breath, in order.
  ///
  /// A line that is longer than `limit` is split at its breath marks alone where that is enough, else
  /// before words too (`LineSplit`). Only a word that is longer by itself stays whole.
  public func phrases(at tempo: Tempo, limit: FrameCount) -> [Phrase] {
    let mostBeats = Rational(limit.value) / tempo.framesPerBeat
    return lines.indices.flatMap { index in
      LineSplit(line: lines[index], metre: metre, mostBeats: mostBeats).parts.map {
        Phrase(notes: $0, line: index)
      }
    }
  }
}
