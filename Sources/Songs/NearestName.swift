// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the known name that somebody who made a slip of the pen may have meant.
enum NearestName {
  /// More slips than this in one name are not a slip of the pen.
  private static let mostSlips = 3
  /// No name is longer; what is longer is compared with nothing.
  private static let longest = 40

  /// The nearest, the first of several equally near; nil where none is near.
  static func find(_ written: String, among known: [String]) -> String? {
    guard written.utf8.count <= longest else { return nil }
    let distances = known.map { (name: $0, slips: slips(from: Array(written.utf8), to: $0)) }
    guard let nearest = distances.min(by: { $0.slips < $1.slips }),
      nearest.slips <= min(mostSlips, written.utf8.count)
    else { return nil }
    return nearest.name
  }

  /// `, perhaps 'title'`, or nothing.
  static func hint(_ written: String, among known: [String]) -> String {
    find(written, among: known).map { ", perhaps '\($0)'" } ?? ""
  }

  /// The Levenshtein distance in bytes: the fewest letters added, dropped or changed.
  private static func slips(from written: [UInt8], to name: String) -> Int {
    var row = Array(0...written.count)
    for (index, letter) in name.utf8.enumerated() {
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
