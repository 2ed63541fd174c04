// SPDX-License-Identifier: GPL-3.0-or-later

/// A table as comma-separated values (RFC 4180): lines end with CR LF, a field is quoted where it
/// holds a comma, a quote or a line break, and a quote in it is doubled. UTF-8, no byte order mark.
package enum SeparatedValues {
  /// A field of a record.
  package enum Field: Hashable, Sendable {
    /// Our own word, number or date: written as it is.
    case own(String)
    /// Somebody's text. A spreadsheet must not take it for a formula (OWASP, "CSV Injection"): one
    /// that begins as a formula gets an apostrophe before it.
    case text(String)

    package static func number(_ value: Int?) -> Field { .own(value.map(String.init) ?? "") }
  }

  package static func line(_ fields: [Field]) -> String {
    fields.map(written).joined(separator: ",") + "\r\n"
  }

  /// What a spreadsheet takes for the beginning of a formula, full-width forms with it.
  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"
  ]

  private static func written(_ field: Field) -> String {
    switch field {
    case .own(let value): return quoted(value)
    case .text(let value):
      // Spaces before it are taken away by some programs.
      let first = value.unicodeScalars.first { $0 != " " && $0 != "\u{FEFF}" }
      return quoted(first.map(formulaStarts.contains) ?? false ? "'" + value : value)
    }
  }

  private static func quoted(_ value: String) -> String {
    let needsQuotes = value.unicodeScalars.contains { [",", "\"", "\r", "\n"].contains($0) }
    guard needsQuotes else { return value }
    var quoted = "\""
    for scalar in value.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
