// SPDX-License-Identifier: GPL-3.0-or-later

/// All that the appliance says in one language: `Voices/LANGUAGE/prompts.txt`, read and checked.
///
/// A pack is complete: it has every prompt, each in short sentences, and words for every number in
/// the range of every placeholder. `Docs/Languages.md` describes the file.
public struct LanguagePack: Hashable, Sendable {
  /// The ISO 639-1 code of the language, `en`.
  public let language: String
  /// What the language calls itself, `English`.
  public let name: String
  /// The eSpeak NG voice that speaks it, `en-us`.
  public let voice: String

  let prompts: [PromptKey: [PromptTemplate]]
  let vocabulary: Vocabulary
  /// Prompts whose sentences are one text, because one recording speaks them all.
  private(set) var wholeKeys: Set<PromptKey> = []

  /// Reads a pack from the text of its file.
  /// - Parameters:
  ///   - text: The whole file. Its caller bounds its size.
  ///   - language: The language it must be of, the name of its folder.
  ///   - file: The name that findings carry.
  /// - Returns: The pack, or every finding; a pack with a finding is not used at all.
  public static func parse(
    _ text: String, language: String, file: String
  ) -> Result<LanguagePack, InvalidPack> {
    var parser = PackParser(language: language, file: file)
    return parser.parse(text)
  }

  /// Makes one text of all the sentences of each of these prompts, for a recording of the whole.
  /// - Parameter keys: Those of `RecordedTexts.whole`; the prompts replaced before stay so.
  public mutating func replace(whole keys: Set<PromptKey>) {
    wholeKeys.formUnion(keys)
  }

  /// The sentences of a prompt, to be spoken one after the other, at least a second apart; one
  /// text where the whole prompt is recorded.
  /// - Parameter values: A number for each of the key's placeholders; to leave one out is a mistake
  ///   of the caller. One outside the placeholder's range is spoken from its digits.
  public func prompt(_ key: PromptKey, _ values: [Placeholder: Int] = [:]) -> [String] {
    prompt(key, PromptValues(numbers: values.mapValues { SpokenNumber($0) }))
  }

  /// The same for a prompt with texts in it. One about a line of a file is said in one sentence
  /// where that has ten words at most, else in two.
  /// - Parameter values: A number or a text for each of the key's placeholders.
  public func prompt(_ key: PromptKey, _ values: PromptValues) -> [String] {
    let sentences = spoken(key, values)
    return wholeKeys.contains(key) ? [sentences.joined(separator: " ")] : sentences
  }

  /// The sentences of a prompt, whether or not they are recorded.
  func spoken(_ key: PromptKey, _ values: PromptValues = PromptValues()) -> [String] {
    guard let sentences = prompts[key] else {
      preconditionFailure("the parser let a pack pass without \(key.rawValue)")
    }
    let filled = sentences.map { sentence in
      sentence.filled { vocabulary.words(for: $0, of: key, in: values) }
    }
    if key.placeholders.contains(.line) { return filled.flatMap(SentenceRules.split) }
    return key.texts.isEmpty ? filled : filled.map(SentenceRules.capitalized)
  }
}

extension Vocabulary {
  fileprivate func words(
    for slot: PromptTemplate.Slot, of key: PromptKey, in values: PromptValues
  ) -> String {
    if let text = TextPlaceholder(rawValue: slot.name).flatMap({ values.texts[$0] }) {
      return text
    }
    guard let placeholder = Placeholder(rawValue: slot.name),
      let value = values.numbers[placeholder]
    else {
      preconditionFailure("\(key.rawValue) was asked for without {\(slot.name)}")
    }
    return placeholder.isCounted
      ? words(for: value.isNegative ? -value.whole : value.whole, of: placeholder, use: slot.use)
      : words(for: value, use: slot.use)
  }
}
