// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Settings

/// The caregiver's file, as it was read: findings about what stands in it name its line.
struct SettingsSource {
  let file: String
  let bytes: [UInt8]

  /// Where a value stands, as `FILE:LINE:COLUMN`: 1:1 where it was written in another way than it
  /// was understood.
  func place(of value: String) -> String {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where line.first != "#" {
      guard let found = line.firstRange(of: value) else { continue }
      let column = line.distance(from: line.startIndex, to: found.lowerBound) + 1
      return "\(file):\(index + 1):\(column)"
    }
    return "\(file):1:1"
  }
}

/// The caregiver's own phrases, `phrases:` in `upbeat.txt`.
struct OwnPhrases {
  /// Those a voice can say, in their order.
  private(set) var phrases: [Prompts.Phrase] = []
  /// A line for each of the others.
  private(set) var findings: [String] = []

  /// - Parameters:
  ///   - language: the code of the language that speaks them.
  ///   - source: where they were written.
  init(_ settings: CaregiverSettings, language: String, source: SettingsSource?) {
    for text in settings.phrases {
      switch Prompts.Phrase.own(text, language: language) {
      case .success(let phrase): phrases.append(phrase)
      case .failure(let fault):
        let place = source?.place(of: text) ?? FileKind.settings.fileName + ":1:1"
        findings.append("\(place): \(fault.found), expected \(fault.expected)")
      }
    }
  }
}
