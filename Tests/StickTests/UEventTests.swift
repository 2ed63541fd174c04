// SPDX-License-Identifier: GPL-3.0-or-later
import Stick
import Testing

private enum Message {
  static let path = "/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host6/block/sdb"
  static let whole =
    "add@\(path)\0ACTION=add\0DEVPATH=\(path)\0SUBSYSTEM=block\0DEVNAME=sdb\0DEVTYPE=disk\0"
}

@Suite("The kernel's messages")
struct UEventTests {
  @Test("A whole one is read")
  func whole() throws {
    let event = try #require(UEvent(Array(Message.whole.utf8)))
    #expect(event.action == .add)
    #expect(event.devicePath == Message.path)
    #expect(event.subsystem == "block")
    #expect(event.deviceType == "disk")
    #expect(event.isOfUSBStorage)
  }

  @Test("Every beginning of one is refused")
  func cut() {
    let bytes = Array(Message.whole.utf8)
    let shortest = bytes.count - "DEVNAME=sdb\0DEVTYPE=disk\0".utf8.count
    for count in 0..<bytes.count {
      let event = UEvent(bytes.prefix(count))
      // Without its last strings it is whole, though of no disk.
      let isWhole = count == shortest || count == shortest + "DEVNAME=sdb\0".utf8.count
      #expect((event != nil) == isWhole, "\(count) bytes")
      #expect(event?.isOfUSBStorage != true)
    }
  }

  @Test(
    "What is not in the kernel's form is refused",
    arguments: [
      "libudev\0", "\0", "", "add@/devices/a/b\0",
      Message.whole.replacing("ACTION=add", with: "ACTION=remove"),
      Message.whole.replacing("DEVPATH=/devices/", with: "DEVPATH=/devices/x/"),
      Message.whole.replacing("ACTION=add", with: "ACTION=eat").replacing("add@", with: "eat@"),
      Message.whole.replacing("SUBSYSTEM=block\0", with: ""),
      Message.whole + "ACTION=add\0", Message.whole + "KEY\0", Message.whole + "=value\0",
      Message.whole + "\0",
      Message.whole.replacing("/usb2/", with: "/../"),
      Message.whole.replacing("/usb2/", with: "//"),
      Message.whole.replacing("/devices/", with: "/elsewhere/"),
      Message.whole + "LONG=" + String(repeating: "x", count: 3_000) + "\0"
    ])
  func refused(message: String) {
    #expect(UEvent(Array(message.utf8)) == nil)
  }

  @Test("Bytes that are no text are refused")
  func noText() {
    #expect(UEvent(Array(Message.whole.utf8) + Array("A=".utf8) + [0xFF, 0]) == nil)
  }

  @Test(
    "Only disks on USB ports, and their partitions, are storage on USB",
    arguments: [
      ("/usb2/", "/ata2/"), ("/usb2/", "/usb/"), ("/usb2/", "/usbx/"), ("/usb2/", "/ausb2/"),
      ("SUBSYSTEM=block", "SUBSYSTEM=scsi"), ("DEVTYPE=disk", "DEVTYPE=usb_device")
    ])
  func others(what: String, with: String) throws {
    let event = try #require(UEvent(Array(Message.whole.replacing(what, with: with).utf8)))
    #expect(!event.isOfUSBStorage)
  }
}
