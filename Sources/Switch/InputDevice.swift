// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The ioctls of `/dev/input/event*` that a switch needs, and their numbers, which C has as macros
/// that Swift does not see (`asm-generic/ioctl.h`, `linux/input.h`).
enum InputDevice {
  /// Bytes for one bit a key: `KEY_MAX` is 0x2FF.
  private static let keyBytes = 0x300 / 8
  private static let typeKey: UInt = 1

  /// `_IOC(direction, 'E', number, size)`.
  private static func request(_ direction: UInt, _ number: UInt, _ size: Int) -> UInt {
    direction << 30 | UInt(size) << 16 | UInt(UInt8(ascii: "E")) << 8 | number
  }
  private static let toKernel: UInt = 1
  private static let fromKernel: UInt = 2

  /// Whether the device has this key. The request is `EVIOCGBIT(EV_KEY)`.
  static func hasKey(
    _ key: SwitchKey, _ descriptor: Int32, at path: String
  ) throws(SwitchError) -> Bool {
    try bit(
      key, descriptor, request(fromKernel, 0x20 + typeKey, keyBytes), "ioctl EVIOCGBIT", path)
  }

  /// Whether the key is down. The request is `EVIOCGKEY`.
  static func isDown(
    _ key: SwitchKey, _ descriptor: Int32, at path: String
  ) throws(SwitchError) -> Bool {
    try bit(key, descriptor, request(fromKernel, 0x18, keyBytes), "ioctl EVIOCGKEY", path)
  }

  /// Takes the device for ourselves alone. The request is `EVIOCGRAB`.
  static func grab(_ descriptor: Int32, at path: String) throws(SwitchError) {
    let on: CInt = 1
    let size = MemoryLayout<CInt>.size
    guard ioctl(descriptor, request(toKernel, 0x90, size), on) >= 0 else {
      throw Files.error(path, "ioctl EVIOCGRAB", errno)
    }
  }

  /// Has events stamped by CLOCK_MONOTONIC, not by the wall clock. The request is
  /// `EVIOCSCLOCKID`.
  static func useMonotonicClock(_ descriptor: Int32, at path: String) throws(SwitchError) {
    var clock = CInt(CLOCK_MONOTONIC)
    let size = MemoryLayout<CInt>.size
    guard ioctl(descriptor, request(toKernel, 0xA0, size), &clock) >= 0 else {
      throw Files.error(path, "ioctl EVIOCSCLOCKID", errno)
    }
  }

  /// What the device calls itself. The request is `EVIOCGNAME`.
  static func name(_ descriptor: Int32, at path: String) throws(SwitchError) -> String {
    var bytes = [UInt8](repeating: 0, count: 256)
    guard ioctl(descriptor, request(fromKernel, 0x06, bytes.count), &bytes) >= 0 else {
      throw Files.error(path, "ioctl EVIOCGNAME", errno)
    }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func bit(
    _ key: SwitchKey, _ descriptor: Int32, _ request: UInt, _ operation: String, _ path: String
  ) throws(SwitchError) -> Bool {
    var bytes = [UInt8](repeating: 0, count: keyBytes)
    guard ioctl(descriptor, request, &bytes) >= 0 else {
      throw Files.error(path, operation, errno)
    }
    return bytes[Int(key.code) / 8] >> (key.code % 8) & 1 == 1
  }
}
