// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Foundation
import Report
import Testing
import Timebase

@Suite("The observations")
struct ObservationTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Each line as an object, held against what FHIR R4 allows.
  private func observations() throws -> [[String: Any]] {
    let text = try #require(try files(of: folder)["observations.ndjson"])
    #expect(text.hasSuffix("\n"))
    return try text.split(separator: "\n").map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      #expect(ObservationShape.observation.findings(value, at: "Observation") == [])
      return try #require(value as? [String: Any])
    }
  }

  private func code(_ observation: [String: Any]) -> String? {
    let coding = (observation["code"] as? [String: Any])?["coding"] as? [[String: Any]]
    #expect(coding?.first?["system"] as? String == "urn:upbeat:codes")
    return coding?.first?["code"] as? String
  }

  private func quantity(_ observation: [String: Any]) -> (value: Double, unit: String)? {
    let quantity = observation["valueQuantity"] as? [String: Any]
    #expect(quantity == nil || quantity?["system"] as? String == "http://unitsofmeasure.org")
    guard let value = quantity?["value"] as? NSNumber, let unit = quantity?["code"] as? String
    else { return nil }
    return (value.doubleValue, unit)
  }

  private func of(_ wanted: String, in all: [[String: Any]]) -> [[String: Any]] {
    all.filter { code($0) == wanted }
  }

  @Test("are valid FHIR R4, with the numbers of the diary and units of UCUM")
  func numbers() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.practise(days: 28)
    let all = try observations()
    let made = sample.sessions
    func expect(_ code: String, _ unit: String, _ values: [Double]) {
      let found = of(code, in: all).compactMap(quantity)
      #expect(found.map(\.value) == values)
      #expect(found.allSatisfy { $0.unit == unit })
    }
    expect("breaths-cued", "{breaths}", made.map { Double($0.breaths) })
    expect("pace-own", "{breaths}/min", made.map { Double($0.baselineMilli) / 1_000 })
    expect("pace-reached", "{breaths}/min", made.map { Double($0.reachedMilli) / 1_000 })
    let presses = of("presses", in: all).map { $0["component"] as? [[String: Any]] ?? [] }
    #expect(presses.count == made.count)
    for (components, made) in zip(presses, made) {
      let found = Dictionary(
        uniqueKeysWithValues: components.map { (code($0) ?? "", quantity($0)?.value) })
      #expect(
        found == [
          "press-length-median": Double(made.pressMilliseconds), "presses-accepted": 9,
          "prompts-missed": Double(made.missedPrompts)
        ])
      #expect(
        components.compactMap { quantity($0)?.unit }.sorted() == ["ms", "{presses}", "{prompts}"])
    }
    let minutes = of("practice-minutes", in: all).compactMap(quantity)
    #expect(minutes.count == made.count)
    for (minutes, made) in zip(minutes, made) {
      #expect(minutes.unit == "min")
      #expect(abs(minutes.value - Double(made.doneSeconds) / 60) <= 0.005)
    }
    #expect(of("stop", in: all).count == made.map(\.stops).reduce(0, +))
    #expect(
      of("effort-rating", in: all).map { ($0["valueInteger"] as? NSNumber)?.intValue }
        == made.flatMap(\.efforts))
  }

  @Test("say of no answer that the value is absent, and never nought")
  func noAnswer() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.practise(days: 28)
    let efforts = of("effort-rating", in: try observations())
    let silent = efforts.filter { $0["valueInteger"] == nil }
    #expect(!silent.isEmpty)
    #expect(efforts.allSatisfy { ($0["valueInteger"] == nil) != ($0["dataAbsentReason"] == nil) })
  }

  @Test("give the date, and the local time beside it; neither where the clock was not set")
  func times() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.switchOn(firstMonday)
    try sample.practise(on: firstMonday, minute: 9 * 60 + 5)
    try sample.practise(on: firstMonday, minute: 600, clockSet: false)
    let minutes = of("practice-minutes", in: try observations())
    #expect(minutes.map { $0["effectiveDateTime"] as? String } == ["2026-10-26", nil])
    let extensions = minutes.map {
      (($0["_effectiveDateTime"] as? [String: Any])?["extension"] as? [[String: String]])?.first
    }
    #expect(
      extensions == [
        ["url": "urn:upbeat:local-time", "valueTime": "09:05:00"],
        [
          "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
          "valueCode": "unknown"
        ]
      ])
  }

  @Test("have each a name of their own, and the same one when written again")
  func identifiers() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.practise(days: 28)
    func names() throws -> [String] {
      try observations().compactMap {
        ($0["identifier"] as? [[String: String]])?.first?["value"]
      }
    }
    let once = try names()
    #expect(Set(once).count == once.count)
    #expect(try names() == once)
    #expect(once.allSatisfy { $0.hasPrefix("10000000c4f2/") })
  }

  @Test("are valid whatever the diary and the prescription hold", arguments: hostileTexts)
  func hostile(text: String) throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    sample.settings = "clinic: \(line)\npatient: \(line)\nserial: \(line)\n\n----\nlanguage: en\n"
    try sample.switchOn(firstMonday)
    let id = try sample.practise(on: firstMonday, minute: 600)
    for (ordinal, stage) in [text, " ", "\u{1}"].enumerated() {
      try sample.append(
        .stop(
          StopRow(
            session: id, exercise: nil, stage: stage, second: 1, cause: .press,
            ordinal: ordinal + 1)), on: firstMonday)
    }
    #expect(of("stop", in: try observations()).count >= 3)
  }

  @Test("of another shape are found")
  func shape() {
    func findings(_ json: String) -> [String] {
      guard let value = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else {
        return ["?"]
      }
      return ObservationShape.observation.findings(value, at: "O")
    }
    let start = #"{"resourceType":"Observation","status":"final","code":{"text":"a"}"#
    #expect(findings(start + "}") == [])
    #expect(findings(start + #","valueInteger":2.5}"#) == ["O.valueInteger: 2.5 is no integer"])
    #expect(findings(start + #","colour":"red"}"#) == ["O.colour is unknown"])
    #expect(findings(start + #","category":{"text":"a"}}"#).count == 1)
    #expect(findings(start + #","effectiveDateTime":"2026-11-22T09:00:00"}"#).count == 1)
    #expect(findings(start + #","effectiveDateTime":"2026-11-22T09:00:00+01:00"}"#) == [])
    #expect(findings(start + #","note":[]}"#).count == 1)
    #expect(findings(#"{"resourceType":"Observation","status":"done"}"#).count == 2)
    #expect(
      findings(start + #","valueInteger":2,"valueQuantity":{"value":1}}"#) == ["O has two values"])
  }
}
