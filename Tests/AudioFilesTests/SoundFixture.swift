// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import CSndFile
import Glibc

/// The kinds of file that people bring, written by libsndfile itself.
enum SoundKind: String, CaseIterable, Sendable {
  case wav16
  case wavFloat
  case flac
  case vorbis
  case opus
  case mp3

  var format: Int {
    switch self {
    case .wav16: SF_FORMAT_WAV | SF_FORMAT_PCM_16
    case .wavFloat: SF_FORMAT_WAV | SF_FORMAT_FLOAT
    case .flac: SF_FORMAT_FLAC | SF_FORMAT_PCM_16
    case .vorbis: SF_FORMAT_OGG | SF_FORMAT_VORBIS
    case .opus: SF_FORMAT_OGG | SF_FORMAT_OPUS
    case .mp3: SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III
    }
  }

  /// A usual one of its own, so that most are converted.
  var rate: Int {
    switch self {
    case .opus: 48_000
    case .wavFloat: 96_000
    case .mp3: 32_000
    default: 44_100
    }
  }
}

/// Writes frames, interleaved, full scale ±1.
func writeSound(
  _ path: BytePath, _ samples: [Float], kind: SoundKind, channels: Int = 1, rate: Int? = nil
) {
  var info = SF_INFO()
  info.samplerate = Int32(rate ?? kind.rate)
  info.channels = Int32(channels)
  info.format = Int32(kind.format)
  let name = path.bytes.map { CChar(bitPattern: $0) } + [0]
  guard let file = sf_open(name, Int32(SFM_WRITE), &info) else {
    preconditionFailure("libsndfile writes no \(kind)")
  }
  let frames = sf_count_t(samples.count / channels)
  precondition(sf_writef_float(file, samples, frames) == frames)
  sf_close(file)
}

func sine(
  _ hertz: Double, seconds: Double, rate: Int = 48_000, amplitude: Double = 0.25,
  phase: Double = 0
) -> [Float] {
  (0..<Int(seconds * Double(rate))).map {
    Float(amplitude * sin(2 * Double.pi * hertz * Double($0) / Double(rate) + phase))
  }
}

func stereo(_ left: [Float], _ right: [Float]) -> [Float] {
  zip(left, right).flatMap { [$0, $1] }
}

/// From the zero crossings, in hertz at 48 kHz; edges of 100 ms are left out.
func pitch(_ samples: [Float]) -> Double {
  let middle = samples[4_800..<(samples.count - 4_800)]
  let crossings = middle.indices.dropLast().compactMap { index -> Double? in
    let (here, next) = (samples[index], samples[index + 1])
    return here < 0 && next >= 0 ? Double(index) + Double(here / (here - next)) : nil
  }
  guard let first = crossings.first, let last = crossings.last, last > first else { return 0 }
  return Double(crossings.count - 1) * 48_000 / (last - first)
}

/// Root mean square without the edges of 100 ms, relative to a full-scale sine, in decibels.
func level(_ samples: [Float]) -> Double {
  let middle = samples[4_800..<(samples.count - 4_800)]
  let power = middle.reduce(0) { $0 + Double($1 * $1) } / Double(middle.count)
  return 10 * log10(2 * power)
}

/// The same numbers on every machine (Steele, Lea and Flood 2014: SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
