// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Small files and folders that the kernel makes up: procfs and sysfs.
enum KernelFile {
  /// The whole of a file, in one go from its beginning. The C functions are `open` and `read`.
  /// - Returns: nil where it cannot be read, or is longer than `limit` bytes.
  static func bytes(of path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(limit + 1, 65_536))
    while bytes.count <= limit {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += piece[0..<count]
    }
    return nil
  }

  /// The first line of an attribute of sysfs, without its end; nil where there is none.
  static func line(of path: String) -> String? {
    guard let bytes = bytes(of: path, limit: 4_096) else { return nil }
    return String(validating: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// Where a link leads, as it is written in it. The C function is `readlink`.
  static func target(of path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { readlink(path, $0, text.count) } ?? -1
      }
    }
    guard count > 0, count < buffer.count else { return nil }
    return String(validating: buffer.prefix(count), as: UTF8.self)
  }

  /// The names in a folder, sorted; nil where it cannot be listed. The C functions are `opendir`
  /// and `readdir`.
  static func names(in path: String) -> [String]? {
    guard let stream = opendir(path) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
