// SPDX-License-Identifier: GPL-3.0-or-later

import Speech
import Testing

@Suite("The prosody of a text")
struct ProsodyTests {
  /// A text, its voice, and its syllables: "1" stressed, "0" not, each word's in one string.
  private static let texts: [(String, String, String)] = [
    ("Good morning.", "en-us", "1 10"), ("I am thirsty.", "en-us", "00 10"),
    ("banana", "en-us", "010"), ("Доброе утро.", "ru", "100 10"), ("Помогите мне.", "ru", "0010 1"),
    ("Guten Morgen.", "de", "10 10"), ("Auf Wiedersehen.", "de", "0 0010"),
    ("Merci beaucoup.", "fr", "01 01"), ("Buenos días.", "es", "10 10"),
    ("Tengo sed.", "es", "10 1"), ("в поле", "ru", "10")
  ]

  @Test("Syllables, stress and words are the voice's own", arguments: texts.indices)
  func isTheVoices(index: Int) throws {
    let (text, voice, expected) = Self.texts[index]
    var maker = try freshMaker()
    let prosody = try maker.prosody(of: text, voice: voice, wordsPerMinute: 130)
    var pattern = ""
    for syllable in prosody.syllables {
      if syllable.beginsWord, !pattern.isEmpty { pattern += " " }
      pattern += syllable.isStressed ? "1" : "0"
    }
    #expect(pattern == expected)
    #expect(prosody.syllables.first?.frame == 0)
    #expect(prosody.tail > 480)
  }

  @Test(
    "A text with nothing to pronounce has no syllables",
    arguments: ["", " ", "…", "?.", "\u{200b}"])
  func nothing(text: String) throws {
    var maker = try freshMaker()
    let prosody = try maker.prosody(of: text, voice: "en-us", wordsPerMinute: 130)
    #expect(prosody.syllables.isEmpty)
    #expect(prosody.tail == 0)
  }

  @Test("It starts no child for a clip that is kept")
  func isCached() throws {
    let directory = try TemporaryDirectory()
    var maker = try freshMaker(cacheDirectory: directory.path)
    let prosody = try maker.prosody(of: "Good morning.", voice: "en-us", wordsPerMinute: 130)
    #expect(maker.lastChildren.count == 1)
    #expect(try maker.prosody(of: "Good morning.", voice: "en-us", wordsPerMinute: 130) == prosody)
    #expect(maker.lastChildren.isEmpty)
  }
}
