// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

struct GainTests {
  /// The level of the second sound over the first's in a stretch, in decibels.
  private func change(_ plain: RenderedSound, _ held: RenderedSound, _ range: Range<Int>) -> Double
  {
    decibels(rootMeanSquare(held.mono[range]) / rootMeanSquare(plain.mono[range]))
  }

  private func tone(_ mixer: inout Mixer, _ bus: Mixer.Bus) {
    mixer.play(
      .strings, pitch: 57, gain: 0, at: .zero, length: .seconds(5), bus: bus)
  }

  private func held(
    _ bus: Mixer.Bus = .music, _ act: (inout Mixer) -> Void
  ) -> (plain: RenderedSound, held: RenderedSound) {
    var plain = Mixer()
    tone(&plain, bus)
    var held = Mixer()
    tone(&held, bus)
    act(&held)
    return (plain.rendered(frames: 240_000), held.rendered(frames: 240_000))
  }

  @Test("Music is 12 dB down when the word begins and back 400 ms after it")
  func musicIs12DB() {
    let (plain, held) = held {
      $0.duck(from: SampleTime(96_000), until: SampleTime(144_000), notBefore: .zero)
    }
    let attack = 96_000 - 5_760
    #expect(plain.slice(0..<attack) == held.slice(0..<attack))
    #expect(abs(change(plain, held, 96_000..<144_000) + 12) < 0.05)
    #expect(change(plain, held, 150_000..<151_000) > -11)
    let back = 144_000 + 19_200
    #expect(plain.slice(back..<240_000) == held.slice(back..<240_000))
  }

  @Test("A word that comes at once still leaves 120 ms")
  func aWordThatComes() {
    let (plain, held) = held {
      $0.duck(
        from: SampleTime(96_000), until: SampleTime(144_000), notBefore: SampleTime(95_000))
    }
    #expect(plain.slice(0..<95_001) == held.slice(0..<95_001))
    #expect(change(plain, held, 95_100..<95_800) > -1.5)
    #expect(abs(change(plain, held, 95_000 + 5_760..<144_000) + 12) < 0.05)
  }

  @Test("Two words close together do not push the music down twice")
  func twoWordsCloseTogether() {
    let (plain, held) = held {
      $0.duck(from: SampleTime(60_000), until: SampleTime(90_000), notBefore: .zero)
      $0.duck(from: SampleTime(80_000), until: SampleTime(120_000), notBefore: .zero)
    }
    #expect(abs(change(plain, held, 80_000..<90_000) + 12) < 0.05)
    #expect(abs(change(plain, held, 110_000..<120_000) + 12) < 0.05)
  }

  @Test("Only music is held down", arguments: [Mixer.Bus.pulse, .signal])
  func onlyMusicIsHeld(bus: Mixer.Bus) {
    let (plain, held) = held(bus) {
      $0.duck(from: SampleTime(96_000), until: SampleTime(144_000), notBefore: .zero)
    }
    #expect(plain == held)
  }

  @Test("The volume moves by a ramp and stays where it was set")
  func theVolumeMovesBy() {
    let (plain, held) = held {
      $0.setGain(dB: -6, at: SampleTime(48_000), over: FrameCount(4_800))
      $0.setGain(dB: 0, at: SampleTime(120_000), over: FrameCount(4_800))
    }
    #expect(plain.slice(0..<48_000) == held.slice(0..<48_000))
    #expect(abs(change(plain, held, 50_000..<50_800) + 2.5) < 2)
    #expect(abs(change(plain, held, 52_800..<120_000) + 6) < 0.05)
    #expect(abs(change(plain, held, 130_000..<200_000)) < 0.01)
    #expect(held.largestStep <= plain.largestStep + 0.001)
  }

  @Test("A mixer made softer is softer from its first frame")
  func aMixerMadeSofter() {
    var full = Mixer()
    var half = Mixer(gain: 0.5)
    tone(&full, .music)
    tone(&half, .music)
    let (a, b) = (full.rendered(frames: 48_000), half.rendered(frames: 48_000))
    #expect(abs(change(a, b, 0..<48_000) + 6.02) < 0.02)
  }

  @Test("A clip keeps its loudness and its place")
  func aClipKeepsIts() {
    let clip = sineClip(hertz: 1_000, amplitude: 0.2, frames: 96_000)
    var mixer = Mixer()
    mixer.play(clip, at: SampleTime(1_000))
    let sound = mixer.rendered(frames: 100_000)
    #expect(sound.slice(0..<1_000).samples.allSatisfy { $0 == 0 })
    #expect(sound.slice(97_000..<100_000).samples.allSatisfy { $0 == 0 })
    // Half the power in each channel: as loud as the mono original, −3.01 dB + 20 log 0.2 at
    // 1 kHz, where the weighting is nothing but its offset.
    #expect(abs(sound.momentaryLoudness - (-3.01 - 13.98)) < 0.1)
    #expect(sound.largestStep < 0.03)
  }

  @Test("Two clips of the same samples are the same clip")
  func twoClipsOfThe() {
    let clip = sineClip(hertz: 100, amplitude: 0.5, frames: 200)
    #expect(clip == Recording(samples: clip.samples))
    #expect(clip.hashValue == Recording(samples: clip.samples).hashValue)
    #expect(clip != sineClip(hertz: 100, amplitude: 0.5, frames: 201))
    #expect(Recording(samples: []).length == .zero)
  }
}
