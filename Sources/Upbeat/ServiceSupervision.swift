// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Tells the system's service supervisor that the unit is ready, and that it lives.
///
/// The protocol is that of `sd_notify(3)`: datagrams to the socket that `NOTIFY_SOCKET` names. Where
/// nobody supervises, as at a desk, nothing is told.
package final class ServiceSupervision {
  private let descriptor: Int32
  private let socketPath: [UInt8]
  /// So often it is told that the unit lives; nil: nobody waits for it.
  private let feedEvery: UInt64?
  private var nextFeed: UInt64 = 0
  private var isReady = false

  /// - Parameter environment: `NOTIFY_SOCKET`, and `WATCHDOG_USEC` in microseconds.
  package init(environment: (String) -> String? = { getenv($0).map { String(cString: $0) } }) {
    socketPath = Array((environment("NOTIFY_SOCKET") ?? "").utf8)
    let isUsable = socketPath.first == UInt8(ascii: "/") || socketPath.first == UInt8(ascii: "@")
    descriptor =
      isUsable
      ? socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Self.closingOnExec, 0) : -1
    // Four times in the time there is: a turn that comes late is no fault yet.
    feedEvery = environment("WATCHDOG_USEC").flatMap { UInt64($0) }.map { $0 * 1_000 / 4 }
  }

  /// `SOCK_CLOEXEC` and `SOCK_NONBLOCK` of the C library.
  private static let closingOnExec: Int32 = 0o2_000_000 | 0o4_000

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// After the first turn of the loop: the card may come later.
  package func ready() {
    guard !isReady else { return }
    isReady = true
    tell("READY=1")
  }

  package func stopping() { tell("STOPPING=1") }

  /// The unit lives; told no more often than somebody waits for it.
  package func alive(at now: UInt64) {
    guard let feedEvery, now >= nextFeed else { return }
    nextFeed = now + feedEvery
    tell("WATCHDOG=1")
  }

  /// It is time to tell that the unit lives, if it does.
  package func isDue(at now: UInt64) -> Bool { feedEvery != nil && now >= nextFeed }

  /// One that cannot be told is no reason to stop: the supervisor will see it by itself.
  private func tell(_ message: String) {
    guard descriptor >= 0 else { return }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let isWhole = withUnsafeMutableBytes(of: &address.sun_path) { path -> Bool in
      guard socketPath.count < path.count else { return false }
      path.copyBytes(from: socketPath)
      // An abstract name begins with a zero byte, which is written as @.
      if path[0] == UInt8(ascii: "@") { path[0] = 0 }
      return true
    }
    guard isWhole else { return }
    let pathOffset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
    let isAbstract = socketPath.first == UInt8(ascii: "@")
    let length = pathOffset + socketPath.count + (isAbstract ? 0 : 1)
    let bytes = Array(message.utf8)
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = sendto(descriptor, bytes, bytes.count, 0, address, socklen_t(length))
      }
    }
  }
}
