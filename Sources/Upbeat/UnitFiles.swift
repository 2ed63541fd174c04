// SPDX-License-Identifier: GPL-3.0-or-later
import Loudspeaker
import Rehearsal
import Session
import Settings

/// What the text files of a unit come to.
struct UnitFiles {
  var prescription: Prescription?
  var settings: CaregiverSettings
  /// nil: there are none.
  var settingsSource: SettingsSource?
  /// Of the settings alone.
  private(set) var settingsFindings: [Finding] = []
  /// As the settings were written; empty where there are none.
  private(set) var settingsBytes: [UInt8] = []
  /// Both, as they were written: the diary knows a change by it.
  var text: String
  /// What is wrong with them; a file with a finding changes nothing.
  var findings: [Finding] = []
  var isPrescriptionRefused = false
  var areSettingsRefused = false
  /// What the settings ask for once: the stick they came with has been told of it.
  private(set) var requests: [SettingsRequest] = []
  /// The desk has no stick to come with: its settings ask at the start.
  private(set) var requestsAtStart: [SettingsRequest] = []
  var clearsLock: Bool { requests.contains(.clearLock) }

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
      if let value = parsed.value {
        self.settings = value.withoutRequests
        requests = value.requests
      }
      settingsSource = SettingsSource(file: settings.file, bytes: settings.bytes)
      findings += parsed.findings
      settingsFindings = parsed.findings
      settingsBytes = settings.bytes
      areSettingsRefused = parsed.value == nil
      texts[1] = String(decoding: settings.bytes, as: UTF8.self)
    }
    text = Bookkeeper.settingsText(prescription: texts[0], settings: texts[1])
  }

  /// Those that need no stick.
  mutating func takeRequestsAtStart() {
    requestsAtStart = requests.filter { $0 == .switchTest || $0 == .selfTest }
  }

  /// What the card is set to, in percent: the louder of day and evening.
  var cardVolume: Int { max(settings.volume, settings.eveningVolume ?? settings.volume) }

  /// The rest is turned down in the samples, smoothly.
  var gains: Gains {
    func gain(_ percent: Int) -> Double {
      HardwareVolume.decibels(percent: percent) - HardwareVolume.decibels(percent: cardVolume)
    }
    return Gains(
      day: gain(settings.volume), evening: gain(settings.eveningVolume ?? settings.volume))
  }
}
