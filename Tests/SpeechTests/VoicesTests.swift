// SPDX-License-Identifier: GPL-3.0-or-later

import Speech
import Testing

@Suite("Voices")
struct VoicesTests {
  @Test("The machine's voices are listed with the version of eSpeak NG")
  func areListed() throws {
    var maker = try freshMaker()
    let voices = try maker.voices()
    #expect(voices.libraryVersion.hasPrefix("1."))
    #expect(voices.voices.contains { $0.name == "en-us" })
    #expect(voices.voices.contains { $0.name == "ru" && $0.title == "Russian" })
    #expect(voices.voices.allSatisfy { !$0.name.isEmpty })
  }

  @Test(
    "A voice is found by the name it is listed under, with a variant too",
    arguments: ["en-us", "en-gb", "en-gb+f3", "ru"])
  func isFound(name: String) throws {
    var maker = try freshMaker()
    let request = ClipRequest(text: "1, 2", voice: name, wordsPerMinute: 130)
    #expect(try maker.clip(for: request).vowels.count >= 2)
  }

  @Test("A missing voice is an error with its name, and no second child is asked")
  func missingVoice() throws {
    var maker = try freshMaker()
    let request = ClipRequest(text: "Hello.", voice: "xx-none", wordsPerMinute: 130)
    #expect(throws: SpeechError.noSuchVoice("xx-none")) { try maker.clip(for: request) }
    #expect(maker.lastChildren.count == 1)
  }

  @Test(
    "What cannot be the name of a voice is never looked up",
    arguments: ["", "../../../etc/passwd", "en us", "en-us\u{0}", String(repeating: "e", count: 65)]
  )
  func impossibleVoice(name: String) throws {
    var maker = try freshMaker()
    let request = ClipRequest(text: "Hello.", voice: name, wordsPerMinute: 130)
    #expect(throws: SpeechError.noSuchVoice(name)) { try maker.clip(for: request) }
    #expect(maker.lastChildren.isEmpty)
  }

  @Test("A missing voice falls back to English and says which one was missing")
  func fallsBack() throws {
    var maker = try freshMaker()
    let request = ClipRequest(text: "Hello.", voice: "xx-none", wordsPerMinute: 130)
    let spoken = try maker.clipOrEnglish(for: request)
    #expect(spoken.missingVoice == "xx-none")
    #expect(try spoken.clip == maker.clip(for: english("Hello.")))
    #expect(try maker.clipOrEnglish(for: english("Hello.")).missingVoice == nil)
  }
}
