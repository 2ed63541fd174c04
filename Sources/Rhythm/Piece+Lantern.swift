// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// A minor, natural: a light carried through the dark, brighter in its second bar.
  static let lantern = Piece(
    key: Key(home: 57, mode: .minor),  // A3
    harmony: [
      ["i", "VII", "i"],
      ["VI", "VII", "III"],
      ["iv", "v", "i"],
      ["VI", "VII", "i"]
    ],
    dominant: "v",
    tune: [
      Breath(in: [8, 9, 10, 12], out: [11, 10, 9, 8]),
      Breath(in: [5, 8, 10, 12], out: [14, 13, 12, 11, 10]),
      Breath(in: [6, 8, 9, 11, 12], out: [13, 12, 11, 10, 9, 8]),
      Breath(in: [3, 6, 8, 9], out: [12, 11, 10, 9, 8])
    ],
    middle: [
      Breath(in: [5, 8, 9, 12], out: [14, 13, 12, 11, 10, 9, 8]),
      Breath(in: [8, 10, 11, 12], out: [13, 12, 11, 10]),
      Breath(in: [8, 9, 11, 12], out: [14, 13, 12, 11, 10]),
      Breath(in: [6, 8, 10, 12], out: [12, 11, 10, 9, 8])
    ],
    colours: Colours(struck: .harp, sustained: .ensemble, counter: .cello),
    padFloor: 48)
}
