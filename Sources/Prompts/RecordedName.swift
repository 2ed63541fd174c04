// SPDX-License-Identifier: GPL-3.0-or-later

/// What the name of a recording replaces: `safety.whole.wav` a whole prompt, `safety.whole.2.wav`
/// its second sentence.
struct RecordedName: Hashable {
  let key: PromptKey
  /// The sentence, from 1; nil for the whole prompt.
  let sentence: Int?

  struct Fault: Error, Hashable {
    let found: String
    let expected: String
  }

  /// Reads the name of a file; folders before it make no difference.
  static func parse(_ name: String) -> Result<RecordedName, Fault> {
    let file = name.split(separator: "/").last ?? ""
    guard file.lowercased().hasSuffix(".wav") else {
      return .failure(
        Fault(found: "'\(SentenceRules.shown(file))'", expected: "a recording, KEY.wav"))
    }
    var stem = file.dropLast(4)
    var sentence: Int?
    if let dot = stem.lastIndex(of: "."), let number = Int(stem[stem.index(after: dot)...]) {
      sentence = number
      stem = stem[..<dot]
    }
    guard let key = PromptKey(rawValue: String(stem)) else {
      let near = NearestKey.find(stem, among: PromptKey.allCases.map(\.rawValue))
      return .failure(
        Fault(
          found: "no prompt '\(SentenceRules.shown(stem))'",
          expected: "a key of prompts.txt" + (near.map { ", perhaps '\($0)'" } ?? "")))
    }
    if let fault = fault(of: key, sentence: sentence) { return .failure(fault) }
    return .success(RecordedName(key: key, sentence: sentence))
  }

  /// Why a prompt cannot be a recording, or not as a whole.
  private static func fault(of key: PromptKey, sentence: Int?) -> Fault? {
    if !key.placeholders.isEmpty || !key.texts.isEmpty {
      let changing = key.placeholders.isEmpty ? "names" : "numbers"
      return Fault(
        found: "a recording of '\(key.rawValue)', whose \(changing) change",
        expected: "a prompt without {…}")
    }
    if key.role == .sound {
      return Fault(
        found: "a recording of '\(key.rawValue)', which the beat shapes", expected: "a prompt")
    }
    if key.role.isSpread && sentence == nil {
      return Fault(
        found: "'\(key.rawValue)' in one recording",
        expected: "one a sentence, '\(key.rawValue).1.wav', because music comes between")
    }
    return nil
  }
}
