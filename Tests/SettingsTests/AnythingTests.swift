// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

/// Whatever is fed to the parsers: an answer, never a crash, and never more than it should be.
@Suite("Anything at all")
struct AnythingTests {
  /// Parses the bytes as each of the files; false where an answer breaks a rule that always holds.
  static func holds(_ bytes: [UInt8]) -> Bool {
    FileKind.allCases.allSatisfy { kind in
      let isValue: Bool
      let found: [Finding]
      switch kind {
      case .prescription:
        let parsed = Prescription.parse(bytes)
        (isValue, found) = (parsed.value != nil, parsed.findings)
      case .settings:
        let parsed = CaregiverSettings.parse(bytes)
        (isValue, found) = (parsed.value != nil, parsed.findings)
      case .board:
        let parsed = Board.parse(bytes)
        (isValue, found) = (parsed.value != nil, parsed.findings)
      }
      return isValue == found.isEmpty && found.count <= 51
        && found.allSatisfy { finding in
          finding.line >= 1 && finding.column >= 1
            && finding.description.unicodeScalars.count < 1000
            && !finding.description.contains(where: \.isNewline)
        }
    }
  }

  @Test("Ten thousand files of random bytes")
  func randomBytes() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<10_000 {
      let count = Int.random(in: 0...200, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      guard Self.holds(bytes) else {
        Issue.record("\(bytes)")
        return
      }
    }
  }

  @Test("Ten thousand files of words and signs that the parsers know, in any order")
  func randomWords() {
    let words =
      KeyTable.all.map { $0.term.name(in: .english) } + KeyTable.all.map(\.example) + [
        ":", ": ", "\n", "\r\n", "\n", ",", ";", "#", " #", "\"", "“", "'", "-", "–", "--", ".",
        "..",
        "9", "0", "1e9", "99999999999999999999", " ", "\u{A0}", "\u{301}", "😀", "\u{200D}", "%",
        "s",
        "to", "from", "and", "active low", "gpio", "header", "key", "：", "\u{FEFF}", "да", "\t"
      ]
    var random = SplitMix64(seed: 7)
    var cleanCount = 0
    for _ in 0..<10_000 {
      let count = Int.random(in: 0...12, using: &random)
      let text = (0..<count).map { _ in words[Int.random(in: words.indices, using: &random)] }
      let bytes = Array(text.joined().utf8)
      cleanCount += CaregiverSettings.parse(bytes).value == nil ? 0 : 1
      guard Self.holds(bytes) else {
        Issue.record("\(text)")
        return
      }
    }
    #expect(cleanCount > 0 && cleanCount < 10_000)
  }

  @Test("A good file with any one byte changed, or cut anywhere, in each encoding")
  func changedFiles() {
    let text = "громкость: 65\nin beats: 2 # x\nphrases: \"a, b\", c\nquiet hours: 22:00-07:00\n"
    let files = [
      Array(text.utf8), [0xFF, 0xFE] + utf16(text), [0xFE, 0xFF] + utf16(text, bigEndian: true),
      utf16(text)
    ]
    var random = SplitMix64(seed: 11)
    for file in files {
      #expect(Self.holds(file))
      for index in file.indices {
        var changed = file
        changed[index] = UInt8.random(in: 0...255, using: &random)
        #expect(Self.holds(Array(file[..<index])) && Self.holds(changed))
      }
    }
  }

  @Test(
    "Files made to be slow or large",
    arguments: [
      "a:\n", "a", ":", "#", "\n", "volume:1\n", "\"", ",", "\u{301}", "a,", "9", "voice: “"
    ])
  func hostile(piece: String) {
    let repeated = Array(String(repeating: piece, count: 65_536 / piece.utf8.count).utf8)
    #expect(Self.holds(repeated))
    #expect(Self.holds(Array("songs: ".utf8) + repeated.dropLast(8)))
    #expect(Self.holds(repeated + repeated))
  }

  @Test("The same bytes always give the same findings")
  func repeatable() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<200 {
      let bytes = (0..<400).map { _ in UInt8.random(in: 0x20...0x7E, using: &random) }
      #expect(findings(in: bytes) == findings(in: bytes))
    }
  }
}
