// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A folder for one test, removed with everything in it.
package final class TemporaryFolder {
  package let path: String

  package init() {
    var template = Array("/tmp/upbeat-stick-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress, let made = mkdtemp(base) else {
        preconditionFailure("no temporary folder")
      }
      return String(cString: made)
    }
  }

  deinit { Self.remove(Array(path.utf8)) }

  package func file(_ name: String) -> String { path + "/" + name }

  /// The path of a folder in it, made where it is missing.
  @discardableResult
  package func folder(_ name: String) -> String {
    mkdir(file(name), 0o755)
    return file(name)
  }

  @discardableResult
  package func write(_ text: String, to name: String) -> String {
    let bytes = Array(text.utf8)
    let descriptor = open(file(name), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    precondition(descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    return file(name)
  }

  /// nil: there is no such file.
  package func text(_ name: String) -> String? {
    let descriptor = open(file(name), O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(descriptor, &piece, piece.count), count > 0 {
      bytes += piece[0..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The names in a folder of it, sorted.
  package func names(in name: String = "") -> [String] {
    Self.names(Array(file(name).utf8)).map { String(decoding: $0, as: UTF8.self) }.sorted()
  }

  package func remove(_ name: String) { Self.remove(Array(file(name).utf8)) }

  package func move(_ name: String, to target: String) {
    precondition(rename(file(name), file(target)) == 0)
  }

  /// Names of sticks may be bytes of any kind.
  private static func names(_ path: [UInt8]) -> [[UInt8]] {
    guard let stream = opendir(cString(path)) else { return [] }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [46], name != [46, 46] { names.append(name) }
    }
    return names
  }

  private static func remove(_ path: [UInt8]) {
    if unlink(cString(path)) == 0 { return }
    for name in names(path) { remove(path + [UInt8(ascii: "/")] + name) }
    rmdir(cString(path))
  }

  private static func cString(_ path: [UInt8]) -> [CChar] {
    path.map { CChar(bitPattern: $0) } + [0]
  }
}
