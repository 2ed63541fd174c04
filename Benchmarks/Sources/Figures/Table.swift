// SPDX-License-Identifier: GPL-3.0-or-later

/// One line of the table.
struct Figure {
  let name: String
  let measured: String
  /// The same by somebody else's program, or what stands beside.
  var beside = ""
  var target = ""
  /// nil: there is no target.
  var isMet: Bool?
}

/// All figures, as a Markdown table that is also aligned for a terminal.
struct Table {
  private var rows: [[String]] = [["figure", "measured", "beside it", "target", ""]]

  mutating func add(_ figure: Figure) {
    let verdict = figure.isMet.map { $0 ? "met" : "missed" } ?? ""
    rows.append([figure.name, figure.measured, figure.beside, figure.target, verdict])
  }

  mutating func add(_ name: String, unmeasured reason: String) {
    rows.append([name, "could not be measured", "", "", reason])
  }

  var lines: [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
    let rule = widths.map { String(repeating: "-", count: max($0, 3)) }
    return [line(rows[0]), line(rule)] + rows.dropFirst().map(line)
  }
}
