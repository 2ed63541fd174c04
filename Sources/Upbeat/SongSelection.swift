// SPDX-License-Identifier: GPL-3.0-or-later
import Songs
import Timebase

/// Which of the songs there are may be sung today.
///
/// Songs of Christmas are sung in December only. Nursery songs and songs of death are sung only
/// where somebody asked for them by their title (`clinical.md`, "Therapeutic singing"): in the
/// caregiver's `songs:`, or by bringing them on the stick.
struct SongSelection {
  /// In their order: the person's own first.
  let songs: [Song]
  /// Titles asked for that no song has, with the nearest that one has.
  let unknown: [(title: String, nearest: String?)]

  private static let december = 12

  /// - Parameters:
  ///   - own: the person's; one takes the place of a shipped song with the same title.
  ///   - wished: titles of the caregiver's, in any case; empty: all songs.
  ///   - wall: where no clock is set, nobody knows that it is December.
  init(own: [Song], shipped: [Song], wished: [String], wall: WallTime) {
    let ownTitles = Set(own.map { Self.folded($0.title) })
    let all = own + shipped.filter { !ownTitles.contains(Self.folded($0.title)) }
    let isDecember = wall.isSet && wall.day.civil.month == Self.december
    let inSeason = all.filter { isDecember || !$0.tags.contains(.christmas) }
    let titles = Set(wished.map(Self.folded))
    let asked = inSeason.filter { titles.contains(Self.folded($0.title)) }
    let usual = inSeason.filter { song in
      song.tags.isSubset(of: [.christmas]) || ownTitles.contains(Self.folded(song.title))
    }
    songs = asked.isEmpty ? usual : asked
    let known = Set(all.map { Self.folded($0.title) })
    unknown = wished.filter { !known.contains(Self.folded($0)) }.map { title in
      (title, Self.nearest(to: title, among: all.map(\.title)))
    }
  }

  /// Letters and digits, without their case: how people write a title.
  private static func folded(_ title: String) -> String {
    title.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  // MARK: Nearest

  /// More slips than a third of the letters are another title.
  private static func nearest(to title: String, among titles: [String]) -> String? {
    let written = Array(folded(title).prefix(longest))
    let near = titles.map { (title: $0, slips: slips(from: written, to: folded($0))) }
      .min { $0.slips < $1.slips }
    guard let near, near.slips * 3 <= written.count else { return nil }
    return near.title
  }

  /// No title is longer.
  private static let longest = 100

  /// The Levenshtein distance: the fewest letters added, dropped or changed.
  private static func slips(from written: [Character], to title: String) -> Int {
    var row = Array(0...written.count)
    for (index, letter) in title.prefix(longest).enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in written.indices {
        let changed = diagonal + (written[column] == letter ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(changed, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[written.count]
  }
}
