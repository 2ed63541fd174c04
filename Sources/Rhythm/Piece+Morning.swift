// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// D major, pentatonic tune: the light comes up and the day is home.
  static let morning = Piece(
    key: Key(home: 62, mode: .major),  // D4
    harmony: [
      ["I", "V sus", "I"],
      ["vi", "IV", "I"],
      ["IV", "V sus", "vi"],
      ["ii", "V", "I"]
    ],
    dominant: "V",
    tune: [
      Breath(in: [1, 2, 3, 5], out: [6, 5, 3, 2, 1]),
      Breath(in: [3, 5, 6, 8, 9], out: [8, 6, 5, 3]),
      Breath(in: [5, 6, 8, 9], out: [6, 5, 3, 2, 1]),
      Breath(in: [2, 3, 5, 6, 9], out: [6, 5, 3, 2, 1])
    ],
    middle: [
      Breath(in: [5, 8, 10, 12], out: [10, 9, 8, 6, 5, 3]),
      Breath(in: [6, 8, 10, 12], out: [9, 8, 6, 5, 3]),
      Breath(in: [3, 5, 6, 8, 9], out: [8, 6, 5, 3]),
      Breath(in: [2, 5, 6, 9], out: [6, 5, 3, 2, 1])
    ],
    colours: Colours(struck: .piano, sustained: .ensemble, counter: .cello),
    padFloor: 49)
}
