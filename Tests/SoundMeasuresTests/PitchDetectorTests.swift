// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import SoundMeasures
import Testing

@Suite("The pitch detector")
struct PitchDetectorTests {
  @Test("hears how far a voice is from its note", arguments: [45, 57, 69, 76], [-80, -5, 0, 30.0])
  func cents(pitch: Int, away: Double) throws {
    let heard = PitchDetector.heard(of: pitch, in: voice(pitch, cents: away, frames: 12_000)[...])
    guard case .cents(let cents) = heard else {
      Issue.record("\(heard)")
      return
    }
    #expect(abs(cents - away) < 3)
  }

  @Test("hears no pitch in silence, in noise, and in a note that is mostly silent")
  func unpitched() {
    let silence = [Int16](repeating: 0, count: 12_000)
    #expect(PitchDetector.heard(of: 52, in: silence[...]) == .unpitched)
    var state: UInt64 = 1
    let noise = (0..<12_000).map { _ -> Int16 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int16(truncatingIfNeeded: state >> 48)
    }
    #expect(PitchDetector.heard(of: 52, in: noise[...]) == .unpitched)
    let cut = voice(52, cents: 0, frames: 4_000) + silence
    #expect(PitchDetector.heard(of: 52, in: cut[...]) == .unpitched)
  }

  @Test("says of a stretch under a window and a period that it is too short")
  func tooShort() {
    let sound = voice(45, cents: 0, frames: 2_600)
    #expect(PitchDetector.heard(of: 45, in: sound[...]) == .tooShort)
    #expect(PitchDetector.heard(of: 76, in: sound[...]) != .tooShort)
  }

  /// Six harmonics, as a vowel has.
  private func voice(_ pitch: Int, cents: Double, frames: Int) -> [Int16] {
    let hertz = 440 * exp2((Double(pitch - 69) + cents / 100) / 12)
    return (0..<frames).map { frame in
      let phase = 2 * Double.pi * hertz * Double(frame) / 48_000
      let sum = (1...6).reduce(0.0) { $0 + sin(phase * Double($1)) / Double($1) }
      return Int16(sum * 8_000)
    }
  }
}
