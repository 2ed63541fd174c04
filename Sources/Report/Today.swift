// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Timebase

/// The machine's own date: asked only of an empty diary, which knows no day itself.
enum Today {
  static func day() -> Day {
    var now = Glibc.time(nil)
    var local = tm()
    localtime_r(&now, &local)
    return WallTime(seconds: Int(now) + local.tm_gmtoff, isSet: true).day
  }
}
