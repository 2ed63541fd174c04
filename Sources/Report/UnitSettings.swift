// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// What the form and its file begin with: the settings of one unit, within its prescription.
package struct UnitSettings: Equatable, Sendable {
  package let prescription: Prescription
  package let settings: CaregiverSettings
  /// What holds where a field is left empty.
  package let usual: CaregiverSettings

  /// - Parameter settings: nil for the usual ones.
  package init(_ prescription: Prescription, _ settings: CaregiverSettings? = nil) {
    self.prescription = prescription
    usual = CaregiverSettings(within: prescription)
    self.settings = settings ?? usual
  }

  /// The values that a number may have; nil for keys of other kinds.
  package func range(of key: Key) -> ClosedRange<ExactDecimal>? {
    key.range == nil ? nil : prescription.limit(key.id)
  }
}
