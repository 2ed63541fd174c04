// SPDX-License-Identifier: GPL-3.0-or-later

import Speech
import Testing

@Suite("Text is text")
struct PlainTextTests {
  @Test("Markup is read aloud: no break of 3 s, and more syllables than the word alone")
  func markupIsSpoken() throws {
    var maker = try freshMaker()
    let clip = try maker.clip(for: english("<break time='3s'/>hello"))
    #expect(clip.vowels.count > 2)
    #expect(longestSilence(clip) < Clip.sampleRate)
  }

  @Test("Phoneme brackets are letters, not the word they would spell")
  func phonemesAreSpoken() throws {
    var maker = try freshMaker()
    let brackets = try maker.clip(for: english("[[h@l'oU]]"))
    #expect(!brackets.samples.isEmpty)
    #expect(try brackets != maker.clip(for: english("hello")))
    #expect(brackets.vowels.count > 2)
  }

  @Test("A character that starts a command of eSpeak NG is a space")
  func embeddedCommandsAreSpaces() throws {
    var maker = try freshMaker()
    let command = try maker.clip(for: english("\u{1}300S hello there"))
    #expect(try command == maker.clip(for: english(" 300S hello there")))
    #expect(try command.samples.count > maker.clip(for: english("hello there")).samples.count)
  }

  @Test("What stands behind a zero character is spoken too")
  func zeroIsASpace() throws {
    var maker = try freshMaker()
    #expect(try maker.clip(for: english("one\u{0}two")) == maker.clip(for: english("one two")))
  }

  @Test("Blank text is silence and starts no child", arguments: ["", " ", "\n\t\u{1}", "\u{2003}"])
  func blankIsSilence(text: String) throws {
    var maker = try freshMaker()
    #expect(try maker.clip(for: english(text)) == .silence)
    #expect(maker.lastChildren.isEmpty)
  }

  @Test(
    "Odd characters make a clip or silence, and never an error",
    arguments: [
      "…", "😀", "👩‍👩‍👧‍👦 ok", "\u{202e}abc", "\u{301}", "\u{ffff}", "\u{e03c}b\u{e03e}", "日本語", "السلام",
      "e\u{301}te\u{301}", "%s%n%x", "|_~^'\"`\\", "a\u{ad}b\u{200b}c", "\u{feff}hi", "&lt;&#60;"
    ])
  func oddCharacters(text: String) throws {
    var maker = try freshMaker()
    let clip = try maker.clip(for: english(text))
    #expect(clip.vowels.allSatisfy { clip.samples.indices.contains($0.frame) })
  }

  @Test("A text of 10,000 characters is refused by its length and starts no child")
  func longTextIsRefused() throws {
    var maker = try freshMaker()
    #expect(throws: SpeechError.textTooLong(scalars: 10_000, limit: 1_000)) {
      try maker.clip(for: english(String(repeating: "long text ", count: 1_000)))
    }
    #expect(maker.lastChildren.isEmpty)
  }

  @Test("The longest text, in the widest characters, reaches the child")
  func longestTextFits() throws {
    var maker = try freshMaker()
    let voice = String(repeating: "x", count: ClipRequest.maximumVoiceBytes)
    let text = String(repeating: "😀", count: ClipRequest.maximumTextScalars)
    #expect(throws: SpeechError.noSuchVoice(voice)) {
      try maker.clip(for: ClipRequest(text: text, voice: voice, wordsPerMinute: 130))
    }
    #expect(maker.lastChildren.count == 1)
  }

  @Test("A text that would sound longer than four minutes is refused, once")
  func longSoundIsRefused() throws {
    var maker = try freshMaker()
    #expect(throws: SpeechError.clipTooLong(limitSeconds: 240)) {
      try maker.clip(for: english(String(repeating: "7 ", count: 500), wordsPerMinute: 80))
    }
    #expect(maker.lastChildren.count == 1)
  }

  /// In frames: the longest run under −60 dBFS.
  private func longestSilence(_ clip: Clip) -> Int {
    var longest = 0
    var run = 0
    for sample in clip.samples {
      run = abs(Int(sample)) < 33 ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
