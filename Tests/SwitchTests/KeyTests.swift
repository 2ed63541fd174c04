// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Switch
import Testing

@Suite("A key held at a terminal")
struct KeyHoldTests {
  /// Byte times and edges in milliseconds; `+` closes, `-` opens.
  @Test(
    "is made of its bytes",
    arguments: [
      ([0], "+0 -120"),
      ([0, 1000], "+0 -120 +1000 -1120"),
      ([0, 601], "+0 -120 +601 -721"),
      ([0, 50], "+0 -170"),
      // Auto-repeat: 500 ms, then every 33 ms. The first pause is reckoned slow, later ones fast.
      ([0, 500, 533, 566, 599, 632], "+0 -120 +500 -1100"),
      ([0, 250, 283, 316, 1000], "+0 -120 +250 -750 +1000 -1120"),
      // A slow repeat of 300 ms does not chatter.
      ([0, 300, 600, 900], "+0 -120 +300 -1500"),
      ([0, 120], "+0 -120 +120 -360")
    ])
  func table(bytes: [UInt64], expected: String) {
    var hold = KeyHold()
    var edges: [Edge] = []
    for byte in bytes {
      while let deadline = hold.nextDeadlineNanoseconds, deadline <= ms(byte) {
        edges += hold.advance(to: deadline)
      }
      edges += hold.byte(at: ms(byte))
    }
    while let deadline = hold.nextDeadlineNanoseconds { edges += hold.advance(to: deadline) }
    let text = edges.map { ($0.closed ? "+" : "-") + "\($0.nanoseconds / 1_000_000)" }
    #expect(text.joined(separator: " ") == expected)
    #expect(!hold.isClosed)
  }

  @Test("opens at its deadline, though the wake is late")
  func lateWake() {
    var hold = KeyHold()
    #expect(hold.byte(at: 0) == [Edge(nanoseconds: 0, closed: true)])
    #expect(hold.advance(to: ms(119)) == [])
    #expect(hold.advance(to: ms(500)) == [Edge(nanoseconds: ms(120), closed: false)])
    #expect(hold.advance(to: ms(501)) == [])
  }

  @Test("a late byte first opens the switch, then closes it")
  func lateByte() {
    var hold = KeyHold()
    _ = hold.byte(at: 0)
    #expect(
      hold.byte(at: ms(2000)) == [
        Edge(nanoseconds: ms(120), closed: false), Edge(nanoseconds: ms(2000), closed: true)
      ])
  }
}

@Suite("A terminal as the switch")
struct TerminalKeyTests {
  private let terminal: PseudoTerminal

  init() throws { terminal = try PseudoTerminal() }

  private func settings() -> termios {
    var settings = termios()
    let result = tcgetattr(terminal.slave, &settings)
    #expect(result == 0)
    return settings
  }

  @Test("closes at the space bar and at Enter, and opens by its deadline")
  func bytes() throws {
    let key = TerminalKey(descriptor: terminal.slave)
    #expect(try key.open(now: 0) == Edge(nanoseconds: 0, closed: false))
    terminal.type(" ")
    #expect(try key.read(woken: POLLIN, now: 10) == [Edge(nanoseconds: 10, closed: true)])
    #expect(key.nextDeadlineNanoseconds == 10 + ms(120))
    #expect(
      try key.read(polled: [], now: ms(121)) == [Edge(nanoseconds: 10 + ms(120), closed: false)])
    terminal.type("\r")
    #expect(try key.read(woken: POLLIN, now: ms(5000)).map(\.closed) == [true])
  }

  @Test("lets other keys pass without an edge")
  func otherKeys() throws {
    let key = TerminalKey(descriptor: terminal.slave)
    _ = try key.open(now: 0)
    terminal.type("x\u{1B}[A7")
    #expect(try key.read(woken: POLLIN, now: 10) == [])
    #expect(!key.isQuitRequested)
  }

  @Test("asks to quit at q and at Ctrl-C", arguments: ["q", "\u{3}"])
  func quit(byte: String) throws {
    let key = TerminalKey(descriptor: terminal.slave)
    _ = try key.open(now: 0)
    terminal.type(byte)
    #expect(try key.read(woken: POLLIN, now: 10) == [])
    #expect(key.isQuitRequested)
  }

  @Test("is raw while open and as it was afterwards, however often that is asked for")
  func restore() throws {
    let before = settings()
    let key = TerminalKey(descriptor: terminal.slave)
    _ = try key.open(now: 0)
    #expect(settings().c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
    #expect(settings().c_oflag == before.c_oflag)
    key.restore()
    key.restore()
    key.close()
    #expect(settings().c_lflag == before.c_lflag)
    #expect(settings().c_iflag == before.c_iflag)
    #expect(key.waitDescriptors.isEmpty)
  }

  @Test("is as it was too when its owner forgets to close it")
  func endOfLife() throws {
    let before = settings()
    do { _ = try TerminalKey(descriptor: terminal.slave).open(now: 0) }
    #expect(settings().c_lflag == before.c_lflag)
  }

  @Test("that hangs up is an error, not a released switch")
  func hangUp() throws {
    let key = TerminalKey(descriptor: terminal.slave)
    _ = try key.open(now: 0)
    terminal.hangUp()
    let error = thrown(SwitchError.self) { try key.read(woken: POLLHUP, now: 1) }
    #expect(error?.reason == .gone)
    #expect(throws: SwitchError.self) { try key.read(woken: POLLIN | POLLHUP, now: 1) }
  }

  @Test("that is no terminal is refused")
  func noTerminal() throws {
    var ends: [Int32] = [-1, -1]
    let piped = pipe(&ends)
    try #require(piped == 0)
    defer { for end in ends { close(end) } }
    let key = TerminalKey(descriptor: ends[0])
    let error = thrown(SwitchError.self) { try key.open(now: 0) }
    #expect(error?.reason == .missingKeyboard)
    #expect(error?.code == ENOTTY)
  }
}

/// Both ends of a pseudo terminal.
private final class PseudoTerminal {
  private var master: Int32 = -1
  private(set) var slave: Int32 = -1

  init() throws {
    let opened = openpty(&master, &slave, nil, nil, nil)
    try #require(opened == 0)
  }

  deinit {
    hangUp()
    close(slave)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    precondition(write(master, bytes, bytes.count) == bytes.count)
    // What was typed has arrived when the other end is ready.
    var end = pollfd(fd: slave, events: Int16(POLLIN), revents: 0)
    precondition(poll(&end, 1, 10_000) == 1)
  }

  func hangUp() {
    guard master >= 0 else { return }
    close(master)
    master = -1
  }
}
