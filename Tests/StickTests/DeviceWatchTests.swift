// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Stick
import StickFixtures
import Testing

@Suite("A stick at a unit")
struct DeviceWatchTests {
  let unit = FakeUnit()
  private let mounted = StickEvent.mounted(path: FakeUnit.place)

  @Test("Plugged at the kernel's word, mounted at the helper's deed, unplugged at the pull")
  func life() {
    let watch = unit.watch()
    #expect(watch.open(now: ms(0)) == [])
    unit.addStick()
    unit.say("add")
    #expect(watch.wake(now: ms(10)) == [.plugged])
    unit.addPartition()
    unit.say("add", FakeUnit.path("sda") + "/sda1", type: "partition")
    #expect(watch.wake(now: ms(20)) == [])
    unit.mount()
    #expect(watch.wake(now: ms(500)) == [mounted])
    #expect(watch.wake(now: ms(510)) == [])
    unit.removeStick()
    unit.say("remove")
    #expect(watch.wake(now: ms(900)) == [.unplugged])
    unit.unmount()
    #expect(watch.wake(now: ms(910)) == [])
  }

  @Test("A stick that is in at the start is told at once")
  func atStart() {
    unit.addStick()
    unit.addPartition()
    unit.mount()
    #expect(unit.watch().open(now: ms(0)) == [.plugged, mounted])
  }

  @Test("Out and in again between two wakes is both, in this order")
  func quick() {
    let watch = unit.watch()
    unit.addStick()
    #expect(watch.open(now: ms(0)) == [.plugged])
    unit.say("remove")
    unit.say("add")
    #expect(watch.wake(now: ms(10)) == [.unplugged, .plugged])
    unit.mount(id: 41)
    #expect(watch.wake(now: ms(20)) == [mounted])
    unit.say("remove")
    unit.say("add")
    // The mount of the one that was pulled is no stick's any more.
    #expect(watch.wake(now: ms(30)) == [.unplugged, .plugged])
    unit.unmount()
    #expect(watch.wake(now: ms(40)) == [])
    unit.mount(id: 42)
    #expect(watch.wake(now: ms(50)) == [mounted])
  }

  @Test("News that were lost are found by a look, within five seconds")
  func lost() {
    let watch = unit.watch()
    _ = watch.open(now: ms(0))
    unit.addStick()
    #expect(watch.read(polled: [], now: ms(4_999)) == [])
    #expect(watch.nextDeadlineNanoseconds == ms(5_000))
    #expect(watch.read(polled: [], now: ms(5_000)) == [.plugged])
    unit.removeStick()
    #expect(watch.read(polled: [], now: ms(10_000)) == [.unplugged])
  }

  @Test("Where the kernel tells nothing a look comes every half second, and it is said")
  func deaf() {
    var sources = unit.sources
    sources.mountInfo = unit.folder.file("nowhere")
    let watch = DeviceWatch(mountsBelow: FakeUnit.place, sources: sources)
    _ = watch.open(now: ms(0))
    #expect(watch.fault?.code == ENOENT)
    #expect(watch.nextDeadlineNanoseconds == ms(500))
    unit.addStick()
    #expect(watch.read(polled: [], now: ms(500)) == [.plugged])
    watch.close()
    #expect(watch.nextDeadlineNanoseconds == nil)
    #expect(watch.waitDescriptors.isEmpty)
    #expect(watch.fault == nil)
  }

  @Test("A stick that nobody mounts is told once, after fifteen seconds; a late mount follows")
  func notMounted() {
    let watch = unit.watch()
    unit.addStick()
    #expect(watch.open(now: ms(100)) == [.plugged])
    #expect(watch.read(polled: [], now: ms(15_099)) == [])
    #expect(watch.nextDeadlineNanoseconds == ms(15_100))
    #expect(watch.read(polled: [], now: ms(15_100)) == [.notMounted])
    #expect(watch.read(polled: [], now: ms(40_000)) == [])
    unit.mount()
    #expect(watch.wake(now: ms(41_000)) == [mounted])
  }

  @Test("Mounted anew for writing it is the same; let go and mounted again it is told again")
  func remounted() {
    let watch = unit.watch()
    unit.addStick()
    unit.mount()
    #expect(watch.open(now: ms(0)) == [.plugged, mounted])
    unit.unmount()
    unit.mount(options: "rw")
    #expect(watch.wake(now: ms(10)) == [])
    unit.unmount()
    #expect(watch.wake(now: ms(20)) == [])
    unit.mount()
    #expect(watch.wake(now: ms(30)) == [mounted])
  }

  @Test("Let go and mounted again within one wake it is told again")
  func mountedAgain() {
    let watch = unit.watch()
    unit.addStick()
    unit.mount(id: 40)
    #expect(watch.open(now: ms(0)) == [.plugged, mounted])
    unit.unmount()
    unit.mount(id: 41)
    #expect(watch.wake(now: ms(10)) == [mounted])
  }

  @Test("A stick known by its mount alone stays one when it is let go, once sysfs lists it")
  func adopted() {
    let watch = unit.watch()
    _ = watch.open(now: ms(0))
    unit.mount(device: "8:1")
    #expect(watch.wake(now: ms(10)) == [.plugged, mounted])
    unit.addStick()
    unit.addPartition(number: "8:1")
    unit.say("add")
    #expect(watch.wake(now: ms(20)) == [])
    unit.unmount()
    #expect(watch.wake(now: ms(30)) == [])
    unit.removeStick()
    unit.say("remove")
    #expect(watch.wake(now: ms(40)) == [.unplugged])
  }

