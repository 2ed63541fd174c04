// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// An inotify instance with one folder watched at a time. See `inotify(7)`.
final class Inotify {
  let descriptor: Int32
  private var watched: (path: String, number: Int32)?

  /// Enough for some hundred events at once; what does not fit is read the next time.
  private static let bufferBytes = 16_384
  /// Full buffers read in one go, at most: nobody holds up the loop by making files.
  private static let mostReads = 8
  private static let headerBytes = MemoryLayout<inotify_event>.size

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// The C function is `inotify_init1`.
  static func open() -> Result<Inotify, WatchFault> {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else {
      return .failure(WatchFault(function: "inotify_init1", code: errno))
    }
    return .success(Inotify(descriptor: descriptor))
  }

  /// Watches this folder in place of the one before. The C function is `inotify_add_watch`.
  /// - Returns: why it cannot be.
  func watch(_ path: String) -> WatchFault? {
    // Added again even where the path is the same: another folder may have it now. The same one
    // keeps its number.
    let mask = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF
    let number = inotify_add_watch(descriptor, path, UInt32(mask) | UInt32(IN_ONLYDIR))
    guard number >= 0 else { return WatchFault(function: "inotify_add_watch", code: errno) }
    if let watched, watched.number != number { inotify_rm_watch(descriptor, watched.number) }
    watched = (path, number)
    return nil
  }

  /// Takes what has come. The C function is `read`.
  /// - Returns: whether an entry of this name has gone from the watched folder.
  func drain(removed name: String) -> Bool {
    var wasRemoved = false
    for _ in 0..<Inotify.mostReads {
      var buffer = [UInt8](repeating: 0, count: Inotify.bufferBytes)
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      if removes(name, buffer.prefix(count)) { wasRemoved = true }
    }
    return wasRemoved
  }

  private func removes(_ name: String, _ buffer: ArraySlice<UInt8>) -> Bool {
    var rest = buffer
    var wasRemoved = false
    while rest.count >= Inotify.headerBytes {
      let header = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
      rest = rest.dropFirst(Inotify.headerBytes)
      let entry = rest.prefix(Int(header.len)).prefix { $0 != 0 }
      rest = rest.dropFirst(Int(header.len))
      let isRemoval = header.mask & UInt32(IN_DELETE | IN_MOVED_FROM) != 0
      if isRemoval, header.wd == watched?.number, entry.elementsEqual(name.utf8) {
        wasRemoved = true
      }
    }
    return wasRemoved
  }
}
