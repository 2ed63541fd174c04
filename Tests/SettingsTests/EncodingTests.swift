// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("Encodings and editors")
struct EncodingTests {
  static let text = "громкость: 65\r\ntempo: 72,5\r\nголос: Анна\r\n"

  @Test(
    "One text reads alike in every encoding an editor may choose",
    arguments: [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8),
      [0xFF, 0xFE] + utf16(text), [0xFE, 0xFF] + utf16(text, bigEndian: true),
      utf16(text), utf16(text, bigEndian: true)
    ])
  func encodings(bytes: [UInt8]) throws {
    let settings = try #require(CaregiverSettings.parse(bytes).value)
    #expect(settings.volume == 65)
    #expect(settings.breath.tempo == ExactDecimal(725, decimals: 1))
    #expect(settings.voice == "Анна")
  }

  @Test(
    "Every kind of line end ends a line, and CRLF ends one, not two",
    arguments: ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{0B}"])
  func lineEnds(end: String) {
    let found = findings(in: ["volume: 65", "", "tempo: fast"].joined(separator: end))
    #expect(found.map(\.line) == [3])
  }

  @Test(
    "What editors and web pages put into a line is understood",
    arguments: [
      "volume: 65", "  Volume :65  ", "VOLUME\u{A0}:\u{A0}65", "volume：65", "volume: 65 # loud",
      "volume: “65”", "volume: \"65\"", "volume: '65'", "volume: «65»", "\"volume\": 65",
      "volume\u{3000}: ６５", "volume: 65\u{2009}%", "volume: 65%", "volume: 65 percent",
      "\u{200B}volu\u{AD}me: 65\u{FEFF}", "volume: +65", "volume: 65.0", "\tvolume:\t65\t",
      "- volume: 65", "volume: 65\u{1A}", "громкость: 65 процентов", "Громкость: 65"
    ])
  func oddities(line: String) {
    #expect(settings(line)?.volume == 65)
  }

  @Test("A key may be written with hyphens, underscores, many spaces, and е for ё")
  func keySpelling() {
    #expect(settings("SCAN-time: 6")?.scanTimeMilliseconds == 6000)
    #expect(settings("scan_time: 6 s")?.scanTimeMilliseconds == 6000)
    #expect(settings("Scan \u{A0} Time: 6,0 sec.")?.scanTimeMilliseconds == 6000)
    #expect(settings("ОТЧЕТ: да")?.report == true)
    #expect(settings("отчёт: Да")?.report == true)
    // й as и with a breve, as macOS writes it.
    #expect(settings("певчески\u{438}\u{306} голос: низки\u{438}\u{306}")?.singingVoice == .low)
  }

  @Test("A comment begins at the start of a line or after white space, outside quotes")
  func comments() {
    #expect(settings("# volume: 65\n   # x\n")?.volume == 80)
    #expect(settings("voice: en#2 # the second")?.voice == "en#2")
    #expect(settings("voice: \"my #2\"")?.voice == "my #2")
    #expect(settings("songs: \"No #1, a hit\", Other # two")?.songs == ["No #1, a hit", "Other"])
    #expect(findings(in: "volume # loud: 65").map(\.problem) == [.notALine(written: "volume")])
  }

  @Test("Text keeps its words, with single spaces and straight apostrophes")
  func texts() {
    #expect(settings("voice:  Don’t \u{A0} go ")?.voice == "Don't go")
    #expect(
      settings("phrases: I am cold, please; Good night;")?.phrases
        == ["I am cold, please", "Good night"])
    #expect(
      settings("фразы: «Добрый день, Маша», \"Пить\", 5\" экран")?.phrases
        == ["Добрый день, Маша", "Пить", "5\" экран"])
  }

  @Test("A file that is not text gets one finding, whatever is in it")
  func notText() {
    #expect(findings(in: [0]).map(\.problem) == [.notText])
    #expect(findings(in: Array("volume: 65\n".utf8) + [0, 0, 0]).map(\.problem) == [.notText])
    #expect(findings(in: [0x7F, 0x45, 0x4C, 0x46, 1, 1]).map(\.problem) == [.notText])
    #expect(findings(in: [0xFF, 0xFE, 0, 0, 0x76, 0, 0, 0]).map(\.problem) == [.notText])
    #expect(findings(in: #"{\rtf1\ansi volume: 65}"#).map(\.problem) == [.richText])
  }

  @Test("Bytes of an old code page are found at their line and column")
  func codePage() {
    // "голос: Анна" in Windows-1251 after a line of ASCII.
    let bytes = Array("volume: 65\nvoice: ".utf8) + [0xC0, 0xED, 0xED, 0xE0]
    let finding = findings(in: bytes).first
    #expect(finding?.problem == .damagedText)
    #expect(finding?.line == 2)
    #expect(finding?.column == 8)
  }

  @Test("UTF-16 that is cut short is damaged at its end")
  func cutShort() {
    let whole = [0xFF, 0xFE] + utf16("volume: 65")
    let finding = findings(in: whole.dropLast() + []).first
    #expect(finding?.problem == .damagedText)
    #expect(finding?.column == 10)
    let lonelySurrogate = [0xFF, 0xFE] + utf16("voice: ") + [0x3D, 0xD8]
    #expect(findings(in: lonelySurrogate).map(\.problem) == [.damagedText])
  }

  @Test("A file of 64 KiB is read, one byte more is not")
  func size() {
    let line = Array("volume: 65\n".utf8)
    let full = line + Array(repeating: UInt8(ascii: "\n"), count: 64 * 1024 - line.count)
    #expect(CaregiverSettings.parse(full).value?.volume == 65)
    #expect(findings(in: full + [0x0A]).map(\.problem) == [.tooLarge])
    #expect(findings(in: Array(repeating: 0x61, count: 1 << 20)).map(\.problem) == [.tooLarge])
  }

  @Test("An empty file gives the defaults")
  func empty() {
    #expect(CaregiverSettings.parse([]).value == CaregiverSettings())
    #expect(Prescription.parse([]).value == Prescription())
    #expect(Board.parse([0xEF, 0xBB, 0xBF]).value == Board())
  }
}
