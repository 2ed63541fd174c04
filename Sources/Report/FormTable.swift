// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Prompts
import Settings

/// All that the form's script knows, as JSON: it holds no rule of its own that stands in the key
/// table.
struct FormTable: Encodable {
  struct Answer: Encodable {
    let written: String
    let spellings: [String]
  }

  /// What the four numbers of a breath may be together (`BreathPattern.fault`).
  struct Breath: Encodable {
    let inBeats: Int
    let pause: Int
    let outBeats: Int
    let tempo: Double
    /// Breaths a minute.
    let slowest: Int
    let fastest: Int
    let fastestOfLongOut: Int
    let longestPauseSeconds: Int
  }

  let fields: [FieldRule]
  let yes: Answer
  let no: Answer
  /// The lines into which values are written.
  let template: [String]
  let decimal: String
  /// Letters that fold into others.
  let letters: [String: String]
  let breath: Breath
  /// By language.
  let phrases: [String: PhraseRule]
  /// Of a phrase.
  let mostWords: Int
  let mostCharacters: Int
  /// Where the form names none.
  let usualLanguage: String
  let firstYear: Int
  let lastYear: Int
  let longestText: Int
  let longestList: Int
  let largestFile: Int
  let words: [String: String]

  init(_ words: FormWords, template: [String], languages: [String]) {
    fields = KeyTable.keys(of: .settings).map { FieldRule($0, words, languages: languages) }
    yes = Answer(written: true.name(in: words.table), spellings: true.spellings)
    no = Answer(written: false.name(in: words.table), spellings: false.spellings)
    self.template = template
    decimal = words.labels(.decimal)
    letters = Dictionary(
      uniqueKeysWithValues: Character.foldings.map { (String($0.key), $0.value) })
    let usual = words.unit.usual.breath
    breath = Breath(
      inBeats: usual.inBeats, pause: usual.pauseBeats, outBeats: usual.outBeats,
      tempo: Double(usual.tempo.numerator) / Double(usual.tempo.denominator),
      slowest: words.unit.prescription.paceFloor, fastest: BreathPattern.fastestPace,
      fastestOfLongOut: BreathPattern.fastestPaceOfLongOut,
      longestPauseSeconds: BreathPattern.longestPauseSeconds)
    phrases = Dictionary(
      uniqueKeysWithValues: languages.compactMap { language in
        PhraseRule(language: language).map { (language, $0) }
      })
    mostWords = Phrase.mostWords
    mostCharacters = Phrase.mostCharacters
    usualLanguage = ShareFolder.usualLanguage
    firstYear = CivilDate.years.lowerBound
    lastYear = CivilDate.years.upperBound
    longestText = KeyTable.longestText
    longestList = KeyTable.longestList
    largestFile = KeyTable.largestByteCount
    self.words = Dictionary(
      uniqueKeysWithValues: Self.spoken.map { key in
        // The script fills the gaps.
        let gaps = key.placeholders.map { ($0, "{\($0)}") }
        return (key.rawValue, words.labels(key, Dictionary(uniqueKeysWithValues: gaps)))
      })
  }

  /// What the script says.
  private static let spoken: [LabelKey] = [
    .formSaved, .wrongSummary, .wrongNumber, .wrongRange, .wrongWhole, .wrongDecimals,
    .wrongWriting, .wrongLength, .wrongList, .wrongQuotes, .wrongPhrase, .wrongRatio, .wrongPause,
    .wrongPace,
    .openedWell, .openedPartly, .openedLine, .openedUnknown, .openedAgain, .openedNotText
  ]

  /// - Throws: what the encoder found wrong: a number that is none, which the key table has not.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
