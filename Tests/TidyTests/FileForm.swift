// SPDX-License-Identifier: GPL-3.0-or-later

/// What every file of ours looks like.
enum FileForm {
  static let licence = "SPDX-License-Identifier: GPL-3.0-or-later"
  static let mostLines = 450
  // In two halves, so that this file does not hold them.
  static let unfinished = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
  /// Folders that only somebody's own machine has.
  static let machineFolders = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/opt/" + "swift"]

  /// The licence stands first; behind the tools version in a manifest, the interpreter in a script.
  static func licenceFindings(_ file: TextFile) -> [Finding] {
    let first = file.lines.first ?? ""
    let mayBeSecond = first.hasPrefix("// swift-tools-version:") || first.hasPrefix("#!")
    let line = mayBeSecond ? file.lines.dropFirst().first ?? "" : first
    let isThere = line == "// " + licence || line == "# " + licence
    return isThere ? [] : [file.finding(1, "the licence line is not the first")]
  }

  static func lengthFindings(_ file: TextFile) -> [Finding] {
    guard file.lines.count > mostLines else { return [] }
    return [file.finding(file.lines.count, "more than \(mostLines) lines")]
  }

  static func spaceFindings(_ file: TextFile) -> [Finding] {
    file.lines.enumerated().compactMap { index, line in
      line.last?.isWhitespace ?? false ? file.finding(index + 1, "white space at the end") : nil
    }
  }

  static func unfinishedFindings(_ file: TextFile) -> [Finding] {
    file.lines.enumerated().compactMap { index, line in
      unfinished.first { line.holds(word: $0) }.map { file.finding(index + 1, $0) }
    }
  }

  static func machineFindings(_ file: TextFile) -> [Finding] {
    file.lines.enumerated().compactMap { index, line in
      machineFolders.first { line.contains($0) }
        .map { file.finding(index + 1, "\($0) is a folder of one machine") }
    }
  }
}
