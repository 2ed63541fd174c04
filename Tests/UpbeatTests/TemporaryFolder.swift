// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A folder for one test, removed with everything in it.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/upbeat-program-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress, let made = mkdtemp(base) else {
        preconditionFailure("no temporary folder")
      }
      return String(cString: made)
    }
  }

  deinit { Self.remove(path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// The path of a folder in it, made where it is missing.
  @discardableResult
  func folder(_ name: String) -> String {
    mkdir(file(name), 0o755)
    return file(name)
  }

  /// - Returns: the file's path.
  @discardableResult
  func write(_ text: String, to name: String) -> String { write(Array(text.utf8), to: name) }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) -> String {
    let descriptor = open(file(name), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    precondition(descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    return file(name)
  }

  /// A file of so many bytes that takes no room.
  func sparseFile(_ name: String, bytes: Int) -> String {
    write("", to: name)
    precondition(truncate(file(name), bytes) == 0)
    return file(name)
  }

  /// Puts bytes at the start of a file that is there.
  func overwrite(_ bytes: [UInt8], in name: String) {
    let descriptor = open(file(name), O_WRONLY)
    precondition(descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }

  func read(_ name: String) -> [UInt8] { Self.contents(of: file(name)) }

  /// Of a file anywhere.
  static func contents(of path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    precondition(descriptor >= 0, "no file \(path)")
    defer { close(descriptor) }
    var contents: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while case let count = Glibc.read(descriptor, &chunk, chunk.count), count > 0 {
      contents += chunk.prefix(count)
    }
    return contents
  }

  func text(_ name: String) -> String { String(decoding: read(name), as: UTF8.self) }

  /// The names in a folder of it, sorted.
  func names(in name: String) -> [String] { Self.names(file(name)) }

  private static func names(_ path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in names(path) { remove(path + "/" + name) }
    rmdir(path)
  }
}

/// The folder that holds Voices.
let checkout: String = {
  let tests = #filePath.split(separator: "/").dropLast().joined(separator: "/")
  return "/\(tests)/../.."
}()
