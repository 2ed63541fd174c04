// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("Findings")
struct FindingTests {
  @Test("A finding is one line: file, line, column, what, what was expected")
  func description() {
    let text = "# mine\n\nspeech rate: 120\n  volume: 150 # loud"
    #expect(
      findings(in: text).map(\.description)
        == ["upbeat.txt:4:11: volume 150 is too high, expected 30 to 100 %"])
    let parsed = CaregiverSettings.parse(Array("volume: x".utf8), file: "a\nb.txt")
    #expect(parsed.findings.first?.description.contains("\n") == false)
  }

  @Test("A finding says what a voice needs: the key, its written name, the range")
  func structure() {
    let finding = findings(in: "громкость: 150").first
    #expect(finding?.key == .volume)
    #expect(finding?.keyName == "громкость")
    guard case .tooHigh(let written, let range)? = finding?.problem else {
      Issue.record("expected too high, not \(String(describing: finding))")
      return
    }
    #expect(written == "150")
    #expect(range.bounds == 30...100)
    #expect(range.unit == .percent)
  }

  @Test(
    "An unknown key names the nearest known one",
    arguments: [
      ("volum", "volume"), ("vloume", "volume"), ("scan tme", "scan time"),
      ("in beat", "in beats"), ("громкост", "громкость"), ("тмп", "темп"),
      ("quite hours", "quiet hours"), ("Song-Temop", "song tempo")
    ])
  func nearest(written: String, known: String) {
    #expect(
      findings(in: "\(written): 65").map(\.problem)
        == [.unknownKey(name: written, nearest: known)])
  }

  @Test("A name too long for any key has no nearest one, and is cut")
  func longName() {
    let found = findings(in: String(repeating: "volume", count: 1000) + ": 1")
    guard case .unknownKey(let name, nil)? = found.first?.problem else {
      Issue.record("expected an unknown key, not \(found)")
      return
    }
    #expect(name.count <= 40)
  }

  @Test("A key of another file is sent there")
  func elsewhere() {
    #expect(
      findings(in: "habitual rate: 150").map(\.description)
        == [
          "upbeat.txt:1:1: 'habitual rate' does not belong in this file,"
            + " expected it in prescription.txt"
        ])
    #expect(findings(in: "lamp: ACT").map(\.problem) == [.belongsElsewhere(.board)])
    #expect(
      findings(in: "voice: Anna", of: .prescription).map(\.problem)
        == [.belongsElsewhere(.settings)])
  }

  @Test("A key given twice is a finding, in another language too, also where the first is wrong")
  func duplicates() {
    let found = findings(in: "volume: 65\n\nГромкость: 65\n")
    #expect(found.map(\.problem) == [.duplicateKey(firstLine: 1)])
    #expect(found.map(\.line) == [3])
    #expect(findings(in: "volume: x\nvolume: 65").count == 2)
  }

  @Test("A line without a key, a colon or a value is a finding")
  func rubbishLines() {
    #expect(findings(in: "hello").map(\.problem) == [.notALine(written: "hello")])
    #expect(findings(in: "volume = 65").map(\.problem) == [.notALine(written: "volume = 65")])
    #expect(findings(in: ": 65").map(\.problem) == [.notALine(written: ": 65")])
    let empty = findings(in: "volume:   # later")
    #expect(empty.map(\.problem) == [.noValue])
    #expect(findings(in: "songs: , ;").map(\.problem) == [.noValue])
    #expect(findings(in: "voice: \"\"").map(\.problem) == [.noValue])
  }

  @Test("A quote that is not closed is a finding")
  func openQuote() {
    let found = findings(in: "voice: “Anna # x")
    #expect(found.map(\.problem) == [.unclosedQuote(written: "“Anna # x")])
    #expect(found.first?.column == 8)
  }

  @Test("Findings come in the order of the file")
  func order() {
    let text = "in beats: 4\nvolume: 1\nout beats: 3\nnonsense\n"
    #expect(findings(in: text).map(\.line) == [1, 2, 4])
  }

  @Test("After fifty findings one more counts the rest")
  func fifty() {
    let text = String(repeating: "nonsense\n", count: 1234)
    let found = findings(in: text)
    #expect(found.count == 51)
    #expect(found.last?.problem == .more(count: 1184))
    #expect(found.last?.line == 51)
    #expect(findings(in: String(repeating: "nonsense\n", count: 50)).count == 50)
  }

  @Test("A column is counted in characters, not bytes")
  func column() {
    #expect(findings(in: "громкость: 150").first?.column == 12)
    #expect(findings(in: "techniques: breathing, юла", of: .prescription).first?.column == 24)
    #expect(findings(in: "switch: gpio header GPIO40", of: .board).first?.column == 21)
  }

  @Test("A file with a finding gives no value")
  func allOrNothing() {
    #expect(settings("volume: 65\ntempo: fast") == nil)
    #expect(prescription("profile: mild\nbreaths: 3-80") == nil)
    #expect(board("sound: hw:CARD=Headphones\nswitch: pedal") == nil)
  }

  @Test("Every problem is said in words and on one line")
  func words() {
    let files: [(FileKind, String)] = [
      (.settings, "volume: x\ntempo: 72.1234\nspeech rate: 1\nscan time: 99\nsession: long"),
      (.settings, "speech rate: 130.5\nreport: maybe\nlanguage: xx\nclock: now"),
      (.settings, "practice at: noon\nquiet hours: night\nin beats: 4\nx y z"),
      (.prescription, "review by: 31.02.2027\nbreaths: many\nvolume: 80-40\nout beats: 12-16"),
      (.board, "switch: pedal\nclock: rtc\nvolume: 50"),
      (.board, "switch: gpio header GPIO99")
    ]
    for (kind, text) in files {
      for finding in findings(in: text, of: kind) {
        #expect(!finding.found.isEmpty && !finding.expected.isEmpty)
        let lines = finding.description.split { $0.isNewline }
        #expect(lines.count == 1)
        #expect(finding.description.contains("\(finding.line):\(finding.column): "))
      }
      #expect(findings(in: text, of: kind).count == text.split(separator: "\n").count)
    }
  }
}
