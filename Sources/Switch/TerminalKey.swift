// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The space bar (or Enter) of a terminal as the switch, for a desk without readable keyboards.
///
/// The terminal is set so that bytes come one by one and unseen; what it was is put back by
/// `restore`, `close` and at the end of life. `q` and Ctrl-C ask the program to end.
public final class TerminalKey: SwitchInput {
  /// Bytes taken at one read; more wait for the next wake.
  private static let mostBytes = 256

  public let name = "terminal"
  private let descriptor: Int32
  private var original: termios?
  private var hold = KeyHold()
  public private(set) var isQuitRequested = false

  /// - Parameter descriptor: of a terminal; it stays the caller's.
  public init(descriptor: Int32 = STDIN_FILENO) {
    self.descriptor = descriptor
  }

  deinit { restore() }

  public var waitDescriptors: [pollfd] {
    guard original != nil else { return [] }
    return [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
  }

  public var nextDeadlineNanoseconds: UInt64? { hold.nextDeadlineNanoseconds }

  /// The C functions are `tcgetattr` and `tcsetattr`.
  public func open(now: UInt64) throws(SwitchError) -> Edge {
    restore()
    var settings = termios()
    guard tcgetattr(descriptor, &settings) == 0 else {
      throw Files.error(name, "tcgetattr", errno).understood(as: .missingKeyboard, "no terminal")
    }
    let found = settings
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    settings.c_iflag &= ~tcflag_t(IXON | ICRNL)
    // A read takes what is there and never waits. The descriptor itself stays blocking: it is
    // shared with the shell.
    withUnsafeMutableBytes(of: &settings.c_cc) { characters in
      characters[Int(VMIN)] = 0
      characters[Int(VTIME)] = 0
    }
    guard tcsetattr(descriptor, TCSANOW, &settings) == 0 else {
      throw Files.error(name, "tcsetattr", errno)
    }
    original = found
    hold = KeyHold()
    return Edge(nanoseconds: now, closed: false)
  }

  public func read(polled: ArraySlice<pollfd>, now: UInt64) throws(SwitchError) -> [Edge] {
    var edges = hold.advance(to: now)
    let events = polled.first { $0.fd == descriptor }?.revents ?? 0
    if events & Int16(POLLIN) != 0 {
      for byte in try bytes() { take(byte, now: now, &edges) }
    } else if events & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
      throw hungUp("poll", 0)
    }
    return edges
  }

  /// A terminal has no level.
  public func look(now: UInt64) throws(SwitchError) -> [Edge] { hold.advance(to: now) }

  public func close() { restore() }

  /// Gives the terminal back as it was found. It may be called twice.
  public func restore() {
    guard var settings = original else { return }
    original = nil
    // If it fails, the terminal has gone and there is nothing to put back.
    tcsetattr(descriptor, TCSANOW, &settings)
  }

  private func bytes() throws(SwitchError) -> [UInt8] {
    guard original != nil else { throw hungUp("read", EBADF) }
    var bytes = [UInt8](repeating: 0, count: TerminalKey.mostBytes)
    while true {
      let count = Glibc.read(descriptor, &bytes, bytes.count)
      if count < 0 && errno == EINTR { continue }
      // Ready and yet nothing: the other end has hung up.
      guard count > 0 else { throw hungUp("read", count < 0 ? errno : 0) }
      return Array(bytes.prefix(count))
    }
  }

  private func take(_ byte: UInt8, now: UInt64, _ edges: inout [Edge]) {
    let controlC: UInt8 = 3
    switch byte {
    case UInt8(ascii: "q"), UInt8(ascii: "Q"), controlC: isQuitRequested = true
    case UInt8(ascii: " "), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      edges += hold.byte(at: now)
    default: break
    }
  }

  private func hungUp(_ operation: String, _ code: Int32) -> SwitchError {
    SwitchError(
      reason: .gone, path: name, operation: operation, code: code,
      text: "the terminal has hung up")
  }
}
