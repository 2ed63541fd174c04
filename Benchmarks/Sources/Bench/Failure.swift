// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Why a figure could not be measured.
package struct Failure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }

  /// Of a C function that has just failed.
  package static func system(
    _ function: String, _ what: String = "", code: Int32 = errno
  ) -> Failure {
    Failure("\(function)\(what.isEmpty ? "" : " \(what)"): \(String(cString: strerror(code)))")
  }
}
