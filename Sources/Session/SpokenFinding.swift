// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Settings

/// How a finding is said: "Line four: volume one hundred fifty is too loud. It can be thirty to one
/// hundred."
public struct SpokenFinding: Hashable, Sendable {
  /// Each of ten words at most.
  public let sentences: [String]

  public init(_ finding: Finding, in pack: LanguagePack) {
    sentences = FindingSpeaker(finding, pack).sentences
  }

  /// The most findings that are said one by one.
  public static let mostSaid = 3

  /// What is said of a file's findings: the first three, then how many more.
  public static func sentences(of findings: [Finding], in pack: LanguagePack) -> [String] {
    let said = findings.prefix(mostSaid).flatMap { SpokenFinding($0, in: pack).sentences }
    let more = findings.dropFirst(mostSaid).reduce(0) { $0 + $1.problem.count }
    return more > 0 ? said + pack.prompt(.stickMore, [.count: more]) : said
  }
}

extension Problem {
  /// How many findings it stands for.
  fileprivate var count: Int {
    if case .more(let count) = self { return count }
    return 1
  }
}

private struct FindingSpeaker {
  let finding: Finding
  let pack: LanguagePack
  let speaker: SpokenSettings
  let name: String

  init(_ finding: Finding, _ pack: LanguagePack) {
    self.finding = finding
    self.pack = pack
    speaker = SpokenSettings(pack)
    name = finding.key.map(speaker.name) ?? finding.keyName
  }

  /// A prompt about the finding's line and key.
  private func say(
    _ key: PromptKey, _ numbers: [Placeholder: Int] = [:], _ texts: [TextPlaceholder: String] = [:]
  ) -> [String] {
    var values = PromptValues(
      numbers: numbers.mapValues { SpokenNumber($0) }, texts: [.name: name])
    values.numbers[.line] = SpokenNumber(finding.line)
    values.texts.merge(texts) { _, new in new }
    return pack.prompt(key, values)
  }

  var sentences: [String] {
    switch finding.problem {
    case .tooLarge: say(.findingTooLarge)
    case .notText: say(.findingNotText)
    case .richText: say(.findingRichText)
    case .damagedText: say(.findingDamagedText)
    case .more(let count): say(.stickMore, [.count: count])
    case .notALine: say(.findingNotALine)
    case .unknownKey(_, let nearest): say(.findingUnknownKey) + suggestion(nearest)
    case .belongsElsewhere(.prescription): say(.findingPrescriptions)
    case .belongsElsewhere(.settings): say(.findingSettings)
    case .belongsElsewhere(.board): say(.findingBoard)
    case .duplicateKey(let first): say(.findingDuplicateKey, [.firstLine: first])
    case .noValue: say(.findingNoValue)
    case .unclosedQuote: say(.findingUnclosedQuote)
    case .textTooLong(let limit): say(.findingTextTooLong, [.limit: limit])
    case .listTooLong(let limit): say(.findingListTooLong, [.limit: limit])
    case .notANumber(_, let range): say(.findingNumber) + allowed(range)
    case .tooManyDecimals(_, let range):
      say(range.decimals == 0 ? .findingWholeNumber : .findingDecimals) + allowed(range)
    case .tooLow(_, let range): outside(range, tooLow(range.unit), else: .findingNumberTooLow)
    case .tooHigh(_, let range):
      outside(range, tooHigh(range.unit), else: .findingNumberTooHigh)
    case .notARange(_, let range): say(.findingTwoNumbers) + allowed(range)
    case .reversedRange: say(.findingReversedRange)
    case .outsidePrescription(_, let range):
      speaker.fitting([
        say(.findingOutsidePrescription, [:], [.subject: subject]),
        say(.findingOutsidePrescription, [:], [.subject: name])
      ]) + allowed(range)
    case .notOneOf(_, let terms):
      say(.findingValue) + choices(terms.map { $0.name(in: speaker.language) })
    case .notYesOrNo: say(.findingYesOrNo)
    case .notALanguage(_, let codes): say(.findingLanguage) + choices(codes.map(languageName))
    case .badDate: say(.findingDate)
    case .badDateAndTime: say(.findingDateAndTime)
    case .badTime: say(.findingTime) + example("17:30")
    case .badTimeRange: say(.findingTwoTimes)
    case .badSwitch: say(.findingSwitch)
    case .badHeaderLine: say(.findingHeaderLine)
    case .breath(_, let fault, let fits): breath(fault) + fitting(fits)
    case .noBreathFits: say(.findingNoBreathFits)
    }
  }

  // MARK: Names and values

