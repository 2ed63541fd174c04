// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Loudness
import Speech
import Testing

@Suite("The finish of a clip")
struct ClipFinishTests {
  @Test("Vowels move with the silence that is trimmed")
  func trimmed() throws {
    let speech =
      [Float](repeating: 0, count: 300) + tone(5_000) + [Float](repeating: 0, count: 700)
    let clip = try ClipFinish.clip(speech: speech, vowels: [Vowel(frame: 1_300, name: "iː")])
    #expect(clip.samples.prefix(24).allSatisfy { $0 == 0 })
    #expect(clip.samples[25] != 0)
    #expect((24 + 4_990 + 96...24 + 5_000 + 96).contains(clip.samples.count))
    #expect(abs((clip.vowels.first?.frame ?? 0) - 1_024) <= 1)
  }

  @Test("Speech soft and loud comes to one loudness", arguments: [0.02, 0.05, 0.2, 0.6])
  func isLevelled(amplitude: Float) throws {
    let clip = try ClipFinish.clip(speech: tone(96_000, amplitude: amplitude), vowels: [])
    let loudness = try Loudness.integrated(clip.samples.map { Float($0) / 32_768 })
    #expect(abs(loudness - ClipFinish.loudness) < 0.3 || amplitude == 0.02)
    // 12 dB is the most: what is softer stays softer.
    if amplitude == 0.02 { #expect((-26...(-23)).contains(loudness)) }
  }

  private func tone(_ frames: Int, amplitude: Float = 0.1) -> [Float] {
    (0..<frames).map { amplitude * Float(sin(2 * Double.pi * 440 * (Double($0) + 20) / 48_000)) }
  }

  @Test("The loudest speech stays under −3 dBFS, without a jump in its level")
  func loud() throws {
    var generator = SplitMix64(seed: 7)
    var speech = [Float](repeating: 0.3, count: 30_000)
    for _ in 0..<200 {
      let frame = Int(generator.next() % 30_000)
      speech[frame] = generator.next() % 2 == 0 ? 1 : -1
    }
    let clip = try ClipFinish.clip(speech: speech, vowels: [])
    #expect(clip.samples.allSatisfy { abs(Int($0)) <= 23_196 })
    // Between peaks the level of the rest goes in small steps.
    let rest = clip.samples.dropFirst(24).dropLast(500).filter { (1...12_000).contains($0) }
    #expect(zip(rest, rest.dropFirst()).allSatisfy { abs(Int($0) - Int($1)) < 64 })
  }

  @Test("Sound from the very first sample gets its lead of silence, and its vowel follows")
  func immediate() throws {
    let clip = try ClipFinish.clip(
      speech: [Float](repeating: 0.2, count: 1_000), vowels: [Vowel(frame: 0, name: "a")])
    #expect(clip.samples.prefix(24).allSatisfy { $0 == 0 })
    #expect(clip.samples[24] > 0)
    #expect(clip.vowels == [Vowel(frame: 24, name: "a")])
  }

  @Test("The end falls to zero over 8 ms, each step small")
  func end() throws {
    let clip = try ClipFinish.clip(speech: [Float](repeating: 0.5, count: 5_000), vowels: [])
    let tail = clip.samples.suffix(384 + 96)
    #expect(clip.samples.last == 0)
    #expect(zip(tail, tail.dropFirst()).dropLast(97).allSatisfy { $0 >= $1 && $0 - $1 < 64 })
  }

  @Test("Silence alone, and nothing at all, is the silent clip")
  func silent() throws {
    #expect(try ClipFinish.clip(speech: [], vowels: []) == .silence)
    let hush = [Float](repeating: 0.0001, count: 1_000)
    #expect(try ClipFinish.clip(speech: hush, vowels: [Vowel(frame: 5, name: "a")]) == .silence)
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
