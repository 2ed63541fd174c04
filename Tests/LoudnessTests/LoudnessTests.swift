// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudness
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

  @Test("is the same without a peak, for a long sound and a short one", arguments: [0.1, 5])
  func integrated(seconds: Double) throws {
    let sound = sine(997, seconds: seconds, amplitude: 0.1)
    #expect(try Loudness.integrated(sound) == Loudness.measure(sound).integrated)
  }

  @Test("of a short sound under −70 LUFS is that of silence, as in any block")
  func softAndShort() throws {
    #expect(try Loudness.integrated(sine(997, seconds: 0.2, amplitude: 0.000_1)) == -.infinity)
    #expect(try Loudness.integrated([0, 0, 0]) == -.infinity)
    #expect(try Loudness.integrated([]) == -.infinity)
  }

  @Test("of the loudest 400 ms is that of the loudest part, and of a shorter sound that of all")
  func loudest() throws {
    let soft = sine(997, seconds: 2, amplitude: 0.01)
    #expect(try abs(Loudness.ofLoudest(soft + tone + soft) + 23) < 0.1)
    // Half of the 400 ms is silence: 3 dB less.
    #expect(try abs(Loudness.ofLoudest(Array(tone.prefix(9_600))) + 26) < 0.1)
    #expect(try Loudness.ofLoudest([]) == -.infinity)
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

private func sine(
  _ hertz: Double, seconds: Double, rate: Int = 48_000, amplitude: Double, phase: Double = 0
) -> [Float] {
  (0..<Int(seconds * Double(rate))).map {
    Float(amplitude * sin(2 * Double.pi * hertz * Double($0) / Double(rate) + phase))
  }
}

private func stereo(_ left: [Float], _ right: [Float]) -> [Float] {
  zip(left, right).flatMap { [$0, $1] }
}
