// SPDX-License-Identifier: GPL-3.0-or-later
import Session

/// What comes of a stick while it is read, one line each between the child that reads it and the
/// program.
enum StickNews: Equatable {
  /// The music: which of how many new files, from 1, and how far in hundredths.
  case progress(file: Int, files: Int, percent: Int)
  /// Something is left out: what the patient is told of, and the line for whoever helps.
  case finding(HelperFault, String)
  /// What is new on the unit, so far.
  case taken(songs: Int, recordings: Int, tracks: Int)

  /// Between the fields of a line; the last one may hold it, too.
  private static let separator = ": "

  var line: String {
    let fields: [String] =
      switch self {
      case .progress(let file, let files, let percent):
        ["progress", "\(file)", "\(files)", "\(percent)"]
      case .finding(let fault, let text):
        // A name from a stick may hold anything.
        ["finding", fault.rawValue, String(text.map { $0.isNewline ? " " : $0 })]
      case .taken(let songs, let recordings, let tracks):
        ["taken", "\(songs)", "\(recordings)", "\(tracks)"]
      }
    return fields.joined(separator: Self.separator)
  }

  /// nil: no line of ours.
  init?(line: String) {
    guard let (word, rest) = Self.first(of: line[...]) else { return nil }
    if word == "finding" {
      guard let (name, text) = Self.first(of: rest),
        let fault = HelperFault(rawValue: String(name))
      else { return nil }
      self = .finding(fault, String(text))
      return
    }
    let numbers = rest.split(separator: ":").map { Int($0.drop { $0 == " " }) }
    guard numbers.count == 3, let first = numbers[0], let second = numbers[1],
      let third = numbers[2]
    else { return nil }
    switch word {
    case "progress": self = .progress(file: first, files: second, percent: third)
    case "taken": self = .taken(songs: first, recordings: second, tracks: third)
    default: return nil
    }
  }

  private static func first(of text: Substring) -> (field: Substring, rest: Substring)? {
    guard let end = text.firstRange(of: separator) else { return nil }
    return (text[..<end.lowerBound], text[end.upperBound...])
  }
}
