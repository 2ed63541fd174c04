// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What FHIR R4 (4.0.1) says an Observation may hold: the elements of
/// <http://hl7.org/fhir/R4/observation.html> and of the data types in it, with the patterns of
/// <http://hl7.org/fhir/R4/datatypes.html>, transcribed by hand. Of elements that a report has no
/// use for only the name is known: their use is a finding.
indirect enum ObservationShape: Sendable {
  case pattern(String)
  case number
  case integer
  case object([String: Element])

  struct Element: Sendable {
    var shape: ObservationShape
    var isList = false
    var isRequired = false
  }

  private static let string = pattern(#"[ \r\n\t\S]+"#)
  private static let uri = pattern(#"\S+"#)
  private static let code = pattern(#"[^\s]+(\s[^\s]+)*"#)
  private static let dateTime = pattern(
    #"([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)(-(0[1-9]|1[0-2])(-(0[1-9]|[1-2][0-9]|3[0-1])(T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?(Z|(\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?)?)?"#
  )
  private static let time = pattern(
    #"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?"#)

  private static let extensions = object([
    "extension": Element(
      shape: object([
        "url": Element(shape: uri, isRequired: true), "valueTime": Element(shape: time),
        "valueCode": Element(shape: code)
      ]), isList: true)
  ])
  private static let identifier = object([
    "system": Element(shape: uri), "value": Element(shape: string)
  ])
  private static let reference = object([
    "type": Element(shape: uri), "identifier": Element(shape: identifier),
    "display": Element(shape: string), "reference": Element(shape: string)
  ])
  private static let concept = object([
    "coding": Element(
      shape: object([
        "system": Element(shape: uri), "code": Element(shape: code),
        "display": Element(shape: string)
      ]), isList: true), "text": Element(shape: string)
  ])
  private static let quantity = object([
    "value": Element(shape: number), "unit": Element(shape: string),
    "system": Element(shape: uri), "code": Element(shape: code),
    "comparator": Element(shape: pattern("<|<=|>=|>"))
  ])

  static let observation = object([
    "resourceType": Element(shape: pattern("Observation"), isRequired: true),
    "identifier": Element(shape: identifier, isList: true),
    "status": Element(
      shape: pattern(
        "registered|preliminary|final|amended|corrected|cancelled|entered-in-error|unknown"),
      isRequired: true),
    "category": Element(shape: concept, isList: true),
    "code": Element(shape: concept, isRequired: true),
    "subject": Element(shape: reference),
    "effectiveDateTime": Element(shape: dateTime),
    "_effectiveDateTime": Element(shape: extensions),
    "valueQuantity": Element(shape: quantity), "valueInteger": Element(shape: integer),
    "valueCodeableConcept": Element(shape: concept),
    "dataAbsentReason": Element(shape: concept),
    "note": Element(
      shape: object(["text": Element(shape: string, isRequired: true)]), isList: true),
    "device": Element(shape: reference),
    "component": Element(
      shape: object([
        "code": Element(shape: concept, isRequired: true),
        "valueQuantity": Element(shape: quantity), "valueString": Element(shape: string),
        "dataAbsentReason": Element(shape: concept)
      ]), isList: true)
  ])

  /// What is wrong with a value, by its path.
  func findings(_ value: Any, at path: String) -> [String] {
    switch self {
    case .pattern(let pattern):
      let text = value as? String
      let matches = text?.range(of: "^(\(pattern))$", options: .regularExpression) != nil
      return matches ? [] : ["\(path): \(value)"]
    case .number:
      return value is NSNumber ? [] : ["\(path): \(value) is no number"]
    case .integer:
      let isWhole = (value as? NSNumber).map { $0.doubleValue == Double($0.intValue) } ?? false
      return isWhole ? [] : ["\(path): \(value) is no integer"]
    case .object(let elements):
      guard let object = value as? [String: Any] else { return ["\(path): no object"] }
      return objectFindings(object, elements, at: path)
    }
  }

  private func objectFindings(
    _ object: [String: Any], _ elements: [String: Element], at path: String
  ) -> [String] {
    var findings = elements.filter { $0.value.isRequired && object[$0.key] == nil }.map {
      "\(path).\($0.key) is missing"
    }
    // An object that holds nothing is not allowed, nor more than one value[x].
    if object.isEmpty { findings.append("\(path) is empty") }
    if object.keys.count(where: { $0.hasPrefix("value") && $0 != "value" }) > 1 {
      findings.append("\(path) has two values")
    }
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      guard let element = elements[name] else {
        findings.append("\(path).\(name) is unknown")
        continue
      }
      guard element.isList else {
        findings += element.shape.findings(value, at: "\(path).\(name)")
        continue
      }
      guard let list = value as? [Any], !list.isEmpty else {
        findings.append("\(path).\(name) is no list, or an empty one")
        continue
      }
      findings += list.flatMap { element.shape.findings($0, at: "\(path).\(name)") }
    }
    return findings
  }
}
