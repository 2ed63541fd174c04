// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Words for the person at the desk, on the descriptors themselves: only this room prints.
enum Console {
  static func say(_ text: String) { write(plain(text) + "\n", to: STDOUT_FILENO) }
  static func warn(_ text: String) { write(plain(text) + "\n", to: STDERR_FILENO) }

  /// A line that is written over by the next one, where there is a terminal. What is left of the
  /// one before is erased afterwards, so that nothing flickers.
  static func status(_ text: String) { write("\r" + text + "\u{1B}[K", to: STDERR_FILENO) }
  static func endStatus() { write("\n", to: STDERR_FILENO) }

  static var hasTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal. The request is `TIOCGWINSZ`.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// What is quoted from somebody's file must not steer the terminal.
  private static func plain(_ text: String) -> String {
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "\n" || scalar.properties.generalCategory != .control
    }
    guard !text.unicodeScalars.allSatisfy(isPlain) else { return text }
    var plain = ""
    for scalar in text.unicodeScalars {
      plain.unicodeScalars.append(isPlain(scalar) ? scalar : "\u{FFFD}")
    }
    return plain
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      // Nobody reads any more: there is nobody to tell.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
