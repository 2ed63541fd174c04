// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the known key that somebody who made a slip of the pen may have meant.
enum NearestKey {
  /// More slips than this in one key are not a slip of the pen.
  private static let mostSlips = 3
  /// No key is longer; what is longer is compared with nothing.
  private static let longestKey = 60

  /// The known key nearest to what was written, the first of several equally near; nil where none
  /// is near.
  static func find(_ written: Substring, among known: [String]) -> String? {
    guard written.utf8.count <= longestKey else { return nil }
    let distances = known.map { (key: $0, slips: slips(from: Array(written.utf8), to: $0)) }
    guard let nearest = distances.min(by: { $0.slips < $1.slips }), nearest.slips <= mostSlips
    else { return nil }
    return nearest.key
  }

  /// The Levenshtein distance in bytes: the fewest letters added, dropped or changed.
  private static func slips(from written: [UInt8], to key: String) -> Int {
    var row = Array(0...written.count)
    for (index, letter) in key.utf8.enumerated() {
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
