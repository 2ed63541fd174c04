// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Foundation
import Report
import Settings
import Testing

@Suite("Settings.html")
struct FormTests {
  /// What the form's script knows, as it stands in the page.
  struct Table: Decodable {
    struct Field: Decodable {
      let id: String
      let name: String
      let kind: String
      let spellings: [String]
      let least: Double?
      let most: Double?
      let choices: [Choice]?
    }
    struct Choice: Decodable {
      let written: String
    }
    let fields: [Field]
    let template: [String]
  }

  private func form(
    _ language: String, _ prescription: Prescription = Prescription(),
    _ settings: CaregiverSettings? = nil
  ) throws -> String {
    try SettingsPage(
      UnitSettings(prescription, settings), try checkout.labels(language),
      languages: checkout.languages
    ).html()
  }

  private func table(of html: String) throws -> Table {
    let attribute = try #require(html.firstRange(of: "data-table=\""))
    let rest = html[attribute.upperBound...]
    let end = try #require(rest.firstIndex(of: "\""))
    return try JSONDecoder().decode(
      Table.self, from: Data(words(of: String(rest[..<end])).utf8))
  }

  @Test("has a labelled field with its help for every key", arguments: LabelsTests.languages)
  func fields(language: String) throws {
    let html = try form(language)
    let said = words(of: html)
    let wanted = try #require(TableLanguage(rawValue: language))
    for key in KeyTable.keys(of: .settings) {
      let id = key.id.rawValue
      let name = key.term.name(in: wanted)
      #expect(html.ranges(of: "<label for=\"\(id)\">").count == 1, "\(id)")
      #expect(html.ranges(of: " id=\"\(id)\"").count == 1, "\(id)")
      #expect(html.contains("aria-describedby=\"\(id)-help \(id)-wrong\""), "\(id)")
      #expect(said.contains(name), "\(name)")
      #expect(said.contains(key.help.text(in: wanted)), "\(name)")
    }
    #expect(try table(of: html).fields.map(\.id) == KeyTable.keys(of: .settings).map(\.id.rawValue))
  }

  @Test("every key of the table is in one group")
  func groups() {
    let grouped = SettingsGroup.allCases.flatMap(\.keys).map(\.id)
    #expect(Set(grouped).count == grouped.count)
    #expect(Set(grouped) == Set(KeyTable.keys(of: .settings).map(\.id)))
  }

  /// A prescription that narrows some numbers.
  private func prescription(_ random: inout SplitMix64) throws -> Prescription {
    var lines = ["profile: mild", "patient: A. B."]
    for key in KeyTable.keys(of: .settings) where Bool.random(using: &random) {
      // The four numbers of a breath must go together; the others are free.
      if [.inBeats, .outBeats, .pause, .tempo].contains(key.id) { continue }
      guard let bounds = key.range?.bounds, let low = bounds.lowerBound.whole,
        let high = bounds.upperBound.whole
      else { continue }
      let ends = [
        Int.random(in: low...high, using: &random), Int.random(in: low...high, using: &random)
      ]
      lines.append(
        "\(key.term.name(in: .english)): \(min(ends[0], ends[1]))-\(max(ends[0], ends[1]))")
    }
    return try #require(Prescription.parse(Array(lines.joined(separator: "\n").utf8)).value)
  }

  @Test("its ranges are the parser's: an end is taken, what lies beyond is not")
  func ranges() throws {
    var random = SplitMix64(state: 4)
    for _ in 0..<20 {
      let clinic = try prescription(&random)
      for field in try table(of: try form("en", clinic)).fields {
        guard let least = field.least, let most = field.most else { continue }
        // A breath's numbers are also held against each other.
        if ["inBeats", "outBeats", "pause", "tempo"].contains(field.id) { continue }
        func isTaken(_ number: Double) -> Bool {
          CaregiverSettings.parse(
            Array("\(field.name): \(Int(number))".utf8), within: clinic
          ).value != nil
        }
        #expect(isTaken(least) && isTaken(most), "\(field.name)")
        #expect(!isTaken(least - 1) && !isTaken(most + 1), "\(field.name)")
      }
    }
  }

