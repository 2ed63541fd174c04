// SPDX-License-Identifier: GPL-3.0-or-later

/// What the kernel says of a device: `add@/devices/…`, then `KEY=value` strings, each ended by a
/// zero byte (`lib/kobject_uevent.c` of the kernel).
package struct UEvent: Equatable {
  package enum Action: String {
    case add, remove, change, move, online, offline, bind, unbind
  }

  package let action: Action
  /// Below the root of sysfs, with a slash at its front.
  package let devicePath: String
  package let subsystem: String
  /// `disk` or `partition` of block devices; empty where there is none.
  package let deviceType: String

  /// The kernel's own buffer.
  package static let mostBytes = 2_048 + 512
  private static let zero: UInt8 = 0

  /// nil: not a message in the kernel's form, whole; udev's own begin otherwise.
  package init?(_ message: some Collection<UInt8>) {
    guard message.count <= UEvent.mostBytes else { return nil }
    var strings = message.split(separator: UEvent.zero, omittingEmptySubsequences: false)
    // Each string is ended, the last one too.
    guard strings.count > 1, strings.removeLast().isEmpty else { return nil }
    let texts = strings.compactMap { String(validating: $0, as: UTF8.self) }
    guard texts.count == strings.count, let head = texts.first else { return nil }
    var values: [Substring: Substring] = [:]
    for text in texts.dropFirst() {
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else { return nil }
      let key = text[..<sign]
      guard values.updateValue(text[text.index(after: sign)...], forKey: key) == nil else {
        return nil
      }
    }
    guard let action = values["ACTION"].flatMap({ Action(rawValue: String($0)) }),
      let path = values["DEVPATH"].map(String.init), let subsystem = values["SUBSYSTEM"],
      head == "\(action.rawValue)@\(path)", DevicePath.isWhole(path)
    else { return nil }
    self.action = action
    devicePath = path
    self.subsystem = String(subsystem)
    deviceType = values["DEVTYPE"].map(String.init) ?? ""
  }

  /// Whether it is of a disk, or a part of one, that hangs on a USB port.
  package var isOfUSBStorage: Bool {
    subsystem == "block" && ["disk", "partition"].contains(deviceType)
      && DevicePath.isOnUSB(devicePath)
  }
}

/// Paths of devices in sysfs.
enum DevicePath {
  /// From `/devices`, without a step up, an empty step, or one that stays.
  static func isWhole(_ path: String) -> Bool {
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    guard steps.count > 2, steps[0].isEmpty, steps[1] == "devices" else { return false }
    return steps.dropFirst().allSatisfy { !["", ".", ".."].contains($0) }
  }

  /// A step `usb` with a number is the root of a USB bus.
  static func isOnUSB(_ path: String) -> Bool {
    path.split(separator: "/").contains { step in
      let number = step.dropFirst(3)
      return step.hasPrefix("usb") && !number.isEmpty && number.utf8.allSatisfy(isDigit)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
