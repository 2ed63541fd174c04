// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// A major, pentatonic tune: a slow dance that twice asks before it answers.
  static let meadow = Piece(
    key: Key(home: 57, mode: .major),  // A3
    harmony: [
      ["I", "ii", "I"],
      ["IV", "I", "V"],
      ["vi", "ii", "V"],
      ["IV", "V", "I"]
    ],
    dominant: "V",
    tune: [
      Breath(in: [5, 8, 9, 12], out: [13, 12, 10, 9, 8]),
      Breath(in: [6, 8, 10, 12], out: [9, 8, 6, 5]),
      Breath(in: [8, 9, 10, 12], out: [10, 9, 8, 6, 5]),
      Breath(in: [5, 6, 8, 9], out: [12, 10, 9, 8])
    ],
    middle: [
      Breath(in: [5, 8, 10, 12], out: [13, 12, 10]),
      Breath(in: [5, 6, 8, 9], out: [8, 6, 5]),
      Breath(in: [5, 8, 9], out: [10, 9, 8, 6, 5]),
      Breath(in: [6, 8, 10, 12], out: [13, 12, 10, 9, 8])
    ],
    colours: Colours(struck: .guitar, sustained: .pad, counter: .guitar),
    padFloor: 51)
}
