// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// A filled `upbeat.txt`: every key in its group with a sentence of help above it; what is not set
/// stands as a comment with an example. It asks for a report, and for nothing else once.
///
/// The stick that a unit is handed out with has it, and the form writes its values into it.
package struct SettingsText {
  /// What old editors tell UTF-8 by.
  package static let byteOrderMark = "\u{FEFF}"

  private let unit: UnitSettings
  private let words: FormWords

  /// - Parameter table: the language of keys and values.
  package init(_ unit: UnitSettings, _ labels: Labels, _ table: TableLanguage) {
    self.unit = unit
    words = FormWords(unit: unit, labels: labels, table: table)
  }

  /// Without their ends.
  package var lines: [String] {
    var lines = ["# \(FileKind.settings.fileName): " + words.labels(.formTitle)]
    lines += [.formLines, .formRanges].map { "# " + words.labels($0) }
    for group in SettingsGroup.allCases {
      lines += ["", "# ---- \(words.labels(group.title)) ----"]
      if group == .once { lines.append("# " + words.labels(.formOnce)) }
      for key in group.keys {
        lines += ["# " + words.note(on: key), line(of: key)]
      }
    }
    return lines
  }

  /// As it lies on a stick: marked as UTF-8, each line ended by CR LF, which every editor shows.
  package var file: String { Self.byteOrderMark + lines.map { $0 + "\r\n" }.joined() }

  private func line(of key: Key) -> String {
    let name = key.term.name(in: words.table)
    if key.id == .report { return "\(name): \(true.name(in: words.table))" }
    guard let value = unit.settings.value(of: key.id) else {
      return "# \(name): \(words.example(of: key))"
    }
    return "\(name): \(Self.written(value, of: key, in: words.table))"
  }

  /// A value so that the parser reads the same again. Texts are marked where they hold what parts
  /// a list or begins a comment.
  package static func written(
    _ value: KeyValue, of key: Key, in language: TableLanguage
  ) -> String {
    switch value {
    case .text(let text): quoted(text)
    case .texts(let texts):
      // A text alone would be parted at its commas.
      texts.map(quoted).joined(separator: "; ") + (texts.count == 1 ? ";" : "")
    case .number, .numbers, .limit, .choice, .choices, .flag, .date, .dateAndTime, .times,
      .timeRange, .switchSource:
      key.text(of: value, in: language)
    }
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == ";" || $0 == "；" || $0 == "#" }) else { return text }
    return "\"\(text.filter { !quotes.contains($0) })\""
  }

  /// What the parser takes for double quotes: none can stand inside others.
  private static let quotes: Set<Character> = ["\"", "“", "”", "„", "‟", "«", "»", "＂"]
}
