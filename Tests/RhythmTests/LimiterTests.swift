// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Rhythm
import Testing
import Timebase

struct LimiterTests {
  /// −3.5 dBFS as a sample.
  private static let ceiling = 21_900

  /// The peak between samples: fourfold, by a windowed sinc of 32 samples.
  private func truePeakDecibels(_ sound: RenderedSound) -> Double {
    var peak = 0.0
    let left = (0..<sound.frameCount).map { Double(sound.samples[2 * $0]) / 32_768 }
    for phase in 1..<4 {
      let taps = (-15...16).map { tap -> Double in
        let x = Double(tap) - Double(phase) / 4
        return sin(.pi * x) / (.pi * x) * pow(cos(.pi * x / 34), 2)
      }
      for center in 16..<left.count - 16 {
        var sum = 0.0
        for tap in -15...16 { sum += left[center + tap] * taps[tap + 15] }
        peak = max(peak, abs(sum))
      }
    }
    return max(decibels(peak), sound.peakDecibels)
  }

  @Test("Nothing is above the ceiling however much is played")
  func nothingIsAboveThe() {
    var mixer = Mixer()
    let clip = sineClip(hertz: 523, amplitude: 1, frames: 24_000)
    for index in 0..<6 {
      mixer.play(clip, at: SampleTime(index * 3_001), gain: 12)
      mixer.play(
        .strings, pitch: 50 + index, gain: 20, at: SampleTime(index * 999),
        length: FrameCount(30_000), bus: .music)
      mixer.play(.ringChime, at: SampleTime(index * 100))
    }
    let sound = mixer.rendered(frames: 96_000)
    #expect(sound.samples.allSatisfy { abs(Int($0)) <= Self.ceiling })
    #expect(sound.peakDecibels > -3.6)
  }

  @Test("Speech at twice its level stays under minus 3 dB between the samples too")
  func speechAtTwiceIts() {
    var mixer = Mixer()
    // A voice of 120 Hz with its formants, peaks 6 dB above full scale.
    let voice = Recording(
      samples: (0..<24_000).map { frame in
        let t = Double(frame) / 48_000
        var sum = 0.0
        for partial in 1...30 {
          let hertz = 120.0 * Double(partial)
          let formant =
            exp(-pow((hertz - 700) / 250, 2)) + 0.5 * exp(-pow((hertz - 1_200) / 250, 2))
            + 0.25 * exp(-pow((hertz - 2_600) / 400, 2))
          sum += formant * sin(2 * .pi * hertz * t)
        }
        return Int16(max(-32_767, min(32_767, sum * 8_000)))
      })
    mixer.play(voice, at: .zero, gain: 12)
    let sound = mixer.rendered(frames: 24_000)
    #expect(sound.peakDecibels > -3.6)
    #expect(truePeakDecibels(sound) <= -3)
  }

  @Test("What is under the ceiling is not touched")
  func whatIsUnderThe() {
    let clip = sineClip(hertz: 440, amplitude: 0.9, frames: 48_000)
    var mixer = Mixer()
    mixer.play(clip, at: .zero)
    let sound = mixer.rendered(frames: 48_000)
    for frame in 200..<47_000 {
      let expected = Double(clip.samples[frame]) * 0.5.squareRoot()
      #expect(abs(Double(sound.samples[2 * frame]) - expected) <= 0.51)
    }
  }

  @Test("It lets go smoothly and completely")
  func itLetsGoSmoothly() {
    var mixer = Mixer()
    mixer.play(
      .strings, pitch: 57, gain: 0, at: .zero, length: .seconds(9), bus: .music)
    var plain = mixer
    mixer.play(sineClip(hertz: 300, amplitude: 1, frames: 4_800), at: SampleTime(9_600), gain: 9)
    let (limited, own) = (mixer.rendered(frames: 400_000), plain.rendered(frames: 400_000))
    let after = 20_000..<30_000
    #expect(rootMeanSquare(limited.mono[after]) < rootMeanSquare(own.mono[after]))
    #expect(limited.slice(200_000..<400_000) == own.slice(200_000..<400_000))
    #expect(limited.slice(14_500..<400_000).largestStep <= own.largestStep)
  }
}
