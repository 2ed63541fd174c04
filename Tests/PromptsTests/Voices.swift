// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Prompts
import Testing

/// The language packs as they are in the checkout.
enum Voices {
  /// The languages of `Voices/`.
  static let languages = ["en", "ru"]

  struct Unreadable: Error {
    let path: String
  }

  /// The text of a language's prompts.
  static func text(_ language: String) throws -> String {
    let tests = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let path = "/\(tests)/../../Voices/\(language)/prompts.txt"
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

  /// Every sentence of a prompt, its placeholders filled with the largest values of their ranges.
  static func sentences(_ key: PromptKey, in pack: LanguagePack) -> [String] {
    let values = key.placeholders.map { ($0, $0.range.upperBound) }
    return pack.prompt(key, Dictionary(uniqueKeysWithValues: values))
  }
}
