// SPDX-License-Identifier: GPL-3.0-or-later

/// The numbers a key may have: both ends are allowed.
public struct NumberRange: Hashable, Sendable {
  public let bounds: ClosedRange<ExactDecimal>
  public let unit: KeyUnit
  /// The most digits behind the decimal sign; 0 for whole numbers.
  public let decimals: Int

  init(_ bounds: ClosedRange<ExactDecimal>, _ unit: KeyUnit, decimals: Int = 0) {
    self.bounds = bounds
    self.unit = unit
    self.decimals = decimals
  }

  /// The part of the range that `limit` leaves; the bound next to it where they do not meet.
  func narrowed(to limit: ClosedRange<ExactDecimal>) -> NumberRange {
    NumberRange(bounds.clamped(to: limit), unit, decimals: decimals)
  }
}

extension NumberRange: CustomStringConvertible {
  /// `30 to 100 %`; a single number where both ends are the same.
  public var description: String {
    let low = bounds.lowerBound
    let high = bounds.upperBound
    let numbers = low == high ? "\(low)" : "\(low) to \(high)"
    return unit == .none ? numbers : "\(numbers) \(unit.symbol)"
  }
}

extension NumberRange {
  /// `30 to 100 percent`, in the words of a language.
  public func text(in language: TableLanguage) -> String {
    let (low, high) = (bounds.lowerBound, bounds.upperBound)
    let until = Connective.until.term.name(in: language)
    let numbers = low == high ? "\(low)" : "\(low) \(until) \(high)"
    return unit == .none ? numbers : "\(numbers) \(unit.name(in: language))"
  }
}

extension ClosedRange<ExactDecimal> {
  /// The number nearest to `number` that is inside.
  func clamping(_ number: ExactDecimal) -> ExactDecimal {
    Swift.min(Swift.max(number, lowerBound), upperBound)
  }
}
