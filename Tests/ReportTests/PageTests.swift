// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Foundation
import Report
import Settings
import Testing
import Timebase

@Suite("The page")
struct PageTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What a page is made of; there is nothing in it that loads or runs anything.
  private static let known: Set<String> = [
    "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "ul",
    "li", "bdi", "main", "div", "section", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "span", "figure", "figcaption", "svg", "desc", "g", "path", "text", "rect", "polyline",
    "circle", "details", "summary", "footer"
  ]
  private static let empty: Set<String> = ["!DOCTYPE", "meta", "path", "rect", "polyline", "circle"]

  /// Everything of known tags, each closed where it was opened.
  private func expectWellFormed(_ html: String) {
    var open: [String] = []
    for tag in tags(of: html) {
      let name = tag.hasPrefix("/") ? String(tag.dropFirst()) : tag
      #expect(Self.known.contains(name), "<\(tag)>")
      if Self.empty.contains(name) { continue }
      if tag.hasPrefix("/") {
        #expect(open.popLast() == name)
      } else {
        open.append(name)
      }
    }
    #expect(open == [])
  }

  @Test("is well formed and in its language, in each of five", arguments: LabelsTests.languages)
  func languages(language: String) throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.practise(days: 28)
    let html = try page(of: folder, language: language)
    expectWellFormed(html)
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language)\">"))
    let title = try checkout.labels(language)(.title)
    #expect(html.contains("<h1>\(title)</h1>"))
    #expect(html.contains("<bdi>M. K.</bdi>"))
  }

  @Test("speaks the language in force, where it is told none", arguments: LabelsTests.languages)
  func languageInForce(language: String) throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    sample.settings = "patient: M. K.\n\n----\nlanguage: \(language)\n"
    try sample.practise(days: 3, sessionsADay: 1...1)
    #expect(try page(of: folder).contains("<html lang=\"\(language)\">"))
  }

  @Test("asks nothing of anybody else: no script, no link, no address")
  func selfContained() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.practise(days: 28)
    let html = try page(of: folder)
    for part in ["<script", "<link", "<img", "<iframe", "href", "src=", "url(", "@import", "http:"]
    {
      #expect(!html.contains(part), "\(part)")
    }
    #expect(html.contains("default-src 'none'"))
  }

  @Test("puts no text in unescaped, whatever the diary holds", arguments: hostileTexts)
  func hostile(text: String) throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    // A line of the prescription holds no line break.
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    sample.settings = "clinic: \(line)\npatient: \(line)\nunit: \(line)\n\n----\nlanguage: en\n"
    try sample.switchOn(firstMonday)
    let id = try sample.practise(on: firstMonday, minute: 600)
    let day = firstMonday
    try sample.append(.powerOn(PowerOnRow(software: text)), on: day)
    try sample.append(
      .exercise(
        ExerciseRow(
          session: id, technique: .singing, activity: text, startedSeconds: 0, startedFrame: 0,
          plannedSeconds: 60, plannedSets: 1)), on: day)
    try sample.append(
      .stop(
        StopRow(session: id, exercise: nil, stage: text, second: 1, cause: .press, ordinal: 1)),
      on: day)
    try sample.append(.lock(LockRow(reason: text)), on: day)
    try sample.append(.fault(FaultRow(kind: text, detail: text)), on: day)
    try sample.append(.material(MaterialRow(session: id, kind: .song, name: text)), on: day)
    try sample.change(text, text, text, on: day)
    let html = try page(of: folder)
    expectWellFormed(html)
    #expect(!html.unicodeScalars.contains { $0 == "\u{0}" || $0 == "\u{1B}" })
    // It is there all the same, as words.
    let beginning = String(text.filter { !$0.isWhitespace }.prefix(3)).filter { $0 != "\u{0}" }
    #expect(words(of: html).filter { !$0.isWhitespace }.contains(beginning))
  }

  @Test("of an empty diary says so, for the weeks up to today")
  func emptyDiary() throws {
    _ = Diary.open(directory: folder.path, now: "2026-11-22")
    let files = try files(of: folder, today: Day(number: 20_779))
    let html = try #require(files["report.html"])
    expectWellFormed(html)
    let words = words(of: html)
    #expect(words.contains("No practice is recorded in this time."))
    #expect(words.contains("19 October 2026 to 22 November 2026"))
    #expect(words.contains("Nothing is recorded."))
    #expect(files["observations.ndjson"] == "")
    #expect(files["sessions.csv"]?.filter { $0 == "\r\n" }.count == 1)
  }

  @Test("says two of three from one day upward, and what was not done is not counted")
  func neverScolds() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    for day in [0, 1, 7, 8, 9, 10, 11] {
      try sample.switchOn(Day(number: firstMonday.number + day))
      try sample.practise(on: Day(number: firstMonday.number + day), minute: 600)
    }
    // A week that only just began, without practice.
    try sample.switchOn(Day(number: firstMonday.number + 14))
    let html = try page(of: folder)
    #expect(html.contains("<td class=\"goal\">2 of 4</td>"))
    #expect(html.contains("<td class=\"goal\">5 days</td>"))
    #expect(html.contains("<td class=\"goal\"></td>"))
    #expect(!words(of: html).contains("0 of"))
    #expect(!words(of: html).contains("In the week from"))
    for colour in ["red", "#f00", "#ff0000", "crimson"] { #expect(!html.contains(colour)) }
  }

  @Test("shows a changed setting as before and now, with words for nothing")
  func changes() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.practise(days: 1, sessionsADay: 1...1)
    try sample.change("volume", nil, "60", on: firstMonday)
    try sample.change("quiet hours", "22:00-07:00", nil, on: firstMonday)
    let html = try page(of: folder)
    #expect(
      html.contains(
        "<td><bdi>volume</bdi></td><td><bdi>not written</bdi></td><td><bdi>60</bdi></td>"))
    #expect(
      html.contains(
        "<td><bdi>22:00-07:00</bdi></td><td><bdi>not written</bdi></td>"))
  }

  @Test("names a changed setting in the page's language, and one that is no more as it was")
  func changesByName() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.practise(days: 1, sessionsADay: 1...1)
    try sample.change("volume", nil, "60", on: firstMonday)
    try sample.change("brightness", nil, "60", on: firstMonday)
    let html = try page(of: folder, language: "de")
    #expect(html.contains("<td><bdi>Lautstärke</bdi></td>"))
    #expect(html.contains("<td><bdi>brightness</bdi></td>"))
    #expect(!html.contains("<bdi>volume</bdi>"))
  }

  @Test("tells what was tried and rung at the unit, each kind once")
  func helperAtTheUnit() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.switchOn(firstMonday)
    let proposal = SwitchTestRow.Proposal(
      acceptanceMilliseconds: 100, releaseMilliseconds: 500, scanMilliseconds: 6_000)
    for row in [
      SwitchTestRow(powerOn: 1, presses: 10, proposal: proposal, kept: true),
      SwitchTestRow(powerOn: 1, presses: 10, proposal: proposal, kept: false),
      SwitchTestRow(powerOn: 1, presses: 1, proposal: nil, kept: false)
    ] { try sample.append(.switchTest(row), on: firstMonday) }
    try sample.append(
      .selfTest(
        SelfTestRow(
          powerOn: 1, unit: "7", tonesPlayed: true, pressMilliseconds: 300, written: true,
          seconds: 40)), on: firstMonday)
    for _ in 0..<2 { try sample.append(.call(CallRow(powerOn: 1)), on: firstMonday) }
    let html = try page(of: folder)
    func row(_ what: String, _ times: Int) -> String {
      "<tr><td><bdi>\(what)</bdi></td><td><bdi>\(times)</bdi></td>"
    }
    #expect(html.contains(row("Switch test: the times it found were kept", 1)))
    #expect(html.contains(row("Switch test: the times it found were not kept", 1)))
    #expect(html.contains(row("Switch test: too few presses", 1)))
    #expect(html.contains(row("The technician&#39;s self test", 1)))
    #expect(html.contains(row("Ringing, not answered", 2)))
  }

  @Test("folds what would not fit on a sheet, and says how much")
  func folded() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.practise(days: 1, sessionsADay: 1...1)
    for number in 1...12 { try sample.change("volume", "\(number)", "70", on: firstMonday) }
    let html = try page(of: folder)
    #expect(html.contains("<summary>And 7 more.</summary>"))
    for number in 1...12 { #expect(html.contains("<td><bdi>\(number)</bdi></td>")) }
  }

  @Test("gives each chart its words and its numbers as a table")
  func charts() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.practise(days: 28)
    let html = try page(of: folder)
    #expect(tags(of: html).count { $0 == "svg" } == 3)
    for id in ["minutes", "presses", "pace"] {
      #expect(html.contains("aria-labelledby=\"\(id)-title \(id)-text\""))
      #expect(html.contains("<title id=\"\(id)-title\">"))
      #expect(html.contains("<desc id=\"\(id)-text\">"))
    }
    for session in sample.sessions {
      #expect(html.contains("<td>\(session.pressMilliseconds) ms</td>"))
    }
    let lengths = sample.sessions.map(\.pressMilliseconds)
    let (least, most) = (try #require(lengths.min()), try #require(lengths.max()))
    #expect(html.contains("between \(least) ms and \(most) ms"))
  }
}
