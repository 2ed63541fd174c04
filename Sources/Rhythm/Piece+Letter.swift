// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// E♭ major, like a hymn: the bass walks under it by inversions.
  static let letter = Piece(
    key: Key(home: 63, mode: .major),  // E♭4
    harmony: [
      ["I", "V/3", "I"],
      ["IV", "I/5", "V"],
      ["vi", "iii", "IV"],
      ["ii", "V sus", "I"]
    ],
    dominant: "V",
    tune: [
      Breath(in: [1, 3, 4, 5], out: [7, 6, 5, 4, 3]),
      Breath(in: [4, 6, 8, 9], out: [10, 9, 8, 7]),
      Breath(in: [-1, 1, 3, 5], out: [6, 5, 4, 3, 2, 1]),
      Breath(in: [2, 4, 6, 9], out: [6, 5, 4, 3, 2, 1])
    ],
    middle: [
      Breath(in: [3, 5, 8, 9], out: [11, 10, 9, 8]),
      Breath(in: [-1, 1, 4, 5], out: [8, 7, 6, 5]),
      Breath(in: [3, 6, 8, 9], out: [6, 5, 4, 3, 2, 1]),
      Breath(in: [4, 6, 8, 9], out: [5, 4, 3, 2, 1])
    ],
    colours: Colours(struck: .piano, sustained: .choir, counter: .choir),
    padFloor: 48)
}
