// SPDX-License-Identifier: GPL-3.0-or-later

/// Which song is sung today: by turns, never the same on two days running.
public enum SongChoice {
  /// The song after the last one, in the order given, which comes round.
  ///
  /// - Parameters:
  ///   - last: the title of the song sung last; nil, or one that is not there: from the start.
  ///   - allowed: a song with a tag that is not among these is passed over.
  /// - Returns: nil where no song is allowed. The only one there is comes again: then it was
  ///   somebody's choice.
  public static func next(
    among songs: [Song], after last: String?, allowed: Set<Song.Tag> = []
  ) -> Song? {
    let start = songs.firstIndex { $0.title == last }.map { $0 + 1 } ?? 0
    let inTurn = songs[start...] + songs[..<start]
    return inTurn.first { $0.tags.isSubset(of: allowed) }
  }
}
