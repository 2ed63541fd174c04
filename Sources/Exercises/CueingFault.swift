// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm

/// Why a phrase cannot be practised with the beat; its description is for whoever wrote it.
public enum CueingFault: Hashable, Sendable, CustomStringConvertible {
  /// The voice finds no syllable in it: emoji, another script, signs.
  case noSyllables
  /// More syllables than anybody should say on one breath.
  case tooLong(syllables: Int)

  /// What is accepted; three to six are proposed (`clinical.md`).
  public static let syllables = 1...12

  /// nil where the phrase is right.
  public init?(_ phrase: Prosody) {
    switch phrase.syllables.count {
    case Self.syllables: return nil
    case ...0: self = .noSyllables
    case let count: self = .tooLong(syllables: count)
    }
  }

  public var found: String {
    switch self {
    case .noSyllables: "a phrase without a syllable that can be spoken"
    case .tooLong(let count): "a phrase of \(count) syllables"
    }
  }

  public var expected: String {
    "1 to \(Self.syllables.upperBound) syllables, best 3 to 6, in letters of the language"
  }

  public var description: String { "\(found); expected \(expected)" }
}
