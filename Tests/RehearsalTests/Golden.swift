// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Testing

/// A timeline held against its text file in `Goldens`.
enum Golden {
  static func check(
    _ name: String, _ unit: Unit, _ deeds: [Deed],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let text = Transcript.text(of: try unit.timeline(deeds))
    let path = "Tests/RehearsalTests/Goldens/\(name).txt"
    if getenv("UPBEAT_WRITE_GOLDENS") != nil {
      try #require(Files.write(text, to: path), sourceLocation: sourceLocation)
    }
    let golden = try #require(
      Files.text(path), "there is no golden \(name)", sourceLocation: sourceLocation)
    let lines = text.split(separator: "\n")
    let expected = golden.split(separator: "\n")
    for (index, (line, wanted)) in zip(lines, expected).enumerated() where line != wanted {
      Issue.record(
        "line \(index + 1) is \"\(line)\", expected \"\(wanted)\"",
        sourceLocation: sourceLocation)
      return
    }
    #expect(lines.count == expected.count, sourceLocation: sourceLocation)
  }
}
