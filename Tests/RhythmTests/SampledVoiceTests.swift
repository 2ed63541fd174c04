// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Rhythm
import Testing
import Timebase

struct SampledVoiceTests {
  private func sound(
    _ instrument: Instrument, pitch: Int, bank: NoteBank?, seconds: Int, tail: Int = 1
  ) -> RenderedSound {
    var mixer = Mixer(bank: bank)
    mixer.play(
      instrument, pitch: pitch, gain: 0, at: .zero, length: .seconds(seconds), bus: .music)
    return mixer.rendered(frames: (seconds + tail) * 48_000)
  }

  /// The strength and phase of one frequency, phase in turns.
  private func component(
    _ samples: some Collection<Double>, _ hertz: Double
  ) -> (level: Double, turns: Double) {
    var (real, imaginary) = (0.0, 0.0)
    for (index, sample) in samples.enumerated() {
      let angle = 2 * Double.pi * hertz * Double(index) / 48_000
      real += sample * cos(angle)
      imaginary -= sample * sin(angle)
    }
    let level = 2 * (real * real + imaginary * imaginary).squareRoot() / Double(samples.count)
    return (level, atan2(imaginary, real) / (2 * Double.pi))
  }

  /// What two neighbours do not foretell of a sine, in steps of a 16-bit sample.
  private func surprise(_ mono: ArraySlice<Double>, hertz: Double) -> Double {
    let factor = 2 * cos(2 * Double.pi * hertz / 48_000)
    var largest = 0.0
    for index in mono.indices.dropFirst(2) {
      largest = max(largest, abs(mono[index] - factor * mono[index - 1] + mono[index - 2]))
    }
    return largest * 32_768
  }

  // MARK: Pitch

  @Test("A note is in tune within 2 cents, shifted or not, through its loop", arguments: 58...74)
  func inTune(pitch: Int) {
    let notes = stride(from: 60, through: 72, by: 3).map { SineBank.held(pitch: $0) }
    let mono = sound(.recorder, pitch: pitch, bank: SineBank.bank(.recorder, notes), seconds: 5)
      .mono
    let hertz = 440 * pow(2, Double(pitch - 69) / 12)
    // By how much the phase runs away from the true one over three seconds.
    let early = component(mono[48_000..<72_000], hertz).turns
    let late = component(mono[192_000..<216_000], hertz).turns
    let apart = late - early - 3 * hertz
    let drift = (apart - apart.rounded()) / 3
    #expect(abs(1_200 * log2((hertz + drift) / hertz)) < 2)
    #expect(component(mono[48_000..<72_000], hertz).level > 0.05)
  }

  @Test("The nearest note is taken, the lower of two")
  func nearest() {
    func bank(silent: Int) -> NoteBank {
      let notes = [60, 64].map { pitch in
        pitch == silent
          ? NoteBankWriter.Note(pitch: pitch, samples: Array(repeating: 0, count: 48_000))
          : SineBank.held(pitch: pitch)
      }
      return SineBank.bank(.choir, notes)
    }
    for pitch in [48, 60, 61, 62, 63, 64, 76] {
      let low = sound(.choir, pitch: pitch, bank: bank(silent: 64), seconds: 1)
      let high = sound(.choir, pitch: pitch, bank: bank(silent: 60), seconds: 1)
      #expect(low.samples.contains { $0 != 0 } == (pitch <= 62))
      #expect(high.samples.contains { $0 != 0 } == (pitch > 62))
    }
  }

  @Test("The bass sounds an octave higher, too, softer")
  func bassDoubled() {
    let notes = stride(from: 36, through: 60, by: 3).map { SineBank.held(pitch: $0) }
    let mono = sound(.bass, pitch: 43, bank: SineBank.bank(.bass, notes), seconds: 2).mono
    let low = component(mono[24_000..<72_000], 98).level
    let high = component(mono[24_000..<72_000], 196).level
    #expect((-8 ... -6).contains(decibels(high / low)))
  }

  // MARK: Loop

  @Test("A held note runs through its loop as if there were none", arguments: [59, 60, 61, 62])
  func loopUnheard(pitch: Int) {
    let bank = SineBank.bank(.recorder, [SineBank.held(pitch: 60)])
    let mono = sound(.recorder, pitch: pitch, bank: bank, seconds: 6).mono
    let hertz = 440 * pow(2, Double(pitch - 69) / 12)
    #expect(surprise(mono[48_000..<284_000], hertz: hertz) < 4)
  }

  @Test("A loop that does not fit is found by the same measure")
  func loopHeard() {
    let bank = SineBank.bank(.recorder, [SineBank.held(pitch: 60, slip: 60)])
    let mono = sound(.recorder, pitch: 60, bank: bank, seconds: 6).mono
    #expect(surprise(mono[48_000..<284_000], hertz: 261.63) > 400)
  }

