// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What the header of a WAV file says, and what there is.
struct WAVFile {
  let header: [UInt8]
  let sound: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    header = Array(bytes.prefix(44))
    sound = bytes.dropFirst(44)
  }

  /// Left and right, 16 bits each.
  var frames: Int { sound.count / 4 }
  /// The length in the header is the length that is there.
  var isWhole: Bool {
    header.count == 44 && header.starts(with: "RIFF".utf8) && number(at: 40) == sound.count
      && number(at: 4) == sound.count + 36 && sound.count % 4 == 0
  }

  private func number(at offset: Int) -> Int {
    header[offset..<(offset + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Of the left channel, full scale 1.
  func left(_ range: Range<Int>) -> [Double] {
    range.map { frame in
      let at = sound.startIndex + 4 * frame
      let bits = UInt16(sound[at]) | UInt16(sound[at + 1]) << 8
      return Double(Int16(bitPattern: bits)) / 32_768
    }
  }

  /// The level of one frequency in dB of full scale, as the root mean square of a sine.
  func level(of hertz: Double, in range: Range<Int>) -> Double {
    let samples = left(range)
    let step = 2 * Double.pi * hertz / 48_000
    var (real, imaginary) = (0.0, 0.0)
    for (index, sample) in samples.enumerated() {
      real += sample * cos(step * Double(index))
      imaginary += sample * sin(step * Double(index))
    }
    let amplitude = 2 * (real * real + imaginary * imaginary).squareRoot() / Double(samples.count)
    return 20 * log10(max(amplitude, 1e-9) / 2.0.squareRoot())
  }
}

/// A mono file of 16 bits.
enum Sine {
  static let hertz = 440.0

  /// - Parameter amplitude: full scale 1.
  static func wav(seconds: Double, amplitude: Double, rate: Int = 48_000) -> [UInt8] {
    let count = Int(seconds * Double(rate))
    let step = 2 * Double.pi * hertz / Double(rate)
    var bytes = header(dataBytes: 2 * count, rate: rate, channels: 1)
    bytes.reserveCapacity(bytes.count + 2 * count)
    for index in 0..<count {
      let value = Int16((sin(step * Double(index)) * amplitude * 32_767).rounded())
      bytes.append(UInt8(truncatingIfNeeded: value))
      bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }
    return bytes
  }

  /// RIFF, 16-bit PCM.
  static func header(dataBytes: Int, rate: Int, channels: Int) -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    return Array("RIFF".utf8) + little(36 + dataBytes, 4) + Array("WAVEfmt ".utf8)
      + little(16, 4) + little(1, 2) + little(channels, 2) + little(rate, 4)
      + little(2 * channels * rate, 4) + little(2 * channels, 2) + little(16, 2)
      + Array("data".utf8) + little(dataBytes, 4)
  }
}

/// What is given another ending and is no sound at all.
enum RenamedProgram {
  static let bytes: [UInt8] =
    Array("MZ".utf8) + (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 >> 3) }
}
