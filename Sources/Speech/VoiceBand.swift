// SPDX-License-Identifier: GPL-3.0-or-later

/// A Butterworth low-pass of second order at 1,000 Hz, under which the voice's own energy lies; for
/// sound at 48,000 Hz, in direct form I.
struct VoiceBand {
  private var (x1, x2, y1, y2) = (0.0, 0.0, 0.0, 0.0)

  mutating func filter(_ x: Double) -> Double {
    let fed = 0.003_916_126_660_547 * (x + 2 * x1 + x2)
    let y = fed + 1.815_341_082_704_568 * y1 - 0.831_005_589_346_757 * y2
    (x2, x1, y2, y1) = (x1, x, y1, y)
    return y
  }
}
