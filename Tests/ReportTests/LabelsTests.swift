// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Prompts
import Report
import Session
import Testing
import Timebase

@Suite("The words of a report")
struct LabelsTests {
  static let languages = ["de", "en", "es", "fr", "ru"]

  @Test("are there in five languages")
  func five() {
    #expect(checkout.languages == Self.languages)
  }

  @Test("are whole, with the gaps each text must have", arguments: languages)
  func whole(language: String) throws {
    let labels = try checkout.labels(language)
    for key in LabelKey.allCases { #expect(!labels(key).isEmpty) }
  }

  @Test("name every state, lock and fault there is", arguments: languages)
  func names(language: String) throws {
    let labels = try checkout.labels(language)
    let named =
      State.allCases.map { (WordFamily.stage, $0.rawValue) }
      + HelperFault.allCases.map { (.fault, $0.rawValue) }
      + [LockReason.dayIsFull, .gap(seconds: 1), .completion(seconds: 1), .tooHard].map {
        (.lock, $0.name)
      }
    for (family, word) in named { #expect(family.words.contains(word), "\(family) \(word)") }
    // One's own word stands where the language has none, and where it is the same.
    #expect(labels.word(.fault, "something new") == "something new")
  }

  @Test("claim and scold nothing", arguments: languages)
  func claims(language: String) throws {
    let labels = try checkout.labels(language)
    let all = LabelKey.allCases.map { labels($0).lowercased() }.joined(separator: "\n")
    let never = [
      "cure", "heilt", "guérit", "cura", "лечит", "strengthen", "stärkt", "missed day",
      "verpasst", "versäumt", "manqué", "perdido", "fallado", "пропущен", "bad", "schlecht"
    ]
    for word in never { #expect(!all.contains(word), "\(word)") }
  }

  @Test("write numbers, dates and times as the language does")
  func formats() throws {
    let day = Day(number: 20_779)
    let time = WallTime(seconds: 20_779 * 86_400 + 9 * 3_600 + 300, isSet: true)
    let english = try checkout.labels("en")
    #expect(english.date(day) == "22 November 2026")
    #expect(english.moment(time) == "22 November, 09:05")
    #expect(english.tenths(ofMilli: 14_650) == "14.7")
    let german = try checkout.labels("de")
    #expect(german.date(day) == "22. November 2026")
    #expect(german.tenths(ofMilli: 8_000) == "8,0")
    let russian = try checkout.labels("ru")
    #expect(russian.date(day) == "22 ноября 2026 г.")
    #expect(
      [1, 2, 5, 11, 21].map { russian.counted(.days, $0) }
        == ["1 день", "2 дня", "5 дней", "11 дней", "21 день"].map(\.unbroken))
    #expect(russian.counted(.breaths, 12_345) == "12\u{202F}345\u{A0}вдохов")
    let french = try checkout.labels("fr")
    #expect(french.shortDate(Day(number: 20_758)) == "1er novembre")
    #expect(french.shortDate(Day(number: 20_759)) == "2 novembre")
    // No line ends before a sign that stands apart.
    #expect(french(.summaryWeek, ["date": "", "days": ""]).hasSuffix("\u{A0}: ."))
  }

  @Test(
    "that are wrong are found by line",
    arguments: [
      ("days.one: {number} day", "days.one: day", "'days.one' has other gaps"),
      ("page.title: Practice report", "page.title:", "'page.title' is empty"),
      ("page.title: Practice report", "page.titel: Report", "'page.titel' is unknown"),
      ("page.title: Practice report", "page.title: {", "'page.title' has a brace"),
      ("page.title: Practice report", "Practice report", "'Practice report'"),
      (
        "page.title: Practice report", "page.title: Report\npage.title: Report",
        "'page.title' is there again"
      ),
      ("page.title: Practice report", "# nothing", "'page.title' is missing")
    ])
  func findings(right: String, wrong: String, found: String) throws {
    let folder = try TemporaryFolder()
    let text = try englishText().replacing(right, with: wrong)
    #expect(try englishText() != text)
    do {
      _ = try Labels.parse(text, language: "en", file: folder.path)
      Issue.record("nothing was found")
    } catch {
      #expect(error.findings.contains { $0.found.hasPrefix(found) })
      #expect(error.findings.allSatisfy { $0.line > 1 })
    }
  }

  private func englishText() throws -> String {
    try String(
      contentsOfFile: checkout.path + "/Voices/en/report.txt", encoding: .utf8)
  }
}
