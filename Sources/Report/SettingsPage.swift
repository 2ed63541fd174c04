// SPDX-License-Identifier: GPL-3.0-or-later
import Mustache
import Settings

/// `Settings.html`: a form with every key of `upbeat.txt`, which a browser saves as that file. It
/// needs nothing but itself, and no network.
///
/// Every text goes through the template's escaping; what the script needs of them stands in an
/// attribute, as JSON, and is put into the page as text alone.
package struct SettingsPage {
  private let unit: UnitSettings
  private let words: FormWords
  private let languages: [String]

  /// - Parameters:
  ///   - languages: the codes of the languages the unit has a pack for.
  package init(_ unit: UnitSettings, _ labels: Labels, languages: [String]) {
    self.unit = unit
    self.languages = languages
    words = FormWords(
      unit: unit, labels: labels,
      table: TableLanguage(rawValue: labels.language) ?? .english)
  }

  /// What the template is filled with.
  private struct Contents {
    let language: String
    let label: [String: [String: String]]
    let facts: [Page.Fact]
    let groups: [Group]
    let table: String
  }

  private struct Group {
    let id: String
    let title: String
    /// A sentence on all its fields.
    let note: String?
    let fields: [SettingsField]
  }

  /// The whole page.
  /// - Throws: what the template engine or the encoder found wrong: our own mistake, which any test
  ///   of the page would meet.
  package func html() throws -> String {
    let template = SettingsText(unit, words.labels, words.table).lines
    let contents = Contents(
      language: words.labels.language, label: words.labels.plain,
      facts: Page.Subject(unit.prescription).facts(words.labels),
      groups: SettingsGroup.allCases.map { group in
        Group(
          id: group.rawValue, title: words.labels(group.title),
          note: group == .once ? words.labels(.formOnce) : nil,
          fields: group.keys.map { SettingsField($0, words, languages: languages) })
      },
      table: try FormTable(words, template: template, languages: languages).json())
    return try MustacheTemplate(string: SettingsTemplate.text).render(contents)
  }
}
