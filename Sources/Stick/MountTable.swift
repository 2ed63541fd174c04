// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What is mounted where, as `/proc/self/mountinfo` says it (`proc_pid_mountinfo(5)`).
package struct MountTable: Equatable {
  package struct Mount: Equatable {
    package let id: Int
    /// `8:1`, as the kernel writes a device's number.
    package let device: String
    package let point: [UInt8]
    package let isWritable: Bool

    package var path: String { String(decoding: point, as: UTF8.self) }
  }

  package static let path = UnitMount.mountInfo
  /// Many times what a unit has.
  private static let mostBytes = 4 << 20
  private static let space = UInt8(ascii: " ")
  private static let comma = UInt8(ascii: ",")

  package let mounts: [Mount]

  /// - Returns: nil where it cannot be read.
  package static func read(_ path: String) -> MountTable? {
    KernelFile.bytes(of: path, limit: mostBytes).map { MountTable($0) }
  }

  /// Lines that are not in the kernel's form are left out.
  package init(_ bytes: [UInt8]) {
    mounts = bytes.split(separator: UInt8(ascii: "\n")).compactMap { MountTable.mount($0) }
  }

  /// `36 35 98:0 /root /mnt rw,noatime master:1 - ext3 /dev/root rw,errors=continue`
  private static func mount(_ line: ArraySlice<UInt8>) -> Mount? {
    let fields = line.split(separator: space)
    guard
      let dash = fields.indices.dropFirst(6).first(where: { fields[$0].elementsEqual("-".utf8) }),
      dash + 3 < fields.count, let id = Int(String(decoding: fields[0], as: UTF8.self))
    else { return nil }
    return Mount(
      id: id, device: String(decoding: fields[2], as: UTF8.self), point: unescaped(fields[4]),
      // The mount may be written to, and so may what is mounted.
      isWritable: isWritable(fields[5]) && isWritable(fields[dash + 3]))
  }

  private static func isWritable(_ options: ArraySlice<UInt8>) -> Bool {
    options.split(separator: comma).first { $0.elementsEqual("rw".utf8) } != nil
  }

  /// The kernel writes a space, a tab, a line's end, a backslash and `#` as `\040` and so on.
  static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      let isOctal =
        digits.count == 3
        && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
      let value = digits.reduce(0) { $0 * 8 + Int($1 & 7) }
      if byte == UInt8(ascii: "\\"), isOctal, let escaped = UInt8(exactly: value) {
        bytes.append(escaped)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  // MARK: Asking

  /// What is mounted at the folder or below it; of several at one place the last, which hides the
  /// others.
  package func mounts(below folder: String) -> [Mount] {
    let root = Array(folder.utf8)
    let below = mounts.filter {
      $0.point == root || $0.point.starts(with: root + [UInt8(ascii: "/")])
    }
    return below.enumerated().filter { index, mount in
      !below[(index + 1)...].contains { $0.point == mount.point }
    }.map(\.element)
  }

  /// The numbers of devices that are mounted elsewhere.
  package func devices(outside folder: String) -> Set<String> {
    let inside = Set(mounts(below: folder).map(\.id))
    return Set(mounts.filter { !inside.contains($0.id) }.map(\.device))
  }
}

/// The kernel's word that the mounts have changed.
final class MountNews {
  let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// The C function is `open`.
  static func open(_ path: String) -> Result<MountNews, WatchFault> {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      return .failure(WatchFault(function: "open \(path)", code: errno))
    }
    return .success(MountNews(descriptor: descriptor))
  }

  /// `POLLPRI` comes once a change.
  var poll: pollfd { pollfd(fd: descriptor, events: Int16(POLLPRI), revents: 0) }
}
