// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("upbeat-findings.txt")
struct FindingsFileTests {
  @Test("Each finding stands with its line, what is wrong, what was expected and the range")
  func text() {
    let file = "# mine\r\n  Lautstärke: 150 # loud\r\nSprache: de\r\nTemp: 75\r\n"
    let text = FindingsFile.text(findings(in: file), of: Array(file.utf8))
    #expect(
      text.split(separator: "\r\n", omittingEmptySubsequences: false) == [
        "Upbeat read this file and changed nothing, because of what stands below.",
        "Please correct it, and put the stick in again.",
        "",
        "upbeat.txt, line 2, column 15",
        "      Lautstärke: 150 # loud",
        "Lautstärke 150 is too high: expected 30 to 100 %",
        "Allowed: 30 to 100 %",
        "",
        "upbeat.txt, line 4, column 1",
        "    Temp: 75",
        "unknown key 'Temp': the nearest known key is 'Tempo'",
        ""
      ])
  }

  @Test("What the unit says of a finding stands below it")
  func spoken() {
    let text = FindingsFile.text(findings(in: "volume: 150"), of: Array("volume: 150".utf8)) {
      ["Zeile \($0.line).", "Zu laut."]
    }
    #expect(text.hasSuffix("Allowed: 30 to 100 %\r\nZeile 1. Zu laut.\r\n"))
  }

  @Test("A file that cannot be read is told without its lines")
  func unreadable() {
    let bytes: [UInt8] = Array("{\\rtf1 volume: 150}".utf8)
    let text = FindingsFile.text(findings(in: bytes), of: bytes)
    #expect(text.contains("this is a word processor's document (RTF)"))
    #expect(!text.contains("volume"))
  }

  @Test("Whatever a file holds, nothing in the text commands an editor or a terminal")
  func hostile() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<300 {
      let bytes = (0..<300).map { _ in UInt8.random(in: 9...255, using: &random) }
      let text = FindingsFile.text(findings(in: bytes), of: bytes)
      #expect(
        text.unicodeScalars.allSatisfy {
          $0 == "\r" || $0 == "\n" || $0.properties.generalCategory != .control
        })
    }
    let long = "x: " + String(repeating: "y", count: 60_000)
    #expect(FindingsFile.text(findings(in: long), of: Array(long.utf8)).utf8.count < 2000)
  }

  @Test("Every number a finding is about has its range")
  func ranges() {
    for value in ["x", "150", "1", "65.5"] {
      #expect(findings(in: "volume: \(value)").first?.allowedRange?.bounds == 30...100)
    }
    let narrow = prescription("volume: 40-60")
    #expect(findings(in: "volume: 65", within: narrow).first?.allowedRange?.bounds == 40...60)
    #expect(findings(in: "start: soon").first?.allowedRange == nil)
  }
}
