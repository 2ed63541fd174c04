// SPDX-License-Identifier: GPL-3.0-or-later
import Stick

/// The settings that the unit keeps, in its data folder, and the way back from those it cannot
/// start with.
///
/// | file | what it is |
/// |---|---|
/// | `upbeat.txt` | the settings in force |
/// | `upbeat-1.txt` … `upbeat-3.txt` | those before, the newest first; one may be missing |
/// | `upbeat-refused.txt` | those the unit could not start with |
/// | `upbeat-starting.txt` | while it starts: how often it has tried, and with what |
///
/// Each is put in its place whole and lasting. A power cut at any moment leaves the settings as
/// they were or as they were to be.
package struct SettingsShelf {
  /// What became of settings that were to be kept.
  package enum Keeping: Equatable, Sendable {
    /// They are in force from the next start on.
    case kept
    /// They are in force already; nothing was written.
    case unchanged
    /// The unit could not start with them, word for word; nothing was written. A file with any
    /// change in it is tried again.
    case refusedBefore
  }

  /// Which settings a start is made with.
  package enum Source: Equatable, Sendable {
    /// `upbeat.txt`.
    case kept
    /// Those before it, since it could not be read, or made the unit fail to start twice. It is
    /// said aloud; at each start, until one has succeeded.
    case previous
    /// There are none. `wasRefused`: there were, they failed, and there are none before them.
    case defaults(wasRefused: Bool)
  }

  package struct Start: Equatable, Sendable {
    package let source: Source
    /// The settings, one byte longer than a parser takes at most; nil with `defaults`.
    package let bytes: [UInt8]?
    /// What could not be done, for whoever helps: the start is made all the same.
    package let fault: FileSystemError?

    package init(source: Source, bytes: [UInt8]?, fault: FileSystemError?) {
      self.source = source
      self.bytes = bytes
      self.fault = fault
    }
  }

  /// Failed starts that are enough.
  package static let mostFailures = 2
  /// Good settings that are kept behind those in force.
  package static let previousCount = 3

  private static let name = "upbeat.txt"
  private static let refused = "upbeat-refused.txt"
  private static let starting = "upbeat-starting.txt"
  private static let previous = (1...previousCount).map { "upbeat-\($0).txt" }

  private let data: String
  private let files: FileSystem

  /// - Parameter data: the unit's folder of diary and clips; it is there.
  package init(data: String, files: FileSystem = FileSystem()) {
    self.data = data
    self.files = files
  }

  // MARK: Keeping

  /// Keeps settings that were read without a finding, and those in force behind them.
  ///
  /// It waits for the memory card: it belongs to the storage thread.
  /// - Throws: where they could not be kept; those in force stay.
  package func keep(_ bytes: [UInt8]) throws(FileSystemError) -> Keeping {
    let folder = try OpenFolder.open(data, files)
    let current = readable(Self.name, in: folder)
    if current == bytes { return .unchanged }
    if readable(Self.refused, in: folder) == bytes { return .refusedBefore }
    if let current { try push(current, in: folder) }
    try folder.replace(Self.name, with: bytes)
    return .kept
  }

  /// Puts a copy in front of those before. The settings in force stay in their place meanwhile.
  private func push(_ current: [UInt8], in folder: OpenFolder) throws(FileSystemError) {
    let first = readable(Self.previous[0], in: folder)
    // A power cut came between this and the new settings' coming into force.
    if first == current { return }
    // A place that is free ends the moving up.
    var last = 0
    while last < Self.previous.count - 1, try folder.has(Self.previous[last]) { last += 1 }
    for place in stride(from: last, to: 0, by: -1) {
      try folder.move(Self.previous[place - 1], to: Self.previous[place])
    }
    try folder.replace(Self.previous[0], with: current)
  }

  // MARK: Starting

  /// Counts a start, and says what to make it with. Call `startSucceeded` as soon as the unit has
  /// spoken with these settings: a unit that is switched off before counts as failed.
  package func beginStart() -> Start {
    do throws(FileSystemError) {
      return try start(in: OpenFolder.open(data, files))
    } catch {
      return Start(source: .defaults(wasRefused: false), bytes: nil, fault: error)
    }
  }

  /// Forgets the count.
  package func startSucceeded() throws(FileSystemError) {
    let folder = try OpenFolder.open(data, files)
    guard try folder.has(Self.starting) else { return }
    try folder.remove(Self.starting)
    try folder.synchronise()
  }

  /// A start that was begun: how often, with which settings.
  private struct Attempt {
    var failures = 0
    var isWithPrevious = false
    var bytes: [UInt8] = []

    /// Of the line in front of the settings.
    static let mostMarkBytes = 64
    private static let lineEnd = UInt8(ascii: "\n")
    private static let previousMark = "previous"

    init() {}

    /// nil: not as it was written.
    init?(_ written: [UInt8]) {
      guard let end = written.firstIndex(of: Attempt.lineEnd) else { return nil }
      let words = String(decoding: written[..<end], as: UTF8.self).split(separator: " ")
      guard let failures = words.first.flatMap({ Int($0) }), failures > 0 else { return nil }
      self.failures = failures
      isWithPrevious = words.dropFirst().first == Attempt.previousMark[...]
      bytes = Array(written[(end + 1)...])
    }

    var written: [UInt8] {
      Array("\(failures)\(isWithPrevious ? " " + Attempt.previousMark : "")\n".utf8) + bytes
    }
  }

  private func start(in folder: OpenFolder) throws(FileSystemError) -> Start {
    let last = attempt(in: folder)
    guard let current = readable(Self.name, in: folder) else {
      if try folder.has(Self.name) { return restore(in: folder, refused: nil) }
      return startWithout(last, in: folder)
    }
    guard last.bytes == current else { return begin(.kept, current, after: 0, in: folder) }
    if last.failures < Self.mostFailures {
      let source = last.isWithPrevious ? Source.previous : .kept
      return begin(source, current, after: last.failures, in: folder)
    }
    var fault: FileSystemError?
    do throws(FileSystemError) { try folder.move(Self.name, to: Self.refused) } catch {
      fault = error
    }
    return restore(in: folder, refused: current, fault: fault)
  }

  /// There are none in force; the power may have gone just after they were put aside.
  private func startWithout(_ last: Attempt, in folder: OpenFolder) -> Start {
    let refused = readable(Self.refused, in: folder)
    if let refused, last.failures >= Self.mostFailures, last.bytes == refused {
      return restore(in: folder, refused: refused)
    }
    return Start(source: .defaults(wasRefused: false), bytes: nil, fault: nil)
  }

  /// Puts the newest of those before into force.
  private func restore(
    in folder: OpenFolder, refused: [UInt8]?, fault: FileSystemError? = nil
  ) -> Start {
    var fault = fault
    for name in Self.previous {
      guard let bytes = readable(name, in: folder), bytes != refused else { continue }
      do throws(FileSystemError) {
        try folder.move(name, to: Self.name)
        try folder.synchronise()
      } catch {
        // They are used from where they are.
        fault = fault ?? error
      }
      let start = begin(.previous, bytes, after: 0, in: folder)
      return Start(source: .previous, bytes: bytes, fault: fault ?? start.fault)
    }
    do throws(FileSystemError) { try folder.synchronise() } catch { fault = fault ?? error }
    return Start(source: .defaults(wasRefused: true), bytes: nil, fault: fault)
  }

  private func begin(
    _ source: Source, _ bytes: [UInt8], after failures: Int, in folder: OpenFolder
  ) -> Start {
    var attempt = Attempt()
    attempt.failures = failures + 1
    attempt.isWithPrevious = source == .previous
    attempt.bytes = bytes
    do throws(FileSystemError) {
      try folder.replace(Self.starting, with: attempt.written)
      return Start(source: source, bytes: bytes, fault: nil)
    } catch {
      return Start(source: source, bytes: bytes, fault: error)
    }
  }

  // MARK: Reading

  /// nil: they are not there, or cannot be read.
  private func readable(
    _ name: String, in folder: OpenFolder, limit: Int = StickText.limit + 1
  ) -> [UInt8]? {
    do throws(FileSystemError) { return try folder.read(name, limit: limit) } catch { return nil }
  }

  private func attempt(in folder: OpenFolder) -> Attempt {
    let limit = StickText.limit + 1 + Attempt.mostMarkBytes
    return readable(Self.starting, in: folder, limit: limit).flatMap { Attempt($0) } ?? Attempt()
  }
}
