// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Settings
import Timebase

extension Dose {
  /// The dose of a level, narrowed by the clinic and chosen inside by the caregiver.
  /// - Parameter isLowered: the level is lower than prescribed (the review is overdue, or three
  ///   sessions were hard): then nobody's choice goes above it.
  public init(
    _ level: Level, prescription: Prescription, settings: CaregiverSettings,
    isLowered: Bool = false
  ) {
    var dose = Dose(level)
    func narrowed(_ value: Int, by id: KeyID) -> Int {
      guard let limit = prescription.limits[id] else { return value }
      return min(max(value, limit.lowerBound.ceiling), limit.upperBound.floor)
    }
    let usual = dose.deepBreaths
    dose.deepBreaths = settings.breaths ?? narrowed(usual, by: .breaths)
    if isLowered { dose.deepBreaths = min(dose.deepBreaths, usual) }
    dose.pauseBeats = narrowed(max(settings.breath.pauseBeats, dose.pauseBeats), by: .pause)
    if level == .moderate { dose.pauseBeats = settings.breath.pauseBeats }
    dose.sessionSeconds = 60 * narrowed(dose.sessionSeconds / 60, by: .sessionMinutes)
    dose.sessionsADay = narrowed(dose.sessionsADay, by: .sessionsADay)
    self = settings.session == .short ? dose.shortened() : dose
  }
}

extension Pace {
  /// The caregiver's own breath: for every block with `own pace: no`, else the unmeasured default.
  public init(_ settings: CaregiverSettings) {
    let breath = settings.breath
    self.init(
      pattern: Rhythm.BreathPattern(
        inBeats: breath.inBeats, pauseBeats: breath.pauseBeats, outBeats: breath.outBeats),
      tempo: Tempo(Rational(breath.tempo.numerator, breath.tempo.denominator)))
  }
}

extension ExactDecimal {
  fileprivate var floor: Int { Rational(numerator, denominator).floor }
  fileprivate var ceiling: Int { -Rational(-numerator, denominator).floor }
}
