// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Settings

/// The text files of a unit as they lie beside its diary. They are newer than what the diary has of
/// them: a stick's settings are kept before the report is written.
package struct UnitTexts {
  /// With the name that findings carry; nil where there is none.
  private let prescription: (file: String, bytes: [UInt8], isGiven: Bool)?
  private let settings: [UInt8]?

  /// None.
  package init() {
    prescription = nil
    settings = nil
  }

  /// - Parameters:
  ///   - folder: the data folder; a file that cannot be read there is as one that is missing.
  ///   - prescription: the clinic's file, where one is named.
  /// - Throws: where the file that is named cannot be read.
  package init(of folder: String, prescription given: String?) throws {
    let beside = folder + "/" + FileKind.prescription.fileName
    if let given {
      prescription = (given, Array(try Data(contentsOf: URL(fileURLWithPath: given))), true)
    } else {
      prescription = Self.bytes(beside).map { (beside, $0, false) }
    }
    settings = Self.bytes(folder + "/" + FileKind.settings.fileName)
  }

  private static func bytes(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map(Array.init)
  }

  /// The settings of the unit: of the files, where they are right, else those the diary has.
  /// - Throws: ``ReportError`` for findings in a prescription that was named.
  func unit(else inForce: SettingsInForce, languages: [String]) throws -> UnitSettings {
    let clinic = try clinicsWord() ?? inForce.prescription
    let kept = settings.flatMap {
      CaregiverSettings.parse($0, within: clinic, languages: languages).value?.withoutRequests
    }
    // The diary's may lie outside a newer prescription: then the usual ones hold, as on the unit.
    let recorded = clinic == inForce.prescription ? inForce.settings : nil
    return UnitSettings(clinic, kept ?? recorded)
  }

  private func clinicsWord() throws -> Prescription? {
    guard let prescription else { return nil }
    switch Prescription.parse(prescription.bytes, file: prescription.file) {
    case .value(let value): return value
    case .findings(let findings):
      guard prescription.isGiven else { return nil }
      throw ReportError.wrongPrescription(
        findings.map(\.description).joined(separator: "\n"))
    }
  }
}
