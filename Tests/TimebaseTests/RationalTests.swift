// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Timebase

struct RationalTests {
  @Test("A fraction is reduced and its denominator is positive")
  func reduces() {
    #expect(Rational(6, -4) == Rational(-3, 2))
    #expect(Rational(6, -4).numerator == -3)
    #expect(Rational(6, -4).denominator == 2)
    #expect(Rational(0, -7) == .zero)
    #expect("\(Rational(10, 4)) \(Rational(8, 4))" == "5/2 2")
  }

  @Test("Sums and products are exact")
  func arithmetic() {
    #expect(Rational(1, 3) + Rational(1, 6) == Rational(1, 2))
    #expect(Rational(1, 3) - Rational(1, 2) == Rational(-1, 6))
    #expect(Rational(2, 3) * Rational(9, 4) == Rational(3, 2))
    #expect(Rational(2, 3) / Rational(-4, 9) == Rational(-3, 2))
    var sum = Rational.zero
    for _ in 0..<9_000 { sum += Rational(1, 9) }
    #expect(sum == 1_000)
  }

  @Test(
    "Sums, differences, products and order are those of the fractions written out, reduced",
    arguments: [1, 60, 1_000_003] as [Int128])
  func againstFractionsWrittenOut(most: Int128) {
    var seed: UInt64 = 5
    func draw(_ from: Int128) -> Int128 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return from + Int128(seed >> 33) % (most - from + 1)
    }
    for _ in 0..<2_000 {
      let (a, b, c, d) = (draw(-most), draw(1), draw(-most), draw(1))
      let (x, y) = (Rational(Int(a), Int(b)), Rational(Int(c), Int(d)))
      let results = [
        (x + y, a * d + c * b, b * d), (x - y, a * d - c * b, b * d), (x * y, a * c, b * d)
      ]
      for (result, numerator, denominator) in results {
        #expect(result.numerator * denominator == numerator * result.denominator)
        #expect(result.denominator > 0)
        #expect(isReduced(result))
      }
      #expect((x < y) == (a * d < c * b))
      #expect((x == y) == (a * d == c * b))
    }
  }

  private func isReduced(_ fraction: Rational) -> Bool {
    var (a, b) = (fraction.numerator.magnitude, fraction.denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    return a == 1
  }

  @Test("Halves round up, also below nothing; the floor goes down")
  func rounding() {
    #expect(
      [(1, 2), (3, 2), (-1, 2), (-3, 2), (7, 3)].map { Rational($0, $1).rounded } == [
        1, 2, 0, -1, 2
      ])
    #expect([(1, 2), (-1, 2), (-4, 2), (7, 3)].map { Rational($0, $1).floor } == [0, -1, -2, 2])
  }

  @Test("Order is that of the numbers")
  func order() {
    #expect(Rational(1, 3) < Rational(1, 2))
    #expect(Rational(-1, 2) < Rational(-1, 3))
    #expect(!(Rational(2, 4) < Rational(1, 2)))
    #expect(Rational(-3, 4).double == -0.75)
  }

  @Test("A sum with too long a denominator is off by less than a millionth of a frame")
  func longDenominators() {
    var exact = Rational(100_000_000_000)
    var expected = 0.0
    // Primes: the common denominator soon has more bits than there are.
    for prime in [997, 1_009, 1_013, 1_019, 1_021, 1_031, 1_033, 1_039, 1_049, 1_051] {
      exact += Rational(1, prime)
      expected += 1 / Double(prime)
    }
    let part = (exact - Rational(100_000_000_000)).double
    #expect(abs(part - expected) < 1e-9)
    #expect(exact.denominator <= 1 << 44)
    #expect(exact.rounded == 100_000_000_000)
  }

  @Test("Long denominators survive below nothing and in two weeks of frames")
  func longNegative() {
    let small = Rational(1, 4_294_967_311)
    let other = Rational(1, 4_294_967_357)
    let sum = Rational(-68_000_000_000) + small + other
    #expect(sum.floor == -68_000_000_000)
    #expect(sum.rounded == -68_000_000_000)
    #expect(abs((sum + Rational(68_000_000_000)).double) < 1e-8)
  }
}
