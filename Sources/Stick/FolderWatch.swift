// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A folder that plays the stick, at a desk: the stick is in while the folder is there.
///
/// inotify tells of the folder's parent, or of the nearest folder above that is there; where it
/// cannot (some network file systems tell nothing), a look every half second finds out.
public final class FolderWatch: StickWatch {
  /// Between two looks: the tone for a stick follows within a second.
  static let lookNanoseconds: UInt64 = 500_000_000

  /// Which folder it is: another one may have taken its name.
  private struct Identity: Equatable {
    let device: dev_t
    let inode: ino_t
  }

  private let path: String
  private var inotify: Inotify?
  private var found: Identity?
  public private(set) var fault: WatchFault?

  /// - Parameter path: of the folder; it need not be there. Links to a folder are followed.
  public init(path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  public var waitDescriptors: [pollfd] {
    guard let inotify else { return [] }
    return [pollfd(fd: inotify.descriptor, events: Int16(POLLIN), revents: 0)]
  }

  public private(set) var nextDeadlineNanoseconds: UInt64?

  public func open(now: UInt64) -> [StickEvent] {
    close()
    switch Inotify.open() {
    case .success(let opened): inotify = opened
    case .failure(let fault): self.fault = fault
    }
    return look(now: now, wasRemoved: false)
  }

  public func read(polled: ArraySlice<pollfd>, now: UInt64) -> [StickEvent] {
    guard let deadline = nextDeadlineNanoseconds else { return [] }
    guard let inotify, polled.hasWoken(inotify.descriptor) else {
      return now >= deadline ? look(now: now, wasRemoved: false) : []
    }
    return look(now: now, wasRemoved: inotify.drain(removed: FolderWatch.name(of: path)))
  }

  public func close() {
    inotify = nil
    found = nil
    fault = nil
    nextDeadlineNanoseconds = nil
  }

  /// - Parameter wasRemoved: the folder was there and went, though one may be there again.
  private func look(now: UInt64, wasRemoved: Bool) -> [StickEvent] {
    nextDeadlineNanoseconds = now + FolderWatch.lookNanoseconds
    // The nearest folder above that is there; what is made in between, the next look finds.
    if let inotify { fault = inotify.watch(FolderWatch.nearestAbove(path)) }
    // Looked at after the watch stands: what happens from here on wakes the loop.
    let before = found
    found = FolderWatch.identity(of: path)
    if before == found, !(wasRemoved && before != nil) { return [] }
    let end: [StickEvent] = before == nil ? [] : [.unplugged]
    return end + (found == nil ? [] : [.plugged, .mounted(path: path)])
  }

  // MARK: Paths

  private static func identity(of path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
    return Identity(device: status.st_dev, inode: status.st_ino)
  }

  private static func nearestAbove(_ path: String) -> String {
    var folder = path
    repeat { folder = parent(of: folder) } while identity(of: folder) == nil && folder.count > 1
    return folder
  }

  /// `/` and `.` end the way up.
  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func name(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }
}
