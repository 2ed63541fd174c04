// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// F major: broken chords that reach up and a tune that comes down the ladder.
  static let orchard = Piece(
    key: Key(home: 65, mode: .major),  // F4
    harmony: [
      ["I", "IV", "I"],
      ["iii", "vi", "IV"],
      ["ii", "V sus", "I"],
      ["IV", "V", "I"]
    ],
    dominant: "V",
    tune: [
      Breath(in: [-2, 1, 3, 5], out: [6, 5, 4, 3]),
      Breath(in: [3, 5, 7, 9], out: [5, 4, 3, 2, 1]),
      Breath(in: [2, 4, 6, 9], out: [8, 7, 6, 5, 4, 3]),
      Breath(in: [1, 2, 4, 5], out: [6, 5, 4, 3, 2, 1])
    ],
    middle: [
      Breath(in: [3, 5, 8, 9], out: [8, 7, 6, 5, 4, 3]),
      Breath(in: [0, 1, 3, 5], out: [6, 5, 4, 3, 2, 1]),
      Breath(in: [0, 2, 4, 5], out: [6, 5, 4, 3]),
      Breath(in: [4, 6, 8, 9], out: [6, 5, 4, 3, 2, 1])
    ],
    colours: Colours(struck: .piano, sustained: .pad, counter: .ensemble),
    padFloor: 48)
}
