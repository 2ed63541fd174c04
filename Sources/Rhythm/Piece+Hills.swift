// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// B♭ with the raised fourth of the lydian mode: a far view, then the way home.
  static let hills = Piece(
    key: Key(home: 58, mode: .lydian),  // B♭3
    harmony: [
      ["I", "II", "I"],
      ["vi", "II", "I"],
      ["iii", "II", "I"],
      ["IV", "V", "I"]
    ],
    dominant: "V",
    tune: [
      Breath(in: [5, 6, 8, 9], out: [11, 10, 9, 8]),
      Breath(in: [5, 6, 8, 10, 12], out: [13, 12, 11, 10]),
      Breath(in: [3, 5, 7, 9], out: [13, 12, 11, 10, 9, 8]),
      Breath(in: [3, 4, 6, 8, 9], out: [12, 11, 10, 9, 8])
    ],
    middle: [
      Breath(in: [8, 9, 10, 12], out: [13, 12, 11, 10]),
      Breath(in: [3, 6, 8, 9], out: [11, 10, 9, 8]),
      Breath(in: [7, 8, 10, 12], out: [14, 13, 12, 11, 10]),
      Breath(in: [5, 6, 8, 9], out: [13, 12, 11, 10, 9, 8])
    ],
    colours: Colours(struck: .harp, sustained: .ensemble, counter: .ensemble),
    padFloor: 48)
}
