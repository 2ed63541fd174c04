// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

enum Folder {
  /// More names than any folder of ours or of a person has; the rest is left out.
  private static let mostNames = 10_000

  /// The names in a folder, sorted, without "." and "..".
  /// The C functions are `opendir` and `readdir`.
  static func names(_ path: BytePath) throws(SystemCallError) -> [BytePath] {
    guard let stream = path.withCString({ opendir($0) }) else {
      throw SystemCallError(function: "opendir", code: errno)
    }
    defer { closedir(stream) }
    var names: [BytePath] = []
    errno = 0
    while names.count < mostNames, let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { BytePath(bytes: $0) }
      if name != BytePath("."), name != BytePath("..") { names.append(name) }
      errno = 0
    }
    // A stick pulled out meanwhile ends the list as if it were whole.
    guard errno == 0 else { throw SystemCallError(function: "readdir", code: errno) }
    return names.sorted()
  }

  static func isFolder(_ path: BytePath) -> Bool {
    var status = stat()
    return path.withCString { stat($0, &status) } == 0 && status.isDirectory
  }

  /// It is no error if it is there already. The C function is `mkdir`.
  static func make(_ path: BytePath) throws(SystemCallError) {
    guard path.withCString({ mkdir($0, 0o755) }) == 0 || errno == EEXIST else {
      throw SystemCallError(function: "mkdir", code: errno)
    }
  }

  /// It is no error if the file is gone already. The C function is `unlink`.
  static func remove(_ path: BytePath) throws(SystemCallError) {
    guard path.withCString({ unlink($0) }) == 0 || errno == ENOENT else {
      throw SystemCallError(function: "unlink", code: errno)
    }
  }

  /// The C function is `rename`.
  static func move(_ path: BytePath, to target: BytePath) throws(SystemCallError) {
    guard path.withCString({ from in target.withCString { rename(from, $0) } }) == 0 else {
      throw SystemCallError(function: "rename", code: errno)
    }
  }

  /// New names last over a power cut. The C function is `fsync`, on the folder.
  static func synchronise(_ path: BytePath) throws(SystemCallError) {
    let number = path.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard number >= 0 else { throw SystemCallError(function: "open", code: errno) }
    let folder = FileDescriptor(owning: number)
    // EINVAL: a file system that cannot do this for folders; there is no more to be had of it.
    guard fsync(folder.number) == 0 || errno == EINVAL else {
      throw SystemCallError(function: "fsync", code: errno)
    }
  }

  /// What programs may still write on the storage of a folder, in bytes. The C function is `statvfs`.
  static func freeBytes(_ path: BytePath) throws(SystemCallError) -> Int {
    var status = statvfs()
    guard path.withCString({ statvfs($0, &status) }) == 0 else {
      throw SystemCallError(function: "statvfs", code: errno)
    }
    let (bytes, overflow) = Int(status.f_bavail).multipliedReportingOverflow(
      by: Int(status.f_frsize))
    return overflow ? .max : bytes
  }
}
