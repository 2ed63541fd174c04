// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The kernel's news of devices, through a netlink socket. See `netlink(7)`.
package final class UEventSocket {
  /// What a wake brought.
  package struct News: Equatable {
    package var events: [UEvent] = []
    /// Some were lost: look again.
    package var hasLost = false
  }

  package let descriptor: Int32
  /// Messages read in one go, at most: a hub full of devices, and then some.
  private static let mostMessages = 256
  /// `NETLINK_KOBJECT_UEVENT` of `linux/netlink.h`, which Swift does not see.
  private static let protocolNumber: Int32 = 15
  /// The kernel's group; 2 is udev's.
  private static let kernelGroup: UInt32 = 1

  /// `struct sockaddr_nl` of `linux/netlink.h`, which Swift does not see.
  private struct Address {
    var family: UInt16 = UInt16(AF_NETLINK)
    var pad: UInt16 = 0
    var port: UInt32 = 0
    var groups: UInt32 = 0
  }

  private let isFromKernelOnly: Bool

  private init(descriptor: Int32, isFromKernelOnly: Bool) {
    self.descriptor = descriptor
    self.isFromKernelOnly = isFromKernelOnly
  }

  deinit { close(descriptor) }

  /// The C functions are `socket` and `bind`.
  package static func open() -> Result<UEventSocket, WatchFault> {
    let type = Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_NETLINK, type, protocolNumber)
    guard descriptor >= 0 else { return failure("socket") }
    let opened = UEventSocket(descriptor: descriptor, isFromKernelOnly: true)
    var address = Address(groups: kernelGroup)
    let size = socklen_t(MemoryLayout<Address>.size)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    return result == 0 ? .success(opened) : failure("bind")
  }

  /// One of another family, as tests have it; it is closed with this object.
  static func adopting(_ descriptor: Int32) -> UEventSocket {
    UEventSocket(descriptor: descriptor, isFromKernelOnly: false)
  }

  /// What has come, without waiting. The C function is `recvfrom`.
  package func read() -> News {
    var news = News()
    for _ in 0..<UEventSocket.mostMessages {
      // One byte more than a message has: a longer one is seen to be none of the kernel's.
      var buffer = [UInt8](repeating: 0, count: UEvent.mostBytes + 1)
      var sender = Address()
      var size = socklen_t(MemoryLayout<Address>.size)
      let count = withUnsafeMutablePointer(to: &sender) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          recvfrom(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT), $0, &size)
        }
      }
      if count < 0 {
        if errno == EINTR { continue }
        // ENOBUFS: the kernel had more to tell than the socket holds. What another error hides
        // is not known either.
        if errno != EAGAIN { news.hasLost = true }
        return news
      }
      // Any program may send to the socket; the kernel has no port.
      let isKernel = sender.port == 0 && sender.groups == UEventSocket.kernelGroup
      guard isKernel || !isFromKernelOnly else { continue }
      if let event = UEvent(buffer.prefix(count)) { news.events.append(event) }
    }
    return news
  }

  private static func failure(_ function: String) -> Result<UEventSocket, WatchFault> {
    .failure(WatchFault(function: function, code: errno))
  }
}
