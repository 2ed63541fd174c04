// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Stick
import StickFixtures

/// Milliseconds of the monotonic clock.
func ms(_ count: UInt64) -> UInt64 { count * 1_000_000 }

/// What a unit's kernel shows and says, in a folder of the test's own: sysfs, mountinfo, and a
/// socket that plays the kernel's.
final class FakeUnit {
  static let place = "/run/upbeat/stick"
  private static let usb =
    "/devices/platform/soc/usb1/1-1/1-1.2/1-1.2:1.0/host0/target0:0:0/0:0:0:0"

  let folder = TemporaryFolder()
  private var mounts: [String] = []
  private var ends: (unit: Int32, kernel: Int32)

  init() {
    var pair: [Int32] = [0, 0]
    precondition(socketpair(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0, &pair) == 0)
    ends = (pair[0], pair[1])
    for name in ["sys", "sys/class", "sys/class/block"] { folder.folder(name) }
    mount("/", device: "179:2")
    // A disk of the unit's own, on no USB port.
    addDisk("mmcblk0", below: "/devices/platform/emmc/mmc_host/mmc0/mmc0:0001", number: "179:0")
  }

  deinit { close(ends.kernel) }

  var sources: DeviceWatch.Sources {
    var sources = DeviceWatch.Sources()
    sources.sysfs = folder.file("sys")
    sources.mountInfo = folder.file("mountinfo")
    return sources
  }

  /// Once: the watch closes its end.
  func watch() -> DeviceWatch {
    DeviceWatch(mountsBelow: FakeUnit.place, sources: sources, adopting: ends.unit)
  }

  // MARK: Sysfs

  static func path(_ disk: String) -> String { usb + "/block/" + disk }

  func addStick(_ disk: String = "sda", number: String = "8:0", sectors: Int = 1_000) {
    addDisk(disk, below: FakeUnit.usb, number: number, sectors: sectors)
  }

  /// `sda1` of `sda`.
  func addPartition(_ name: String = "sda1", of disk: String = "sda", number: String = "8:1") {
    add(FakeUnit.path(disk) + "/" + name, name: name, number: number, sectors: 900)
  }

  private func addDisk(_ name: String, below: String, number: String, sectors: Int = 1_000) {
    add(below + "/block/" + name, name: name, number: number, sectors: sectors)
  }

  private func add(_ path: String, name: String, number: String, sectors: Int) {
    var made = "sys"
    for step in path.split(separator: "/") {
      made += "/" + step
      folder.folder(made)
    }
    folder.write("\(sectors)\n", to: made + "/size")
    folder.write(number + "\n", to: made + "/dev")
    symlink("../.." + path, folder.file("sys/class/block/" + name))
  }

  /// With its partitions.
  func removeStick(_ disk: String = "sda") {
    for name in folder.names(in: "sys/class/block") where name.hasPrefix(disk) {
      folder.remove("sys/class/block/" + name)
    }
    folder.remove("sys" + FakeUnit.path(disk))
  }

  // MARK: Mounts

  func mount(
    _ place: String = FakeUnit.place, device: String = "8:1", id: Int = 40, options: String = "ro"
  ) {
    mounts.append(
      "\(id) 23 \(device) / \(place) \(options),nosuid shared:1 - vfat /dev/sda1 \(options),utf8")
    writeMounts()
  }

  func unmount(_ place: String = FakeUnit.place) {
    mounts.removeAll { $0.contains(" \(place) ") }
    writeMounts()
  }

  private func writeMounts() {
    folder.write(mounts.map { $0 + "\n" }.joined(), to: "mountinfo")
  }

  // MARK: News

  func say(
    _ action: String, _ path: String = FakeUnit.path("sda"), subsystem: String = "block",
    type: String = "disk"
  ) {
    send(
      "\(action)@\(path)\0ACTION=\(action)\0DEVPATH=\(path)\0SUBSYSTEM=\(subsystem)\0"
        + "MAJOR=8\0MINOR=0\0DEVNAME=sda\0DEVTYPE=\(type)\0SEQNUM=7\0")
  }

  func send(_ message: String) {
    let bytes = Array(message.utf8)
    precondition(Glibc.send(ends.kernel, bytes, bytes.count, 0) == bytes.count)
  }
}

extension StickWatch {
  /// As the poll loop calls it when every descriptor has woken with these events.
  func wake(_ events: Int32 = POLLIN | POLLPRI, now: UInt64) -> [StickEvent] {
    let polled = waitDescriptors.map {
      pollfd(fd: $0.fd, events: $0.events, revents: Int16(events))
    }
    return read(polled: polled[...], now: now)
  }

  /// As the poll loop calls it: what has really woken, within so many milliseconds.
  func poll(milliseconds: Int32 = 1_000, now: UInt64) -> [StickEvent] {
    var polled = waitDescriptors
    _ = Glibc.poll(&polled, nfds_t(polled.count), milliseconds)
    return read(polled: polled[...], now: now)
  }
}
