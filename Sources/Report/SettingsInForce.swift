// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// What a report needs of the text files, as the diary keeps them with each session: the
/// prescription, a line of dashes, the caregiver's settings.
package struct SettingsInForce: Equatable, Sendable {
  package let prescription: Prescription
  /// The caregiver's settings, without what was asked for once; nil where there were none.
  package let settings: CaregiverSettings?
  /// The language the caregiver chose; nil where none is written.
  package var language: String? { settings?.language }

  /// A file with a finding was not in force on the unit either: then the defaults are.
  /// - Parameters:
  ///   - text: ``Diary/SessionRow/settings``.
  ///   - languages: codes of the languages a report can be written in.
  package init(_ text: String, languages: [String]) {
    let parts = text.split(
      separator: Self.separator, maxSplits: 1, omittingEmptySubsequences: false)
    prescription = Prescription.parse(Array((parts.first ?? "").utf8)).value ?? Prescription()
    settings =
      parts.count == 2
      ? CaregiverSettings.parse(
        Array(parts[1].utf8), within: prescription, languages: languages
      ).value?.withoutRequests : nil
  }

  /// As `Bookkeeper.settingsText` writes it; a test holds the two together.
  private static let separator = "\n----\n"
}
