// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A file of the clip cache as a directory listing shows it, and the calls the cache needs.
struct CacheFile {
  let name: String
  let byteCount: Int
  private let usedSeconds: Int
  private let usedNanoseconds: Int

  /// By the time of last use, then by name: the order never depends on the directory's.
  static func isOlder(_ left: CacheFile, than right: CacheFile) -> Bool {
    (left.usedSeconds, left.usedNanoseconds, left.name)
      < (right.usedSeconds, right.usedNanoseconds, right.name)
  }

  /// The regular files of a directory. The C function is `lstat`.
  static func list(_ directory: String) throws(SystemCallError) -> [CacheFile] {
    var files: [CacheFile] = []
    for name in try Directory.names(directory) {
      var status = stat()
      // Else gone meanwhile, or none of ours.
      guard lstat(directory + "/" + name, &status) == 0, isRegular(status) else { continue }
      files.append(
        CacheFile(
          name: name, byteCount: Int(status.st_size), usedSeconds: status.st_mtim.tv_sec,
          usedNanoseconds: status.st_mtim.tv_nsec))
    }
    return files
  }

  /// Nil where there is no such file, or none that the cache could have written.
  static func read(_ path: String, limitBytes: Int) throws(SystemCallError) -> [UInt8]? {
    // Not blocking: whatever stands in the place of a cache file must not hold up speech.
    let number = retryingInterrupts { open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
    if number < 0 {
      if errno == ENOENT { return nil }
      throw SystemCallError(function: "open", code: errno)
    }
    let file = FileDescriptor(owning: number)
    var status = stat()
    guard fstat(file.number, &status) == 0 else {
      throw SystemCallError(function: "fstat", code: errno)
    }
    guard isRegular(status), status.st_size <= limitBytes else { return nil }
    return try FileDescriptor.readUp(to: Int(status.st_size), from: file.number)
  }

  /// Writes `part` and renames it to `path`; where that fails, no `part` is left.
  static func write(
    _ bytes: [UInt8], to path: String, beside part: String
  ) throws(SystemCallError) {
    do throws(SystemCallError) {
      try create(part, bytes)
      guard rename(part, path) == 0 else {
        throw SystemCallError(function: "rename", code: errno)
      }
    } catch {
      _ = unlink(part)
      throw error
    }
  }

  private static func create(_ path: String, _ bytes: [UInt8]) throws(SystemCallError) {
    let number = retryingInterrupts {
      open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    }
    guard number >= 0 else { throw SystemCallError(function: "open", code: errno) }
    let file = FileDescriptor(owning: number)
    try FileDescriptor.writeAll(bytes, to: file.number)
  }

  /// It is no error if the file is gone already. The C function is `unlink`.
  static func remove(_ path: String) throws(SystemCallError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw SystemCallError(function: "unlink", code: errno)
    }
  }

  /// Marks the file as used now. The C function is `utimensat`.
  static func touch(_ path: String) throws(SystemCallError) {
    guard utimensat(AT_FDCWD, path, nil, 0) == 0 else {
      throw SystemCallError(function: "utimensat", code: errno)
    }
  }

  /// It is no error if the directory is there already. The C function is `mkdir`.
  static func makeDirectory(_ path: String) throws(SystemCallError) {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw SystemCallError(function: "mkdir", code: errno)
    }
  }

  private static func isRegular(_ status: stat) -> Bool {
    status.st_mode & S_IFMT == S_IFREG
  }
}
