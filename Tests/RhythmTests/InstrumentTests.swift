// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Rhythm
import Testing
import Timebase

struct InstrumentTests {
  private static let start = 4_800

  private func pitch(_ instrument: Instrument) -> Int {
    switch instrument {
    case .bass, .drone: 43
    case .pad, .swell, .calmPad, .settlePad, .choir, .ensemble: 57
    case .recorder, .strings, .chime, .bell, .pulseIn, .pulsePause, .pulseOut, .piano, .guitar,
      .harp, .celesta, .vibraphone, .clarinet, .cello, .hiss, .tick, .tickStressed:
      69
    }
  }

  private func sound(
    _ instrument: Instrument, gain: Double = 0, seconds: Int = 2, tail: Int = 8
  ) -> RenderedSound {
    var mixer = Mixer()
    mixer.play(
      instrument, pitch: pitch(instrument), gain: gain, at: SampleTime(Self.start),
      length: .seconds(seconds), bus: .music)
    return mixer.rendered(frames: Self.start + (seconds + tail) * 48_000)
  }

  /// Milliseconds until nine tenths of the highest peak of the first part of the sound.
  private func attackMilliseconds(_ instrument: Instrument, seconds: Int = 2) -> Double {
    let sound = sound(instrument, seconds: seconds).mono[Self.start...].prefix(seconds * 48_000)
    let peak = sound.map { abs($0) }.max() ?? 0
    let index = sound.firstIndex { abs($0) >= 0.9 * peak } ?? sound.startIndex
    return Double(index - Self.start) / 48
  }

  @Test(
    "Each sounds, begins on its frame from nothing, and ends in exactly nothing",
    arguments: Instrument.allCases)
  func eachSoundsBeginsOn(
    instrument: Instrument
  ) {
    let sound = sound(instrument)
    #expect(sound.slice(0..<Self.start).samples.allSatisfy { $0 == 0 })
    #expect(sound.peakDecibels > -45 && sound.peakDecibels < -3)
    #expect(sound.slice(sound.frameCount - 4_800..<sound.frameCount).samples.allSatisfy { $0 == 0 })
  }

  @Test("None is startling in its first half millisecond", arguments: Instrument.allCases)
  func noneIsStartlingIn(instrument: Instrument) {
    #expect(sound(instrument, gain: 3).slice(Self.start..<Self.start + 24).peakDecibels < -30)
  }

  @Test("Melody notes speak within 8 to 25 ms", arguments: [Instrument.recorder, .strings])
  func melodyNotesSpeakWithin(instrument: Instrument) {
    #expect((8...25).contains(attackMilliseconds(instrument)))
  }

  @Test("Pads come up over 80 ms and more", arguments: [Instrument.pad, .swell, .hiss])
  func padsComeUpOver(instrument: Instrument) {
    #expect(attackMilliseconds(instrument) >= 80)
  }

  @Test("Calm music comes up over seconds", arguments: [Instrument.calmPad, .drone])
  func calmMusicComesUp(instrument: Instrument) {
    #expect(attackMilliseconds(instrument, seconds: 12) >= 3_000)
  }

  @Test("Settling comes up over two to four seconds")
  func settlingComesUp() {
    #expect((2_000...4_000).contains(attackMilliseconds(.settlePad, seconds: 6)))
  }

  @Test("A hiss is noise of 3 to 8 kHz, as soft at its loudest as a pulse")
  func aHissIsNoise() {
    let hiss = sound(.hiss)
    let mono = Array(hiss.mono[Self.start + 24_000..<Self.start + 24_000 + 8_192])
    func power(_ hertz: ClosedRange<Double>) -> Double {
      stride(from: hertz.lowerBound, through: hertz.upperBound, by: 100).reduce(0) { sum, hertz in
        let (real, imaginary) = mono.enumerated().reduce(into: (0.0, 0.0)) { parts, sample in
          let angle = 2 * Double.pi * hertz * Double(sample.offset) / 48_000
          parts.0 += sample.element * cos(angle)
          parts.1 += sample.element * sin(angle)
        }
        return sum + real * real + imaginary * imaginary
      }
    }
    #expect(power(3_000...8_000) > 0.8 * power(100...20_000))
    #expect(hiss.peakDecibels <= -12)
    #expect((-36.0 ... -26.0).contains(hiss.momentaryLoudness))
  }

  @Test("Pulses are crisp and soft enough", arguments: [Instrument.pulseIn, .pulsePause, .pulseOut])
  func pulsesAreCrispAnd(instrument: Instrument) {
    #expect((2...7).contains(attackMilliseconds(instrument)))
    #expect(sound(instrument, gain: 3).peakDecibels <= -12)
  }

  @Test("Releases take 150 ms and more and do not click", arguments: Instrument.allCases)
  func releasesTake150Ms(instrument: Instrument) {
    switch instrument {
    case .pulseIn, .pulsePause, .pulseOut, .tick, .tickStressed: return
    case .recorder, .strings, .pad, .swell, .bass, .drone, .calmPad, .settlePad, .hiss, .chime,
      .bell, .piano, .guitar, .harp, .celesta, .vibraphone, .clarinet, .cello, .choir, .ensemble:
      break
    }
    let whole = sound(instrument, seconds: 1)
    let end = Self.start + 48_000
    let lateRelease = whole.slice(end + 4_800..<end + 6_900)
    #expect(lateRelease.samples.contains { $0 != 0 }, "still there after 100 to 144 ms")
    #expect(whole.slice(end - 4_800..<whole.frameCount).largestStep <= whole.largestStep)
    #expect(whole.largestStep < 0.08)
  }

  @Test("A mono sum loses nothing worth a decibel", arguments: Instrument.allCases)
  func aMonoSumLoses(instrument: Instrument) {
    let sound = sound(instrument, seconds: 8)
    let sides = (0..<2).map { channel in
      rootMeanSquare(
        (0..<sound.frameCount).map { Double(sound.samples[2 * $0 + channel]) / 32_768 })
    }
    let stereo = ((sides[0] * sides[0] + sides[1] * sides[1]) / 2).squareRoot()
    #expect(decibels(rootMeanSquare(sound.mono) / stereo) > -1)
    #expect(abs(decibels(sides[0] / sides[1])) < 4, "narrow")
  }

  @Test("The pulse of in is brighter than that of out")
  func thePulseOfIn() {
    // A brighter sound changes more from sample to sample for the same level.
    func brightness(_ instrument: Instrument) -> Double {
      let mono = sound(instrument).mono
      let steps = zip(mono.dropFirst(), mono).map { $0 - $1 }
      return rootMeanSquare(steps) / rootMeanSquare(mono)
    }
    #expect(brightness(.pulseIn) > 1.3 * brightness(.pulseOut))
  }

  @Test("The tones are in tune")
  func theTonesAreIn() {
    // Counts the upward crossings of a second of steady sound.
    for (pitch, hertz) in [(60, 261.63), (69, 440.0), (81, 880.0)] {
      var mixer = Mixer()
      mixer.play(.bell, pitch: pitch, gain: 12, at: .zero, length: .seconds(2), bus: .music)
      let mono = mixer.rendered(frames: 60_000).mono[9_600..<57_600]
      let crossings = zip(mono, mono.dropFirst()).count { $0 < 0 && $1 >= 0 }
      #expect(abs(Double(crossings) - hertz) <= 1.5)
    }
  }
}
