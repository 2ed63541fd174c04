// SPDX-License-Identifier: GPL-3.0-or-later

extension KeyTable {
  /// The rows of a file as a Markdown table for the documentation: names, values, default, help.
  public static func markdown(for file: FileKind) -> String {
    let names = TableLanguage.allCases.map { "Key (\($0.rawValue))" }
    let header = names + ["Value", "Default", "What it does"]
    let rows = keys(of: file).map { key in
      TableLanguage.allCases.map { "`\(key.term.name(in: $0))`" }
        + [
          key.valueText, key.defaultText(in: .english).map { "`\($0)`" } ?? "–",
          key.help.text(in: .english)
        ]
    }
    let lines = [header, header.map { _ in "---" }] + rows
    return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  /// A file with every key at its default; those without one as a comment with an example. It
  /// parses clean and changes nothing.
  public static func defaultFile(for file: FileKind, in language: TableLanguage) -> String {
    keys(of: file).map { key in
      let name = key.term.name(in: language)
      let line =
        key.defaultText(in: language).map { "\(name): \($0)" }
        ?? "# \(name): \(key.example(in: language))"
      return "# \(key.help.text(in: language))\n\(line)\n"
    }.joined(separator: "\n")
  }
}

extension Key {
  /// What values the key takes, in plain English: `30 to 100 %`, `press, by itself`.
  public var valueText: String {
    switch kind {
    case .number(let range, _): range.description
    case .numbers(let range, _): "one or several of \(range)"
    case .limit(let range): "a range within \(range)"
    case .choice(let choices, _): Self.names(of: choices)
    case .choices(let choices, _): "one or several of " + Self.names(of: choices)
    case .yesNo: "yes, no"
    case .text: "text"
    case .texts: "one or several texts"
    case .language: "a language's code"
    case .date: "a date such as 2026-11-22"
    case .dateAndTime: "a date and a time such as 2026-11-22 09:00"
    case .times: "one or several times such as 17:30"
    case .timeRange: "two times such as 22:00-07:00"
    case .switchSource:
      "`gpio header GPIO17, active low`, `gpio LABEL OFFSET` or `key space`"
    }
  }

  private static func names(of choices: [Choice]) -> String {
    choices.map { $0.term.name(in: .english) }.joined(separator: ", ")
  }
}