  @Test("A reader without a card is no stick; with one it is, and without it no more")
  func cardReader() {
    let watch = unit.watch()
    unit.addStick(sectors: 0)
    #expect(watch.open(now: ms(0)) == [])
    unit.addStick(sectors: 500)
    unit.say("change")
    #expect(watch.wake(now: ms(10)) == [.plugged])
    unit.addStick(sectors: 0)
    unit.say("change")
    #expect(watch.wake(now: ms(20)) == [.unplugged])
  }

  @Test("A USB disk that the unit itself lives on is no stick")
  func ownDisk() {
    unit.addStick("sda")
    unit.addPartition("sda2", number: "8:2")
    unit.mount("/data", device: "8:2", id: 30)
    let watch = unit.watch()
    #expect(watch.open(now: ms(0)) == [])
    unit.addStick("sdb", number: "8:16")
    unit.say("add", FakeUnit.path("sdb"))
    #expect(watch.wake(now: ms(10)) == [.plugged])
  }

  @Test("A second stick is the stick once the first is gone")
  func second() {
    let watch = unit.watch()
    unit.addStick("sda")
    #expect(watch.open(now: ms(0)) == [.plugged])
    unit.addStick("sdb", number: "8:16")
    unit.say("add", FakeUnit.path("sdb"))
    #expect(watch.wake(now: ms(10)) == [])
    unit.removeStick("sda")
    unit.say("remove")
    #expect(watch.wake(now: ms(20)) == [.unplugged, .plugged])
  }

  @Test("A mount alone is a stick, too, where sysfs cannot be looked at")
  func mountAlone() {
    unit.folder.remove("sys")
    let watch = unit.watch()
    #expect(watch.open(now: ms(0)) == [])
    unit.mount(FakeUnit.place + "/sda1")
    #expect(watch.wake(now: ms(10)) == [.plugged, .mounted(path: FakeUnit.place + "/sda1")])
    unit.unmount(FakeUnit.place + "/sda1")
    #expect(watch.wake(now: ms(20)) == [.unplugged])
  }

  @Test("A storm of other news ends nothing, and makes no look")
  func storm() {
    let watch = unit.watch()
    _ = watch.open(now: ms(0))
    unit.addStick()
    for _ in 0..<50 { unit.say("change", "/devices/virtual/net/wlan0", subsystem: "net", type: "") }
    unit.send("libudev\0\u{FE}\u{ED}")
    let socket = watch.waitDescriptors.prefix(1).map {
      pollfd(fd: $0.fd, events: $0.events, revents: Int16(POLLIN))
    }
    #expect(watch.read(polled: socket[...], now: ms(10)) == [])
    unit.say("add")
    #expect(watch.read(polled: socket[...], now: ms(20)) == [.plugged])
  }

  // MARK: The real kernel

  @Test("The kernel's own socket hears it, and nobody else who sends to it")
  func realSocket() throws {
    guard case .success(let socket) = UEventSocket.open() else {
      // Where it is refused, the watch says so and goes on.
      let watch = DeviceWatch(mountsBelow: FakeUnit.place, sources: unit.sources)
      _ = watch.open(now: ms(0))
      #expect(watch.fault != nil)
      return
    }
    #expect(socket.read().events == [])
    let isForged = Forger.send(
      "add@/devices/x/usb1/block/sda\0ACTION=add\0DEVPATH=/devices/x/usb1/block/sda\0"
        + "SUBSYSTEM=block\0DEVTYPE=disk\0")
    let isAsked = Forger.askKernelForNews()
    var seen: [UEvent] = []
    var polled = [pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)]
    if isForged || isAsked { #expect(Glibc.poll(&polled, 1, 2_000) == 1) }
    while Glibc.poll(&polled, 1, 100) == 1, seen.count < 1_000 {
      let news = socket.read()
      if news.events.isEmpty { break }
      seen += news.events
    }
    #expect(!seen.contains { $0.devicePath == "/devices/x/usb1/block/sda" })
    #expect(!isAsked || seen.contains { $0.devicePath == "/devices/virtual/mem/null" })
  }

  @Test("A real mount below the folder wakes the watch, and so does its end")
  func realMount() {
    let place = unit.folder.folder("place with space")
    var sources = unit.sources
    sources.mountInfo = MountTable.path
    let watch = DeviceWatch(mountsBelow: place, sources: sources)
    #expect(watch.open(now: ms(0)) == [])
    // Where mounting is not permitted the other tests stand for it.
    guard let mount = MountedStick(at: place, kilobytes: 64) else { return }
    #expect(watch.poll(now: ms(10)) == [.plugged, .mounted(path: place)])
    mount.unmount()
    #expect(watch.poll(now: ms(20)) == [.unplugged])
  }
}

/// Somebody who sends to the kernel's group, and one who has the kernel send.
private enum Forger {
  private struct Address {
    var family = UInt16(AF_NETLINK)
    var pad: UInt16 = 0
    var port: UInt32 = 0
    var groups: UInt32 = 1
  }

  /// Whether it was permitted.
  static func send(_ message: String) -> Bool {
    let descriptor = socket(AF_NETLINK, Int32(SOCK_DGRAM.rawValue), 15)
    defer { close(descriptor) }
    let bytes = Array(message.utf8)
    var address = Address()
    let size = socklen_t(MemoryLayout<Address>.size)
    let sent = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, bytes, bytes.count, 0, $0, size)
      }
    }
    return sent == bytes.count
  }

  /// Whether it was permitted.
  static func askKernelForNews() -> Bool {
    let descriptor = open("/sys/devices/virtual/mem/null/uevent", O_WRONLY)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return write(descriptor, "change", 6) == 6
  }
}
