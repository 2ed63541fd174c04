// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Switch
import Testing

@Suite("A key of a keyboard")
struct EvdevKeyTests {
  private static let space: UInt16 = 57
  private static let letterA: UInt16 = 30

  /// `struct input_event` of a 64-bit kernel.
  private func event(_ type: UInt16, _ code: UInt16, _ value: Int32, at nanoseconds: UInt64)
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    withUnsafeBytes(of: (nanoseconds / 1_000_000_000).littleEndian) { bytes += $0 }
    withUnsafeBytes(of: (nanoseconds % 1_000_000_000 / 1000).littleEndian) { bytes += $0 }
    withUnsafeBytes(of: type.littleEndian) { bytes += $0 }
    withUnsafeBytes(of: code.littleEndian) { bytes += $0 }
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    return bytes
  }

  private func key(_ code: UInt16, _ value: Int32, at nanoseconds: UInt64) -> [UInt8] {
    event(1, code, value, at: nanoseconds) + event(0, 0, 0, at: nanoseconds)
  }

  @Test("is told with the kernel's stamps; repeats and other keys are not")
  func edges() throws {
    let keyboard = try Keyboards()
    let at = 3_000_000_000 + ms(5)
    keyboard.send(key(Self.space, 1, at: at))
    keyboard.send(key(Self.letterA, 1, at: at + ms(1)))
    keyboard.send(key(Self.space, 2, at: at + ms(250)))
    keyboard.send(key(Self.space, 0, at: at + ms(300)))
    #expect(
      try keyboard.input.read(woken: POLLIN, now: 0) == [
        Edge(nanoseconds: at, closed: true), Edge(nanoseconds: at + ms(300), closed: false)
      ])
  }

  @Test("is told once, wherever a read cuts its bytes", arguments: 1..<48)
  func partialReads(cut: Int) throws {
    let keyboard = try Keyboards()
    let bytes = key(Self.space, 1, at: ms(7))
    keyboard.send(Array(bytes[..<cut]))
    var edges = try keyboard.input.read(woken: POLLIN, now: 0)
    keyboard.send(Array(bytes[cut...]))
    edges += try keyboard.input.read(woken: POLLIN, now: 0)
    #expect(edges == [Edge(nanoseconds: ms(7), closed: true)])
  }

  @Test("is asked for again after SYN_DROPPED, and what came before SYN_REPORT is passed over")
  func dropped() throws {
    let keyboard = try Keyboards()
    keyboard.send(key(Self.space, 1, at: ms(1)))
    #expect(try keyboard.input.read(woken: POLLIN, now: ms(1)).map(\.closed) == [true])
    keyboard.isDown = false
    keyboard.send(event(0, 3, 0, at: ms(2)))
    keyboard.send(event(1, Self.space, 1, at: ms(2)))
    #expect(try keyboard.input.read(woken: POLLIN, now: ms(3)) == [])
    keyboard.send(event(0, 0, 0, at: ms(2)))
    #expect(
      try keyboard.input.read(woken: POLLIN, now: ms(4)) == [
        Edge(nanoseconds: ms(4), closed: false)
      ])
    keyboard.send(key(Self.space, 1, at: ms(9)))
    #expect(
      try keyboard.input.read(woken: POLLIN, now: ms(9)) == [
        Edge(nanoseconds: ms(9), closed: true)
      ])
  }

  @Test("that cannot be asked for after SYN_DROPPED is an error")
  func droppedUnreadable() throws {
    let keyboard = try Keyboards()
    keyboard.levelError = SwitchError(
      reason: .gone, path: "x", operation: "ioctl EVIOCGKEY", code: ENODEV, text: "gone")
    keyboard.send(event(0, 3, 0, at: 0) + event(0, 0, 0, at: 0))
    #expect(throws: SwitchError.self) { try keyboard.input.read(woken: POLLIN, now: 1) }
  }

  @Test("held on two keyboards opens when both have let go")
  func twoKeyboards() throws {
    let keyboard = try Keyboards(count: 2)
    keyboard.send(key(Self.space, 1, at: ms(1)), to: 0)
    #expect(try keyboard.input.read(woken: POLLIN, now: 0).map(\.closed) == [true])
    keyboard.send(key(Self.space, 1, at: ms(2)), to: 1)
    keyboard.send(key(Self.space, 0, at: ms(3)), to: 0)
    #expect(try keyboard.input.read(woken: POLLIN, now: 0) == [])
    keyboard.send(key(Self.space, 0, at: ms(4)), to: 1)
    #expect(
      try keyboard.input.read(woken: POLLIN, now: 0) == [Edge(nanoseconds: ms(4), closed: false)])
  }

  @Test("of a keyboard pulled out is an error, not a released switch")
  func unplugged() throws {
    let keyboard = try Keyboards()
    keyboard.unplug()
    let error = thrown(SwitchError.self) {
      try keyboard.input.read(woken: POLLHUP, now: 1)
    }
    #expect(error?.reason == .gone)
  }

  @Test("of no bytes is no edge")
  func spuriousWake() throws {
    let keyboard = try Keyboards()
    #expect(try keyboard.input.read(woken: POLLIN, now: 1) == [])
    #expect(try keyboard.input.read(polled: [], now: 1) == [])
  }

  @Test("is found in no folder, in an empty one, and among things that are no keyboards")
  func missing() {
    let folder = FakeSysfs()
    let nowhere = EvdevKey(.space, isGrabbing: false, folder: folder.root + "/nowhere")
    var error = thrown(SwitchError.self) { try nowhere.open(now: 0) }
    #expect(error?.reason == .missingKeyboard)
    let empty = EvdevKey(.space, isGrabbing: true, folder: folder.root)
    error = thrown(SwitchError.self) { try empty.open(now: 0) }
    #expect(error?.reason == .missingKeyboard)
    #expect(error?.text.contains("space") == true)
    folder.write("no device", to: "event0")
    error = thrown(SwitchError.self) { try empty.open(now: 0) }
    #expect(error?.operation == "ioctl EVIOCGBIT")
    #expect(error?.path == folder.root + "/event0")
    #expect(empty.waitDescriptors.isEmpty)
  }

  @Test("the probe names what it could not ask")
  func probe() throws {
    let folder = FakeSysfs()
    folder.write("no device", to: "event10")
    folder.write("no device", to: "event9")
    let found = try Keyboard.list(having: .space, folder: folder.root)
    #expect(found.keyboards.isEmpty)
    #expect(found.unreadable.map(\.path) == ["event9", "event10"].map { "\(folder.root)/\($0)" })
  }

  @Test(
    "has a name in any case, and the kernel's number",
    arguments: [
      ("space", 57), ("ENTER", 28), ("f1", 59), ("f10", 68), ("f11", 87), ("F12", 88),
      ("f13", 183), ("f24", 194)
    ])
  func names(name: String, code: UInt16) {
    #expect(SwitchKey(named: name)?.code == code)
  }

  @Test("of an unknown name is none", arguments: ["", "f0", "f25", "spacebar"])
  func unknownNames(name: String) {
    #expect(SwitchKey(named: name) == nil)
  }
}

/// Keyboards that are socket pairs, with an `EvdevKey` for the space bar on them.
private final class Keyboards {
  private final class Level {
    var isDown = false
    var error: SwitchError?
  }

  let input: EvdevKey
  private var writers: [Int32] = []
  private let level = Level()

  var isDown: Bool {
    get { level.isDown }
    set { level.isDown = newValue }
  }
  var levelError: SwitchError? {
    get { level.error }
    set { level.error = newValue }
  }

  init(count: Int = 1) throws {
    var readers: [Int32] = []
    for _ in 0..<count {
      var ends: [Int32] = [-1, -1]
      let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
      let made = socketpair(AF_UNIX, kind, 0, &ends)
      try #require(made == 0)
      readers.append(ends[0])
      writers.append(ends[1])
    }
    let level = level
    input = try EvdevKey(.space, adopting: readers) {
      (_: SwitchKey, _: Int32, _: String) throws(SwitchError) -> Bool in
      if let error = level.error { throw error }
      return level.isDown
    }
  }

  deinit { unplug() }

  func send(_ bytes: [UInt8], to index: Int = 0) {
    precondition(write(writers[index], bytes, bytes.count) == bytes.count)
  }

  func unplug() {
    for writer in writers { close(writer) }
    writers = []
  }
}
