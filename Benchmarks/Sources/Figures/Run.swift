// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

/// One figure after the other into the table; what cannot be measured is said and gone past.
struct Run {
  private(set) var table = Table()
  /// What is measured has this in its name; nil: everything is.
  let only: String?
  /// Everything could be measured.
  private(set) var isWhole = true

  init(only: String?) { self.only = only }

  mutating func measure(_ name: String, _ body: () throws(Failure) -> [Figure]) {
    guard only.map(name.contains) ?? true else { return }
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
