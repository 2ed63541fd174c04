// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Foundation
import Settings
import Timebase

/// `observations.ndjson`: each figure of each session as an Observation of FHIR R4, one a line.
///
/// The diary knows local civil time and no zone, and a FHIR time of day needs one. So the date is
/// given, which needs none, and the time of day beside it in an extension whose type (`time`) has
/// no zone either. Where the clock was not set, the date is absent, as `unknown`.
package struct Observations {
  /// Our own names (`Docs/Report.md` lists them).
  enum System {
    static let codes = "urn:upbeat:codes"
    static let stages = "urn:upbeat:stages"
    static let observations = "urn:upbeat:observations"
    static let patients = "urn:upbeat:patients"
    static let units = "urn:upbeat:units"
    static let localTime = "urn:upbeat:local-time"
    static let categories = "http://terminology.hl7.org/CodeSystem/observation-category"
    static let absence = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
    static let absenceExtension = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
  }

  private let figures: PracticeFigures
  /// The first part of each name.
  private let unitName: String
  /// The person, by initials and the unit's number: neither says who it is but to the clinic.
  private let subject: Observation.Reference?
  private let device: Observation.Reference?

  package init(_ figures: PracticeFigures, _ prescription: Prescription) {
    self.figures = figures
    let unit = (prescription.serial ?? prescription.unit).map(Self.string)
    let person = [prescription.patient.map(Self.string), unit].compactMap { $0 }
    unitName = unit ?? "unit"
    subject =
      person.isEmpty
      ? nil
      : Observation.Reference(
        type: "Patient",
        identifier: Observation.Identifier(
          system: System.patients, value: person.joined(separator: "/")))
    device = unit.map {
      Observation.Reference(
        type: "Device", identifier: Observation.Identifier(system: System.units, value: $0))
    }
  }

  /// Writes one JSON object a line, ended by LF, in the order of the sessions.
  package func write(_ write: (String) throws -> Void) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for session in figures.allSessions {
      for observation in observations(session) {
        try write(String(decoding: try encoder.encode(observation), as: UTF8.self) + "\n")
      }
    }
  }

  // MARK: A session

  private func observations(_ session: SessionFigures) -> [Observation] {
    var all = [
      quantity(
        session, .minutes, Double((session.doneSeconds * 100 + 30) / 60) / 100, "min", "min"),
      quantity(session, .breathsCued, Double(session.breathsCued), "breaths", "{breaths}")
    ]
    if let pace = session.baselineMilli {
      all.append(quantity(session, .paceOwn, Double(pace) / 1_000, "breaths/min", "{breaths}/min"))
    }
    if let pace = session.reachedMilli {
      all.append(
        quantity(session, .paceReached, Double(pace) / 1_000, "breaths/min", "{breaths}/min"))
    }
    all += session.efforts.enumerated().map { effort(session, $1, number: $0 + 1) }
    all += session.summary.stops.enumerated().map { stop(session, $1, number: $0 + 1) }
    if let presses = session.presses { all.append(observation(of: presses, session)) }
    return all
  }

  private func observation(
    of presses: PressSummaryRow, _ session: SessionFigures
  ) -> Observation {
    var observation = observation(session, .presses, key: ObservationCode.presses.rawValue)
    let length = presses.medianMilliseconds.map {
      component(.pressLength, Double($0), "ms", "ms")
    }
    observation.component =
      [
        component(.pressesAccepted, Double(presses.accepted), "presses", "{presses}"),
        component(.promptsMissed, Double(presses.missedPrompts), "prompts", "{prompts}")
      ] + [length].compactMap { $0 }
    return observation
  }

  private func component(
    _ code: ObservationCode, _ value: Double, _ unit: String, _ ucum: String
  ) -> Observation.Component {
    Observation.Component(
      code: concept(code),
      valueQuantity: Observation.Quantity(value: value, unit: unit, code: ucum))
  }

  private func quantity(
    _ session: SessionFigures, _ code: ObservationCode, _ value: Double, _ unit: String,
    _ ucum: String
  ) -> Observation {
    var observation = observation(session, code, key: code.rawValue)
    observation.valueQuantity = Observation.Quantity(value: value, unit: unit, code: ucum)
    return observation
  }

  /// 2, 3, 4 or 7; no answer is an absent value, never nought.
  private func effort(
    _ session: SessionFigures, _ effort: SessionFigures.Effort, number: Int
  ) -> Observation {
    var observation = observation(
      session, .effort, key: "\(ObservationCode.effort.rawValue)-\(number)")
    observation.valueInteger = effort.value
    if effort.value == nil {
      observation.dataAbsentReason = Observation.CodeableConcept(
        coding: [
          Observation.Coding(system: System.absence, code: "unknown", display: "Unknown")
        ], text: "no answer")
    }
    observation.component = [
      Observation.Component(
        code: concept(.technique), valueString: effort.technique.rawValue)
    ]
    return observation
  }

  private func stop(_ session: SessionFigures, _ stop: StopRow, number: Int) -> Observation {
    var observation = observation(session, .stop, key: "\(ObservationCode.stop.rawValue)-\(number)")
    // A code has no spaces at its ends and no control characters; the diary's free text may.
    observation.valueCodeableConcept = Observation.CodeableConcept(
      coding: [
        Observation.Coding(system: System.stages, code: Self.code(stop.stage))
      ], text: Self.string(stop.stage))
    observation.component = [
      component(.stopSecond, Double(stop.second), "s", "s"),
      Observation.Component(code: concept(.stopCause), valueString: stop.cause.rawValue)
    ]
    return observation
  }

  // MARK: What each has

  private func observation(
    _ session: SessionFigures, _ code: ObservationCode, key: String
  ) -> Observation {
    let day = session.isDated ? session.start?.day : nil
    // Ids of the diary begin again after it was erased; powered seconds tell those apart.
    let name = [
      unitName, "\(session.summary.started.poweredSeconds)",
      "\(session.summary.id)", key
    ].joined(separator: "/")
    return Observation(
      identifier: [Observation.Identifier(system: System.observations, value: name)],
      category: [
        Observation.CodeableConcept(
          coding: [
            Observation.Coding(
              system: System.categories, code: code.category, display: code.categoryDisplay)
          ])
      ],
      code: concept(code), subject: subject, effectiveDateTime: day.map { "\($0)" },
      effectiveElement: Observation.Element(extension: [timeExtension(session)]),
      note: code.note.map { [Observation.Annotation(text: $0)] }, device: device)
  }

  private func timeExtension(_ session: SessionFigures) -> Observation.Extension {
    guard session.isDated, let start = session.start else {
      return Observation.Extension(url: System.absenceExtension, valueCode: "unknown")
    }
    return Observation.Extension(
      url: System.localTime, valueTime: String(start.isoText.suffix(8)))
  }

  private func concept(_ code: ObservationCode) -> Observation.CodeableConcept {
    Observation.CodeableConcept(
      coding: [
        Observation.Coding(system: System.codes, code: code.rawValue, display: code.display)
      ])
  }

  /// A text that the type `string` of FHIR takes: no control characters, and not empty.
  private static func string(_ text: String) -> String {
    // Those that the pattern of `string` leaves out.
    func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }
    let plain =
      text.utf8.contains(where: isControl)
      ? String(decoding: text.utf8.map { isControl($0) ? 0x20 : $0 }, as: UTF8.self) : text
    return plain.allSatisfy(\.isWhitespace) ? "?" : plain
  }

  /// A text that the type `code` of FHIR takes: words with single spaces between them.
  private static func code(_ text: String) -> String {
    string(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Our own codes, each with what it is.
enum ObservationCode: String, CaseIterable {
  case minutes = "practice-minutes"
  case breathsCued = "breaths-cued"
  case paceOwn = "pace-own"
  case paceReached = "pace-reached"
  case effort = "effort-rating"
  case technique = "technique"
  case stop = "stop"
  case stopSecond = "stop-second"
  case stopCause = "stop-cause"
  case presses = "presses"
  case pressLength = "press-length-median"
  case pressesAccepted = "presses-accepted"
  case promptsMissed = "prompts-missed"

  var display: String {
    switch self {
    case .minutes: "Minutes of practice in a session, without listening"
    case .breathsCued: "Breaths cued in a session"
    case .paceOwn: "Own pace a session started from, from presses of the switch"
    case .paceReached: "Last pace a session led at"
    case .effort: "Answer to the question after an exercise"
    case .technique: "Technique"
    case .stop: "Stop, by the state it came in"
    case .stopSecond: "Second of the exercise or session"
    case .stopCause: "Cause of the stop"
    case .presses: "Presses of the switch in a session"
    case .pressLength: "Median length of a press in a session"
    case .pressesAccepted: "Presses accepted in a session"
    case .promptsMissed: "Prompts for a press that got none"
    }
  }

  /// What a reader of the number alone must know (`clinical.md`, "Claims the product never makes").
  var note: String? {
    switch self {
    case .breathsCued, .paceReached: "Cued by the unit. It has no sensor: nothing was measured."
    case .paceOwn:
      "Counted from presses of a switch at each breath in; no measurement of breathing."
    case .effort:
      "2 comfortable or easy, 3 just right, 4 a little short or hard, 7 too short or too hard."
    case .minutes, .technique, .stop, .stopSecond, .stopCause, .presses, .pressLength,
      .pressesAccepted,
      .promptsMissed:
      nil
    }
  }

  /// Of FHIR's observation categories: what a person answered is a survey.
  var category: String { self == .effort ? "survey" : "activity" }
  var categoryDisplay: String { self == .effort ? "Survey" : "Activity" }
}
