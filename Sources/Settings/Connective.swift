// SPDX-License-Identifier: GPL-3.0-or-later

/// Small words that stand between or in place of values where they are said or shown.
public enum Connective: CaseIterable, Sendable {
  case and, or
  /// Between the two ends of a stretch of the day.
  case until
  /// In place of a value that is not given.
  case notSet

  public var term: Term {
    switch self {
    case .and: Term(en: "and", ru: "и", de: "und", fr: "et", es: "y")
    case .or: Term(en: "or", ru: "или", de: "oder", fr: "ou", es: "o")
    case .until: Term(en: "to", ru: "до", de: "bis", fr: "à", es: "a")
    case .notSet:
      Term(
        en: "not set", ru: "не задано", de: "nicht angegeben", fr: "pas réglé", es: "sin indicar")
    }
  }

  /// `press or by itself`, `a, b and c`; nothing for no names.
  public func join(_ names: [String], in language: TableLanguage) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(term.name(in: language)) " + last
  }
}
