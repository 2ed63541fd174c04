// SPDX-License-Identifier: GPL-3.0-or-later

/// How the unit is set within the prescription: `upbeat.txt`. Times are in milliseconds.
public struct CaregiverSettings: Equatable, Sendable {
  /// A language's code; nil for the one the unit came with.
  public var language: String?
  /// The name of an eSpeak NG voice; nil for the language's own.
  public var voice: String?
  /// Words a minute, 100 to 175.
  public var speechRate: Int
  /// Percent, 30 to 100.
  public var volume: Int
  /// Percent, 30 to 100; nil where it is as by day.
  public var eveningVolume: Int?
  /// 0 to 2,000.
  public var acceptanceTimeMilliseconds: Int
  /// 0 to 3,000.
  public var releaseTimeMilliseconds: Int
  /// 2,000 to 10,000.
  public var scanTimeMilliseconds: Int
  public var start: StartMode
  /// Rising.
  public var practiceAt: [TimeOfDay]
  public var session: SessionLength
  public var ownPace: OwnPace
  /// Deep breaths, 3 to 10; nil where they are the profile's.
  public var breaths: Int?
  /// In, pause, out and tempo: for every block with `own pace: no`, else the unmeasured default.
  public var breath: BreathPattern
  /// Beats a minute, 50 to 100; nil for each song's own.
  public var songTempo: ExactDecimal?
  /// Semitones, -6 to 6.
  public var singingKey: Int
  public var singingVoice: SingingVoice?
  public var sungGuide: Bool
  public var cueing: Cueing
  public var together: Bool
  /// Titles as written; empty for all of the language's.
  public var songs: [String]
  public var phrases: [String]
  /// 2,000 to 8,000.
  public var phraseMilliseconds: Int
  public var quietHours: TimeRange?
  public var report: Bool
  public var switchTest: Bool
  public var selfTest: Bool
  public var call: Bool
  /// What the unit's clock is to be set to.
  public var clock: CivilDateTime?
  /// The initials of whose diary is to be erased.
  public var erase: String?
  public var clearLock: Bool

  /// The settings where the caregiver gives none: the defaults, moved inside the prescription.
  public init(within prescription: Prescription? = nil) {
    let prescription = prescription ?? Prescription()
    self.init(
      FileReading([], file: "", kind: .settings), within: prescription,
      breath: prescription.usualBreath)
  }

  /// Reads the caregiver's file, or says what is wrong with it.
  ///
  /// - Parameters:
  ///   - file: The name findings carry.
  ///   - prescription: What narrows the hard ranges; nil where there is none to hand.
  ///   - languages: The codes of the languages the unit has a pack for.
  ///   - language: What the file is taken to be written in where its keys do not tell.
  public static func parse(
    _ bytes: [UInt8], file: String = FileKind.settings.fileName,
    within prescription: Prescription? = nil,
    languages: [String] = TableLanguage.allCases.map(\.rawValue),
    language: TableLanguage? = nil
  ) -> Parsed<CaregiverSettings> {
    let prescription = prescription ?? Prescription()
    var reading = FileReading(
      bytes, file: file, kind: .settings, languages: languages, language: language)
    let isInside = reading.checkLimits(of: prescription)
    let breath = reading.breath(within: prescription)
    if isInside, let fault = breath.fault(paceFloor: prescription.paceFloor) {
      reading.addBreath(breath, fault, within: prescription)
    }
    return reading.parsed {
      CaregiverSettings(reading, within: prescription, breath: breath)
    }
  }

