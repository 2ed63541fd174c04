// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Exercises
import Session
import Timebase

/// What the diary's rows mean for the next session.
extension Bookkeeper {
  /// What the next session depends on, from the diary.
  public func history() -> PracticeHistory {
    let kept = diary.history(before: powerOn)
    let sessions = kept.recentSessions
    let prescription = Self.prescriptionPart(of: settingsText)
    let cleared = kept.lastClearLock.map { clear in
      sessions.filter { $0.started.poweredSeconds <= clear.poweredSeconds }.count
    }
    let today = Int64(wall.day.number)
    let told = kept.untoldFaults.filter { $0.row.toldPatientDay == today }
    return PracticeHistory(
      sessions: sessions.filter { $0.ended != nil }.map { past($0, among: sessions) },
      // Days that no set clock knows are no days of a week.
      practiceDays: Set(
        sessions.filter { $0.doneSeconds > 0 && $0.started.clockSet }
          .map { wallTime($0.started).day }),
      sessionsUnderPrescription: sessions.filter {
        $0.doneSeconds > 0 && Self.prescriptionPart(of: $0.row.settings) == prescription
      }.count,
      lastWholeSafety: kept.lastSafetyWhole.map(wallTime),
      changedSinceSafety: sessions.last.map { $0.row.settings != settingsText } ?? false,
      baseline: kept.lastBaseline.map { Rational($0.paceMilli, 1_000) },
      baselineTaken: kept.lastPaceMeasurement.flatMap { measured in
        if case .outOfRange = measured.row.outcome { return nil }
        return wallTime(measured.measured)
      },
      pacingStep: pacingStep(kept),
      poweredSeconds: poweredSeconds,
      lastPowerOnHeldSession: kept.previousPowerOn?.hadSessions ?? false,
      lastPowerOnRanOnSeconds: Int(kept.previousPowerOn?.poweredSecondsAfterLastSession ?? 0),
      clearedSessions: cleared ?? 0,
      faultsSaidToday: Set(told.compactMap { HelperFault(rawValue: $0.row.kind) }),
      repertoire: repertoire(kept.repertoire))
  }

  private func repertoire(_ kept: RepertoireHistory) -> PastRepertoire {
    let today = Int64(wall.day.number)
    let daysBefore = kept.daysByTheClock.filter { $0 < today }
    // Where no clock is set, nobody knows that it was today.
    let todays = kept.songs.last.flatMap { $0.day == today && wall.isSet ? $0.name : nil }
    return PastRepertoire(
      practisedDays: daysBefore.count, firstPractice: daysBefore.first.map { Day(number: Int($0)) },
      layers: kept.mostLayers,
      lastSong: kept.songs.last { !wall.isSet || $0.day != today }?.name, todaysSong: todays,
      phrases: kept.phrases, oralMotorSessions: kept.oralMotorSessions,
      habitualRate: kept.lastRateMilli.map { Rational($0, 1_000) }, lastTrack: kept.lastTrack)
  }

  /// The last power-on ended without a word: power was lost in the middle of a session.
  public var wasCutShort: Bool {
    let history = diary.history(before: powerOn)
    guard let last = history.recentSessions.last else { return false }
    return last.ended == .powerLost && last.row.powerOn == history.previousPowerOn?.id
  }

  private func past(_ session: SessionSummary, among all: [SessionSummary]) -> PastSession {
    let ending: PastSession.Ending =
      switch session.ended {
      case .finished: .finished
      case .powerLost: .powerLost
      case .stopped, .unanswered, nil: .unfinished
      }
    return PastSession(
      began: wallTime(session.started),
      ended: WallTime(
        seconds: Int(session.endedWallSeconds ?? session.started.wallSeconds ?? 0),
        isSet: session.started.clockSet),
      poweredEnd: Int(session.endedPoweredSeconds ?? session.started.poweredSeconds),
      ending: ending, done: .seconds(session.doneSeconds),
      isShort: session.row.kind == .short,
      begun: Dictionary(
        uniqueKeysWithValues: Part.allCases.map { ($0, begun($0.activity, in: session)) }),
      isCompletion: session.row.completes != nil,
      wasCompleted: all.contains { $0.row.completes == session.id },
      // Music may be stopped: it is no exercise.
      wasStopped: session.stops.contains {
        $0.cause == .press && $0.stage != State.listening.rawValue
      },
      effort: session.answers.compactMap(\.effort).max())
  }

  /// The step the last exercise reached; an answer comes after it, and "a little short" or harder
  /// goes back one (`clinical.md`, "Paced breathing").
  private func pacingStep(_ kept: History) -> Int {
    let step = kept.lastPacingStep ?? 0
    let session = kept.recentSessions.last { session in
      session.exercises.contains { $0.row.progress.pacingStep != nil }
    }
    // The answer about the breathing; another exercise may have been hard.
    let breathing = Set(
      (session?.exercises ?? []).filter { $0.row.technique == .breathing }.map(\.id))
    let answer = session?.answers.last { breathing.contains($0.exercise) }
    let wasHard = answer?.effort.map { $0 >= 4 } ?? false
    return wasHard ? max(step - 1, 0) : step
  }

  /// Sets begun: those done and one that was broken off; all of a part that was barred.
  private func begun(_ activity: String, in session: SessionSummary) -> Int {
    var begun = 0
    for exercise in session.exercises where exercise.row.activity == activity {
      let stops = session.stops.filter { $0.exercise == exercise.id }
      let isBarred = stops.contains { $0.ordinal >= 2 && $0.cause == .press }
      let done = exercise.row.progress.setsDone
      let isBroken = done < exercise.row.plannedSets && exercise.row.progress.doneSeconds > 0
      begun += isBarred ? exercise.row.plannedSets : done + (isBroken ? 1 : 0)
    }
    return begun
  }

  private func wallTime(_ stamp: Stamp) -> WallTime {
    WallTime(seconds: Int(stamp.wallSeconds ?? 0), isSet: stamp.clockSet)
  }
}
