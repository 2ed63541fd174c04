// SPDX-License-Identifier: GPL-3.0-or-later

/// An Observation of FHIR R4 (<http://hl7.org/fhir/R4/observation.html>), as far as a report needs
/// it. Its property names are those of the standard.
package struct Observation: Encodable, Sendable {
  package struct Identifier: Encodable, Sendable {
    package var system: String
    package var value: String
  }

  package struct Coding: Encodable, Sendable {
    package var system: String
    package var code: String
    package var display: String?
  }

  package struct CodeableConcept: Encodable, Sendable {
    package var coding: [Coding]?
    package var text: String?
  }

  /// A reference by what it is called, not by where it is: only the clinic's server knows that.
  package struct Reference: Encodable, Sendable {
    package var type: String
    package var identifier: Identifier
  }

  /// A number in a unit of UCUM.
  package struct Quantity: Encodable, Sendable {
    package var value: Double
    package var unit: String
    package var system = "http://unitsofmeasure.org"
    package var code: String
  }

  package struct Extension: Encodable, Sendable {
    package var url: String
    package var valueTime: String?
    package var valueCode: String?
  }

  /// What stands beside a primitive value.
  package struct Element: Encodable, Sendable {
    package var `extension`: [Extension]
  }

  package struct Component: Encodable, Sendable {
    package var code: CodeableConcept
    package var valueQuantity: Quantity?
    package var valueString: String?
  }

  package struct Annotation: Encodable, Sendable {
    package var text: String
  }

  package var resourceType = "Observation"
  package var identifier: [Identifier]
  package var status = "final"
  package var category: [CodeableConcept]
  package var code: CodeableConcept
  package var subject: Reference?
  /// A civil date; nil where the clock was not set.
  package var effectiveDateTime: String?
  package var effectiveElement: Element
  package var valueQuantity: Quantity?
  package var valueInteger: Int?
  package var valueCodeableConcept: CodeableConcept?
  package var dataAbsentReason: CodeableConcept?
  package var note: [Annotation]?
  package var device: Reference?
  package var component: [Component]?

  enum CodingKeys: String, CodingKey {
    case resourceType, identifier, status, category, code, subject, effectiveDateTime
    case effectiveElement = "_effectiveDateTime"
    case valueQuantity, valueInteger, valueCodeableConcept, dataAbsentReason, note, device
    case component
  }
}
