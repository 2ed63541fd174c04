// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

/// The person's own music: long samples played where they lie.
struct SampledVoiceTrackTests {
  /// Steady samples: what the mixer does to them is laid bare.
  private static let steady = SampleMemory.holding(
    (0..<96_000).flatMap { _ in [UInt8(0x00), 0x20] })
  private static let level = 0.25 * 0.5.squareRoot()

  private func sound(
    firstFrame: Int = 0, frames: Int = 96_000, fadeIn: FrameCount = .milliseconds(500),
    fadeOut: FrameCount = .milliseconds(500), gain: Double = 0,
    _ act: (inout Mixer) -> Void = { _ in }
  ) -> RenderedSound {
    var mixer = Mixer()
    mixer.play(
      Self.steady, firstFrame: firstFrame, frames: frames, at: SampleTime(1_000),
      fadeIn: fadeIn, fadeOut: fadeOut, gain: gain, bus: .music)
    act(&mixer)
    return mixer.rendered(frames: 120_000)
  }

  @Test("A track keeps its loudness, comes up and goes over its fades, and is over")
  func fades() {
    let mono = sound().mono
    #expect(mono[..<1_001].allSatisfy { $0 == 0 })
    #expect(abs(mono[1_000 + 12_000] - Self.level / 2) < 0.001)
    #expect(mono[25_001..<72_999].allSatisfy { abs($0 - Self.level) < 0.000_1 })
    #expect(abs(mono[97_000 - 12_000] - Self.level / 2) < 0.001)
    #expect(mono[97_000...].allSatisfy { $0 == 0 })
    let rising = mono[1_000..<25_000]
    #expect(zip(rising, rising.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test("Without fades it still starts and stops within 8 ms, not at once")
  func shortestFades() {
    let sound = sound(fadeIn: .zero, fadeOut: .zero)
    #expect(sound.slice(1_000..<1_024).peakDecibels < -30)
    #expect(sound.largestStep < 0.003)
    #expect(sound.mono[1_400] > 0.99 * Self.level)
  }

  @Test("Fades longer than the track leave no jump")
  func overlappingFades() {
    let sound = sound(frames: 20_000, fadeIn: .seconds(2), fadeOut: .seconds(2))
    #expect(sound.largestStep < 0.000_2)
    #expect(abs(sound.mono[11_000] - Self.level) < 0.001, "full in the middle")
  }

  @Test("What reaches beyond the memory is left out", arguments: [0, 1, 95_000, 96_000, 200_000])
  func beyond(firstFrame: Int) {
    let sound = sound(firstFrame: firstFrame, frames: .max, fadeIn: .zero, fadeOut: .zero)
    let there = max(0, 96_000 - firstFrame)
    #expect(sound.mono[(1_000 + there)...].allSatisfy { $0 == 0 })
    #expect(sound.samples.contains { $0 != 0 } == (there > 0))
  }

  @Test("It is held down under words and comes back")
  func ducked() {
    let mono = sound {
      $0.duck(from: SampleTime(40_000), until: SampleTime(50_000), notBefore: .zero)
    }.mono
    #expect(abs(decibels(mono[45_000] / Self.level) + 12) < 0.05)
    #expect(abs(mono[71_000] - Self.level) < 0.000_1)
  }

  @Test("It fades with its bus, and its gain is in decibels")
  func fadedAndGained() {
    let mono = sound(gain: -6) {
      $0.fade([.music], at: SampleTime(40_000), over: .milliseconds(8))
    }.mono
    #expect(abs(decibels(mono[39_000] / Self.level) + 6) < 0.05)
    #expect(mono[40_384...].allSatisfy { $0 == 0 })
  }
}
