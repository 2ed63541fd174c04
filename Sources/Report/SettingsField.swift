// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// One field of the form, as the template shows it.
struct SettingsField {
  struct Option {
    let written: String
    let shown: String
    let isChosen: Bool
  }

  let id: String
  let name: String
  let help: String
  let example: String?
  /// What it shows at first; empty for a box that is ticked.
  let value: String
  let isLine: Bool
  let isNumber: Bool
  let isLines: Bool
  let isBox: Bool
  let isTicked: Bool
  /// With a button that fills in the time.
  let isClock: Bool
  /// Empty where it is no list.
  let options: [Option]
  let isList: Bool

  init(_ key: Key, _ words: FormWords, languages: [String]) {
    id = key.id.rawValue
    name = key.term.name(in: words.table)
    let now = words.unit.settings.value(of: key.id)
    value = now.map { words.shown($0, of: key) } ?? ""
    options = Self.options(key, words, now: value, languages: languages)
    isTicked = key.id == .report || now == .flag(true)
    isClock = key.id == .clock
    isList = !options.isEmpty
    isBox = key.kind == .yesNo
    isLines = key.kind == .texts
    isNumber = key.range != nil
    isLine = !isBox && !isLines && !isNumber && !isList
    var hints = words.help(of: key)
    if isLines { hints += " " + words.labels(.formOnePerLine) }
    help = hints
    example =
      isLine || isLines
      ? words.labels(.formExample, ["example": words.example(of: key)]) : nil
  }

  private static func options(
    _ key: Key, _ words: FormWords, now: String, languages: [String]
  ) -> [Option] {
    let named: [(written: String, shown: String)] =
      switch key.kind {
      case .choice(let choices, _):
        choices.map { ($0.term.name(in: words.table), $0.term.name(in: words.table)) }
      case .language:
        languages.map { code in
          (code, TableLanguage(rawValue: code)?.term.name(in: words.table) ?? code)
        }
      case .number, .numbers, .limit, .choices, .yesNo, .text, .texts, .date, .dateAndTime,
        .times, .timeRange, .switchSource:
        []
      }
    guard !named.isEmpty else { return [] }
    let none = words.unit.usual.value(of: key.id) == nil
    let notSet = Connective.notSet.term.name(in: words.table)
    return (none ? [("", notSet)] : []).map {
      Option(written: $0.0, shown: $0.1, isChosen: now.isEmpty)
    }
      + named.map { Option(written: $0.written, shown: $0.shown, isChosen: $0.written == now) }
  }
}

/// What the form's script knows of a field: how its file is read and what it may hold.
struct FieldRule: Encodable {
  let id: String
  let name: String
  /// How it is read: number, choice, yesNo, text, texts, times, timeRange, dateAndTime.
  let kind: String
  let isOnce: Bool
  /// Every name of the key, normalized.
  let spellings: [String]
  let example: String
  /// What the field shows where a file does not give the key.
  let usual: String
  var least: Double?
  var most: Double?
  var range: String?
  var decimals: Int?
  /// What may stand behind the number.
  var units: [String]?
  var choices: [Choice]?

  struct Choice: Encodable {
    let written: String
    let spellings: [String]
  }

  init(_ key: Key, _ words: FormWords, languages: [String]) {
    id = key.id.rawValue
    name = key.term.name(in: words.table)
    isOnce = SettingsGroup.of(key.id) == .once
    spellings = key.spellings
    example = words.example(of: key)
    usual = words.unit.usual.value(of: key.id).map { words.shown($0, of: key) } ?? ""
    switch key.kind {
    case .number(let range, _), .numbers(let range, _), .limit(let range):
      kind = "number"
      least = words.unit.range(of: key).map { Self.double($0.lowerBound) }
      most = words.unit.range(of: key).map { Self.double($0.upperBound) }
      self.range = words.shortRange(of: key)
      decimals = range.decimals
      units = range.unit.understood
    case .choice(let choices, _), .choices(let choices, _):
      kind = "choice"
      self.choices = choices.map {
        Choice(written: $0.term.name(in: words.table), spellings: $0.spellings)
      }
    case .language:
      kind = "choice"
      choices = languages.map { code in
        Choice(
          written: code, spellings: [code] + (TableLanguage(rawValue: code)?.spellings ?? []))
      }
    case .yesNo: kind = "yesNo"
    case .texts: kind = "texts"
    case .times: kind = "times"
    case .timeRange: kind = "timeRange"
    case .dateAndTime: kind = "dateAndTime"
    case .text, .date, .switchSource: kind = "text"
    }
  }

  private static func double(_ number: ExactDecimal) -> Double {
    Double(number.numerator) / Double(number.denominator)
  }
}
