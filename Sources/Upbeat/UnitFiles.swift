// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Settings

/// What the text files of a unit come to.
struct UnitFiles {
  var prescription: Prescription?
  var settings: CaregiverSettings
  /// nil: there are none.
  var settingsSource: SettingsSource?
  /// Both, as they were written: the diary knows a change by it.
  var text: String
  /// What is wrong with them; a file with a finding changes nothing.
  var findings: [Finding] = []
  var isPrescriptionRefused = false
  var areSettingsRefused = false

  /// The prescription that the desk has where none is given: mild, every technique.
  static let example = """
    # An example, for the desk: not a prescription for anybody.
    clinic: Example
    patient: E. X.
    profile: mild
    techniques: breathing, oral motor, singing, speech cueing, listening
    """

  /// - Parameters:
  ///   - prescription: the file's name for findings, and its bytes; nil: there is none.
  ///   - languages: codes of the packs there are.
  init(
    prescription: (file: String, bytes: [UInt8])?, settings: (file: String, bytes: [UInt8])?,
    languages: [String]
  ) {
    var texts = ["", ""]
    if let prescription {
      let parsed = Prescription.parse(prescription.bytes, file: prescription.file)
      self.prescription = parsed.value
      findings += parsed.findings
      isPrescriptionRefused = parsed.value == nil
      texts[0] = String(decoding: prescription.bytes, as: UTF8.self)
    }
    self.settings = CaregiverSettings(within: self.prescription)
    if let settings {
      let parsed = CaregiverSettings.parse(
        settings.bytes, file: settings.file, within: self.prescription, languages: languages)
      if let value = parsed.value { self.settings = value }
      settingsSource = SettingsSource(file: settings.file, bytes: settings.bytes)
      findings += parsed.findings
      areSettingsRefused = parsed.value == nil
      texts[1] = String(decoding: settings.bytes, as: UTF8.self)
    }
    text = Bookkeeper.settingsText(prescription: texts[0], settings: texts[1])
  }
}
