// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Prompts
import Testing

/// The language packs as they are in the checkout.
enum Voices {
  /// The languages of `Voices/`.
  static let languages = ["de", "en", "es", "fr", "ru"]

  struct Unreadable: Error {
    let path: String
  }

  /// The text of a language's prompts, or of another file of its folder.
  static func text(_ language: String, _ file: String = "prompts.txt") throws -> String {
    let tests = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let path = "/\(tests)/../../Voices/\(language)/\(file)"
    guard let file = fopen(path, "r") else { throw Unreadable(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The pack of a language, which must be without a finding.
  static func pack(_ language: String) throws -> LanguagePack {
    try LanguagePack.parse(text(language), language: language, file: "prompts.txt").get()
  }

  /// The phrases of a language, which must be without a finding.
  static func phrases(_ language: String) throws -> [Phrase] {
    let file = "phrases.txt"
    return try PhraseBook.parse(text(language, file), language: language, file: file).get().phrases
  }

  /// Every sentence of a prompt, its placeholders filled with the largest values of their ranges,
  /// its texts with one word. What is said of a file is bounded by who fills it: numbers as they
  /// come up there.
  static func sentences(_ key: PromptKey, in pack: LanguagePack) -> [String] {
    let numbers = key.placeholders.map { placeholder in
      (
        placeholder,
        SpokenNumber(key.role == .finding ? 150 : placeholder.range.upperBound)
      )
    }
    let texts = key.texts.map { ($0, pack.words(for: SpokenNumber(5))) }
    return pack.prompt(
      key,
      PromptValues(
        numbers: Dictionary(uniqueKeysWithValues: numbers),
        texts: Dictionary(uniqueKeysWithValues: texts)))
  }
}
