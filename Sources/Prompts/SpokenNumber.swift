// SPDX-License-Identifier: GPL-3.0-or-later

/// A number as it is said: perhaps "minus", the whole part, then the digits behind the decimal sign
/// one by one, "seven point two five".
public struct SpokenNumber: Hashable, Sendable {
  public let isNegative: Bool
  /// Nought or more.
  public let whole: Int
  /// Digits 0 to 9, behind the decimal sign.
  public let fraction: [Int]

  /// - Parameters:
  ///   - whole: nought or more.
  ///   - fraction: digits 0 to 9; empty for a whole number.
  public init(isNegative: Bool = false, whole: Int, fraction: [Int] = []) {
    precondition(whole >= 0 && fraction.allSatisfy { (0...9).contains($0) })
    self.isNegative = isNegative
    self.whole = whole
    self.fraction = fraction
  }

  /// A whole number; the one of greatest magnitude below nought is said as its neighbour.
  public init(_ whole: Int) {
    self.init(isNegative: whole < 0, whole: Int(clamping: whole.magnitude))
  }
}

/// What a setting counts, spoken behind its number: "sixty percent".
public enum Amount: String, CaseIterable, Hashable, Sendable {
  case percent, seconds, breaths, beats, semitones
  case beatsPerMinute, wordsPerMinute

  /// The whole values every language has words for: those a caregiver may set.
  var range: ClosedRange<Int> {
    switch self {
    case .percent: 0...100
    case .seconds: 0...10
    case .breaths: 0...10
    case .beats: 0...16
    case .semitones: 0...6
    case .beatsPerMinute: 0...120
    case .wordsPerMinute: 0...175
    }
  }
}

extension LanguagePack {
  /// A number in words, with what it counts where that is given. Above 999 it is spoken from its
  /// digits.
  public func words(for number: SpokenNumber, of amount: Amount? = nil) -> String {
    guard let amount else { return vocabulary.words(for: number, use: NumberWords.base) }
    return vocabulary.words(for: number, of: amount)
  }
}

extension LanguagePack {
  /// The most words a sentence has that is spoken in quiet (`clinical.md`, Words).
  public static let longestSentence = PromptRole.speech.wordLimit

  /// The number of words of a sentence.
  public static func wordCount(_ sentence: String) -> Int { SentenceRules.wordCount(sentence) }
}
