// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

/// Where the clicks of a WAV file begin: a sample that is not zero, after 50 ms of zeros.
///
/// Both klick and the appliance are exactly silent between clicks and give every click the same
/// shape, so the first sample that is not zero stands equally long behind every beat.
enum Onsets {
  private static let silentFrames = 2_400
  private static let headerBytes = 44

  /// - Parameter path: a 48 kHz, 16-bit WAV file with a plain header, its first channel is read.
  static func read(_ path: String) throws(Failure) -> [Int] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system("open", path) }
    defer { close(file) }
    let channels = try checkHeader(file, path)
    let buffer = UnsafeMutableBufferPointer<Int16>.allocate(capacity: 1 << 18)
    defer { buffer.deallocate() }
    var onsets: [Int] = []
    var lastSound = -silentFrames
    var frame = 0
    while true {
      let count = try fill(buffer, from: file, path)
      if count == 0 { return onsets }
      for index in stride(from: 0, to: count, by: channels) {
        if buffer[index] != 0 {
          if frame - lastSound >= silentFrames { onsets.append(frame) }
          lastSound = frame
        }
        frame += 1
      }
    }
  }

  /// - Returns: the number of channels.
  private static func checkHeader(_ file: Int32, _ path: String) throws(Failure) -> Int {
    var header = [UInt8](repeating: 0, count: headerBytes)
    let count = Glibc.read(file, &header, headerBytes)
    func little(_ offset: Int, _ bytes: Int) -> Int {
      (0..<bytes).reduce(0) { $0 | Int(header[offset + $1]) << (8 * $1) }
    }
    guard count == headerBytes, header[0..<4].elementsEqual("RIFF".utf8),
      header[36..<40].elementsEqual("data".utf8), little(24, 4) == 48_000, little(34, 2) == 16,
      (1...2).contains(little(22, 2))
    else { throw Failure("\(path): not a plain 48 kHz, 16-bit WAV file") }
    return little(22, 2)
  }

  /// Whole frames, as many as fit; fewer only at the end.
  private static func fill(
    _ buffer: UnsafeMutableBufferPointer<Int16>, from file: Int32, _ path: String
  ) throws(Failure) -> Int {
    let bytes = UnsafeMutableRawBufferPointer(buffer)
    var filled = 0
    while filled < bytes.count {
      let count = Glibc.read(file, bytes.baseAddress?.advanced(by: filled), bytes.count - filled)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .system("read", path) }
      if count == 0 { break }
      filled += count
    }
    return filled / MemoryLayout<Int16>.size
  }
}
