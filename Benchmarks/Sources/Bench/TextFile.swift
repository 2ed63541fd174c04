// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Files, read and written whole.
package enum TextFile {
  package static func write(_ text: String, to path: String) throws(Failure) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .system("open", path) }
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .system("write", path) }
      rest = rest.dropFirst(count)
    }
  }

  package static func bytes(of path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("open", path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .system("read", path) }
      if count == 0 { return bytes }
      bytes += buffer[0..<count]
    }
  }

  package static func text(of path: String) throws(Failure) -> String {
    String(decoding: try bytes(of: path), as: UTF8.self)
  }

  /// The names in a folder that end so, sorted. The C function is `readdir`.
  package static func names(in folder: String, ending: String) throws(Failure) -> [String] {
    guard let directory = opendir(folder) else { throw .system("opendir", folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
