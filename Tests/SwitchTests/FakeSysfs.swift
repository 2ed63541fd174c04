// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Switch
import Testing

/// Milliseconds of the monotonic clock.
func ms(_ count: UInt64) -> UInt64 { count * 1_000_000 }

/// A folder of its own that looks like `/sys/class/gpio` and is removed with it.
///
/// The files are plain ones: what is written to them can be read back, but writing a number to
/// `export` makes no line; a test makes it itself.
final class FakeSysfs {
  let root: String

  init() {
    var template = Array("/tmp/upbeat-switch-XXXXXX".utf8CString)
    root = template.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress, let made = mkdtemp(base) else {
        preconditionFailure("no temporary folder")
      }
      return String(cString: made)
    }
    write("", to: "export")
    write("", to: "unexport")
  }

  deinit { FakeSysfs.remove(root) }

  func addChip(_ name: String, label: String, base: Int, lines: Int) {
    makeFolder(name)
    write(label + "\n", to: name + "/label")
    write("\(base)\n", to: name + "/base")
    write("\(lines)\n", to: name + "/ngpio")
  }

  /// The folder that the kernel makes at an export.
  func addLine(_ number: Int, value: String = "0\n") {
    let folder = "gpio\(number)"
    makeFolder(folder)
    write("out\n", to: folder + "/direction")
    write("0\n", to: folder + "/active_low")
    write("none\n", to: folder + "/edge")
    write(value, to: folder + "/value")
  }

  func makeFolder(_ path: String) {
    precondition(mkdir("\(root)/\(path)", 0o755) == 0)
  }

  func write(_ text: String, to path: String) {
    let bytes = Array(text.utf8)
    let descriptor = open("\(root)/\(path)", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    precondition(descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }

  func remove(_ path: String) { FakeSysfs.remove("\(root)/\(path)") }

  /// A file of which each write fails as a kernel would make it fail.
  func link(_ path: String, to target: String) {
    remove(path)
    precondition(symlink(target, "\(root)/\(path)") == 0)
  }

  func text(_ path: String) -> String {
    let descriptor = open("\(root)/\(path)", O_RDONLY)
    precondition(descriptor >= 0)
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != "." && name != ".." { remove("\(path)/\(name)") }
      }
      closedir(folder)
    }
    rmdir(path)
  }
}

extension SwitchInput {
  /// As the poll loop calls it when every descriptor has woken with these events.
  func read(woken events: Int32, now: UInt64) throws -> [Edge] {
    let polled = waitDescriptors.map {
      pollfd(fd: $0.fd, events: $0.events, revents: Int16(events))
    }
    return try read(polled: polled[...], now: now)
  }
}

/// The error that the body throws; none, or one of another type, is recorded as an issue.
func thrown<Failure: Error, Result>(
  _ type: Failure.Type, _ body: () throws -> Result
) -> Failure? {
  do {
    _ = try body()
    Issue.record("nothing was thrown")
  } catch let error as Failure {
    return error
  } catch {
    Issue.record("another error was thrown: \(error)")
  }
  return nil
}
