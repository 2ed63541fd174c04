// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc

/// A file on its way: written beside its name, and given it when it is whole and lasting.
enum PartFile {
  /// Pieces are gathered up to so many bytes before the disk is asked.
  private static let blockBytes = 65_536

  /// - Parameter make: hands each piece of the file to be written.
  static func write(
    _ path: String, _ make: (_ write: (String) throws -> Void) throws -> Void
  ) throws {
    let part = path + ".part"
    do {
      try Data().write(to: URL(fileURLWithPath: part))
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: part))
      var block = Data(capacity: 2 * blockBytes)
      try make { piece in
        block.append(contentsOf: piece.utf8)
        guard block.count >= blockBytes else { return }
        try handle.write(contentsOf: block)
        block.removeAll(keepingCapacity: true)
      }
      try handle.write(contentsOf: block)
      try handle.synchronize()
      try handle.close()
      // Over what is there; `FileManager` would refuse that.
      guard rename(part, path) == 0 else {
        throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
      }
    } catch {
      unlink(part)
      throw error
    }
  }
}
