// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

enum Directory {
  /// The names in a directory, "." and ".." too, in no order.
  /// The C functions are `opendir` and `readdir`.
  static func names(_ path: String) throws(SystemCallError) -> [String] {
    guard let stream = opendir(path) else {
      throw SystemCallError(function: "opendir", code: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }
}
