// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// F♯ minor, pentatonic tune: one bright note and what falls from it.
  static let star = Piece(
    key: Key(home: 66, mode: .minor),  // F♯4
    harmony: [
      ["i", "VII", "i"],
      ["VI", "III", "VII"],
      ["iv", "i", "VII"],
      ["VI", "VII", "i"]
    ],
    dominant: "VII",
    tune: [
      Breath(in: [1, 3, 4, 5], out: [7, 5, 4, 3, 1]),
      Breath(in: [-2, 1, 3, 5], out: [5, 4, 3, 1, 0]),
      Breath(in: [1, 4, 5], out: [4, 3, 1, 0]),
      Breath(in: [0, 1, 3, 5], out: [8, 7, 5, 4, 3, 1])
    ],
    middle: [
      Breath(in: [-2, 0, 1, 3, 5], out: [8, 7, 5, 4, 3, 1]),
      Breath(in: [1, 3, 5], out: [4, 3, 1, 0]),
      Breath(in: [0, 1, 4, 5], out: [5, 4, 3, 1, 0]),
      Breath(in: [-2, 0, 3, 5], out: [5, 4, 3, 1])
    ],
    colours: Colours(struck: .harp, sustained: .pad, counter: .celesta),
    padFloor: 49, innerOctave: 1)
}
