// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Rhythm
import Testing
import Timebase

/// The tick of speech cueing (`music.md`, "Speech cueing").
struct SpeechTickTests {
  private func mono(_ instrument: Instrument) -> [Double] {
    var mixer = Mixer()
    mixer.play(instrument, pitch: 60, gain: 0, at: .zero, length: .milliseconds(60), bus: .pulse)
    return mixer.rendered(frames: 9_600).mono
  }

  private func peak(_ mono: [Double]) -> Double { mono.map { abs($0) }.max() ?? 0 }

  private func level(_ mono: [Double], _ hertz: Double) -> Double {
    var (real, imaginary) = (0.0, 0.0)
    for (index, sample) in mono.enumerated() {
      real += sample * cos(2 * Double.pi * hertz * Double(index) / 48_000)
      imaginary += sample * sin(2 * Double.pi * hertz * Double(index) / 48_000)
    }
    return (real * real + imaginary * imaginary).squareRoot()
  }

  /// Of its strongest partial, in hertz.
  private func height(_ mono: [Double]) -> Double {
    let candidates = stride(from: 400.0, to: 5_000, by: 5)
    return candidates.max { level(mono, $0) < level(mono, $1) } ?? 0
  }

  @Test("It is crisp, short and soft enough", arguments: [Instrument.tick, .tickStressed])
  func crispAndShort(instrument: Instrument) {
    let mono = mono(instrument)
    let first = mono.firstIndex { abs($0) > 0.9 * peak(mono) } ?? 0
    #expect((1...3 * 48).contains(first))
    #expect(mono[(60 * 48)...].allSatisfy { $0 == 0 })
    #expect((-24 ... -12).contains(decibels(peak(mono))))
    #expect((1_500...2_500).contains(height(mono)))
  }

  @Test("The stressed one is 3 dB louder and a fourth higher")
  func stressed() {
    #expect(abs(decibels(peak(mono(.tickStressed)) / peak(mono(.tick))) - 3) < 0.5)
    #expect(abs(1_200 * log2(height(mono(.tickStressed)) / height(mono(.tick))) - 498) < 30)
  }
}
