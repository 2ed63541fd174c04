// SPDX-License-Identifier: GPL-3.0-or-later

extension Problem {
  /// What is wrong, in plain English; `name` is the key's name as the file's language has it.
  func found(name: String) -> String {
    switch self {
    case .tooLarge: "the file is larger than 64 KiB"
    case .notText: "this is not a text file"
    case .richText: "this is a word processor's document (RTF)"
    case .damagedText: "this character cannot be read"
    case .more(let count): "and \(count) more"
    case .notALine(let written): "'\(written)' has no key before a colon"
    case .unknownKey(let unknown, _): "unknown key '\(unknown)'"
    case .belongsElsewhere: "'\(name)' does not belong in this file"
    case .duplicateKey(let firstLine): "'\(name)' is already on line \(firstLine)"
    case .noValue: "\(name) has no value"
    case .unclosedQuote(let written): "the quote '\(written)' is not closed"
    case .textTooLong: "\(name) is too long"
    case .listTooLong: "\(name) lists too many"
    case .notANumber(let written, _): "\(name) '\(written)' is not a number"
    case .tooManyDecimals(let written, let range):
      range.decimals == 0
        ? "\(name) \(written) is not a whole number"
        : "\(name) \(written) has too many decimals"
    case .tooLow(let written, _): "\(name) \(written) is too low"
    case .tooHigh(let written, _): "\(name) \(written) is too high"
    case .notARange(let written, _): "\(name) '\(written)' is not a range"
    case .reversedRange(let written, _): "\(name) '\(written)' begins with the higher number"
    case .outsidePrescription(let written, _): "\(name) \(written) is outside the prescription"
    case .notOneOf(let written, _), .notYesOrNo(let written):
      "\(name) '\(written)' is not known"
    case .notALanguage(let written, _): "this unit does not speak '\(written)'"
    case .badDate(let written): "\(name) '\(written)' is not a date"
    case .badDateAndTime(let written): "\(name) '\(written)' is not a date and a time"
    case .badTime(let written): "\(name) '\(written)' is not a time"
    case .badTimeRange(let written): "\(name) '\(written)' is not a range of times"
    case .badSwitch(let written): "\(name) '\(written)' is not a switch"
    case .badHeaderLine(let written): "'\(written)' is not a line of the header"
    case .breath(let pattern, let fault, _): fault.found(in: pattern)
    case .noBreathFits: "the limits leave no breathing that fits"
    }
  }

  /// What was expected, in plain English.
  var expected: String {
    switch self {
    case .tooLarge: "expected a short text file"
    case .notText, .richText: "expected a file saved as plain text"
    case .damagedText: "expected a file saved as UTF-8 text"
    case .more: "each a line as in the example file"
    case .notALine: "expected a line such as 'volume: 80'"
    case .unknownKey(_, let nearest?): "the nearest known key is '\(nearest)'"
    case .unknownKey(_, nil): "expected a known key"
    case .belongsElsewhere(let file): "expected it in \(file.fileName)"
    case .duplicateKey: "expected each key once"
    case .noValue: "expected a value after the colon, or no such line"
    case .unclosedQuote: "expected a second quotation mark at the end"
    case .textTooLong(let limit): "expected at most \(limit) characters"
    case .listTooLong(let limit): "expected at most \(limit)"
    case .notANumber(_, let range), .tooLow(_, let range), .tooHigh(_, let range),
      .outsidePrescription(_, let range):
      "expected \(range)"
    case .tooManyDecimals(_, let range):
      range.decimals == 0
        ? "expected a whole number, \(range)"
        : "expected at most \(range.decimals) digits after the point, \(range)"
    case .notARange(_, let range), .reversedRange(_, let range):
      "expected two numbers, such as \(range.bounds.lowerBound) - \(range.bounds.upperBound)"
    case .notOneOf(_, let terms):
      "expected " + oneOf(terms.map { $0.name(in: .english) })
    case .notYesOrNo: "expected yes or no"
    case .notALanguage(_, let languages): "expected " + oneOf(languages)
    case .badDate: "expected a date such as 2026-11-22"
    case .badDateAndTime: "expected such as 2026-11-22 09:00"
    case .badTime: "expected a time such as 17:30"
    case .badTimeRange: "expected two times, such as 22:00-07:00"
    case .badSwitch:
      "expected 'gpio header GPIO17, active low' or 'gpio LABEL OFFSET' or 'key space'"
    case .badHeaderLine: "expected GPIO2 to GPIO27"
    case .breath(_, _, let fits?): "this would fit: \(fits)"
    case .breath(_, _, nil): "nothing within the prescription fits"
    case .noBreathFits(let floor):
      "expected room for \(floor) to \(BreathPattern.fastestPace) breaths/min"
    }
  }
}

/// `low or high`, `a, b or c`.
private func oneOf(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "nothing" }
  return names.dropLast().joined(separator: ", ") + " or " + last
}
