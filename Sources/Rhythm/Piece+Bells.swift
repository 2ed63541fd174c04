// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// D major in open fifths: rounds rung down from the tower; fifths may run in parallel.
  static let bells = Piece(
    key: Key(home: 62, mode: .major),  // D4
    harmony: [
      ["I(5)", "V(5)", "I"],
      ["IV(5)", "V(5)", "I"],
      ["vi", "V", "IV"],
      ["IV", "V sus", "I"]
    ],
    dominant: "V",
    tune: [
      Breath(in: [1, 3, 5], out: [6, 5, 4, 3]),
      Breath(in: [4, 5, 8, 9], out: [8, 7, 6, 5, 4, 3]),
      Breath(in: [3, 6, 8, 9], out: [6, 5, 4, 3, 2, 1]),
      Breath(in: [4, 6, 8, 9], out: [8, 7, 6, 5, 4, 3, 2, 1])
    ],
    middle: [
      Breath(in: [5, 6, 8, 9], out: [8, 7, 6, 5, 4, 3]),
      Breath(in: [1, 4, 5], out: [6, 5, 4, 3, 2, 1]),
      Breath(in: [3, 5, 6, 9], out: [8, 7, 6, 5, 4, 3, 2, 1]),
      Breath(in: [2, 4, 6, 9], out: [6, 5, 4, 3, 2, 1])
    ],
    colours: Colours(struck: .vibraphone, sustained: .pad, counter: .vibraphone),
    padFloor: 49, innerOctave: 1, allowsParallels: true)
}
