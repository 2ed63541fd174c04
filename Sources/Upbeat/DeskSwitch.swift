// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Switch

/// The space bar: from evdev where the keyboards can be read, else byte by byte from the terminal,
/// which in either case hears `q` and Ctrl-C.
final class DeskSwitch: SwitchInput {
  private let terminal = TerminalKey()
  private let keyboard = EvdevKey(.space, isGrabbing: false)
  private var hasTerminal = false
  private var hasKeyboard = false

  let name = "space bar"

  var waitDescriptors: [pollfd] {
    (hasTerminal ? terminal.waitDescriptors : [])
      + (hasKeyboard ? keyboard.waitDescriptors : [])
  }

  var nextDeadlineNanoseconds: UInt64? {
    hasKeyboard ? nil : terminal.nextDeadlineNanoseconds
  }

  var isQuitRequested: Bool { terminal.isQuitRequested }

  func open(now: UInt64) throws(SwitchError) -> Edge {
    hasKeyboard = false
    var level = Edge(nanoseconds: now, closed: false)
    do throws(SwitchError) {
      level = try keyboard.open(now: now)
      hasKeyboard = true
    } catch {
      // No keyboard can be read here: the terminal has to do.
    }
    do throws(SwitchError) {
      _ = try terminal.open(now: now)
      hasTerminal = true
    } catch {
      hasTerminal = false
      guard hasKeyboard else { throw error }
    }
    return level
  }

  func read(polled: ArraySlice<pollfd>, now: UInt64) throws(SwitchError) -> [Edge] {
    let typed = hasTerminal ? try terminal.read(polled: polled, now: now) : []
    guard hasKeyboard else { return typed }
    let descriptors = Set(keyboard.waitDescriptors.map(\.fd))
    return try keyboard.read(polled: ArraySlice(polled.filter { descriptors.contains($0.fd) }), now: now)
  }

  func close() {
    terminal.close()
    keyboard.close()
  }
}
