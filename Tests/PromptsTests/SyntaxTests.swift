// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Testing

@Suite("What the syntax forgives")
struct SyntaxTests {
  @Test("CRLF, CR, a byte order mark and white space make no difference")
  func forgiving() throws {
    let text = try Voices.text("ru")
    let pack = try Voices.pack("ru")
    let variants = [
      "\u{FEFF}" + text,
      text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
      text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r"),
      text.split(separator: "\n").map { "\t \($0) \u{A0}" }.joined(separator: "\n"),
      text.split(separator: "\n").map { String($0.split(separator: " | ").joined(separator: "|")) }
        .joined(separator: "\n")
    ]
    for variant in variants {
      #expect(try LanguagePack.parse(variant, language: "ru", file: "p.txt").get() == pack)
    }
  }

  @Test("A stress mark is text and is handed on with it")
  func stressMark() throws {
    let text = try Voices.text("ru").split(separator: "Пауза.").joined(separator: "Па\u{301}уза.")
    let pack = try LanguagePack.parse(text, language: "ru", file: "p.txt").get()
    #expect(Array(pack.prompt(.cuePause)[0].unicodeScalars).contains("\u{301}"))
  }

  @Test("Random text never crashes the parser and never passes for a pack", arguments: 0..<200)
  func randomText(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let alphabet = Array("ab.:|{}#-? \u{301}\r\n\t\u{0}\u{FEFF}яё5😀{number}{goal:x}")
    let keys = PromptKey.allCases.map(\.rawValue) + ["number.1", "minutes.one", "language"]
    var text = ""
    for _ in 0..<Int.random(in: 0...60, using: &generator) {
      if Bool.random(using: &generator) {
        text += (keys.randomElement(using: &generator) ?? "") + ": "
      }
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        text.append(alphabet.randomElement(using: &generator) ?? " ")
      }
      text += "\n"
    }
    guard case .failure(let invalid) = LanguagePack.parse(text, language: "ru", file: "p.txt")
    else {
      Issue.record("seed \(seed) passed for a pack")
      return
    }
    #expect(!invalid.findings.isEmpty)
    #expect(invalid.findings.allSatisfy { $0.line >= 1 && $0.column >= 1 })
  }

  @Test("A shipped pack with random damage never crashes the parser", arguments: 0..<40)
  func randomDamage(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var scalars = Array(try Voices.text("en").unicodeScalars)
    for _ in 0..<20 {
      let index = Int.random(in: 0..<scalars.count, using: &generator)
      let junk: [Unicode.Scalar] = ["{", "}", "|", ":", "\n", ".", "\u{301}", "\u{0}", "9", " "]
      scalars[index] = junk[Int.random(in: 0..<junk.count, using: &generator)]
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    switch LanguagePack.parse(text, language: "en", file: "p.txt") {
    case .success(let pack): #expect(pack.language == "en")
    case .failure(let invalid): #expect(!invalid.findings.isEmpty)
    }
  }
}
