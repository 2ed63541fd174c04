// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What a WAV file failed at.
public struct WAVError: Error, Equatable, Sendable, CustomStringConvertible {
  public let path: String
  /// The C function that failed, or `append` where the file has reached its limit.
  public let function: String
  /// The errno, positive: `ENOSPC`, `EACCES`, `EFBIG` and others.
  public let code: Int32
  public let text: String

  public var description: String { "\(path): \(function): \(text) (errno \(code))" }
}

/// Writes a WAV file of the house's format: 48 kHz, 16-bit, stereo (RIFF, `WAVE_FORMAT_PCM`).
///
/// The lengths in the header are brought up to date every few seconds of sound, so a program that
/// is killed leaves a file that plays. A RIFF file ends at 4 GiB, which is six hours.
public final class WAVWriter {
  static let headerBytes = 44
  /// The lengths are 32 bits, and the RIFF length counts 36 bytes of the header.
  public static let longestDataBytes =
    (Int(UInt32.max) - 36) / PCMFormat.frameBytes * PCMFormat.frameBytes
  private static let bufferBytes = 64 * 1024
  /// Five seconds of sound.
  private static let headerIntervalBytes = 5 * PCMFormat.rate * PCMFormat.frameBytes

  public let path: String
  private let limitBytes: Int
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var dataBytes = 0
  private var writtenBytes = 0
  private var headerDataBytes = 0

  /// Frames appended so far.
  public var frames: Int { dataBytes / PCMFormat.frameBytes }

  private init(path: String, descriptor: Int32, limitBytes: Int) {
    self.path = path
    self.descriptor = descriptor
    self.limitBytes = limitBytes
    buffer.reserveCapacity(WAVWriter.bufferBytes)
  }

  deinit {
    // The last resort of an owner that forgot to close; it has nobody to tell of an error.
    do throws(WAVError) { try close() } catch {}
  }

  /// Makes the file, or empties the one that is there.
  public static func open(_ path: String) throws(WAVError) -> WAVWriter {
    try open(path, limitBytes: longestDataBytes)
  }

  /// - Parameter limitBytes: the most sound data, for tests of the limit.
  package static func open(_ path: String, limitBytes: Int) throws(WAVError) -> WAVWriter {
    precondition(limitBytes <= longestDataBytes)
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path, "open", errno) }
    let writer = WAVWriter(path: path, descriptor: descriptor, limitBytes: limitBytes)
    try writer.writeAll(header(dataBytes: 0))
    return writer
  }

  /// Appends whole frames, interleaved.
  ///
  /// - Throws: `EFBIG` when the file has no room for them all, and then takes none of them.
  public func append(_ samples: UnsafeBufferPointer<Int16>) throws(WAVError) {
    precondition(samples.count % PCMFormat.channels == 0)
    let bytes = samples.count * MemoryLayout<Int16>.size
    guard descriptor >= 0 else { throw WAVWriter.failure(path, "append", EBADF) }
    guard dataBytes + bytes <= limitBytes else {
      throw WAVWriter.failure(path, "append", EFBIG)
    }
    // The machines of this program are little endian, as the file is.
    buffer.append(contentsOf: UnsafeRawBufferPointer(samples))
    dataBytes += bytes
    if buffer.count >= WAVWriter.bufferBytes { try flush() }
    if dataBytes - headerDataBytes >= WAVWriter.headerIntervalBytes { try updateHeader() }
  }

  /// Writes what is left and the lengths, and closes the file. A second call does nothing.
  public func close() throws(WAVError) {
    guard descriptor >= 0 else { return }
    defer {
      Glibc.close(descriptor)
      descriptor = -1
    }
    try updateHeader()
  }

  private func updateHeader() throws(WAVError) {
    try flush()
    let header = WAVWriter.header(dataBytes: writtenBytes)
    while true {
      let count = pwrite(descriptor, header, header.count, 0)
      if count == header.count { break }
      if count < 0 && errno == EINTR { continue }
      throw WAVWriter.failure(path, "pwrite", count < 0 ? errno : EIO)
    }
    headerDataBytes = writtenBytes
  }

  private func flush() throws(WAVError) {
    try writeAll(buffer)
    writtenBytes += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeAll(_ bytes: [UInt8]) throws(WAVError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        write(descriptor, raw.baseAddress?.advanced(by: done), raw.count - done)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw WAVWriter.failure(path, "write", count < 0 ? errno : EIO)
      }
      done += count
    }
  }

  /// The 44 bytes before the sound, little endian ("Multimedia Programming Interface and Data
  /// Specifications 1.0", IBM and Microsoft 1991).
  private static func header(dataBytes: Int) -> [UInt8] {
    func little32(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }
    func little16(_ value: Int) -> [UInt8] { (0..<2).map { UInt8(value >> (8 * $0) & 0xFF) } }
    let formatPCM = 1
    let bitsInSample = 16
    let bytesInSecond = PCMFormat.rate * PCMFormat.frameBytes
    return Array("RIFF".utf8) + little32(36 + dataBytes) + Array("WAVEfmt ".utf8) + little32(16)
      + little16(formatPCM) + little16(PCMFormat.channels) + little32(PCMFormat.rate)
      + little32(bytesInSecond) + little16(PCMFormat.frameBytes) + little16(bitsInSample)
      + Array("data".utf8) + little32(dataBytes)
  }

  private static func failure(_ path: String, _ function: String, _ code: Int32) -> WAVError {
    WAVError(path: path, function: function, code: code, text: ALSA.text(of: code))
  }
}
