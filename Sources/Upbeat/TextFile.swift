// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A file that cannot be read, in plain words.
struct UnreadableFile: Error, CustomStringConvertible {
  let path: String
  let reason: String

  var description: String { "\(path): \(reason)" }
}

/// Reading files from outside, of which nothing is known: never more than a bound, never a wait.
enum TextFile {
  /// What a text file of a person's may hold; one byte more is read, so that the parser can say
  /// that it is too large.
  static let limit = 64 * 1_024

  static func read(_ path: String, limit: Int = limit) throws(UnreadableFile) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path, "open") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path, "fstat") }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFCHR, S_IFBLK: break
    case S_IFDIR:
      throw UnreadableFile(path: path, reason: "this is a folder, expected a file")
    default:
      throw UnreadableFile(path: path, reason: "this is a pipe or a socket, expected a file")
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while bytes.count <= limit {
      let wanted = min(buffer.count, limit + 1 - bytes.count)
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, wanted) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, "read") }
      if count == 0 { break }
      bytes += buffer[0..<count]
    }
    return bytes
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, sorted.
  static func names(in folder: String) throws(UnreadableFile) -> [String] {
    guard let stream = opendir(folder) else { throw failure(folder, "opendir") }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func failure(_ path: String, _ function: String) -> UnreadableFile {
    let code = errno
    return UnreadableFile(path: path, reason: "\(String(cString: strerror(code))) (\(function))")
  }
}

/// Paths as text; nothing is looked up.
enum Path {
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
