// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

/// The appliance live at a desk, in a terminal of its own: what it takes of the processor and of
/// memory while it greets, says the safety words and waits.
enum LiveLoad {
  static func measure(_ workshop: Workshop) throws(Failure) -> [Figure] {
    defer { workshop.remove("live.wav") }
    let terminal = try Terminal.open()
    let start = Clock.now
    let child = try ChildProcess.start(
      [
        workshop.upbeat, "rehearse", "--share", workshop.checkout, "--render",
        workshop.path("live.wav")
      ], .file(terminal.path))
    let seconds = workshop.isShort ? 10 : 60
    // Whatever it says is read, so that it never waits for its terminal.
    terminal.read(until: start + UInt64(seconds) * 1_000_000_000)
    let load = try Load.of(child.processID)
    let elapsed = Clock.seconds(since: start)
    terminal.type("q")
    terminal.read(until: Clock.now + 500_000_000)
    let usage = try child.wait()
    let own = 100 * load.ownSeconds / elapsed
    let children = 100 * max(0, usage.cpuSeconds - load.ownSeconds) / elapsed
    let highest = Double(load.highestKiB) / 1_024
    let resident = Double(load.residentKiB) / 1_024
    return [
      Figure(
        name: "live for \(seconds) s: processor time of one core",
        measured: "\(own.text(2)) %",
        beside: "children that make speech: \(children.text(2)) %", target: "< 2 % over 60 s",
        // In ten seconds the start alone, a third of a second, is more.
        isMet: workshop.isShort ? nil : own < 2),
      Figure(
        name: "live for \(seconds) s: resident memory, at the most",
        measured: "\(highest.text(1)) MiB", beside: "at the end: \(resident.text(1)) MiB",
        target: "< 32 MiB", isMet: highest < 32)
    ]
  }
}

/// A pseudo-terminal, seen from the person's side.
final class Terminal {
  /// What the program opens as its terminal.
  let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  // From <asm-generic/ioctls.h>, which Swift does not import: the lock and the number of a new
  // terminal.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// The C functions are `open` and `ioctl`, as pts(4) has them.
  static func open() throws(Failure) -> Terminal {
    let descriptor = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("open", "/dev/ptmx") }
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    guard ioctl(descriptor, setLock, &isLocked) == 0, ioctl(descriptor, getNumber, &number) == 0
    else {
      let failure = Failure.system("ioctl", "/dev/ptmx")
      close(descriptor)
      throw failure
    }
    return Terminal(path: "/dev/pts/\(number)", descriptor: descriptor)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(descriptor, bytes, bytes.count)
  }

  /// Reads and forgets.
  func read(until end: UInt64) { _ = read(until: end) { _ in false } }

  /// Reads until these words were shown.
  /// - Throws: where they were not.
  func expect(_ words: String, withinSeconds seconds: Int) throws(Failure) {
    var shown: [UInt8] = []
    let wanted = Array(words.utf8)
    let isShown = read(until: Clock.now + UInt64(seconds) * 1_000_000_000) { bytes in
      shown += bytes
      if shown.firstRange(of: wanted) != nil { return true }
      shown.removeFirst(max(0, shown.count - wanted.count))
      return false
    }
    guard isShown else { throw Failure("\"\(words)\" was not said within \(seconds) s") }
  }

  /// - Returns: false: the time was over.
  private func read(until end: UInt64, isEnough: (ArraySlice<UInt8>) -> Bool) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while Clock.now < end {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let milliseconds = Int32(min((end - Clock.now) / 1_000_000 + 1, 1_000))
      guard poll(&request, 1, milliseconds) > 0 else { continue }
      let count = Glibc.read(descriptor, &bytes, bytes.count)
      if count <= 0 {
        // Nobody has the other end open, just now or any more.
        Clock.sleep(seconds: 0.01)
      } else if isEnough(bytes[..<count]) {
        return true
      }
    }
    return false
  }
}
