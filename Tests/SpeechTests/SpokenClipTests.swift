// SPDX-License-Identifier: GPL-3.0-or-later

import Speech
import Testing

@Suite("A spoken clip")
struct SpokenClipTests {
  /// −60 dBFS, under which a sample counts as silence.
  private static let silence = 33

  @Test("The same text gives the same bytes in five fresh processes")
  func isReproducible() throws {
    var maker = try freshMaker()
    let first = try maker.clip(for: english("Breathe in."))
    #expect(first.samples.count > 10_000)
    for _ in 1..<5 {
      #expect(try maker.clip(for: english("Breathe in.")) == first)
      #expect(maker.lastChildren.count == 1)
    }
  }

  @Test("Another text, rate, pitch or voice gives other samples")
  func differs() throws {
    var maker = try freshMaker()
    let requests = [
      english("Breathe in."), english("Breathe out."), english("Breathe in.", wordsPerMinute: 100),
      ClipRequest(text: "Breathe in.", voice: "en-us", wordsPerMinute: 130, pitch: 30),
      ClipRequest(text: "Breathe in.", voice: "en-gb", wordsPerMinute: 130)
    ]
    let clips = try requests.map { try maker.clip(for: $0).samples }
    for (index, clip) in clips.enumerated() {
      #expect(!clips[..<index].contains(clip))
    }
  }

  @Test(
    "Each syllable has one vowel, in ascending order and inside the clip",
    arguments: [
      ("banana", "en-us", ["ɐ", "æ", "ə"]), ("Breathe in", "en-us", ["iː", "ɪ"]),
      ("button", "en-us", ["ʌ", "n̩"]), ("вдохните", "ru", ["ʌ", "i", "i"]),
      ("One. Two. Three.", "en-us", ["ʌ", "uː", "iː"])
    ])
  func vowels(text: String, voice: String, names: [String]) throws {
    var maker = try freshMaker()
    let clip = try maker.clip(for: ClipRequest(text: text, voice: voice, wordsPerMinute: 130))
    #expect(clip.vowels.count == names.count)
    if voice == "en-us" { #expect(clip.vowels.map(\.name) == names) }
    let frames = clip.vowels.map(\.frame)
    #expect(zip(frames, frames.dropFirst()).allSatisfy { $0 < $1 })
    #expect(frames.allSatisfy(clip.samples.indices.contains))
  }

  @Test("The vowel of «stop» begins where its voice does: a faint breath before, a tone behind")
  func vowelIsInTheSound() throws {
    var maker = try freshMaker()
    let clip = try maker.clip(for: english("stop"))
    let vowel = try #require(clip.vowels.first?.frame)
    #expect(clip.vowels.count == 1)
    // 5 ms of the end of «t», and 20 ms of the vowel: 14 dB apart on eSpeak NG 1.51.
    let before = meanSquare(clip.samples[(vowel - 240)..<vowel])
    let behind = meanSquare(clip.samples[vowel..<(vowel + 960)])
    #expect(behind > before * 10)
  }

  @Test(
    "Silence before the first sound is under 1 ms, behind the last under 10 ms",
    arguments: ["Breathe in.", "stop", "a", "Yes", "Press to go on.", "Shhh"])
  func isTrimmed(text: String) throws {
    var maker = try freshMaker()
    let samples = try maker.clip(for: english(text)).samples
    let first = try #require(samples.firstIndex { abs(Int($0)) > Self.silence })
    let last = try #require(samples.lastIndex { abs(Int($0)) > Self.silence })
    #expect(first < 48)
    #expect(samples.count - last < 480)
    #expect(samples.last == 0)
  }

  @Test("No sample is above −3 dBFS, and a sentence comes near it")
  func staysUnderTheCeiling() throws {
    var maker = try freshMaker()
    for text in ["Well done. That was ten breaths.", "Press to go on."] {
      let peak = try maker.clip(for: english(text)).samples.map { abs(Int($0)) }.max() ?? 0
      #expect(peak <= 23_198)
      #expect(peak > 16_000)
    }
  }

  @Test("A slower rate makes a longer clip; a rate out of range is the nearest in it")
  func followsTheRate() throws {
    var maker = try freshMaker()
    let slow = try maker.clip(for: english("Press to go on.", wordsPerMinute: 80))
    let quick = try maker.clip(for: english("Press to go on.", wordsPerMinute: 260))
    #expect(slow.samples.count > quick.samples.count * 2)
    #expect(try maker.clip(for: english("Press to go on.", wordsPerMinute: -5)) == slow)
  }

  private func meanSquare(_ samples: ArraySlice<Int16>) -> Double {
    samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(samples.count)
  }
}