  private func suggestion(_ nearest: String?) -> [String] {
    guard let nearest, let id = KeyTable.id(named: nearest) else { return [] }
    return say(.findingNearest, [:], [.name: speaker.name(of: id)])
  }

  /// All of the choices; where that is too long a sentence, two of them as examples.
  private func choices(_ names: [String]) -> [String] {
    guard !names.isEmpty else { return [] }
    let all = Connective.or.join(names, in: speaker.language)
    let two = Connective.or.join(Array(names.prefix(2)), in: speaker.language)
    return speaker.fitting([say(.findingChoices, [:], [.value: all]), example(two)])
  }

  private func example(_ value: String) -> [String] {
    say(.findingExample, [:], [.value: value])
  }

  private func languageName(_ code: String) -> String {
    TableLanguage(rawValue: code)?.term.name(in: speaker.language) ?? code
  }

  // MARK: Numbers

  /// The key and the number it was given: "volume one hundred fifty". The number alone is left out
  /// where nobody would follow it, from a thousand on.
  private var subject: String {
    guard let number = finding.problem.writtenNumber else { return name }
    return "\(name) \(speaker.words(for: number))"
  }

  private func outside(
    _ range: NumberRange, _ key: PromptKey, else plain: PromptKey
  ) -> [String] {
    let isSayable = finding.problem.writtenNumber.map { abs($0.numerator) < 1000 * $0.denominator }
    let full = isSayable == true ? [say(key, [:], [.subject: subject])] : []
    return speaker.fitting(full + [say(plain)]) + allowed(range)
  }

  /// "It can be thirty to one hundred."
  private func allowed(_ range: NumberRange) -> [String] {
    let (low, high) = (range.bounds.lowerBound, range.bounds.upperBound)
    let values = PromptValues(
      numbers: [.lowest: SpokenNumber(low), .highest: SpokenNumber(high)])
    guard low < high else { return pack.prompt(.findingOnly, values) }
    return speaker.fitting([
      pack.prompt(.findingRange, values),
      pack.prompt(.findingLeast, values) + pack.prompt(.findingMost, values)
    ])
  }

  private var isLoudness: Bool { finding.key == .volume || finding.key == .eveningVolume }

  private func tooHigh(_ unit: KeyUnit) -> PromptKey {
    switch unit {
    case .percent: isLoudness ? .findingTooLoud : .findingTooHigh
    case .seconds, .minutes: .findingTooLong
    case .beats, .breaths, .phrases, .sessions, .daysAWeek: .findingTooMany
    case .perMinute, .breathsPerMinute, .wordsPerMinute, .syllablesPerMinute: .findingTooFast
    case .none, .semitones: .findingTooHigh
    }
  }

  private func tooLow(_ unit: KeyUnit) -> PromptKey {
    switch unit {
    case .percent: isLoudness ? .findingTooQuiet : .findingTooLow
    case .seconds, .minutes: .findingTooShort
    case .beats, .breaths, .phrases, .sessions, .daysAWeek: .findingTooFew
    case .perMinute, .breathsPerMinute, .wordsPerMinute, .syllablesPerMinute: .findingTooSlow
    case .none, .semitones: .findingTooLow
    }
  }

  // MARK: Breathing

  private func breath(_ fault: BreathPattern.Fault) -> [String] {
    switch fault {
    case .tooFast(let limit): say(.findingBreathTooFast, [.limit: limit])
    case .tooSlow(let limit): say(.findingBreathTooSlow, [.limit: limit])
    case .outTooShort: say(.findingOutTooShort)
    case .outTooLong: say(.findingOutTooLong)
    case .longOutTooFast(let limit): say(.findingLongOutTooFast, [.limit: limit])
    case .pauseTooLong(let seconds): say(.findingPauseTooLong, [.limit: seconds])
    }
  }

  /// A breath that fits, in two sentences; in four where those are too long.
  private func fitting(_ pattern: BreathPattern?) -> [String] {
    guard let pattern else { return say(.findingNothingFits) }
    let parts = [
      part(.inBeats, ExactDecimal(pattern.inBeats)),
      part(.outBeats, ExactDecimal(pattern.outBeats)),
      part(.pause, ExactDecimal(pattern.pauseBeats)), part(.tempo, pattern.tempo)
    ]
    let pairs = ["\(parts[0]), \(parts[1])", "\(parts[2]), \(parts[3])"]
    return speaker.fitting(
      [pairs, parts].map { $0.flatMap { say(.findingFits, [:], [.value: $0]) } })
  }

  private func part(_ id: KeyID, _ number: ExactDecimal) -> String {
    "\(speaker.name(of: id)) \(speaker.words(for: number))"
  }
}
