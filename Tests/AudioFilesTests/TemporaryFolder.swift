// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Glibc

/// A folder for one test, removed with all in it at the end.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/upbeat-audio-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress, let made = mkdtemp(base) else {
        preconditionFailure("no temporary folder")
      }
      return String(cString: made)
    }
  }

  deinit { remove(BytePath(path)) }

  func path(_ name: String) -> BytePath { BytePath(path + "/" + name) }

  /// Makes a folder in it and returns its path.
  func folder(_ name: String) -> BytePath {
    precondition(mkdir(path + "/" + name, 0o755) == 0)
    return path(name)
  }
}

/// The C string of a path.
private func cString(_ path: BytePath) -> [CChar] {
  path.bytes.map { CChar(bitPattern: $0) } + [0]
}

/// Removes a file, or a folder with all in it; links are not followed.
func remove(_ path: BytePath) {
  for name in names(in: path) { remove(path / name) }
  if unlink(cString(path)) != 0 { rmdir(cString(path)) }
}

/// The names in a folder, sorted; none where it is no folder.
func names(in folder: BytePath) -> [BytePath] {
  guard let stream = opendir(cString(folder)) else { return [] }
  defer { closedir(stream) }
  var names: [BytePath] = []
  while let entry = readdir(stream) {
    names.append(withUnsafeBytes(of: &entry.pointee.d_name) { BytePath(bytes: $0) })
  }
  return names.filter { $0 != BytePath(".") && $0 != BytePath("..") }.sorted()
}

func writeFile(_ path: BytePath, _ bytes: [UInt8]) {
  let descriptor = open(cString(path), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  precondition(descriptor >= 0)
  var done = 0
  while done < bytes.count {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, $0.count - done) }
    precondition(count > 0)
    done += count
  }
  close(descriptor)
}

func readFile(_ path: BytePath) -> [UInt8] {
  let descriptor = open(cString(path), O_RDONLY)
  precondition(descriptor >= 0)
  defer { close(descriptor) }
  var contents: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while case let count = read(descriptor, &chunk, chunk.count), count > 0 {
    contents += chunk.prefix(count)
  }
  return contents
}

/// The number of a file on its disk: another one after it was written anew.
func inode(_ path: BytePath) -> UInt {
  var status = stat()
  precondition(stat(cString(path), &status) == 0)
  return UInt(status.st_ino)
}

/// The error of this type that a call throws; nil where it throws none.
func thrown<Failure: Error>(_ type: Failure.Type, _ body: () throws -> Void) -> Failure? {
  do {
    try body()
    return nil
  } catch {
    return error as? Failure
  }
}
