// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Switch

/// The space bar: from evdev where the keyboards can be read, else byte by byte from the terminal,
/// which in either case hears `q` and Ctrl-C.
final class DeskSwitch: SwitchInput {
  private let terminal = TerminalKey()
  private let keyboard: EvdevKey
  private var hasTerminal = false
  private var hasKeyboard = false

  let name = "space bar"

  /// - Parameter folder: where the keyboards are.
  init(folder: String = EvdevKey.defaultFolder) {
    keyboard = EvdevKey(.space, isGrabbing: false, folder: folder)
  }

  var waitDescriptors: [pollfd] {
    (hasTerminal ? terminal.waitDescriptors : [])
      + (hasKeyboard ? keyboard.waitDescriptors : [])
  }

  var nextDeadlineNanoseconds: UInt64? {
    hasKeyboard ? nil : terminal.nextDeadlineNanoseconds
  }

  var isQuitRequested: Bool { terminal.isQuitRequested }

  /// Standard input is a terminal and it is ours to read: a program in the background that sets
  /// up its terminal is stopped by the kernel.
  static var isAtTerminal: Bool {
    isatty(STDIN_FILENO) == 1 && tcgetpgrp(STDIN_FILENO) == getpgrp()
  }

  func open(now: UInt64) throws(SwitchError) -> Edge {
    close()
    var level = Edge(nanoseconds: now, closed: false)
    do throws(SwitchError) {
      level = try keyboard.open(now: now)
      hasKeyboard = true
    } catch {
      // No keyboard can be read here: the terminal has to do.
    }
    if Self.isAtTerminal {
      _ = try terminal.open(now: now)
      hasTerminal = true
    }
    guard hasTerminal || hasKeyboard else {
      throw SwitchError(
        reason: .missingKeyboard, path: name, operation: "open", code: 0,
        text: "standard input is no terminal of ours, and no keyboard can be read")
    }
    return level
  }

  func read(polled: ArraySlice<pollfd>, now: UInt64) throws(SwitchError) -> [Edge] {
    let typed = hasTerminal ? try terminal.read(polled: polled, now: now) : []
    guard hasKeyboard else { return typed }
    return try keyboard.read(polled: polled, now: now)
  }

  func look(now: UInt64) throws(SwitchError) -> [Edge] {
    let typed = hasTerminal ? try terminal.look(now: now) : []
    return hasKeyboard ? try keyboard.look(now: now) : typed
  }

  func close() {
    terminal.close()
    keyboard.close()
    hasTerminal = false
    hasKeyboard = false
  }
}
