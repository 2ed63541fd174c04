// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Settings

/// Names and values of settings in the words of one language pack. A pack whose language the key
/// table does not hold speaks of settings in English names.
struct SpokenSettings {
  let pack: LanguagePack
  let language: TableLanguage

  init(_ pack: LanguagePack) {
    self.pack = pack
    language = TableLanguage(rawValue: pack.language) ?? .english
  }

  func name(of id: KeyID) -> String {
    let file = [FileKind.settings, .prescription, .board].first { KeyTable.key(id, in: $0) != nil }
    return file.flatMap { KeyTable.key(id, in: $0)?.term.name(in: language) } ?? ""
  }

  func words(for number: ExactDecimal, of amount: Amount? = nil) -> String {
    pack.words(for: SpokenNumber(number), of: amount)
  }

  /// The first of several ways to say a thing whose sentences all have ten words at most; else the
  /// last.
  func fitting(_ ways: [[String]]) -> [String] {
    ways.first { sentences in
      sentences.allSatisfy { LanguagePack.wordCount($0) <= LanguagePack.longestSentence }
    } ?? ways.last ?? []
  }
}

extension SpokenNumber {
  init(_ number: ExactDecimal) {
    let magnitude = abs(number.numerator)
    let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: number.denominator)
    var fraction: [Int] = []
    var scale = number.denominator / 10
    while scale > 0 {
      fraction.append(rest / scale % 10)
      scale /= 10
    }
    self.init(isNegative: number.numerator < 0, whole: whole, fraction: fraction)
  }
}

extension Amount {
  /// What a setting of this unit counts; nil where the number is said alone.
  init?(_ unit: KeyUnit) {
    switch unit {
    case .percent: self = .percent
    case .seconds: self = .seconds
    case .breaths: self = .breaths
    case .beats: self = .beats
    case .semitones: self = .semitones
    case .perMinute: self = .beatsPerMinute
    case .wordsPerMinute: self = .wordsPerMinute
    case .none, .minutes, .phrases, .sessions, .daysAWeek, .breathsPerMinute,
      .syllablesPerMinute:
      return nil
    }
  }
}
