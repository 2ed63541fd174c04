// SPDX-License-Identifier: GPL-3.0-or-later

/// A decimal number as it was written, kept exact: `72.5` is 725/10.
///
/// At most six digits before and six after the decimal sign, so that comparing by cross
/// multiplication stays within 64 bits. Always in lowest powers of ten: `72.50` equals `72.5`.
public struct ExactDecimal: Hashable, Comparable, Sendable {
  public let numerator: Int
  /// A power of ten, 1 to 1,000,000.
  public let denominator: Int

  /// The largest whole number that can be written.
  static let largestWhole = 999_999
  /// The most digits that can follow the decimal sign.
  static let mostDecimals = 6

  /// The number `digits` with its last `decimals` digits behind the decimal sign.
  public init(_ digits: Int, decimals: Int = 0) {
    precondition((0...Self.mostDecimals).contains(decimals))
    var numerator = digits
    var denominator = (0..<decimals).reduce(1) { power, _ in power * 10 }
    precondition(abs(digits) / denominator <= Self.largestWhole)
    while denominator > 1, numerator % 10 == 0 {
      numerator /= 10
      denominator /= 10
    }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The number of digits behind the decimal sign.
  public var decimals: Int {
    var count = 0
    var power = denominator
    while power > 1 {
      power /= 10
      count += 1
    }
    return count
  }

  /// The number where it is whole.
  public var whole: Int? { denominator == 1 ? numerator : nil }

  /// A thousand times the number where that is whole: seconds in milliseconds.
  public var thousandths: Int? {
    numerator * 1000 % denominator == 0 ? numerator * 1000 / denominator : nil
  }

  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension ExactDecimal: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension ExactDecimal: CustomStringConvertible {
  /// The shortest way to write the number, with a point: `72.5`, `-6`, `0.05`.
  public var description: String {
    let sign = numerator < 0 ? "-" : ""
    let magnitude = abs(numerator)
    guard denominator > 1 else { return "\(sign)\(magnitude)" }
    let fraction = String(magnitude % denominator)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(sign)\(magnitude / denominator).\(zeros)\(fraction)"
  }
}
