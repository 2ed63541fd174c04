// SPDX-License-Identifier: GPL-3.0-or-later

/// A small picture of numbers over time, drawn as SVG by the page's template, with its numbers as a
/// table beside it.
///
/// Series differ in shape (bars, dots with a line, squares), never by colour alone.
struct Chart {
  /// The parts of the picture, in units of its view box.
  struct Bar {
    let x: String, y: String, width: String, height: String
  }
  struct Dot {
    let x: String, y: String
  }

  /// One series of numbers over positions 0, 1, 2 …; nil where there is none.
  struct Series {
    enum Mark { case bars, dots, squares }
    let values: [Double?]
    let mark: Mark
  }

  static let width = 300.0
  static let height = 120.0
  /// Room for the words at the left, above and below.
  private static let left = 34.0
  private static let top = 8.0
  private static let bottom = 16.0

  let chartID: String
  let chartTitle: String
  /// The text alternative.
  let chartText: String
  var bars: [Bar] = []
  /// Points of lines, as the attribute `points` has them.
  var lines: [String] = []
  var dots: [Dot] = []
  var squares: [Dot] = []
  let highest: String
  let lowest: String
  let firstPlace: String
  let lastPlace: String
  /// The numbers: a heading a column, then row by row.
  let heads: [String]
  let rows: [Row]
  let hasMarks: Bool
  /// Squares beside dots: the legend is wanted.
  let isPair: Bool

  struct Row {
    let head: String
    let cells: [String]
  }

  /// What a chart shows besides its series.
  struct Words {
    var id: String
    var title: String
    var text: String
    /// Below the ends of the axis.
    var places: (first: String, last: String)
    var heads: [String]
    var rows: [Row]
    /// Writes a number beside the axis.
    var number: (Double) -> String
  }

  /// - Parameter fromZero: whether the axis begins at nought, as it must for bars.
  init(_ series: [Series], fromZero: Bool, _ words: Words) {
    let values = series.flatMap { $0.values.compactMap { $0 } }
    let scale = Scale(values, fromZero: fromZero)
    chartID = words.id
    chartTitle = words.title
    chartText = words.text
    (firstPlace, lastPlace) = words.places
    (heads, rows) = (words.heads, words.rows)
    (highest, lowest) = (words.number(scale.highest), words.number(scale.lowest))
    hasMarks = !values.isEmpty
    isPair = series.count > 1
    for one in series { draw(one, scale) }
  }

  private mutating func draw(_ series: Series, _ scale: Scale) {
    let step = (Self.width - Self.left) / Double(max(series.values.count, 1))
    let points = series.values.enumerated().compactMap { place, value -> (x: Double, y: Double)? in
      value.map { (Self.left + (Double(place) + 0.5) * step, scale.y($0)) }
    }
    let marks = points.map { Dot(x: Self.text($0.x), y: Self.text($0.y)) }
    switch series.mark {
    case .bars:
      let width = min(step * 0.8, 12)
      bars += points.filter { $0.y < scale.base }.map { point in
        Bar(
          x: Self.text(point.x - width / 2), y: Self.text(point.y), width: Self.text(width),
          height: Self.text(scale.base - point.y))
      }
    case .dots:
      dots += marks
      lines.append(marks.map { "\($0.x),\($0.y)" }.joined(separator: " "))
    case .squares:
      squares += points.map { Dot(x: Self.text($0.x - 2.5), y: Self.text($0.y - 2.5)) }
    }
  }

  /// With one decimal, which is finer than a printer.
  private static func text(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// From numbers to heights.
  private struct Scale {
    let lowest: Double
    let highest: Double
    let base = Chart.height - Chart.bottom

    init(_ values: [Double], fromZero: Bool) {
      let least = fromZero ? 0 : values.min() ?? 0
      let most = values.max() ?? 1
      // One number alone would have no scale, and bars of nought stand on theirs.
      (lowest, highest) =
        most > least ? (least, most) : fromZero ? (0, 1) : (least - 1, least + 1)
    }

    func y(_ value: Double) -> Double {
      base - (value - lowest) / (highest - lowest) * (base - Chart.top)
    }
  }
}
