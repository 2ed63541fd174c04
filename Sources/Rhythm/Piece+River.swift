// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// C major: runs of steps with the guitar a tenth below them.
  static let river = Piece(
    key: Key(home: 60, mode: .major),  // C4
    harmony: [
      ["I", "V", "I"],
      ["I", "vi", "IV"],
      ["ii", "IV", "V", "I"],
      ["IV", "V sus", "I"]
    ],
    dominant: "V",
    tune: [
      Breath(in: [5, 6, 7, 8, 9], out: [8, 7, 6, 5, 4, 3]),
      Breath(in: [1, 2, 3, 5], out: [6, 5, 4, 3, 2, 1]),
      Breath(in: [2, 4, 6, 9], out: [8, 7, 6, 5, 4, 3]),
      Breath(in: [4, 5, 6, 8, 9], out: [6, 5, 4, 3, 2, 1])
    ],
    middle: [
      Breath(in: [3, 5, 8, 9], out: [11, 10, 9, 8]),
      Breath(in: [5, 6, 8, 9], out: [6, 5, 4, 3, 2, 1]),
      Breath(in: [4, 6, 8, 9], out: [11, 10, 9, 8]),
      Breath(in: [1, 3, 4, 5], out: [6, 5, 4, 3, 2, 1])
    ],
    colours: Colours(struck: .guitar, sustained: .pad, counter: .guitar),
    padFloor: 48, hasTenths: true)
}
