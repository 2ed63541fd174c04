// SPDX-License-Identifier: GPL-3.0-or-later

/// Which breathing piece is played, and how full.
public struct BreathArrangement: Hashable, Sendable {
  public var piece: PieceID
  /// How many layers the practised days have brought, 1 to `mostLayers`; more and fewer count as
  /// these. 1: cue figures, pulse and pad. 2: and bass. 3: and a broken chord. 4: and a
  /// counter-melody on *out*. 5: and an answer to both figures (from the sixth week on).
  public var layers: Int
  /// Chooses the variations: the same number gives the same music (the day's number).
  public var seed: Int

  public static let mostLayers = 5

  public init(piece: PieceID, layers: Int, seed: Int) {
    self.piece = piece
    self.layers = layers
    self.seed = seed
  }

  /// The layers that are heard.
  public var soundingLayers: Int { max(1, min(layers, Self.mostLayers)) }

  /// Its key among the note bank's trims: `piece.morning.3`.
  public var trim: String { "piece.\(piece.name.lowercased()).\(soundingLayers)" }
}

/// The one thing that a return of the tune changes.
enum Variation: Hashable {
  /// The second note of the rising figure has its octave beside it: never in its place, for the
  /// figure must climb.
  case octave
  /// The chord of the pause has this degree of the scale added, a sixth or a ninth.
  case added(degree: Int)
  /// The broken chord goes the other way.
  case direction

  /// Chosen by the seed and the number of the phrase, so that a return is one thing throughout.
  static func at(
    _ place: Piece.Place, of piece: Piece, seed: Int, hasPause: Bool
  ) -> Variation? {
    guard place.isReturn else { return nil }
    var choices = [Variation.octave, .direction]
    if hasPause { choices += piece.pauseColours.map { .added(degree: $0) } }
    let number = scrambled(
      UInt64(bitPattern: Int64(seed)) &* 1_024 &+ UInt64(truncatingIfNeeded: place.phrase))
    return choices[Int(number % UInt64(choices.count))]
  }

  /// SplitMix64 (Steele, Lea & Flood 2014).
  private static func scrambled(_ number: UInt64) -> UInt64 {
    var z = number &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Piece {
  /// The sixth and the ninth of the dominant, where the mode has them major: minor ones would
  /// grate against the fifth and the root.
  fileprivate var pauseColours: [Int] {
    let root = dominant.step + 1
    func interval(_ degree: Int) -> Int {
      key.pitch(ofDegree: degree) - key.pitch(ofDegree: root)
    }
    return [root + 5, root + 8].filter { [9, 14].contains(interval($0)) }
  }
}
