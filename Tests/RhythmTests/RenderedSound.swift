// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Rhythm
import Timebase

/// Interleaved stereo as the mixer made it, and what can be measured on it.
struct RenderedSound: Equatable {
  var samples: [Int16] = []

  var frameCount: Int { samples.count / 2 }

  /// −1 to 1; the sum of both channels over two.
  var mono: [Double] {
    (0..<frameCount).map { (Double(samples[2 * $0]) + Double(samples[2 * $0 + 1])) / 65_536 }
  }

  /// Of the samples, in dB of full scale.
  var peakDecibels: Double {
    20 * log10(Double(samples.map { abs(Int($0)) }.max() ?? 0) / 32_768)
  }

  func slice(_ range: Range<Int>) -> RenderedSound {
    RenderedSound(samples: Array(samples[2 * range.lowerBound..<2 * range.upperBound]))
  }

  /// The largest difference of neighbouring samples of a channel, of full scale.
  var largestStep: Double {
    var largest = 0
    for index in samples.indices.dropFirst(2) {
      largest = max(largest, abs(Int(samples[index]) - Int(samples[index - 2])))
    }
    return Double(largest) / 32_768
  }

  /// The mean square of every 100 ms after the K weighting of ITU-R BS.1770-4, both channels.
  private var weightedHops: [Double] {
    var hops = [Double](repeating: 0, count: frameCount / 4_800)
    for channel in 0..<2 {
      // The shelf and the high-pass of the recommendation, for 48 kHz.
      var shelf = Biquad(
        b: (1.53512485958697, -2.69169618940638, 1.19839281085285),
        a: (-1.69065929318241, 0.73248077421585))
      var highPass = Biquad(b: (1, -2, 1), a: (-1.99004745483398, 0.99007225036621))
      for frame in 0..<(hops.count * 4_800) {
        let sample = Double(samples[2 * frame + channel]) / 32_768
        let weighted = highPass.filter(shelf.filter(sample))
        hops[frame / 4_800] += weighted * weighted / 4_800
      }
    }
    return hops
  }

  private var momentaryPowers: [Double] {
    let hops = weightedHops
    guard hops.count >= 4 else { return [] }
    return (0...(hops.count - 4)).map { hops[$0..<$0 + 4].reduce(0, +) / 4 }
  }

  /// The largest of 400 ms, in LUFS.
  var momentaryLoudness: Double { loudness(momentaryPowers.max() ?? 0) }

  /// Gated as EBU R 128 has it, in LUFS.
  var integratedLoudness: Double {
    let heard = momentaryPowers.filter { loudness($0) > -70 }
    let gate = loudness(heard.reduce(0, +) / Double(max(1, heard.count))) - 10
    let counted = heard.filter { loudness($0) > gate }
    return loudness(counted.reduce(0, +) / Double(max(1, counted.count)))
  }

  private func loudness(_ power: Double) -> Double { -0.691 + 10 * log10(max(power, 1e-12)) }
}

private struct Biquad {
  let b: (Double, Double, Double)
  let a: (Double, Double)
  var x = (0.0, 0.0)
  var y = (0.0, 0.0)

  init(b: (Double, Double, Double), a: (Double, Double)) {
    self.b = b
    self.a = a
  }

  mutating func filter(_ input: Double) -> Double {
    let output = b.0 * input + b.1 * x.0 + b.2 * x.1 - a.0 * y.0 - a.1 * y.1
    x = (input, x.0)
    y = (output, y.0)
    return output
  }
}

func decibels(_ ratio: Double) -> Double { 20 * log10(max(ratio, 1e-9)) }

func rootMeanSquare(_ samples: some Collection<Double>) -> Double {
  sqrt(samples.reduce(0) { $0 + $1 * $1 } / Double(max(1, samples.count)))
}

func sineClip(hertz: Double, amplitude: Double, frames: Int) -> Recording {
  Recording(
    samples: (0..<frames).map {
      Int16(amplitude * 32_767 * sin(2 * Double.pi * hertz * Double($0) / 48_000))
    })
}

extension Mixer {
  /// The next frames, in periods of a length.
  mutating func rendered(
    from: Int = 0, frames: Int, period: Int = 1_024
  ) -> RenderedSound {
    var samples = [Int16](repeating: 0x5555, count: 2 * frames)
    samples.withUnsafeMutableBufferPointer { buffer in
      var done = 0
      while done < frames {
        let count = min(period, frames - done)
        render(
          from: SampleTime(from + done),
          into: UnsafeMutableBufferPointer(rebasing: buffer[2 * done..<2 * (done + count)]))
        done += count
      }
    }
    return RenderedSound(samples: samples)
  }

  /// What a conductor does with a score, without its words.
  mutating func play(_ score: Score, start: Int) {
    let section = Section(start: Rational(start), tempo: score.tempo)
    for event in score.sorted() {
      let at = section.frame(ofBeat: event.beat)
      switch event.kind {
      case .tone(let tone):
        play(
          tone.instrument, pitch: tone.pitch, gain: tone.gain, at: at,
          length: section.frame(ofBeat: event.beat + tone.length) - at, bus: .music)
      case .beat(let pulse):
        guard let voice = pulse.voice else { continue }
        play(
          voice, pitch: 60, gain: pulse.accent ? 2 : 0, at: at, length: .milliseconds(60),
          bus: .pulse)
      case .sound(let sound): play(sound, at: at)
      case .phase, .set, .cue, .guidance, .line, .track, .milestone: continue
      }
    }
  }
}

/// *Morning* with pad and bass.
func breathScore(_ pattern: BreathPattern, tempo: Tempo, breaths: Int) -> Score {
  var score = Score(tempo: tempo, length: Rational(breaths * pattern.beats))
  for cycle in 1...breaths {
    score.append(
      BreathMusic.bar(
        pattern, cycle: cycle, last: cycle == breaths,
        arrangement: BreathArrangement(piece: .morning, layers: 2, seed: 0)),
      at: Rational((cycle - 1) * pattern.beats))
  }
  return score
}

func calmScore(_ events: [Score.Event]) -> Score {
  var score = Score(tempo: Tempo(60))
  score.append(events, at: .zero)
  return score
}

/// SplitMix64 (Steele, Lea & Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
