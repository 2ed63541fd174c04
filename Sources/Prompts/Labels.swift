// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// The words of a report in one language: `Voices/xx/report.txt`, read and checked.
///
/// The file has the syntax of a language pack (`Docs/Languages.md`), one text a key.
package struct Labels: Sendable {
  /// The ISO 639-1 code.
  package let language: String
  private let plurals: PluralRule
  private let texts: [String: PromptTemplate]

  /// - Parameters:
  ///   - language: the code, the name of the file's folder.
  ///   - file: the name findings carry.
  /// - Throws: ``InvalidPack`` with everything that is wrong: a label that is missing, unknown,
  ///   empty, written twice, or has other gaps than its key.
  package static func parse(
    _ text: String, language: String, file: String
  ) throws(InvalidPack) -> Labels {
    guard let plurals = PluralRule(language: language) else {
      throw InvalidPack(
        findings: [
          PackFinding(
            file: file, line: 1, column: 1,
            found: "no plural rule is known for '\(SentenceRules.shown(language))'",
            expected: "one of the languages of Docs/Languages.md")
        ])
    }
    let wanted = gaps(plurals)
    var texts: [String: PromptTemplate] = [:]
    var met: Set<String> = []
    var findings: [PackFinding] = []
    func report(_ line: Int, _ column: Int, _ found: String, _ expected: String) {
      findings.append(
        PackFinding(file: file, line: line, column: column, found: found, expected: expected))
    }
    let lines = PackEntry.lines(of: text)
    for (index, line) in lines.enumerated() {
      switch line {
      case .empty: continue
      case .other(let text, let column):
        report(index + 1, column, "'\(SentenceRules.shown(text))'", "'key: text' or '# comment'")
      case .entry(let entry):
        let key = String(entry.key)
        let isFirst = met.insert(key).inserted
        if let fault = fault(of: entry, wanted, isFirst: isFirst) {
          report(
            entry.line, entry.keyColumn, "'\(SentenceRules.shown(key))' \(fault.found)",
            fault.expected)
        } else if case .success(let template) = PromptTemplate.parse(entry.text) {
          texts[key] = template
        }
      }
    }
    for key in wanted.keys.sorted() where !met.contains(key) {
      report(lines.count, 1, "'\(key)' is missing", "it once in the file")
    }
    guard findings.isEmpty else { throw InvalidPack(findings: findings) }
    return Labels(language: language, plurals: plurals, texts: texts)
  }

  private static func fault(
    of entry: PackEntry, _ wanted: [String: Set<String>], isFirst: Bool
  ) -> (found: String, expected: String)? {
    guard let wanted = wanted[String(entry.key)] else {
      let nearest = NearestKey.find(entry.key, among: wanted.keys.sorted())
      return ("is unknown", "a key of Docs/Report.md" + (nearest.map { ", perhaps '\($0)'" } ?? ""))
    }
    if !isFirst { return ("is there again", "each key once") }
    if entry.text.isEmpty { return ("is empty", "its text") }
    guard case .success(let template) = PromptTemplate.parse(entry.text) else {
      return ("has a brace without its other", "gaps such as {number}")
    }
    guard Set(template.slots.map(\.name)) == wanted else {
      let gaps = wanted.sorted().map { "{\($0)}" }.joined(separator: ", ")
      return ("has other gaps", gaps.isEmpty ? "none" : gaps)
    }
    return nil
  }

  /// Every key of a file, with the gaps of its text.
  private static func gaps(_ plurals: PluralRule) -> [String: Set<String>] {
    var gaps: [String: Set<String>] = [:]
    for key in LabelKey.allCases { gaps[key.rawValue] = key.placeholders }
    for family in WordFamily.allCases {
      for word in family.words { gaps["\(family.rawValue).\(word)"] = [] }
    }
    for noun in CountedNoun.allCases {
      for form in plurals.forms { gaps["\(noun.rawValue).\(form.rawValue)"] = ["number"] }
    }
    return gaps
  }
}

// MARK: - Texts

extension Labels {
  /// The text of a key, its gaps filled.
  package func callAsFunction(_ key: LabelKey, _ values: [String: String] = [:]) -> String {
    let text = filled(key.rawValue, values)
    return key.isUnbroken ? text.unbroken : text
  }

  /// "11 days": a number with its noun.
  package func counted(_ noun: CountedNoun, _ number: Int) -> String {
    let form = plurals.form(for: number)
    return filled("\(noun.rawValue).\(form.rawValue)", ["number": grouped(number)]).unbroken
  }

  /// What the diary calls so; the diary's own word where the language has none.
  package func word(_ family: WordFamily, _ word: String) -> String {
    texts["\(family.rawValue).\(word)"] == nil ? word : filled("\(family.rawValue).\(word)", [:])
  }

  private func filled(_ key: String, _ values: [String: String]) -> String {
    guard let template = texts[key] else {
      preconditionFailure("the parser let labels pass without \(key)")
    }
    return template.filled { values[$0.name] ?? "" }.holdingSigns
  }

  /// The texts without gaps, as a template asks for them: `column.week` by its two parts.
  package var plain: [String: [String: String]] {
    var plain: [String: [String: String]] = [:]
    for key in LabelKey.allCases where key.placeholders.isEmpty {
      let parts = key.rawValue.split(separator: ".").map(String.init)
      plain[parts[0], default: [:]][parts[1]] = self(key)
    }
    return plain
  }
}

// MARK: - Numbers and dates

extension Labels {
  /// "12 345": five digits and more in groups of three, as ISO 80000 parts them in any language.
  package func grouped(_ number: Int) -> String {
    let digits = String(number)
    guard digits.count > 4, number > 0 else { return digits }
    return digits.reversed().enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, digit.offset.isMultiple(of: 3) { text = "\u{202F}" + text }
      text = "\(digit.element)" + text
    }
  }

  /// Thousandths as a number with one decimal: 14,650 is "14.7".
  package func tenths(ofMilli milli: Int) -> String {
    let tenths = (milli + 50) / 100
    return "\(tenths / 10)\(self(.decimal))\(tenths % 10)"
  }

  /// "22 November 2026".
  package func date(_ day: Day) -> String {
    let (year, _, _) = day.civil
    return self(.longDate, dayAndMonth(day).merging(["year": String(year)]) { old, _ in old })
  }

  /// "22 November".
  package func shortDate(_ day: Day) -> String { self(.shortDate, dayAndMonth(day)) }

  private func dayAndMonth(_ day: Day) -> [String: String] {
    let (_, month, number) = day.civil
    // "1er novembre".
    let day = number == 1 ? self(.firstDay) : String(number)
    return ["day": day, "month": word(.month, String(month))]
  }

  /// "22 November, 09:05".
  package func moment(_ time: WallTime) -> String {
    self(.moment, ["date": shortDate(time.day), "time": clockTime(ofMinute: time.minuteOfDay)])
  }
}

/// "09:05", of a minute of the day.
package func clockTime(ofMinute minute: Int) -> String {
  func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  return "\(padded(minute / 60)):\(padded(minute % 60))"
}
