// SPDX-License-Identifier: GPL-3.0-or-later

/// A filter of second order, direct form I, for sound at 48,000 Hz.
struct Biquad {
  private let b0, b1, b2, a1, a2: Double
  private var (x1, x2, y1, y2) = (0.0, 0.0, 0.0, 0.0)

  init(_ b0: Double, _ b1: Double, _ b2: Double, a1: Double, a2: Double) {
    (self.b0, self.b1, self.b2, self.a1, self.a2) = (b0, b1, b2, a1, a2)
  }

  mutating func filter(_ x: Double) -> Double {
    let y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
    (x2, x1, y2, y1) = (x1, x, y1, y)
    return y
  }

  /// The two stages of K-weighting at 48,000 Hz (ITU-R BS.1770-4, tables 1 and 2).
  static let kShelf = Biquad(
    1.535_124_859_586_97, -2.691_696_189_406_38, 1.198_392_810_852_85,
    a1: -1.690_659_293_182_41, a2: 0.732_480_774_215_85)
  static let kHighPass = Biquad(
    1, -2, 1, a1: -1.990_047_454_833_98, a2: 0.990_072_250_366_21)

  /// A Butterworth low-pass at 1,000 Hz, under which the voice's own energy lies.
  static let voiceBand = Biquad(
    0.003_916_126_660_547, 0.007_832_253_321_095, 0.003_916_126_660_547,
    a1: -1.815_341_082_704_568, a2: 0.831_005_589_346_757)
}
