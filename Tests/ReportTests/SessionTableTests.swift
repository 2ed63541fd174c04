// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Report
import Testing
import Timebase

@Suite("The table of sessions")
struct SessionTableTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The records of a table, by the names of its first line (RFC 4180, read by its grammar).
  private func records(_ text: String) -> [[String: String]] {
    var lines: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"":
        rest.removeFirst()
        field.unicodeScalars.append(scalar)
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        lines[lines.count - 1].append(field)
        field = ""
      case "\r" where !isQuoted && rest.first == "\n":
        rest.removeFirst()
        lines[lines.count - 1].append(field)
        field = ""
        lines.append([])
      default: field.unicodeScalars.append(scalar)
      }
    }
    #expect(!isQuoted && field.isEmpty && lines.last == [], "it ends with a line break")
    let names = lines[0]
    #expect(Set(names).count == names.count)
    return lines.dropFirst().dropLast().map { line in
      #expect(line.count == names.count)
      return Dictionary(uniqueKeysWithValues: zip(names, line))
    }
  }

  private func records() throws -> [[String: String]] {
    records(try #require(try files(of: folder)["sessions.csv"]))
  }

  @Test("has one line a session, with the numbers of the diary")
  func numbers() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.practise(days: 28)
    let records = try records()
    #expect(records.count == sample.sessions.count)
    for (record, made) in zip(records, sample.sessions) {
      #expect(record["session"] == "\(made.id)")
      #expect(record["start_local"]?.hasPrefix("\(made.day)T") == true)
      #expect(record["clock_set"] == "yes")
      #expect(record["done_seconds"] == "\(made.doneSeconds)")
      #expect(record["listening_seconds"] == "\(made.listeningSeconds)")
      #expect(record["breaths_cued"] == "\(made.breaths)")
      #expect(record["effort_breathing"] == made.efforts[0].map(String.init) ?? "no answer")
      #expect(record["effort_singing"] == made.efforts[1].map(String.init) ?? "no answer")
      #expect(record["effort_speech_cueing"] == "")
      #expect(record["stop_count"] == "\(made.stops)")
      #expect(record["press_median_milliseconds"] == "\(made.pressMilliseconds)")
      #expect(record["prompts_missed"] == "\(made.missedPrompts)")
      #expect(
        record["pace_own_breaths_per_minute"].flatMap(Double.init)
          == Double(made.baselineMilli) / 1_000)
      #expect(record["breaths_acknowledged"] == "")
    }
  }

  @Test("writes the start in ISO 8601, and no clock as no")
  func starts() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.switchOn(firstMonday)
    try sample.practise(on: firstMonday, minute: 9 * 60 + 5)
    try sample.practise(on: firstMonday, minute: 600, clockSet: false)
    let records = try records()
    #expect(records.map { $0["start_local"] } == ["2026-10-26T09:05:00", "2026-10-26T10:00:00"])
    #expect(records.map { $0["clock_set"] } == ["yes", "no"])
  }

  @Test(
    "keeps any text whole in its field, and gives none to a spreadsheet as a formula",
    arguments: hostileTexts)
  func hostile(text: String) throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.switchOn(firstMonday)
    let id = try sample.practise(on: firstMonday, minute: 600)
    try sample.append(
      .stop(
        StopRow(session: id, exercise: nil, stage: text, second: 3, cause: .press, ordinal: 1)),
      on: firstMonday)
    let stops = try #require(try records().first?["stops"])
    #expect(stops.hasSuffix("\(text) at 3 s: press"))
    let first = try #require(stops.first { $0 != " " })
    #expect(!"=+-@\t\r\n".contains(first))
  }

  @Test("quotes what RFC 4180 has quoted, and nothing else")
  func quoting() {
    #expect(
      SeparatedValues.line([
        .own("a"), .text("b c"), .text("d,e"), .text("f\"g"), .text("h\ni"), .text("")
      ]) == "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\r\n")
    #expect(SeparatedValues.line([.text("=1"), .own("-1"), .text(" @x")]) == "'=1,-1,' @x\r\n")
    #expect(SeparatedValues.line([.number(nil), .number(7)]) == ",7\r\n")
  }
}
