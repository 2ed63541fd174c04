// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// The twelve breathing pieces, numbered as in `music.md`.
public enum PieceID: Int, CaseIterable, Hashable, Sendable {
  case morning = 1
  case harbour, lantern, orchard, snow, river, hills, evening, bells, meadow, letter, star

  /// In English, as the composer calls it: "Morning".
  public var name: String {
    switch self {
    case .morning: "Morning"
    case .harbour: "Harbour"
    case .lantern: "Lantern"
    case .orchard: "Orchard"
    case .snow: "Snow"
    case .river: "River"
    case .hills: "Hills"
    case .evening: "Evening"
    case .bells: "Bells"
    case .meadow: "Meadow"
    case .letter: "Letter"
    case .star: "Star"
    }
  }
}

extension PieceID {
  /// One piece a day, from the day's number alone: none twice in any twelve days running.
  public static func of(day: Day) -> PieceID { of(count: day.number) }

  /// Where no clock is set: by the practised days counted.
  public static func of(count: Int) -> PieceID {
    // Five has no divisor in common with twelve, so that all come round, and neighbours are far
    // apart in key and colour.
    let place = (count % 12 * 5) % 12
    return allCases[place < 0 ? place + 12 : place]
  }
}
