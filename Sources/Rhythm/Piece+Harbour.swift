// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// G mixolydian: a boat that sways at its rope, the flat seventh under every landing.
  static let harbour = Piece(
    key: Key(home: 55, mode: .mixolydian),  // G3
    harmony: [
      ["I", "♭VII", "I"],
      ["IV", "♭VII", "I"],
      ["v", "IV", "I"],
      ["IV", "♭VII", "I"]
    ],
    dominant: "v",
    tune: [
      Breath(in: [8, 9, 10, 12], out: [11, 10, 9, 8]),
      Breath(in: [5, 6, 8, 10, 12], out: [14, 13, 12, 11, 10]),
      Breath(in: [5, 7, 9, 12], out: [13, 12, 11, 10]),
      Breath(in: [6, 8, 10, 12], out: [12, 11, 10, 9, 8])
    ],
    middle: [
      Breath(in: [10, 12, 13, 15, 16], out: [14, 13, 12, 11, 10]),
      Breath(in: [8, 9, 11, 12], out: [11, 10, 9, 8]),
      Breath(in: [7, 9, 11, 12], out: [13, 12, 11, 10, 9, 8]),
      Breath(in: [6, 8, 9, 11, 12], out: [14, 13, 12, 11, 10, 9, 8])
    ],
    colours: Colours(struck: .guitar, sustained: .choir, counter: .choir),
    padFloor: 49)
}
