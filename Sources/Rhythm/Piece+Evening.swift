// SPDX-License-Identifier: GPL-3.0-or-later

extension Piece {
  /// G minor that leans to B♭ and closes in the major: the lamp is lit.
  static let evening = Piece(
    key: Key(home: 55, mode: .minor),  // G3
    harmony: [
      ["i", "VI", "III"],
      ["iv", "VII", "III"],
      ["VI", "iv", "V"],
      ["i", "V sus", "I"]
    ],
    dominant: "V",
    tune: [
      Breath(in: [5, 8, 10, 12], out: [13, 12, 11, 10]),
      Breath(in: [8, 9, 11, 12], out: [14, 13, 12, 11, 10]),
      Breath(in: [5, 6, 8, 10, 12], out: [11, 10, 9, 8, 7]),
      Breath(in: [5, 8, 9, 12], out: [12, 11, 10, 9, 8])
    ],
    middle: [
      Breath(in: [8, 9, 10, 12], out: [15, 14, 13, 12, 11, 10]),
      Breath(in: [6, 8, 9, 11, 12], out: [13, 12, 11, 10]),
      Breath(in: [8, 10, 11, 12], out: [13, 12, 11, 10, 9, 8, 7]),
      Breath(in: [5, 8, 10, 12], out: [13, 12, 11, 10, 9, 8])
    ],
    colours: Colours(struck: .piano, sustained: .pad, counter: .cello),
    padFloor: 49)
}