  @Test(
    "every name and choice that its script knows is the parser's", arguments: LabelsTests.languages)
  func spellings(language: String) throws {
    for field in try table(of: try form(language)).fields {
      for choice in field.choices ?? [] {
        for name in field.spellings {
          let line = "\(name): \(choice.written)"
          #expect(CaregiverSettings.parse(Array(line.utf8)).value != nil, "\(line)")
        }
      }
    }
  }

  /// Settings as somebody may have them.
  private func settings(
    within clinic: Prescription, _ random: inout SplitMix64
  ) -> CaregiverSettings {
    var settings = CaregiverSettings(within: clinic)
    let texts = [
      "Good morning, Anna", "I am cold", "one; two", "a # b", "it's fine", "Ich \"bin\" da", "Ода",
      "C#",
      "¿Qué tal?", "l'eau"
    ]
    settings.language = checkout.languages.randomElement(using: &random)
    settings.phrases = Array(
      texts.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random)))
    settings.songs = Array(
      texts.shuffled(using: &random).prefix(Int.random(in: 0...1, using: &random)))
    settings.singingVoice = [.low, .high, nil].randomElement(using: &random) ?? nil
    settings.together = Bool.random(using: &random)
    settings.call = Bool.random(using: &random)
    settings.start = Bool.random(using: &random) ? .byItself : .press
    settings.acceptanceTimeMilliseconds =
      (clinic.limit(.acceptanceTime).lowerBound.thousandths ?? 0)
    return settings
  }

  @Test(
    "the file it saves into is read without a finding and gives the settings back",
    arguments: LabelsTests.languages)
  func text(language: String) throws {
    var random = SplitMix64(state: 7)
    let wanted = try #require(TableLanguage(rawValue: language))
    for _ in 0..<40 {
      let clinic = try prescription(&random)
      let unit = UnitSettings(clinic, settings(within: clinic, &random))
      let file = SettingsText(unit, try checkout.labels(language), wanted).file
      let read = CaregiverSettings.parse(
        Array(file.utf8), within: clinic, languages: checkout.languages)
      #expect(read.value?.withoutRequests == unit.settings, "\(read)")
      #expect(read.value?.requests == [.report])
      #expect(file.hasPrefix("\u{FEFF}# "))
      #expect(!file.contains { $0 == "\n" }, "each line ends in CR LF")
    }
  }

  @Test("puts no text in unescaped, whatever the files hold", arguments: hostileTexts)
  func hostile(text: String) throws {
    let line = text.filter { !$0.isNewline }
    var clinic = Prescription()
    (clinic.patient, clinic.unit, clinic.clinic) = (line, line, line)
    var settings = CaregiverSettings()
    (settings.voice, settings.songs, settings.phrases) = (line, [line], [line, line])
    let kept = try form("en", clinic, settings)
    let plain = try form("en")
    let scripts = { (html: String) in tags(of: html).filter { $0.contains("script") } }
    #expect(scripts(kept) == scripts(plain))
    #expect(tags(of: kept).count { $0 == "img" || $0 == "b" } == 0)
    #expect(try table(of: kept).fields.count == KeyTable.keys(of: .settings).count)
  }

  @Test("asks nothing of anybody else", arguments: LabelsTests.languages)
  func selfContained(language: String) throws {
    let html = try form(language)
    for part in ["<link", "<img", "<iframe", "src=", "url(", "@import", "http:", "https:", "fetch("]
    {
      #expect(!html.contains(part), "\(part)")
    }
    #expect(html.contains("default-src 'none'"))
    let guide = try GuidePage(try checkout.labels(language), clinic: nil).html()
    for part in ["<script", "<link", "<img", "href", "src=", "url(", "http:"] {
      #expect(!guide.contains(part), "\(part)")
    }
  }

  @Test("the guide has a picture with its words for each step", arguments: LabelsTests.languages)
  func guide(language: String) throws {
    let labels = try checkout.labels(language)
    let html = try GuidePage(labels, clinic: "<i>Klinik</i>").html()
    #expect(tags(of: html).count { $0 == "svg" } == 8)
    for key in LabelKey.allCases where key.rawValue.hasSuffix("Picture") {
      #expect(words(of: html).contains(labels(key)))
    }
    #expect(words(of: html).contains("<i>Klinik</i>") && !html.contains("<i>"))
  }
}
