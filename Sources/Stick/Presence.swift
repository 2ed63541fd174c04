// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Tells, after a failure, a stick that was pulled out from one that is damaged: a kernel answers
/// both with EIO, and with EROFS while it gives a stick up.
struct Presence {
  /// Where the kernel lists block devices by their numbers.
  static let deviceFolder = "/sys/dev/block"

  private let path: String
  private let files: FileSystem
  private let device: dev_t
  private let inode: ino_t
  /// The block device below; nil where there is none: a folder that plays the stick.
  private let devicePath: String?

  /// How the root stands while all is well.
  init(of folder: OpenFolder, _ files: FileSystem) throws(FileSystemError) {
    let status = try folder.status()
    path = folder.path
    self.files = files
    device = status.st_dev
    inode = status.st_ino
    let number = "\(Presence.deviceFolder)/\(Presence.major(device)):\(Presence.minor(device))"
    // Not through the funnel: that there is none is no failure.
    devicePath = access(number, F_OK) == 0 ? number : nil
  }

  /// Whether the stick is still there. Anything that cannot be looked at is not.
  ///
  /// For some milliseconds after the pull the kernel may still list a stick; whoever has a
  /// `StickWatch` hears of it then.
  private var isThere: Bool {
    do throws(FileSystemError) {
      let now = try OpenFolder.open(path, files).status()
      guard now.st_dev == device, now.st_ino == inode else { return false }
      guard let devicePath else { return true }
      return try files.call(.access, devicePath) { access(devicePath, F_OK) } == 0
    } catch {
      return false
    }
  }

  /// What a failure means after a good beginning.
  func reason(_ error: FileSystemError, else reason: StickError.Reason) -> StickError.Reason {
    switch error.code {
    case ENODEV, ENXIO, ENOENT, ESTALE, ESHUTDOWN, ENOMEDIUM: .gone
    case _ where isThere: reason
    default: .gone
    }
  }

  // How Linux packs the two numbers (glibc's `sys/sysmacros.h`, macros that Swift does not see).
  private static func major(_ device: dev_t) -> UInt64 {
    let number = UInt64(device)
    return number >> 8 & 0xFFF | number >> 32 & 0xFFFF_F000
  }
  private static func minor(_ device: dev_t) -> UInt64 {
    let number = UInt64(device)
    return number & 0xFF | number >> 12 & 0xFFFF_FF00
  }
}
