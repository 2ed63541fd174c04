// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A moment until which to wait, on the monotonic clock: setting the time of day does not move it.
struct Deadline {
  let limitMilliseconds: Int
  private let nanoseconds: Int

  /// The C function is `clock_gettime`, with `CLOCK_MONOTONIC`.
  init(millisecondsFromNow limitMilliseconds: Int) {
    self.limitMilliseconds = limitMilliseconds
    nanoseconds = Deadline.now() + limitMilliseconds * 1_000_000
  }

  /// Rounded up, so that a wait never ends a moment early; 0 when the deadline has passed.
  var remainingMilliseconds: Int32 {
    let remaining = max(0, nanoseconds - Deadline.now())
    return Int32(clamping: (remaining + 999_999) / 1_000_000)
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
