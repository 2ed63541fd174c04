// SPDX-License-Identifier: GPL-3.0-or-later

/// `upbeat-findings.txt`: what is wrong in a caregiver's file, for who corrects it at a desk.
public enum FindingsFile {
  /// The name under which it stands on the stick.
  public static let name = "upbeat-findings.txt"

  /// The whole text: each line as it was written, what is wrong with it and what was expected, in
  /// English, with the key's name as the file has it. Lines end in CRLF, which every editor shows.
  /// - Parameters:
  ///   - findings: of one file, in its order.
  ///   - bytes: the file they are about.
  ///   - spoken: what the unit says of a finding, in the caregiver's language; empty where that is
  ///     English.
  public static func text(
    _ findings: [Finding], of bytes: [UInt8], spoken: (Finding) -> [String] = { _ in [] }
  ) -> String {
    let written = writtenLines(of: bytes)
    var lines = [
      "Upbeat read this file and changed nothing, because of what stands below.",
      "Please correct it, and put the stick in again."
    ]
    for finding in findings {
      lines += ["", "\(shown(finding.file)), line \(finding.line), column \(finding.column)"]
      if written.indices.contains(finding.line - 1) {
        lines.append("    \(shown(written[finding.line - 1]))")
      }
      lines.append("\(shown(finding.found)): \(shown(finding.expected))")
      if let range = finding.allowedRange { lines.append("Allowed: \(range)") }
      let sentences = spoken(finding)
      if !sentences.isEmpty { lines.append(sentences.map(shown).joined(separator: " ")) }
    }
    return lines.map { $0 + "\r\n" }.joined()
  }

  private static func writtenLines(of bytes: [UInt8]) -> [String] {
    switch DecodedText(bytes) {
    case .lines(let lines): lines.map { String($0) }
    case .unreadable: []
    }
  }

  /// The most Unicode scalars of a line that are shown.
  private static let longestLine = 200

  /// A text on one line, without what an editor or a terminal would take for a command.
  private static func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(longestLine).map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        "\u{FFFD}"
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

extension Finding {
  /// The numbers the key may have: the hard range, or the clinic's limit where that is narrower.
  /// Nil where it is not about a number.
  public var allowedRange: NumberRange? {
    switch problem {
    case .notANumber(_, let range), .tooManyDecimals(_, let range), .tooLow(_, let range),
      .tooHigh(_, let range), .notARange(_, let range), .reversedRange(_, let range),
      .outsidePrescription(_, let range):
      range
    case .noValue: key.flatMap { KeyTable.key($0, in: .settings)?.range }
    case .tooLarge, .notText, .richText, .damagedText, .more, .notALine, .unknownKey,
      .belongsElsewhere, .duplicateKey, .unclosedQuote, .textTooLong, .listTooLong, .notOneOf,
      .notYesOrNo, .notALanguage, .badDate, .badDateAndTime, .badTime, .badTimeRange, .badSwitch,
      .badHeaderLine, .breath, .noBreathFits:
      nil
    }
  }

  /// The key's name in a language, from whichever file has it; as it was written where no key was
  /// understood.
  public func keyName(in language: TableLanguage) -> String {
    let file = FileKind.allCases.first { file in
      key.flatMap { KeyTable.key($0, in: file) } != nil
    }
    guard let key, let file, let row = KeyTable.key(key, in: file) else { return keyName }
    return row.term.name(in: language)
  }
}
