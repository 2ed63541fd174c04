// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A file system in memory that is really mounted, where the tests may do so; unmounted with it.
package final class MountedStick {
  package let path: String

  /// - Parameters:
  ///   - path: of a folder.
  ///   - kilobytes: that it holds.
  /// - Returns: nil where mounting is not permitted.
  package init?(at path: String, kilobytes: Int) {
    self.path = path
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else { return nil }
  }

  deinit { unmount() }

  package func unmount() { umount2(path, Int32(MNT_DETACH)) }

  /// Mounts it anew.
  package func remount(isWritable: Bool) {
    let flags = UInt(MS_REMOUNT | (isWritable ? 0 : MS_RDONLY))
    precondition(mount("tmpfs", path, "tmpfs", flags, nil) == 0)
  }
}
