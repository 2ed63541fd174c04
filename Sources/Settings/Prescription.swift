// SPDX-License-Identifier: GPL-3.0-or-later

/// What the clinic allows one unit: `prescription.txt`. Doses it does not limit are the profile's
/// (`clinical.md`, "Dose").
public struct Prescription: Equatable, Sendable {
  public var clinic: String?
  /// Initials.
  public var patient: String?
  public var unit: String?
  public var serial: String?
  /// Listening where the clinic wrote none.
  public var profile: Profile
  /// Each once, in the order of `Technique`.
  public var techniques: [Technique]
  /// 1 to 7.
  public var daysAWeek: Int
  public var reviewBy: CivilDate?
  public var reviewAfterSessions: Int
  /// Syllables a minute; nil where it is to be measured.
  public var habitualRate: Int?
  /// The slowest paced breathing, 8 to 10 breaths a minute.
  public var paceFloor: Int
  /// The speeds of speech cueing in percent of the habitual rate, 60 to 100, as written.
  public var tempoPercent: [Int]
  public var windInstrument: Bool
  /// Exercises may begin without a press.
  public var unattended: Bool
  public var clearLock: Bool
  /// The limits that are written, each within its hard range.
  public var limits: [KeyID: ClosedRange<ExactDecimal>]

  /// Oral motor and speech cueing are off until the clinic turns them on (`clinical.md`).
  static let usualTechniques: [Technique] = [.breathing, .singing, .listening]

  /// An empty prescription: listening only, and nothing narrowed.
  public init() { self.init(FileReading([], file: "", kind: .prescription)) }

  /// Reads a prescription, or says what is wrong with it. `file` is the name findings carry;
  /// `language` is what it is taken to be written in where its keys do not tell.
  public static func parse(
    _ bytes: [UInt8], file: String = FileKind.prescription.fileName,
    language: TableLanguage? = nil
  ) -> Parsed<Prescription> {
    var reading = FileReading(bytes, file: file, kind: .prescription, language: language)
    let prescription = Prescription(reading)
    let breathKeys: [KeyID] = [.inBeats, .pause, .outBeats, .tempo, .paceFloor]
    if breathKeys.allSatisfy({ !reading.isWrong($0) }), prescription.nearestUsualBreath == nil {
      reading.add(
        .noBreathFits(paceFloor: prescription.paceFloor),
        at: breathKeys.first { reading[$0] != nil } ?? .tempo)
    }
    return reading.parsed { prescription }
  }

  private init(_ reading: FileReading) {
    clinic = reading.text(.clinic)
    patient = reading.text(.patient)
    unit = reading.text(.unit)
    serial = reading.text(.serial)
    profile = reading.choice(.profile, of: Profile.self) ?? .listening
    techniques = reading.choices(.techniques, of: Technique.self)
    daysAWeek = reading.whole(.daysAWeek)
    reviewBy = reading.date(.reviewBy)
    reviewAfterSessions = reading.whole(.reviewAfterSessions)
    habitualRate = reading.number(.habitualRate)?.whole
    paceFloor = reading.whole(.paceFloor)
    tempoPercent = reading.numbers(.tempoPercent).compactMap(\.whole)
    windInstrument = reading.flag(.windInstrument)
    unattended = reading.flag(.unattended)
    clearLock = reading.flag(.clearLock)
    limits = reading.limits
  }
}

extension Prescription {
  /// Whether initials are the patient's, in any case, with or without full stops and spaces. Never
  /// where the prescription names no patient.
  public func isPatient(initials: String) -> Bool {
    func letters(_ text: String) -> String {
      text.filter { $0.isLetter || $0.isNumber }.map(\.folded).joined()
    }
    guard let patient, !letters(patient).isEmpty else { return false }
    return letters(patient) == letters(initials)
  }

  /// The range within which the caregiver and the session may choose: the clinic's limit, or the
  /// hard range. For each number of `upbeat.txt`, and for `sessionMinutes`, `sessionsADay` and
  /// `phrases`; in the unit of the file (seconds, percent …).
  public func limit(_ id: KeyID) -> ClosedRange<ExactDecimal> { range(of: id).bounds }

  /// Deep breaths, within 3 to 10.
  public var breaths: ClosedRange<Int> { wholeLimit(.breaths) }
  /// Minutes a session, within 3 to 20.
  public var sessionMinutes: ClosedRange<Int> { wholeLimit(.sessionMinutes) }
  /// Within 1 to 4.
  public var sessionsADay: ClosedRange<Int> { wholeLimit(.sessionsADay) }
  /// Phrases of singing a session, within 1 to 20.
  public var phrases: ClosedRange<Int> { wholeLimit(.phrases) }

  /// The breathing that holds without a measurement and without the caregiver's word: 2 + 3 beats
  /// at 75, or what is nearest to it within the limits.
  public var usualBreath: BreathPattern { nearestUsualBreath ?? .usual }

  private var nearestUsualBreath: BreathPattern? { breathLimits.nearest(to: .usual) }

  var breathLimits: BreathLimits {
    BreathLimits(
      inBeats: wholeLimit(.inBeats), pauseBeats: wholeLimit(.pause),
      outBeats: wholeLimit(.outBeats), tempo: limit(.tempo), paceFloor: paceFloor)
  }

  /// The hard range of a number, narrowed by the clinic's limit.
  func range(of id: KeyID) -> NumberRange {
    guard let hard = KeyTable.key(id, in: .prescription)?.range else {
      preconditionFailure("\(id) is not a number that can be limited")
    }
    // Who may not be louder by day may not be so in the evening.
    let limit = limits[id] ?? (id == .eveningVolume ? limits[.volume] : nil)
    return limit.map { hard.narrowed(to: $0) } ?? hard
  }

  private func wholeLimit(_ id: KeyID) -> ClosedRange<Int> {
    let limit = limit(id)
    guard let low = limit.lowerBound.whole, let high = limit.upperBound.whole else {
      preconditionFailure("\(id) is not limited by whole numbers")
    }
    return low...high
  }
}
