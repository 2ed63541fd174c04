// SPDX-License-Identifier: GPL-3.0-or-later

/// One period of a steady timbre, or a stretch of noise.
enum Wave: Int, CaseIterable {
  case sine
  case recorder
  case strings
  case pad
  case bass
  case bell
  case wood
  case dull
  /// Breath: band-limited noise about 1–4 kHz.
  case breath
  /// Between the teeth: noise of 3–8 kHz.
  case hiss

  /// Of noise there is no period.
  var isNoise: Bool { self == .breath || self == .hiss }

  /// The relative amplitudes of the partials, from the fundamental up. At the highest cue note
  /// (C6, 1,047 Hz) twelve partials end at 12.6 kHz, so nothing folds back. Our values, chosen by
  /// ear and spectrogram: a recorder has strong odd partials, bowed strings all of them.
  fileprivate var partials: [Double] {
    switch self {
    case .sine: [1]
    case .recorder: [1, 0.10, 0.26, 0.04, 0.08, 0.015, 0.02]
    case .strings: [1, 0.62, 0.44, 0.30, 0.20, 0.14, 0.09, 0.06, 0.04, 0.025]
    case .pad: [1, 0.42, 0.20, 0.11, 0.06, 0.03]
    case .bass: [1, 0.55, 0.24, 0.10, 0.04]
    case .bell: [1, 0.16, 0.03]
    case .wood: [1, 0.30, 0.18, 0.05]
    case .dull: [1, 0.60, 0.30, 0.10]
    case .breath, .hiss: []
    }
  }
}

/// The tables all voices read, made once.
///
/// A point holds its value and the difference to the next, so that a linear interpolation is one
/// load. With 2,048 points the interpolation error of the tenth partial is 75 dB below it.
enum Wavetable {
  static let indexBits: UInt32 = 11
  static let pointCount = 1 << Int(indexBits)
  static let fractionBits: UInt32 = 32 - indexBits
  /// Of each noise: 1.4 s, long enough that its repetition is not heard in a note.
  static let noiseCount = 1 << 16

  /// All periodic tables, one after the other in the order of `Wave`.
  static let points: [SIMD2<Float>] = Wave.allCases.flatMap { period(of: $0.partials) }

  /// Both noises, one after the other.
  static let noise: [Float] = breathNoise() + hissNoise()

  /// Where a noise begins in `noise`.
  static func noiseStart(of wave: Wave) -> Int { wave == .hiss ? noiseCount : 0 }

  /// exp(−x) for x from 0 to 12, 64 points a unit; beyond it (−104 dB) is nothing.
  static let decay: [Float] = (0...decayEnd).map {
    $0 == decayEnd ? 0 : Float(exponential(-Double($0) / decayPointsAUnit))
  }
  static let decayPointsAUnit = 64.0
  static let decayEnd = 768

  /// Works the tables out, which takes longer than a block of sound may: before the first of them.
  static func prepare() {
    _ = points
    _ = noise
    _ = decay
  }

  /// - Returns: `pointCount` points whose largest magnitude is 1.
  private static func period(of partials: [Double]) -> [SIMD2<Float>] {
    var values = [Double](repeating: 0, count: pointCount)
    for (index, level) in partials.enumerated() {
      // Every other pair of partials is turned over: a lower crest for the same sound.
      let sign = index % 4 < 2 ? 1.0 : -1.0
      for point in 0..<pointCount {
        let turns = Double((point * (index + 1)) % pointCount) / Double(pointCount)
        values[point] += sign * level * sine(turns: turns)
      }
    }
    let peak = values.reduce(0) { max($0, abs($1)) }
    let scale = peak > 0 ? 1 / peak : 0
    return values.indices.map { point in
      let value = values[point] * scale
      let next = values[(point + 1) % pointCount] * scale
      return SIMD2(Float(value), Float(next - value))
    }
  }

  /// White noise of a fixed seed, −1 to 1.
  private static func whiteNoise() -> [Double] {
    var state: UInt64 = 0x5570_6265_6174
    return (0..<noiseCount).map { _ in
      // SplitMix64 (Steele, Lea & Flood 2014).
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double(Int64(bitPattern: z ^ (z >> 31))) / Double(Int64.max)
    }
  }

  /// Through two first-order filters, run round twice so that the end meets the beginning.
  private static func breathNoise() -> [Float] {
    let white = whiteNoise()
    let upper = 1 - exponential(-2 * Double.pi * 3_500 / 48_000)
    let lower = 1 - exponential(-2 * Double.pi * 900 / 48_000)
    var (smooth, smoother, floor) = (0.0, 0.0, 0.0)
    var shaped = [Double](repeating: 0, count: noiseCount)
    for _ in 0..<2 {
      for index in white.indices {
        smooth += upper * (white[index] - smooth)
        smoother += upper * (smooth - smoother)
        floor += lower * (smoother - floor)
        shaped[index] = smoother - floor
      }
    }
    return normalised(shaped)
  }

  /// Through two band-passes about 4.8 kHz (R. Bristow-Johnson, Audio EQ Cookbook), run round
  /// twice. Ears that no longer hear 8 kHz still hear it.
  private static func hissNoise() -> [Float] {
    let turns = 4_800.0 / 48_000
    let bandwidth = sine(turns: turns) / (2 * 1.4)
    let cosine = sine(turns: turns + 0.25)
    var shaped = whiteNoise()
    for _ in 0..<2 {
      let input = shaped
      var (in1, in2, out1, out2) = (0.0, 0.0, 0.0, 0.0)
      for _ in 0..<2 {
        for index in input.indices {
          let driven = bandwidth * (input[index] - in2)
          let out = (driven + 2 * cosine * out1 - (1 - bandwidth) * out2) / (1 + bandwidth)
          (in1, in2, out1, out2) = (input[index], in1, out, out1)
          shaped[index] = out
        }
      }
    }
    return normalised(shaped)
  }

  /// With a largest magnitude of 1.
  private static func normalised(_ noise: [Double]) -> [Float] {
    let peak = noise.reduce(0) { max($0, abs($1)) }
    return noise.map { Float($0 / peak) }
  }
}
