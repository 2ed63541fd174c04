// SPDX-License-Identifier: GPL-3.0-or-later

/// Measurements of one thing, sorted.
struct Sample {
  private let values: [Double]

  /// - Precondition: there is one at least.
  init(_ values: [Double]) {
    precondition(!values.isEmpty, "nothing was measured")
    self.values = values.sorted()
  }

  var count: Int { values.count }
  var least: Double { values[0] }
  var most: Double { values[values.count - 1] }
  var median: Double { quantile(0.5) }
  var p99: Double { quantile(0.99) }

  /// The smallest value that so large a share of all does not exceed (nearest rank).
  private func quantile(_ share: Double) -> Double {
    let rank = Int((share * Double(values.count)).rounded(.up))
    return values[min(max(rank, 1), values.count) - 1]
  }
}

extension Double {
  /// With so many digits behind the point.
  func text(_ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((magnitude * scale).rounded())
    let sign = self < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(scaled)" }
    let fraction = "\(scaled % Int(scale))"
    let zeros = String(repeating: "0", count: places - fraction.count)
    return "\(sign)\(scaled / Int(scale)).\(zeros)\(fraction)"
  }
}
