// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Glibc

/// A file on its way to the unit's data: written beside its place, and put there when it is whole
/// and lasting. A power cut leaves the old file or the new one, never half of either.
final class PartFile {
  struct Failure: Error, CustomStringConvertible {
    let path: String
    let reason: String
    var description: String { "\(path): \(reason)" }
  }

  /// Where it is until it is placed; hidden, so that nobody takes it for the file.
  let path: String
  private let target: String
  private var isPlaced = false

  private static let prefix = "."
  private static let ending = ".part"
  /// Left free for the diary, in bytes: as music leaves it.
  private static let freeBytes = MusicLimits().freeBytes

  private init(path: String, target: String) {
    self.path = path
    self.target = target
  }

  deinit { if !isPlaced { unlink(path) } }

  /// The C functions are `statvfs`, `open`, `write` and `fsync`.
  static func write(_ bytes: [UInt8], for target: String) throws(Failure) -> PartFile {
    try checkRoom(for: bytes.count, in: Path.folder(of: target))
    let path = Path.join(
      Path.folder(of: target), prefix + Path.name(of: target) + ending)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw failure(path, "open") }
    let part = PartFile(path: path, target: target)
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(path, "write") }
      rest = rest.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else { throw failure(path, "fsync") }
    return part
  }

  /// Gives it its name. The C functions are `rename`, and `fsync` on the folder.
  func place() throws(Failure) {
    guard rename(path, target) == 0 else { throw Self.failure(target, "rename") }
    isPlaced = true
    let folder = Path.folder(of: target)
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(folder, "open") }
    defer { close(descriptor) }
    // EINVAL: a file system that cannot do this for folders; there is no more to be had of it.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw Self.failure(folder, "fsync") }
  }

  /// What a power cut left in a folder.
  static func removeLeftovers(in folder: String) {
    do throws(UnreadableFile) {
      for name in try TextFile.names(in: folder)
      where name.hasPrefix(prefix) && name.hasSuffix(ending) {
        unlink(Path.join(folder, name))
      }
    } catch {
      // A folder that cannot be listed is met, and said, when it is written to.
    }
  }

  /// Makes a folder, and those it is in, where they are missing. The C function is `mkdir`.
  static func makeFolder(_ path: String) throws(Failure) {
    if TextFile.isFolder(path) { return }
    let parent = Path.folder(of: path)
    if !TextFile.isFolder(parent), parent != path { try makeFolder(parent) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path, "mkdir") }
  }

  private static func checkRoom(for count: Int, in folder: String) throws(Failure) {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { throw failure(folder, "statvfs") }
    let (free, overflow) = Int(status.f_bavail).multipliedReportingOverflow(
      by: Int(status.f_frsize))
    guard overflow || free - count >= freeBytes else {
      throw Failure(path: folder, reason: "the unit has no room for it")
    }
  }

  private static func failure(_ path: String, _ function: String) -> Failure {
    let code = errno
    return Failure(path: path, reason: "\(String(cString: strerror(code))) (\(function))")
  }
}
