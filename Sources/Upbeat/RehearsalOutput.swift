// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Session

/// The files a rehearsal writes: its sound and its timeline.
final class RehearsalOutput {
  private var wave: WAVWriter?
  private var timeline: LineFile?

  init(render: String?, timeline: String?) throws {
    if let render { wave = try WAVWriter.open(render) }
    if let timeline { self.timeline = try LineFile.create(at: timeline) }
  }

  func write(_ samples: UnsafeBufferPointer<Int16>) throws { try wave?.append(samples) }

  func write(_ event: TimelineEvent) throws { try timeline?.write(event.json) }

  func write(_ events: [TimelineEvent]) throws {
    for event in events { try write(event) }
  }

  func finish() throws {
    try wave?.close()
    try timeline?.close()
  }
}

/// A text file written line by line.
final class LineFile {
  struct WriteError: Error, CustomStringConvertible {
    let path: String
    let reason: String
    var description: String { "\(path): \(reason)" }
  }

  private let path: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 65_536

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  static func create(at path: String) throws(WriteError) -> LineFile {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    return LineFile(path: path, descriptor: descriptor)
  }

  func write(_ line: String) throws(WriteError) {
    buffer += line.utf8
    buffer.append(0x0A)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  func flush() throws(WriteError) {
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path) }
      rest = rest.dropFirst(count)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  func close() throws(WriteError) {
    try flush()
    let closed = Glibc.close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw Self.failure(path) }
  }

  private static func failure(_ path: String) -> WriteError {
    WriteError(path: path, reason: String(cString: strerror(errno)))
  }
}
