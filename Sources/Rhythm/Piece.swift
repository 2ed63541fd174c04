// SPDX-License-Identifier: GPL-3.0-or-later

/// One of the twelve breathing pieces (`music.md`, "Four breaths are a phrase"): its harmony, four
/// bars that come round; two tunes over it; its colours. A breath is a bar.
struct Piece: Sendable {
  /// What is sung in one breath, in degrees of the key.
  struct Breath: Hashable, Sendable {
    /// Climbs a fifth to an octave and ends on the fifth or the second of the scale: open.
    var rising: [Int]
    /// Falls by step to the tonic or the third; on a half cadence, to the root or the third of the
    /// chord it stops on.
    var falling: [Int]

    init(in rising: [Int], out falling: [Int]) {
      self.rising = rising
      self.falling = falling
    }
  }

  /// What a piece sounds of beside recorder, low strings and pulse, which are the same in all.
  struct Colours: Hashable, Sendable {
    /// Rolls the chords and breaks them.
    var struck: Instrument
    /// Holds them.
    var sustained: Instrument
    /// Sings along with *out*, above it.
    var counter: Instrument
  }

  var key: Key
  /// A bar each: under *in*, as *out* begins (two where the harmony moves on), at its end.
  var harmony: [[Chord]]
  /// Of the pause.
  var dominant: Chord
  /// A: four breaths.
  var tune: [Breath]
  /// B: four others over the same harmony.
  var middle: [Breath]
  var colours: Colours
  /// The chords are held within an octave from here: what two have in common stays where it is.
  var padFloor: Int
  /// How many octaves above the held chord it is broken.
  var innerOctave = 0
  /// The struck colour follows the tune a tenth below.
  var hasTenths = false
  /// Open fifths may move side by side with the tune.
  var allowsParallels = false
}

extension Piece {
  /// Where a breath stands in the form A A′ B A′, which comes round. Breaths are counted from 1.
  struct Place: Hashable {
    /// 0–3 within the phrase.
    var bar: Int
    /// Counted from 0: four breaths each.
    var phrase: Int

    init(cycle: Int) {
      (phrase, bar) = (max(1, cycle) - 1).quotientAndRemainder(dividingBy: 4)
    }

    var isMiddle: Bool { phrase % 4 == 2 }
    /// The tune again, not for the first time.
    var isReturn: Bool { phrase > 0 && !isMiddle }
    /// The form has been heard once.
    var isSecondTime: Bool { phrase >= 4 }
  }

  func breath(at place: Place) -> Breath { (place.isMiddle ? middle : tune)[place.bar] }
}

extension Piece {
  init(_ id: PieceID) {
    self =
      switch id {
      case .morning: .morning
      case .harbour: .harbour
      case .lantern: .lantern
      case .orchard: .orchard
      case .snow: .snow
      case .river: .river
      case .hills: .hills
      case .evening: .evening
      case .bells: .bells
      case .meadow: .meadow
      case .letter: .letter
      case .star: .star
      }
  }
}
