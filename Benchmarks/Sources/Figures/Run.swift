// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

/// One figure after the other into the table; what cannot be measured is said and gone past.
struct Run {
  private(set) var table = Table()
  /// Everything could be measured.
  private(set) var isWhole = true

  mutating func measure(_ name: String, _ body: () throws(Failure) -> [Figure]) {
    Console.warn("measuring: \(name) …")
    do throws(Failure) {
      for figure in try body() { table.add(figure) }
    } catch {
      isWhole = false
      Console.warn("  \(error)")
      table.add(name, unmeasured: "\(error)")
    }
  }
}
