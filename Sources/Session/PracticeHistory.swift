// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Timebase

/// One session of the past, as far as the next one depends on it.
public struct PastSession: Hashable, Sendable {
  public enum Ending: Hashable, Sendable { case finished, unfinished, powerLost }

  /// When it began and ended by the wall clock, and whether that was set.
  public var began: WallTime
  public var ended: WallTime
  /// On the axis of powered time: seconds over all power-ons, which never runs backwards.
  public var poweredEnd: Int
  public var ending: Ending
  /// Exercise time; a session without any is not counted (`clinical.md`: work done).
  public var done: FrameCount
  /// A tired day's.
  public var isShort: Bool
  /// Sets begun count as done; what a part was barred from counts as begun.
  public var begun: [Part: Int]
  /// It completed the one before, or was completed by the one after.
  public var isCompletion: Bool
  public var wasCompleted: Bool
  /// By a press; what broke off by itself is not held against anybody.
  public var wasStopped: Bool
  /// 2, 3, 4 or 7; nil: no answer.
  public var effort: Int?

  public init(
    began: WallTime, ended: WallTime, poweredEnd: Int, ending: Ending, done: FrameCount,
    isShort: Bool = false, begun: [Part: Int] = [:], isCompletion: Bool = false,
    wasCompleted: Bool = false, wasStopped: Bool = false, effort: Int? = nil
  ) {
    self.began = began
    self.ended = ended
    self.poweredEnd = poweredEnd
    self.ending = ending
    self.done = done
    self.isShort = isShort
    self.begun = begun
    self.isCompletion = isCompletion
    self.wasCompleted = wasCompleted
    self.wasStopped = wasStopped
    self.effort = effort
  }

  /// What a completion has left to do of a plan.
  func left(of plan: PracticePlan) -> PracticePlan {
    var left = plan
    for part in Part.allCases {
      left.leave(max(plan.sets(of: part) - (begun[part] ?? 0), 0), of: part)
    }
    return left
  }

  /// It counts against the sessions of a day.
  public var counts: Bool { done > .zero && !isCompletion }
}

/// What the diary says of the time before this power-on.
public struct PracticeHistory: Hashable, Sendable {
  /// Oldest first; the last hundred are enough.
  public var sessions: [PastSession]
  /// Days with practice, ever and this week by the wall clock.
  public var practiceDays: Set<Day>
  /// Sessions since the prescription last changed.
  public var sessionsUnderPrescription: Int
  public var lastWholeSafety: WallTime?
  /// The settings or the prescription changed since the safety words were last said whole.
  public var changedSinceSafety: Bool
  /// Breaths a minute, and when they were measured.
  public var baseline: Rational?
  public var baselineTaken: WallTime?
  /// The pacing step to begin with.
  public var pacingStep: Int
  /// Seconds of powered time before this power-on.
  public var poweredSeconds: Int
  /// What was practised and heard, ever.
  public var repertoire: PastRepertoire
  /// The power-on before this one held a session, and how long it ran on after its last one.
  public var lastPowerOnHeldSession: Bool
  public var lastPowerOnRanOnSeconds: Int
  /// Sessions before this index were forgiven by `clear lock`.
  public var clearedSessions: Int
  /// Helper faults already said to the patient today.
  public var faultsSaidToday: Set<HelperFault>

  public init(
    sessions: [PastSession] = [], practiceDays: Set<Day> = [], sessionsUnderPrescription: Int = 0,
    lastWholeSafety: WallTime? = nil, changedSinceSafety: Bool = false,
    baseline: Rational? = nil, baselineTaken: WallTime? = nil, pacingStep: Int = 0,
    poweredSeconds: Int = 0, lastPowerOnHeldSession: Bool = false,
    lastPowerOnRanOnSeconds: Int = 0, clearedSessions: Int = 0,
    faultsSaidToday: Set<HelperFault> = [], repertoire: PastRepertoire = PastRepertoire()
  ) {
    self.sessions = sessions
    self.practiceDays = practiceDays
    self.sessionsUnderPrescription = sessionsUnderPrescription
    self.lastWholeSafety = lastWholeSafety
    self.changedSinceSafety = changedSinceSafety
    self.baseline = baseline
    self.baselineTaken = baselineTaken
    self.pacingStep = pacingStep
    self.poweredSeconds = poweredSeconds
    self.lastPowerOnHeldSession = lastPowerOnHeldSession
    self.lastPowerOnRanOnSeconds = lastPowerOnRanOnSeconds
    self.clearedSessions = clearedSessions
    self.faultsSaidToday = faultsSaidToday
    self.repertoire = repertoire
  }

  /// The last sessions, newest first.
  var newestFirst: ReversedCollection<[PastSession]> { sessions.reversed() }

  /// Days of practice in the week of `day`, which begins on Monday.
  public func daysPractised(inWeekOf day: Day) -> Int {
    let monday = day.number - day.weekday
    return practiceDays.filter { (monday...monday + 6).contains($0.number) }.count
  }

  /// Two sessions running "too hard": only listening until the lock is cleared.
  var isTooHardTwice: Bool {
    let open = sessions.dropFirst(clearedSessions).filter { $0.done > .zero }
    return open.count >= 2 && open.suffix(2).allSatisfy { $0.effort == 7 }
  }

  /// Three sessions running that were stopped or "too hard".
  var isHardThrice: Bool {
    let open = sessions.dropFirst(clearedSessions).filter { $0.done > .zero }
    return open.count >= 3 && open.suffix(3).allSatisfy { $0.wasStopped || $0.effort == 7 }
  }
}
