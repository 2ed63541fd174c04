// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

/// Recorded notes and tracks, too, depend on the frame alone.
struct SampledVoicePeriodTests {
  private static let track = SampleMemory.holding(
    (0..<40_000).flatMap { frame -> [UInt8] in
      let sample = UInt16(bitPattern: Int16((frame * 7_919) % 16_001 - 8_000))
      return [UInt8(sample & 0xFF), UInt8(sample >> 8)]
    })

  private func mixer(_ seed: UInt64) -> Mixer {
    var random = SeededGenerator(seed: seed)
    var mixer = Mixer(gain: 0.7, bank: SineBank.whole)
    for _ in 0..<24 {
      let instrument = (Instrument.allRecorded + [.swell]).randomElement(using: &random) ?? .pad
      mixer.play(
        instrument, pitch: Int.random(in: 30...90, using: &random),
        gain: Double.random(in: -12...6, using: &random),
        at: SampleTime(Int.random(in: -3_000...60_000, using: &random)),
        length: FrameCount(Int.random(in: 0...70_000, using: &random)),
        bus: [.music, .pulse].randomElement(using: &random) ?? .music)
    }
    mixer.play(
      Self.track, firstFrame: Int.random(in: 0..<9_000, using: &random), frames: 30_000,
      at: SampleTime(5_003), fadeIn: FrameCount(4_001), fadeOut: FrameCount(9_001), bus: .music)
    mixer.duck(from: SampleTime(20_011), until: SampleTime(40_001), notBefore: .zero)
    mixer.fade([.music], at: SampleTime(70_001), over: FrameCount(9_999))
    return mixer
  }

  @Test(
    "They sound the same bit for bit in periods of any length",
    arguments: [1, 64, 240, 1_021, 5_000])
  func anyPeriod(period: Int) {
    for seed in 1...3 as ClosedRange<UInt64> {
      var whole = mixer(seed)
      var cut = mixer(seed)
      let sound = whole.rendered(frames: 84_000)
      #expect(sound.peakDecibels > -30)
      #expect(cut.rendered(frames: 84_000, period: period) == sound)
    }
  }

  @Test("They sound the same in seeded cuts", arguments: 4...9 as ClosedRange<UInt64>)
  func anyCuts(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var whole = mixer(seed)
    let sound = whole.rendered(frames: 84_000)
    var cut = mixer(seed)
    var samples: [Int16] = []
    while samples.count < 168_000 {
      let count = min(Int.random(in: 1...1_500, using: &random), 84_000 - samples.count / 2)
      samples += cut.rendered(from: samples.count / 2, frames: count, period: count).samples
    }
    #expect(RenderedSound(samples: samples) == sound)
  }

  @Test("A stretch rendered alone is the same as in the whole")
  func skipping() {
    func mixer() -> Mixer {
      var mixer = Mixer(bank: SineBank.whole)
      for (index, instrument) in Instrument.allRecorded.enumerated() {
        mixer.play(
          instrument, pitch: 41 + 3 * index, gain: -9, at: SampleTime(index * 301),
          length: .seconds(9), bus: .music)
      }
      mixer.play(
        Self.track, firstFrame: 0, frames: 40_000, at: SampleTime(50_000), fadeIn: .seconds(1),
        fadeOut: .seconds(1), bus: .music)
      return mixer
    }
    var whole = mixer()
    let sound = whole.rendered(frames: 480_000)
    var skipping = mixer()
    for start in [333, 60_007, 300_001, 430_000] {
      let window = skipping.rendered(from: start, frames: 4_800)
      #expect(window == sound.slice(start..<start + 4_800))
      #expect(window.peakDecibels > -60)
    }
  }
}
