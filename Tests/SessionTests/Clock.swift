// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// Time as a person reads it: `"0:12.400"` is 12.4 s after power-on. Milliseconds may be left out.
extension SampleTime: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    let fields = text.split(whereSeparator: { ":.".contains($0) }).compactMap { Int($0) }
    precondition((2...3).contains(fields.count), "a time is m:ss or m:ss.mmm")
    self = .zero + .seconds(60 * fields[0] + fields[1])
    if fields.count == 3 { self += .milliseconds(fields[2]) }
  }
}

extension WallTime {
  /// A Wednesday morning: 2026-11-25, 9:00.
  static let morning = WallTime.on(25, hour: 9)

  /// In November 2026, which began on a Sunday.
  static func on(_ day: Int, hour: Int = 9, isSet: Bool = true) -> WallTime {
    let date = Day(year: 2026, month: 11, day: day)
    return WallTime(seconds: (date?.number ?? 0) * 86_400 + hour * 3_600, isSet: isSet)
  }

  func earlier(by seconds: Int) -> WallTime {
    WallTime(seconds: self.seconds - seconds, isSet: isSet)
  }
}
