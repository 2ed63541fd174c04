// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// A melody fitted to a number of beats, a note a beat.
///
/// Where there are more beats than notes the ends are held, never the middle; where there are
/// fewer, the ends are kept. A single beat holds both ends, half a beat each: even then it can
/// be heard which way the breath goes.
struct Figure {
  struct Note: Hashable {
    var pitch: Int
    /// In beats from the figure's start.
    var onset: Rational
    var length: Rational
  }

  enum Holds {
    case bothEnds
    /// So that the last note comes on the last beat, where the cadence is.
    case first
  }

  private(set) var notes: [Note] = []

  /// - Precondition: two pitches and a beat at least.
  init(_ pitches: [Int], beats: Int, holds: Holds) {
    precondition(pitches.count >= 2 && beats >= 1, "a figure goes from one note to another")
    let count = max(2, min(beats, pitches.count))
    let opening = pitches.prefix(count / 2)
    let closing = pitches.suffix(count - count / 2)
    let spare = max(0, beats - count)
    let (heldFirst, heldLast) =
      switch holds {
      case .bothEnds: (spare - spare / 2, spare / 2)
      case .first: (spare, 0)
      }
    let step = beats == 1 ? Rational(1, 2) : Rational(1)
    var onset = Rational.zero
    for (index, pitch) in (opening + closing).enumerated() {
      var length = step
      if index == 0 { length += Rational(heldFirst) }
      if index == count - 1 { length += Rational(heldLast) }
      notes.append(Note(pitch: pitch, onset: onset, length: length))
      onset += length
    }
  }

  /// How far through the figure a note is: 0 the first, 1 the last.
  func share(of index: Int) -> Double { Double(index) / Double(notes.count - 1) }
}