  private init(_ reading: FileReading, within prescription: Prescription, breath: BreathPattern) {
    /// The number given, or the default moved inside the clinic's limit.
    func number(_ id: KeyID) -> ExactDecimal {
      guard let number = reading.number(id) else { preconditionFailure("\(id) has no default") }
      return prescription.limit(id).clamping(number)
    }
    func whole(_ id: KeyID) -> Int {
      guard let whole = number(id).whole else { preconditionFailure("\(id) is not whole") }
      return whole
    }
    func milliseconds(_ id: KeyID) -> Int {
      guard let milliseconds = number(id).thousandths else {
        preconditionFailure("\(id) is finer than a millisecond")
      }
      return milliseconds
    }
    language = reading.text(.language)
    voice = reading.text(.voice)
    speechRate = whole(.speechRate)
    volume = whole(.volume)
    eveningVolume = reading.number(.eveningVolume)?.whole
    acceptanceTimeMilliseconds = milliseconds(.acceptanceTime)
    releaseTimeMilliseconds = milliseconds(.releaseTime)
    scanTimeMilliseconds = milliseconds(.scanTime)
    start = reading.choice(.start, of: StartMode.self) ?? .press
    practiceAt = reading.times(.practiceAt)
    session = reading.choice(.session, of: SessionLength.self) ?? .usual
    ownPace = reading.choice(.ownPace, of: OwnPace.self) ?? .weekly
    breaths = reading.number(.breaths)?.whole
    self.breath = breath
    songTempo = reading.number(.songTempo)
    singingKey = whole(.singingKey)
    singingVoice = reading.choice(.singingVoice, of: SingingVoice.self)
    sungGuide = reading.flag(.sungGuide)
    cueing = reading.choice(.cueing, of: Cueing.self) ?? .patterned
    together = reading.flag(.together)
    songs = reading.texts(.songs)
    phrases = reading.texts(.phrases)
    phraseMilliseconds = milliseconds(.phraseSeconds)
    quietHours = reading.timeRange(.quietHours)
    report = reading.flag(.report)
    switchTest = reading.flag(.switchTest)
    selfTest = reading.flag(.selfTest)
    call = reading.flag(.call)
    clock = reading.dateAndTime(.clock)
    // `erase: no` erases nobody's.
    erase = reading.text(.erase).flatMap { initials in
      Bool.term(false).language(of: Term.normalized(initials)) == nil ? initials : nil
    }
    clearLock = reading.flag(.clearLock)
  }
}

extension FileReading {
  private static let breathKeys: [KeyID] = [.inBeats, .pause, .outBeats, .tempo]

  /// Adds a finding for each number outside the clinic's limit. False where the breath's four keys
  /// are not all right by themselves, so that they need not be looked at together.
  fileprivate mutating func checkLimits(of prescription: Prescription) -> Bool {
    var isBreathRight = Self.breathKeys.allSatisfy { !isWrong($0) }
    for key in KeyTable.caregiverKeys {
      guard case .number(let number) = self[key.id]?.value, let shown = self[key.id]?.shown,
        !prescription.limit(key.id).contains(number)
      else { continue }
      let range = prescription.range(of: key.id)
      add(.outsidePrescription(written: shown, range), at: key.id)
      if Self.breathKeys.contains(key.id) { isBreathRight = false }
    }
    return isBreathRight
  }

  /// The breath as it is given, the usual one where it is not.
  fileprivate func breath(within prescription: Prescription) -> BreathPattern {
    let usual = prescription.usualBreath
    func beats(_ id: KeyID, else usual: Int) -> Int {
      self[id].flatMap { _ in number(id)?.whole } ?? usual
    }
    return BreathPattern(
      inBeats: beats(.inBeats, else: usual.inBeats),
      pauseBeats: beats(.pause, else: usual.pauseBeats),
      outBeats: beats(.outBeats, else: usual.outBeats),
      tempo: self[.tempo].flatMap { _ in number(.tempo) } ?? usual.tempo)
  }

  /// Adds the finding for a breath whose parts do not go together, with one that does.
  fileprivate mutating func addBreath(
    _ breath: BreathPattern, _ fault: BreathPattern.Fault, within prescription: Prescription
  ) {
    let given = Self.breathKeys.filter { self[$0] != nil }
    let fits = prescription.breathLimits.nearest(to: breath, keeping: Set(given))
    let first = given.min { (self[$0]?.line ?? 0) < (self[$1]?.line ?? 0) }
    add(.breath(breath, fault, fits: fits), at: first ?? .tempo)
  }
}
