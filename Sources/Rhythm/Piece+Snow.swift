// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// E dorian: few notes, wide apart, the raised sixth falling like a flake.
  static let snow = Piece(
    key: Key(home: 64, mode: .dorian),  // E4
    harmony: [
      ["i", "IV", "i"],
      ["III", "IV", "i"],
      ["VII", "IV", "i"],
      ["v", "IV", "i"]
    ],
    dominant: "v",
    tune: [
      Breath(in: [1, 3, 5], out: [6, 5, 4, 3]),
      Breath(in: [3, 5, 7, 9], out: [8, 7, 6, 5, 4, 3]),
      Breath(in: [2, 4, 7, 9], out: [6, 5, 4, 3, 2, 1]),
      Breath(in: [0, 2, 5], out: [4, 3, 2, 1])
    ],
    middle: [
      Breath(in: [5, 8, 9], out: [8, 7, 6, 5, 4, 3]),
      Breath(in: [0, 3, 5], out: [6, 5, 4, 3, 2, 1]),
      Breath(in: [4, 7, 9], out: [8, 7, 6, 5, 4, 3]),
      Breath(in: [2, 5, 7, 9], out: [6, 5, 4, 3, 2, 1])
    ],
    colours: Colours(struck: .celesta, sustained: .pad, counter: .ensemble),
    padFloor: 50, innerOctave: 1)
}
