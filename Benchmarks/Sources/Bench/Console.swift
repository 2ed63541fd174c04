// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Lines for people: the table, and beside it what is going on.
package enum Console {
  package static func say(_ text: String) { write(text, to: STDOUT_FILENO) }
  package static func warn(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    let line = Array((text + "\n").utf8)
    _ = Glibc.write(descriptor, line, line.count)
  }
}
