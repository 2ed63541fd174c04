// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Settings
import Timebase

extension Dose {
  /// The dose of a level, narrowed by the clinic and chosen inside by the caregiver.
  /// - Parameter isLowered: the level is lower than prescribed (the review is overdue, or three
  ///   sessions were hard): then no limit and nobody's choice goes above it.
  public init(
    _ level: Level, prescription: Prescription, settings: CaregiverSettings,
    isLowered: Bool = false
  ) {
    let column = Dose(level, techniques: Set(prescription.techniques))
    func narrowed(_ value: Int, by id: KeyID) -> Int {
      guard let limit = prescription.limits[id] else { return value }
      let inside = min(max(value, limit.lowerBound.ceiling), limit.upperBound.floor)
      return isLowered ? min(inside, value) : inside
    }
    var dose = column
    let breaths = settings.breaths ?? narrowed(column.deepBreaths, by: .breaths)
    dose.deepBreaths = isLowered ? min(breaths, column.deepBreaths) : breaths
    // The column is a ceiling; only the clinic lifts it.
    let mostPause = prescription.limits[.pause]?.upperBound.floor ?? column.pauseBeats
    dose.mostPauseBeats = isLowered ? min(mostPause, column.pauseBeats) : mostPause
    dose.pauseBeats = min(
      max(settings.breath.pauseBeats, column.pauseBeats), dose.mostPauseBeats)
    dose.hasWindInstrument = prescription.windInstrument
    dose.singingPhrases = narrowed(column.singingPhrases, by: .phrases)
    dose.sessionSeconds = 60 * narrowed(column.sessionSeconds / 60, by: .sessionMinutes)
    dose.sessionsADay = narrowed(column.sessionsADay, by: .sessionsADay)
    self = settings.session == .short ? dose.shortened() : dose
  }
}

extension Pace {
  /// The caregiver's own breath: for every block with `own pace: no`, else the unmeasured default.
  /// - Parameter mostPause: beats; a longer pause is cut to it. A breath that would be too fast
  ///   without its pause is the unmeasured one.
  public init(_ settings: CaregiverSettings, mostPause: Int) {
    let breath = settings.breath
    let pace = Pace(
      pattern: Rhythm.BreathPattern(
        inBeats: breath.inBeats, pauseBeats: min(breath.pauseBeats, mostPause),
        outBeats: breath.outBeats),
      tempo: Tempo(Rational(breath.tempo.numerator, breath.tempo.denominator)))
    let isTooFast = pace.breathsPerMinute > PacingPlan.measurableRange.upperBound
    self = isTooFast ? .unmeasured : pace
  }
}

extension ExactDecimal {
  fileprivate var floor: Int { Rational(numerator, denominator).floor }
  fileprivate var ceiling: Int { -Rational(-numerator, denominator).floor }
}
