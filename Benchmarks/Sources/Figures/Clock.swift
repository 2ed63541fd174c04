// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

enum Clock {
  /// CLOCK_MONOTONIC in nanoseconds: the clock of switch edges, and of Python's `monotonic_ns`.
  static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Until `nanoseconds` of this clock. The C function is `clock_nanosleep`.
  static func sleep(until nanoseconds: UInt64) {
    var time = timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
  }

  static func sleep(seconds: Double) { sleep(until: now + UInt64(seconds * 1e9)) }

  /// Seconds from `start` to now.
  static func seconds(since start: UInt64) -> Double { Double(now - start) / 1e9 }
}
