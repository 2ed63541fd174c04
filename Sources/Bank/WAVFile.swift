// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A WAV file of 32-bit floats as FluidSynth writes it, its channels added up.
struct WAVFile {
  private let data: Data
  private let channels: Int
  /// Of its samples, in bytes.
  private let range: Range<Int>

  private static let floatFormat = 3
  private static let extensible = 0xFFFE

  init(_ data: Data) throws(BankError) {
    guard data.count >= 12, data.prefix(4).elementsEqual("RIFF".utf8),
      data.dropFirst(8).prefix(4).elementsEqual("WAVE".utf8)
    else { throw .wrongSound(what: "it is no WAV file") }
    var position = 12
    var channels = 0
    while position + 8 <= data.count {
      let name = data[position..<position + 4]
      let size = Self.number(data, position + 4, bytes: 4)
      position += 8
      if name.elementsEqual("fmt ".utf8), size >= 16, position + 16 <= data.count {
        channels = try Self.channels(data, position)
      } else if name.elementsEqual("data".utf8), channels > 0 {
        self.data = data
        self.channels = channels
        range = position..<min(data.count, position + size)
        return
      }
      position += size + size % 2
    }
    throw .wrongSound(what: "the WAV file has no samples")
  }

  private static func channels(_ data: Data, _ position: Int) throws(BankError) -> Int {
    let format = number(data, position, bytes: 2)
    let channels = number(data, position + 2, bytes: 2)
    let rate = number(data, position + 4, bytes: 4)
    let bits = number(data, position + 14, bytes: 2)
    guard format == floatFormat || format == extensible, rate == 48_000, bits == 32, channels > 0
    else {
      throw .wrongSound(what: "the WAV file has \(rate) Hz and \(bits) bits in format \(format)")
    }
    return channels
  }

  private static func number(_ data: Data, _ position: Int, bytes: Int) -> Int {
    (0..<bytes).reduce(0) { $0 | Int(data[position + $1]) << (8 * $1) }
  }

  var frames: Int { range.count / (4 * channels) }

  /// - Precondition: the frames are there.
  func mono(_ frames: Range<Int>) -> [Float] {
    data.withUnsafeBytes { bytes in
      frames.map { frame in
        (0..<channels).reduce(Float.zero) { sum, channel in
          let place = range.lowerBound + 4 * (frame * channels + channel)
          let bits = bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
          return sum + Float(bitPattern: UInt32(littleEndian: bits))
        }
      }
    }
  }
}
