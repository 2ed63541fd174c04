// SPDX-License-Identifier: GPL-3.0-or-later

/// Which texts of a language a folder of recordings speaks.
public struct RecordedTexts: Hashable, Sendable {
  /// A recording and what it says.
  public struct Recording: Hashable, Sendable {
    /// The file, as it was named.
    public let file: String
    /// What the appliance asks the voice for, word for word.
    public let text: String
  }

  /// In the order of their names, each text once. Prompts with the same words share a recording.
  public let texts: [Recording]
  /// The prompts that are one recording each: `LanguagePack.replace(whole:)` is told of them.
  public let whole: Set<PromptKey>
  /// What cannot be used, in the order of the names.
  public let findings: [PackFinding]
}

extension LanguagePack {
  /// What each recording of a folder says.
  ///
  /// `safety.whole.wav` is a whole prompt, its sentences then one text; `safety.whole.2.wav` is its
  /// second sentence. A prompt with numbers in it cannot be recorded.
  /// - Parameter names: The files of `recorded/` or of `voice/`, in any order.
  public func recordedTexts(_ names: [String]) -> RecordedTexts {
    var texts: [RecordedTexts.Recording] = []
    var findings: [PackFinding] = []
    var read: [(file: String, name: RecordedName)] = []
    func report(_ file: String, _ found: String, _ expected: String) {
      findings.append(
        PackFinding(file: file, line: 1, column: 1, found: found, expected: expected))
    }
    for file in names.sorted() {
      switch RecordedName.parse(file) {
      case .success(let name): read.append((file, name))
      case .failure(let fault): report(file, fault.found, fault.expected)
      }
    }
    let whole = Set(read.filter { $0.name.sentence == nil }.map(\.name.key))
    var known: Set<String> = []
    for (file, name) in read {
      let sentences = spoken(name.key)
      guard let number = name.sentence else {
        let text = sentences.joined(separator: " ")
        if known.insert(text).inserted { texts.append(.init(file: file, text: text)) }
        continue
      }
      guard sentences.indices.contains(number - 1) else {
        report(
          file, "sentence \(number) of '\(name.key.rawValue)'",
          sentences.count == 1 ? "1, its only one" : "1 to \(sentences.count)")
        continue
      }
      guard !whole.contains(name.key) else {
        report(
          file, "a sentence of '\(name.key.rawValue)', which is recorded whole", "one of the two")
        continue
      }
      let text = sentences[number - 1]
      if known.insert(text).inserted { texts.append(.init(file: file, text: text)) }
    }
    return RecordedTexts(texts: texts, whole: whole, findings: findings)
  }
}
