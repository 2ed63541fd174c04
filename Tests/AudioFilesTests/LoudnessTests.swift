// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Glibc
import Testing

@Suite("The loudness")
struct LoudnessTests {
  /// 997 Hz at −20 dBFS: EBU Tech 3341's measure of a meter, but for its level.
  let tone = sine(997, seconds: 5, amplitude: 0.1)

  @Test("of a sine is as EBU R 128 has it: from one speaker, from both, and in stereo")
  func sines() throws {
    #expect(try abs(Loudness.measure(tone).integrated + 23) < 0.1)
    #expect(try abs(Loudness.measure(tone, mono: .bothSpeakers).integrated + 20) < 0.1)
    #expect(try abs(Loudness.measure(stereo(tone, tone), channels: 2).integrated + 20) < 0.1)
    #expect(try abs(Loudness.measure(tone).truePeak + 20) < 0.1)
  }

  @Test("is the same at another rate, in 16 bits, and piece by piece")
  func pieces() throws {
    let other = sine(997, seconds: 5, rate: 44_100, amplitude: 0.1)
    #expect(try abs(Loudness.measure(other, rate: 44_100).integrated + 23) < 0.1)
    let whole = try Loudness.measure(tone)
    let small = try Loudness.measure(tone.map { Int16(($0 * 32_768).rounded()) })
    #expect(abs(small.integrated - whole.integrated) < 0.01)
    let meter = try LoudnessMeter.open()
    for start in stride(from: 0, to: tone.count, by: 777) {
      try meter.add(tone[start..<min(start + 777, tone.count)])
    }
    #expect(try meter.finish() == whole)
  }

  @Test(
    "of a sound shorter than the standard knows is that of the same sound, longer",
    arguments: [0.05, 0.2, 0.39])
  func short(seconds: Double) throws {
    let loudness = try Loudness.measure(sine(997, seconds: seconds, amplitude: 0.1))
    #expect(abs(loudness.integrated + 23) < 0.3)
  }

  @Test("of silence, and of nothing, is none")
  func silence() throws {
    let silence = try Loudness.measure([Float](repeating: 0, count: 48_000))
    #expect(silence == Loudness.silence)
    #expect(try Loudness.measure([Float]()) == Loudness.silence)
    #expect(silence.integrated == -.infinity)
  }

  @Test("has a peak between the samples too")
  func truePeak() throws {
    // A quarter of the rate, 45° off: every sample is 3 dB under the peak.
    let between = sine(12_000, seconds: 1, amplitude: 0.5, phase: .pi / 4)
    #expect(try abs(Loudness.measure(between).truePeak + 6) < 0.4)
  }

  @Test("asks for the gain that reaches the target or the ceiling, whichever comes first")
  func gain() throws {
    let loudness = try Loudness.measure(tone)
    #expect(abs(loudness.gain(to: -26, ceiling: -3) + 3) < 0.1)
    #expect(abs(loudness.gain(to: 0, ceiling: -3) - 17) < 0.1)
  }
}
