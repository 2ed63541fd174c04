// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

struct FadeTests {
  private static let eight = FrameCount.milliseconds(8)

  private func practice() -> Mixer {
    var mixer = Mixer()
    mixer.play(
      breathScore(
        BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 3), tempo: Tempo(75), breaths: 4),
      start: 0)
    return mixer
  }

  @Test(
    "A stop is at exactly nothing when its ramp is over, and stays there",
    arguments: [4_000, 47_000, 79_999, 200_123, 330_000])
  func aStopIsAt(at: Int) {
    var mixer = practice()
    _ = mixer.rendered(frames: at - 960)
    mixer.fade(Mixer.Bus.allCases, at: SampleTime(at), over: Self.eight)
    #expect(mixer.silentFrom(Mixer.Bus.allCases).map { $0 <= SampleTime(at + 384) } ?? true)
    let sound = mixer.rendered(from: at - 960, frames: 600_000 - at)
    #expect(sound.slice(960 + 384..<sound.frameCount).samples.allSatisfy { $0 == 0 })
    #expect(sound.slice(0..<960).peakDecibels > -40, "it sounds until then")
    #expect(mixer.silentFrom(Mixer.Bus.allCases) == nil)
  }

  @Test(
    "A stop makes no step that the music does not make",
    arguments: Array(stride(from: 30_000, to: 330_000, by: 17_713)))
  func aStopMakesNo(at: Int) {
    var playing = practice()
    let music = playing.rendered(frames: at + 2_000)
    var stopping = practice()
    stopping.fade([.music, .pulse], at: SampleTime(at), over: Self.eight)
    let stopped = stopping.rendered(frames: at + 2_000)
    let own = music.slice(max(0, at - 24_000)..<at + 384).largestStep
    #expect(stopped.slice(at - 2..<at + 400).largestStep <= own + 0.01)
    #expect(stopped.slice(0..<at) == music.slice(0..<at), "nothing changes before it")
  }

  @Test("What is scheduled before is dropped and what is scheduled after sounds")
  func whatIsScheduledBefore() {
    var mixer = Mixer()
    func play(_ mixer: inout Mixer) {
      mixer.play(
        .pad, pitch: 60, gain: 0, at: SampleTime(2_000), length: FrameCount(9_600), bus: .music)
    }
    play(&mixer)
    mixer.fade([.music], at: SampleTime(1_000), over: Self.eight)
    #expect(mixer.silentFrom([.music]) == nil)
    play(&mixer)
    var plain = Mixer()
    play(&plain)
    #expect(mixer.rendered(frames: 48_000) == plain.rendered(frames: 48_000))
  }

  @Test("Only the buses that are named fade")
  func onlyTheBusesThat() {
    var mixer = practice()
    mixer.play(.heard, at: SampleTime(40_000))
    mixer.fade([.music, .pulse, .speech], at: SampleTime(30_000), over: Self.eight)
    var tap = Mixer()
    tap.play(.heard, at: SampleTime(40_000))
    let sound = mixer.rendered(frames: 60_000)
    #expect(sound.slice(30_384..<60_000) == tap.rendered(frames: 60_000).slice(30_384..<60_000))
    #expect(mixer.silentFrom([.signal]) == nil)
  }

  @Test("A stop during a long fade goes on from where the fade is")
  func aStopDuringA() {
    var mixer = practice()
    mixer.fade([.music, .pulse], at: SampleTime(20_000), over: .seconds(4))
    _ = mixer.rendered(frames: 60_000)
    mixer.fade([.music, .pulse], at: SampleTime(60_960), over: Self.eight)
    let sound = mixer.rendered(from: 60_000, frames: 10_000)
    #expect(sound.slice(1_344..<10_000).samples.allSatisfy { $0 == 0 })
    #expect(sound.slice(0..<900).peakDecibels > -40)
    #expect(sound.largestStep < 0.03)
  }

  @Test("A clip that is cut ends by the ramp, and its held-down music comes back")
  func aClipThatIs() {
    var mixer = practice()
    var plain = practice()
    let clip = sineClip(hertz: 180, amplitude: 0.3, frames: 96_000)
    mixer.play(clip, at: SampleTime(48_000))
    mixer.duck(from: SampleTime(48_000), until: SampleTime(144_000), notBefore: .zero)
    mixer.fade([.speech], at: SampleTime(60_000), over: Self.eight)
    let sound = mixer.rendered(frames: 120_000)
    let music = plain.rendered(frames: 120_000)
    #expect(sound.slice(80_000..<120_000) == music.slice(80_000..<120_000))
    #expect(sound.slice(50_000..<60_000) != music.slice(50_000..<60_000))
    #expect(sound.slice(59_000..<80_000).largestStep < music.largestStep + 0.02)
  }

  @Test("The frame of silence is told before it comes")
  func theFrameOfSilence() {
    var mixer = Mixer()
    #expect(mixer.silentFrom(Mixer.Bus.allCases) == nil)
    mixer.play(.heard, at: SampleTime(100))
    mixer.play(
      .strings, pitch: 60, gain: 0, at: SampleTime(50), length: FrameCount(4_800), bus: .music)
    #expect(mixer.silentFrom([.signal]) == SampleTime(100) + SmallSound.heard.length)
    #expect(mixer.silentFrom([.pulse, .speech]) == nil)
    let end = mixer.silentFrom([.music]) ?? .zero
    let sound = mixer.rendered(frames: 40_000)
    #expect(sound.slice(end.frame..<40_000).samples.allSatisfy { $0 == 0 })
    #expect(sound.slice(end.frame - 4_800..<end.frame).samples.contains { $0 != 0 })
  }
}
