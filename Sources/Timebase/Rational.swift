// SPDX-License-Identifier: GPL-3.0-or-later

/// An exact fraction, always reduced, its denominator positive.
///
/// Beats and section starts are held in it, so that only output rounds and nothing drifts, ever,
/// over joins too. Sums stay exact while the denominator has at most 44 bits, which is several
/// joins at unrelated fractional tempi; past that a value is rounded to the nearest 2⁻⁴⁰, a
/// millionth of a millionth of a frame. Whole parts up to 2³⁶ frames (two weeks) never overflow.
public struct Rational: Hashable, Comparable, Sendable {
  public private(set) var numerator: Int128
  public private(set) var denominator: Int128

  public static let zero = Rational(0)

  public init(_ whole: Int) {
    numerator = Int128(whole)
    denominator = 1
  }

  /// - Precondition: `denominator` is not 0.
  public init(_ numerator: Int, _ denominator: Int) {
    self.init(reducing: Int128(numerator), Int128(denominator))
  }

  private init(reducing numerator: Int128, _ denominator: Int128) {
    precondition(denominator != 0, "a fraction needs a denominator")
    let sign: Int128 = denominator < 0 ? -1 : 1
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let common = divisor == 0 ? 1 : Int128(divisor)
    self.init(
      reduced: sign * Self.quotient(numerator, common),
      sign * Self.quotient(denominator, common))
  }

  /// - Precondition: the denominator is positive, and nothing divides both.
  private init(reduced numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
    if denominator > Self.largestDenominator { roundToGrid() }
  }

  private static let largestDenominator: Int128 = 1 << 44
  private static let grid: Int128 = 1 << 40

  private mutating func roundToGrid() {
    let whole = Self.floorDivide(numerator, denominator)
    // Both are made smaller by the same power of two, so that the product below stays inside
    // 127 bits.
    var remainder = numerator - whole * denominator
    var scale = denominator
    while scale > Self.largestDenominator {
      remainder >>= 1
      scale >>= 1
    }
    let part = (remainder * Self.grid + scale / 2) / scale
    self = Rational(reducing: whole * Self.grid + part, Self.grid)
  }

  /// Beats are placed by the thousand, and on a small board a division of 128 bits is a long loop:
  /// as soon as both fit, they are divided as machine words.
  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 {
      if let short = UInt64(exactly: a), let other = UInt64(exactly: b) {
        return UInt128(greatestCommonDivisor(short, other))
      }
      (a, b) = (b, a % b)
    }
    return a
  }

  private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  private static func quotient(_ a: Int128, _ b: Int128) -> Int128 {
    if b == 1 { return a }
    if let a = Int64(exactly: a), let b = Int64(exactly: b), b != -1 { return Int128(a / b) }
    return a / b
  }

  private static func floorDivide(_ a: Int128, _ b: Int128) -> Int128 {
    if let a = Int64(exactly: a), let b = Int64(exactly: b), b > 0 {
      let quotient = a / b
      return Int128(a % b < 0 ? quotient - 1 : quotient)
    }
    let quotient = a / b
    return (a % b != 0 && (a < 0) != (b < 0)) ? quotient - 1 : quotient
  }

  public static func < (a: Rational, b: Rational) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    return a.numerator * b.denominator < b.numerator * a.denominator
  }
  public static func + (a: Rational, b: Rational) -> Rational {
    // n/d + w is (n + w·d)/d: what divides both n + w·d and d divides n, too.
    if b.denominator == 1 {
      return Rational(
        reduced: a.numerator + b.numerator * a.denominator, a.denominator)
    }
    if a.denominator == 1 { return b + a }
    if a.denominator == b.denominator {
      return Rational(reducing: a.numerator + b.numerator, a.denominator)
    }
    return Rational(
      reducing: a.numerator * b.denominator + b.numerator * a.denominator,
      a.denominator * b.denominator)
  }
  public static func - (a: Rational, b: Rational) -> Rational {
    a + Rational(reduced: -b.numerator, b.denominator)
  }
  public static func * (a: Rational, b: Rational) -> Rational {
    // Reduced crosswise: the factors stay small, and nothing is left that divides both products.
    let x = Rational(reducing: a.numerator, b.denominator)
    let y = Rational(reducing: b.numerator, a.denominator)
    return Rational(reduced: x.numerator * y.numerator, x.denominator * y.denominator)
  }
  /// - Precondition: `b` is not zero.
  public static func / (a: Rational, b: Rational) -> Rational {
    precondition(b.numerator != 0, "a fraction is divided by zero")
    return a * Rational(reducing: b.denominator, b.numerator)
  }
  public static func += (a: inout Rational, b: Rational) { a = a + b }

  /// The nearest whole number; halves go up.
  public var rounded: Int {
    Int(Self.floorDivide(2 * numerator + denominator, 2 * denominator))
  }

  /// The largest whole number not above it.
  public var floor: Int { Int(Self.floorDivide(numerator, denominator)) }

  /// For displays and levels; never for placing sound.
  public var double: Double { Double(numerator) / Double(denominator) }
}

extension Rational: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: CustomStringConvertible {
  public var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}
