// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// What the form and its file say of a key: all of it from the key table, within the prescription.
struct FormWords {
  let unit: UnitSettings
  let labels: Labels
  /// The language of keys and values: that of the labels, or English.
  let table: TableLanguage

  /// A sentence of help, the range and what an empty field means.
  func help(of key: Key) -> String {
    ([key.help.text(in: table)] + hints(of: key)).joined(separator: " ")
  }

  /// A sentence of help, and what may be written: for the file.
  func note(on key: Key) -> String {
    let choices: [String] =
      switch key.kind {
      case .choice(let choices, _), .choices(let choices, _):
        choices.map { $0.term.name(in: table) }
      case .yesNo: [true, false].map { $0.name(in: table) }
      case .number, .numbers, .limit, .text, .texts, .language, .date, .dateAndTime, .times,
        .timeRange, .switchSource:
        []
      }
    let possible =
      choices.isEmpty
      ? rangeText(of: key)
      : labels(.formChoices, ["value": Connective.or.join(choices, in: table)])
    return ([key.help.text(in: table)] + (possible.map { [$0] } ?? [])).joined(separator: " ")
  }

  /// The range, the list's form and what holds without a value, each as a sentence.
  func hints(of key: Key) -> [String] {
    var hints: [String] = []
    if let range = rangeText(of: key) { hints.append(range) }
    if SettingsGroup.of(key.id) == .once { return hints }
    if let usual = unit.usual.value(of: key.id) {
      if isTyped(key) { hints.append(labels(.formUsual, ["value": shown(usual, of: key)])) }
    } else if isTyped(key) {
      hints.append(labels(.formOptional))
    }
    return hints
  }

  /// "Allowed: 30 to 100 percent."; nil where the key is no number.
  private func rangeText(of key: Key) -> String? {
    guard let range = unit.range(of: key), let unitOfKey = key.range?.unit else { return nil }
    let (least, most) = (local(range.lowerBound), local(range.upperBound))
    let name = unitOfKey.name(in: table)
    guard least != most else { return labels(.formOnly, ["value": "\(least) \(name)"]) }
    return labels(.formRange, ["least": least, "most": most, "unit": name])
  }

  /// "30–100", for what is said of a wrong number.
  func shortRange(of key: Key) -> String? {
    unit.range(of: key).map { range in
      range.lowerBound == range.upperBound
        ? local(range.lowerBound)
        : "\(local(range.lowerBound)) … \(local(range.upperBound))"
    }
  }

  /// A value as somebody of the language might write it.
  func example(of key: Key) -> String {
    switch key.id {
    case .songs: return labels(.exampleSongs)
    case .phrases: return labels(.examplePhrases)
    case .voice: return table == .english ? key.example : table.rawValue
    default: break
    }
    // The table's example may lie outside what the clinic allows.
    guard let range = unit.range(of: key) else { return key.example(in: table) }
    let number = number(key.example) ?? range.lowerBound
    return "\(min(max(number, range.lowerBound), range.upperBound))"
  }

  private func number(_ text: String) -> ExactDecimal? {
    guard let whole = Int(text) else { return nil }
    return ExactDecimal(whole)
  }

  /// A value as a field shows it: numbers with the language's decimal sign, texts each on a line.
  func shown(_ value: KeyValue, of key: Key) -> String {
    switch value {
    case .number(let number): local(number)
    case .texts(let texts): texts.joined(separator: "\n")
    case .numbers, .limit, .choice, .choices, .flag, .text, .date, .dateAndTime, .times,
      .timeRange, .switchSource:
      key.text(of: value, in: table)
    }
  }

  /// Whether a field for it is typed into, and may so be empty.
  private func isTyped(_ key: Key) -> Bool {
    switch key.kind {
    case .choice, .yesNo, .language: false
    case .number, .numbers, .limit, .choices, .text, .texts, .date, .dateAndTime, .times,
      .timeRange, .switchSource:
      true
    }
  }

  private func local(_ number: ExactDecimal) -> String {
    number.description.map { $0 == "." ? labels(.decimal) : String($0) }.joined()
  }
}
