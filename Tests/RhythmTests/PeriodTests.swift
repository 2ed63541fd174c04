// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

/// Sound depends on the frame alone, never on how the card cuts time into periods.
struct PeriodTests {
  /// What happens to a mixer, and after how many frames.
  private struct Script: Sendable {
    var steps: [(frame: Int, act: @Sendable (inout Mixer) -> Void)] = []
    var frames = 0

    func rendered(_ period: () -> Int) -> RenderedSound {
      var mixer = Mixer(gain: 0.8)
      var sound = RenderedSound()
      var position = 0
      var next = 0
      while position < frames {
        while next < steps.count, steps[next].frame <= position {
          steps[next].act(&mixer)
          next += 1
        }
        let stop = next < steps.count ? steps[next].frame : frames
        let count = min(period(), stop - position)
        sound.samples += mixer.rendered(from: position, frames: count, period: count).samples
        position += count
      }
      return sound
    }
  }

  /// Everything at once: music, pulse, two clips so loud that the limiter works, ducks, a volume
  /// ramp, a stop in the middle of it, and what comes after.
  private static let everything: Script = {
    let loud = sineClip(hertz: 311, amplitude: 0.9, frames: 30_000)
    let score = breathScore(
      BreathPattern(inBeats: 2, pauseBeats: 1, outBeats: 3), tempo: Tempo(973, 10), breaths: 2)
    return Script(
      steps: [
        (0, { $0.play(score, start: 333) }),
        (0, { $0.play(loud, at: SampleTime(9_001)) }),
        (0, { $0.play(loud, at: SampleTime(20_017), gain: 6) }),
        (
          0,
          { $0.duck(from: SampleTime(9_001), until: SampleTime(30_000), notBefore: .zero) }
        ),
        (4_001, { $0.setGain(dB: -3, at: SampleTime(4_500), over: FrameCount(777)) }),
        (4_800, { $0.setGain(dB: 1, at: SampleTime(4_900), over: FrameCount(5_000)) }),
        (
          40_123,
          {
            $0.fade(
              [.music, .pulse, .speech], at: SampleTime(41_083), over: .milliseconds(8))
          }
        ),
        (40_123, { $0.play(.stopTick, at: SampleTime(41_600)) }),
        (
          45_000,
          {
            $0.play(
              .strings, pitch: 60, gain: 0, at: SampleTime(46_000), length: FrameCount(9_000),
              bus: .music)
          }
        )
      ], frames: 62_000)
  }()

  @Test(
    "Everything sounds the same bit for bit in periods of any length",
    arguments: [1, 64, 240, 1_021, 5_000])
  func everythingSoundsTheSame(period: Int) {
    let whole = Self.everything.rendered { 1_024 }
    #expect(whole.peakDecibels > -4, "the limiter is at work")
    #expect(Self.everything.rendered { period } == whole)
  }

  @Test("Seeded schedules sound the same in any cut", arguments: 1...12 as ClosedRange<UInt64>)
  func seededSchedulesSoundThe(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let script = Self.randomScript(&random)
    let whole = script.rendered { 1_024 }
    #expect(whole.peakDecibels > -60)
    for _ in 0..<3 {
      #expect(script.rendered { Int.random(in: 1...1_500, using: &random) } == whole)
    }
  }

  private static func randomScript(_ random: inout SeededGenerator) -> Script {
    var script = Script(frames: 48_000)
    let clip = sineClip(hertz: 200, amplitude: 0.5, frames: 9_000)
    var now = 0
    for _ in 0..<60 {
      now += Int.random(in: 0...1_400, using: &random)
      let at = SampleTime(now + Int.random(in: -200...6_000, using: &random))
      let length = FrameCount(Int.random(in: 0...12_000, using: &random))
      let gain = Double.random(in: -12...6, using: &random)
      let bus = Mixer.Bus.allCases.randomElement(using: &random) ?? .music
      switch Int.random(in: 0..<10, using: &random) {
      case 0: script.steps.append((now, { $0.play(clip, at: at, gain: gain) }))
      case 1: script.steps.append((now, { $0.fade([bus], at: at, over: length) }))
      case 2:
        let from = SampleTime(now)
        script.steps.append((now, { $0.duck(from: at, until: at + length, notBefore: from) }))
      case 3: script.steps.append((now, { $0.setGain(dB: gain, at: at, over: length) }))
      case 4:
        let sound = SmallSound.allCases.randomElement(using: &random) ?? .heard
        script.steps.append((now, { $0.play(sound, at: at) }))
      default:
        let instrument = Instrument.allCases.randomElement(using: &random) ?? .pad
        let pitch = Int.random(in: 36...84, using: &random)
        script.steps.append(
          (
            now,
            {
              $0.play(instrument, pitch: pitch, gain: gain, at: at, length: length, bus: bus)
            }
          ))
      }
    }
    return script
  }

  @Test("A stretch rendered alone is the same as in the whole")
  func aStretchRenderedAlone() {
    let score = breathScore(
      BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 3), tempo: Tempo(75), breaths: 3)
    var whole = Mixer()
    whole.play(score, start: 0)
    let sound = whole.rendered(frames: 400_000)
    var skipping = Mixer()
    skipping.play(score, start: 0)
    for start in [5_000, 77_777, 300_001] {
      let window = skipping.rendered(from: start, frames: 9_600)
      #expect(window == sound.slice(start..<start + 9_600))
      #expect(window.peakDecibels > -40)
    }
  }

  @Test("The order of scheduling ahead does not change the sound of single tones")
  func theOrderOfScheduling() {
    let tones: [(Int, Int)] = [(0, 60), (700, 64), (1_400, 67), (9_000, 72)]
    func sound(_ order: [(Int, Int)]) -> RenderedSound {
      var mixer = Mixer()
      for (start, pitch) in order {
        mixer.play(
          .bass, pitch: pitch, gain: 0, at: SampleTime(start), length: FrameCount(400),
          bus: .music)
      }
      return mixer.rendered(frames: 24_000)
    }
    #expect(sound(tones) == sound(tones.reversed()))
  }
}
