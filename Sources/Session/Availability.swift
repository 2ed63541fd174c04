// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Timebase

/// Why there is no practice now, and until when.
public enum LockReason: Hashable, Sendable {
  /// As many sessions today as the dose has.
  case dayIsFull
  /// The gap between two sessions: seconds left.
  case gap(seconds: Int)
  /// An unfinished session may be completed after a pause: seconds left.
  case completion(seconds: Int)
  /// Two sessions running were too hard.
  case tooHard

  /// The diary's word for it.
  public var name: String {
    switch self {
    case .dayIsFull: "day is full"
    case .gap: "gap"
    case .completion: "completion"
    case .tooHard: "too hard"
    }
  }
}

/// What a press at rest may begin now.
public enum Availability: Hashable, Sendable {
  case practice(Dose, PracticePlan)
  /// What an unfinished session left.
  case completion(Dose, PracticePlan)
  case listeningOnly(ListeningReason)
  case locked(LockReason)

  public enum ListeningReason: Hashable, Sendable {
    case noPrescription
    case profile
    case reviewOverdue
    /// Three sessions running were stopped or too hard.
    case hardThrice
    /// None of the techniques can be practised.
    case nothingEnabled
    case paceOutOfRange
    case noSwitch
  }

  /// An unfinished session may be completed so long after it ended (`clinical.md`: 10 min).
  static let completionPauseSeconds = 600
  /// Without a set clock, a unit that ran on so long after its last session holds no gap against
  /// the next power-on.
  static let ranOnSeconds = 3_600
  static let daySeconds = 86_400

  /// - Parameters:
  ///   - planned: what a dose comes to today.
  ///   - wall: now.
  ///   - powered: seconds of powered time now, over all power-ons.
  package static func evaluate(
    dose: Dose, planned: (Dose) -> PracticePlan, history: PracticeHistory, wall: WallTime,
    powered: Int
  ) -> Availability {
    if history.isTooHardTwice { return .locked(.tooHard) }
    let last = history.sessions.last { $0.done > .zero }
    let age = last.map { Age(of: $0, wall: wall, powered: powered, history: history) }
    // A short session is completed as one.
    let open = last?.isShort ?? false ? dose.shortened() : dose
    if let last, let age, mayBeCompleted(last, planned(open)), age.seconds < dose.gapSeconds {
      let left = completionPauseSeconds - age.seconds
      let waits = last.ending != .powerLost && left > 0 && !age.isForgiven
      return waits
        ? .locked(.completion(seconds: left)) : .completion(open, last.left(of: planned(open)))
    }
    let isForgiven = age?.isForgiven ?? false
    if !isForgiven, isFull(dose: dose, history: history, wall: wall, powered: powered) {
      return .locked(.dayIsFull)
    }
    if let age, !age.isForgiven, age.seconds < dose.gapSeconds {
      return .locked(.gap(seconds: dose.gapSeconds - age.seconds))
    }
    return .practice(dose, planned(dose))
  }

  private static func mayBeCompleted(_ session: PastSession, _ plan: PracticePlan) -> Bool {
    session.ending != .finished && !session.isCompletion && !session.wasCompleted
      && !session.left(of: plan).isEmpty && session.effort != 7
  }

  private static func isFull(
    dose: Dose, history: PracticeHistory, wall: WallTime, powered: Int
  ) -> Bool {
    let today = history.sessions.filter { session in
      guard session.counts else { return false }
      // One of a day to come is told by a clock that was set back since.
      if wall.isSet && session.began.isSet && session.began.day <= wall.day {
        return session.began.day == wall.day
      }
      return powered - session.poweredEnd < daySeconds
    }
    return today.count >= dose.sessionsADay
  }

  /// How long ago a session ended.
  private struct Age {
    var seconds: Int
    /// With the clock unset, the power-on before this one settles it (`clinical.md`).
    var isForgiven: Bool

    init(of session: PastSession, wall: WallTime, powered: Int, history: PracticeHistory) {
      let byPower = max(powered - session.poweredEnd, 0)
      let elapsed = wall.seconds - session.ended.seconds
      if wall.isSet && session.ended.isSet && elapsed >= 0 {
        seconds = elapsed
        isForgiven = false
        return
      }
      // The clock is unset, or was set back: powered time never runs backwards.
      seconds = byPower
      let isBeforeThisPowerOn = session.poweredEnd <= history.poweredSeconds
      isForgiven =
        isBeforeThisPowerOn
        && (!history.lastPowerOnHeldSession
          || history.lastPowerOnRanOnSeconds > Availability.ranOnSeconds)
    }
  }
}
