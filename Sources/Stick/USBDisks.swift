// SPDX-License-Identifier: GPL-3.0-or-later

/// A disk on a USB port that holds something.
struct USBDisk: Equatable {
  /// In sysfs, below its root: `/devices/…/usb1/…/block/sda`.
  let devicePath: String
  /// `8:0`, as the kernel writes a device's number: the disk's own and those of its partitions.
  let numbers: Set<String>

  /// The disks that sysfs lists now, in the order of their names. A reader of cards without a card
  /// has a disk of no size, which is none.
  ///
  /// - Parameter root: where sysfs is.
  /// - Returns: nil where it cannot be looked at.
  static func list(sysfs root: String) -> [USBDisk]? {
    let folder = root + "/class/block"
    guard let names = KernelFile.names(in: folder) else { return nil }
    let paths = names.compactMap { devicePath(ofLink: folder + "/" + $0) }
      .filter(DevicePath.isOnUSB)
    let disks = paths.filter { DevicePath.disk(of: $0) == $0 && holdsSomething(root + $0) }
    return disks.map { disk in
      let parts = paths.filter { DevicePath.disk(of: $0) == disk }
      return USBDisk(
        devicePath: disk,
        numbers: Set(parts.compactMap { KernelFile.line(of: root + $0 + "/dev") }))
    }
  }

  /// The links of a class lead to `../../devices/…`.
  private static func devicePath(ofLink link: String) -> String? {
    guard let target = KernelFile.target(of: link), target.hasPrefix("../../devices/") else {
      return nil
    }
    let path = String(target.dropFirst("../..".count))
    return DevicePath.isWhole(path) ? path : nil
  }

  /// `size` is in sectors of 512 bytes.
  private static func holdsSomething(_ path: String) -> Bool {
    KernelFile.line(of: path + "/size").flatMap { Int($0) } ?? 0 > 0
  }
}

extension DevicePath {
  /// The disk of a disk or of a partition: what follows the last step `block`.
  static func disk(of path: String) -> String? {
    let steps = path.split(separator: "/")
    guard let block = steps.lastIndex(of: "block"), block + 1 < steps.count else { return nil }
    return steps[...(block + 1)].reduce("") { $0 + "/" + $1 }
  }
}