  @Test("A note without a loop is over when its samples are")
  func struckEnds() {
    let bank = SineBank.bank(.piano, [SineBank.struck(pitch: 60)])
    var mixer = Mixer(bank: bank)
    mixer.play(.piano, pitch: 60, gain: 0, at: .zero, length: .seconds(3), bus: .music)
    #expect(mixer.silentFrom([.music]) == SampleTime(23_996))
    mixer.play(.piano, pitch: 61, gain: 0, at: .zero, length: .seconds(3), bus: .pulse)
    let shifted = (23_996 / pow(2, 1.0 / 12)).rounded(.down)
    #expect(mixer.silentFrom([.pulse]) == SampleTime(Int(shifted)))
    let sound = mixer.rendered(frames: 48_000)
    #expect(sound.slice(24_000..<48_000).samples.allSatisfy { $0 == 0 })
    #expect(sound.slice(10_000..<12_000).peakDecibels > -40)
  }

  // MARK: Envelope

  @Test("Nothing is startling, even where a sample begins at its peak")
  func attackSoft() {
    for instrument in Instrument.allRecorded + [.swell] {
      let notes = [SineBank.struck(pitch: 60)]
      let bank = SineBank.bank(instrument == .swell ? .pad : instrument, notes)
      var mixer = Mixer(bank: bank)
      mixer.play(instrument, pitch: 60, gain: 9, at: .zero, length: .seconds(1), bus: .music)
      #expect(mixer.rendered(frames: 24).peakDecibels < -30, "\(instrument)")
    }
  }

  @Test("Melody notes come up within 8 to 25 ms, chords over 80 ms and more")
  func attacks() {
    for instrument in Instrument.allRecorded {
      let bank = SineBank.bank(instrument, [SineBank.held(pitch: 60)])
      // Low enough a note that its periods are many to a millisecond of attack.
      let mono = sound(instrument, pitch: 72, bank: bank, seconds: 2).mono
      let peak = mono[..<48_000].map { abs($0) }.max() ?? 0
      let first = mono.firstIndex { abs($0) > 0.9 * peak } ?? 0
      switch instrument {
      case .pad, .choir, .ensemble: #expect(first >= 80 * 48, "\(instrument)")
      default: #expect((4 * 48...25 * 48).contains(first), "\(instrument)")
      }
    }
  }

  @Test("Releases take 150 ms and more and end in exactly nothing")
  func releases() {
    for instrument in Instrument.allRecorded + [.swell] {
      let recorded: Instrument = instrument == .swell ? .pad : instrument
      let bank = SineBank.bank(recorded, [SineBank.held(pitch: 60)])
      let sound = sound(instrument, pitch: 60, bank: bank, seconds: 1, tail: 2)
      #expect(sound.slice(48_000 + 6_000..<48_000 + 7_200).samples.contains { $0 != 0 })
      #expect(sound.slice(96_000..<144_000).samples.allSatisfy { $0 == 0 })
    }
  }

  @Test("A swell grows over its length")
  func swell() {
    let bank = SineBank.bank(.pad, [SineBank.held(pitch: 60)])
    let mono = sound(.swell, pitch: 60, bank: bank, seconds: 4).mono
    let levels = stride(from: 19_200, to: 172_800, by: 19_200).map {
      rootMeanSquare(mono[$0..<$0 + 9_600])
    }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 <= $1 * 1.001 })
    #expect(decibels(levels[7] / levels[0]) > 12)
  }

  // MARK: Which of both

  @Test("An instrument the bank has not sounds as ever, to the bit")
  func fallBack() {
    let bank = SineBank.bank(.harp, [SineBank.struck(pitch: 60)])
    for instrument in Instrument.allCases where instrument != .harp {
      let with = sound(instrument, pitch: 60, bank: bank, seconds: 1)
      #expect(with == sound(instrument, pitch: 60, bank: nil, seconds: 1), "\(instrument)")
    }
    #expect(
      sound(.harp, pitch: 60, bank: bank, seconds: 1)
        != sound(.harp, pitch: 60, bank: nil, seconds: 1))
  }

  @Test("Pulses, ticks, drone and bells are never taken from a bank")
  func neverSampled() {
    for instrument in Instrument.allCases {
      let isRecorded = instrument == .swell || Instrument.allRecorded.contains(instrument)
      #expect(SineBank.whole.has(instrument) == isRecorded)
    }
    #expect(Instrument.allRecorded.count == 13)
  }

  @Test("A bank given later is used from then on")
  func bankGivenLater() {
    var mixer = Mixer()
    mixer.play(.harp, pitch: 60, gain: 0, at: .zero, length: .seconds(1), bus: .music)
    mixer.bank = SineBank.whole
    #expect(
      mixer.rendered(frames: 48_000)
        == sound(.harp, pitch: 60, bank: nil, seconds: 1).slice(0..<48_000))
  }
}
