// SPDX-License-Identifier: GPL-3.0-or-later

import Speech
import Testing

@Suite("The finish of a clip")
struct ClipFinishTests {
  @Test("Quiet speech has the fixed gain, and vowels move with the trimmed silence")
  func quiet() {
    let speech =
      [Float](repeating: 0, count: 300) + [Float](repeating: 0.1, count: 5_000)
      + [Float](repeating: 0, count: 700)
    let clip = ClipFinish.clip(
      speech: speech, phonemes: [(frame: 300, name: "t"), (frame: 1_300, name: "iː")])
    #expect(clip.samples.prefix(24).allSatisfy { $0 == 0 })
    #expect(clip.samples[24] == Int16((0.1 * ClipFinish.gain * 32_767).rounded()))
    #expect(clip.samples.count == 24 + 5_000 + 96)
    #expect(clip.vowels == [Vowel(frame: 1_024, name: "iː")])
  }

  @Test("The loudest speech stays under −3 dBFS, without a jump in its level")
  func loud() {
    var generator = SplitMix64(seed: 7)
    var speech = [Float](repeating: 0.3, count: 30_000)
    for _ in 0..<200 {
      let frame = Int(generator.next() % 30_000)
      speech[frame] = generator.next() % 2 == 0 ? 1 : -1
    }
    let clip = ClipFinish.clip(speech: speech, phonemes: [])
    #expect(clip.samples.allSatisfy { abs(Int($0)) <= 23_196 })
    // Between peaks the level of the rest goes in small steps.
    let rest = clip.samples.dropFirst(24).dropLast(500).filter { (1...12_000).contains($0) }
    #expect(zip(rest, rest.dropFirst()).allSatisfy { abs(Int($0) - Int($1)) < 64 })
  }

  @Test("Sound from the very first sample gets its lead of silence, and its vowel follows")
  func immediate() {
    let clip = ClipFinish.clip(
      speech: [Float](repeating: 0.2, count: 1_000), phonemes: [(frame: 0, name: "a")])
    #expect(clip.samples.prefix(24).allSatisfy { $0 == 0 })
    #expect(clip.samples[24] > 0)
    #expect(clip.vowels == [Vowel(frame: 24, name: "a")])
  }

  @Test("The end falls to zero over 8 ms, each step small")
  func end() {
    let clip = ClipFinish.clip(speech: [Float](repeating: 0.5, count: 5_000), phonemes: [])
    let tail = clip.samples.suffix(384 + 96)
    #expect(clip.samples.last == 0)
    #expect(zip(tail, tail.dropFirst()).dropLast(97).allSatisfy { $0 >= $1 && $0 - $1 < 64 })
  }

  @Test("Silence alone, and nothing at all, is the silent clip")
  func silent() {
    #expect(ClipFinish.clip(speech: [], phonemes: []) == .silence)
    let hush = [Float](repeating: 0.0005, count: 1_000)
    #expect(ClipFinish.clip(speech: hush, phonemes: [(frame: 5, name: "a")]) == .silence)
  }

  @Test("Of two vowels on one frame the second counts; a change of language is no vowel")
  func vowelsAscend() {
    let clip = ClipFinish.clip(
      speech: [Float](repeating: 0.2, count: 2_000),
      phonemes: [
        (frame: 100, name: "a"), (frame: 100, name: "i"), (frame: 500, name: "(en)"),
        (frame: 600, name: "n̩"), (frame: 9_000, name: "o")
      ])
    #expect(clip.vowels == [Vowel(frame: 124, name: "i"), Vowel(frame: 624, name: "n̩")])
  }
}

/// A small seeded generator (Steele, Lea and Flood 2014).
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
