// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Testing

@Suite struct RecordingTests {
  let folder: TemporaryFolder
  let diary: Diary

  init() throws {
    folder = try TemporaryFolder()
    diary = folder.open().diary
  }

  @Test func everyKindOfRowIsThereAfterReopening() throws {
    try diary.appendOneOfEach()
    try diary.apply(.endCall(call: 1, how: .answered, rangSeconds: 12), at: stamp(300))
    try diary.apply(.end(session: 1, how: .finished, doneSeconds: 358), at: stamp(400))
    let written = try diary.dump()
    let again = folder.open()
    #expect(again.faults.isEmpty)
    #expect(try again.diary.dump() == written)
    #expect(written.count == oneOfEach.count + 1)  // and the settings' text
  }

  @Test func aSessionComesBackAsItWasWritten() throws {
    try diary.appendOneOfEach()
    let listening = try diary.append(
      .exercise(exerciseRow(technique: .listening)), at: stamp(30))
    try diary.append(
      .answer(AnswerRow(session: 1, exercise: listening, effort: nil, changed: true)),
      at: stamp(31))
    try diary.apply(.end(session: 1, how: .stopped, doneSeconds: 358), at: stamp(400))

    let session = try #require(try diary.recentSessions().first)
    #expect(session.started == stamp(1))
    #expect(session.row == sessionRow())
    #expect(session.ended == .stopped)
    #expect(session.endedPoweredSeconds == stamp(400).poweredSeconds)
    #expect(session.endedWallSeconds == stamp(400).wallSeconds)
    #expect(session.doneSeconds == 358)
    #expect(
      session.exercises.map(\.row) == [exerciseRow(), exerciseRow(technique: .listening)])
    #expect(session.exercises.map(\.started) == [stamp(2), stamp(30)])
    #expect(
      session.answers == [
        AnswerRow(session: 1, exercise: 1, effort: 2, changed: false),
        AnswerRow(session: 1, exercise: listening, effort: nil, changed: true)
      ])
    #expect(
      session.stops == [
        StopRow(session: 1, exercise: 1, stage: "exercise", second: 17, cause: .press, ordinal: 1)
      ])
  }

  @Test func recentSessionsAreTheLastOnesNewestLast() throws {
    try diary.append(.powerOn(PowerOnRow(software: "1")), at: stamp(0))
    for number in 1...7 {
      try diary.append(.session(sessionRow()), at: stamp(Int64(number)))
      try diary.append(.exercise(exerciseRow(session: RowID(number))), at: stamp(Int64(number)))
    }
    let recent = try diary.recentSessions(limit: 3)
    #expect(recent.map(\.id) == [5, 6, 7])
    #expect(recent.map { $0.exercises.map(\.row.session) } == [[5], [6], [7]])
    #expect(try diary.recentSessions(limit: 0).isEmpty)
    #expect(try diary.recentSessions().count == 7)
  }

  @Test func progressReplacesWhatWasDoneBefore() throws {
    try diary.appendOneOfEach()
    let progress = ExerciseProgress(
      doneSeconds: 12, setsDone: 1, breathsCued: 4, breathsAcknowledged: 2,
      finalPaceMilli: 9000, pacingStep: 0)
    try diary.apply(.progress(exercise: 1, progress), at: stamp(50))
    #expect(try diary.recentSessions().first?.exercises.first?.row.progress == progress)
  }

  @Test func aSessionEndsOnce() throws {
    try diary.appendOneOfEach()
    try diary.apply(.end(session: 1, how: .unanswered, doneSeconds: 0), at: stamp(60))
    let error = refusal {
      try diary.apply(.end(session: 1, how: .finished, doneSeconds: 700), at: stamp(70))
    }
    #expect(error?.code == 12)
    #expect(try diary.recentSessions().first?.ended == .unanswered)
  }

  @Test func aCallEndsOnce() throws {
    try diary.appendOneOfEach()
    try diary.apply(.endCall(call: 1, how: .givenUp, rangSeconds: 4200), at: stamp(4217))
    let error = refusal {
      try diary.apply(.endCall(call: 1, how: .answered, rangSeconds: 4201), at: stamp(4218))
    }
    #expect(error?.code == 12)
    #expect(
      try diary.database.rows("SELECT ended, rang_seconds FROM call") == [
        [.text("given up"), .integer(4200)]
      ])
  }

  @Test func aSelfTestIsWrittenOnceItsFileIsOnTheStick() throws {
    try diary.appendOneOfEach()
    let row = SelfTestRow(
      powerOn: 1, unit: "7", tonesPlayed: true, pressMilliseconds: nil, written: false,
      seconds: 30)
    let test = try diary.append(.selfTest(row), at: stamp(40))
    let written = "SELECT written FROM self_test WHERE id = \(test)"
    #expect(try diary.database.rows(written) == [[.integer(0)]])
    try diary.apply(.testWritten(selfTest: test), at: stamp(45))
    #expect(try diary.database.rows(written) == [[.integer(1)]])
  }

  @Test func aCallThatAPowerCutEndedRangUntilTheUnitWasLastSeenOn() throws {
    try diary.appendOneOfEach()
    try diary.apply(.touch, at: stamp(117))
    let after = try TemporaryFolder()
    try folder.copyStore(to: after)
    let rang = try after.open().diary.database.rows("SELECT ended, rang_seconds FROM call")
    #expect(rang == [[.text("power lost"), .integer(100)]])
  }

  @Test func anUpdateOfARowThatIsNotThereIsRefused() throws {
    try diary.appendOneOfEach()
    let updates: [Update] = [
      .progress(exercise: 9, ExerciseProgress()), .end(session: 9, how: .finished, doneSeconds: 1),
      .endCall(call: 9, how: .answered, rangSeconds: 1), .testWritten(selfTest: 9),
      .release(lock: 9), .toldHelper(faults: [1, 9]), .toldPatient(fault: 9, day: 1)
    ]
    let before = try diary.dump()
    for update in updates {
      #expect(throws: DiaryError.self) { try diary.apply(update, at: stamp(99)) }
    }
    // Nothing of a refused update is kept: neither the first fault's mark nor the time.
    #expect(try diary.dump() == before)
  }

  @Test func aRefusedRowChangesNothing() throws {
    try diary.appendOneOfEach()
    let before = try diary.dump()
    var row = sessionRow()
    row.plannedSeconds = 5000
    row.settings = "a text nobody has stored"
    #expect(throws: DiaryError.self) { try diary.append(.session(row), at: stamp(99)) }
    #expect(try diary.dump() == before)
  }

  @Test func theSameSettingsAreStoredOnce() throws {
    try diary.append(.powerOn(PowerOnRow(software: "1")), at: stamp(0))
    for second in 1...5 { try diary.append(.session(sessionRow()), at: stamp(Int64(second))) }
    #expect(try diary.database.integer("SELECT count(*) FROM settings_text") == 1)
  }

  @Test(
    "a text comes back as it was",
    arguments: [
      "Вдохните · выдохните · «вы»", "e\u{301} \u{1F3B5} \u{202E}abc", "",
      "'; DROP TABLE session; --",
      "?1 :name @x $y", "a\0b", "line\nline\r\n\ttab", "\"quoted\" `and` [so]", "NULL", "1e3"
    ])
  func textIsText(_ text: String) throws {
    try diary.append(.fault(FaultRow(kind: "k", detail: text)), at: stamp(0))
    let change = SettingsChangeRow(
      key: "k", old: text, new: nil, source: "s", settings: text, software: "1")
    try diary.append(.settingsChange(change), at: stamp(1))
    #expect(try diary.untoldFaults().map(\.row.detail) == [text])
    let stored = try diary.database.rows(
      "SELECT old, new, text FROM settings_change JOIN settings_text ON settings_text.id = settings"
    )
    #expect(stored == [[.text(text), .null, .text(text)]])
    #expect(try diary.database.text("SELECT typeof(detail) FROM fault") == "text")
  }
}

@Suite struct QueryTests {
  let diary: Diary
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    diary = folder.open().diary
  }

  @Test func anEmptyDiaryHasNoHistoryAndKnowsIt() {
    let history = diary.history(before: nil)
    #expect(history.isWhole)
    #expect(history.recentSessions.isEmpty && history.practiceDays.isEmpty)
    #expect(history.lastBaseline == nil && history.lastPaceMeasurement == nil)
    #expect(history.lastPacingStep == nil && history.lastSafetyWhole == nil)
    #expect(history.previousPowerOn == nil && history.lastWallSeconds == nil)
    #expect(history.standingLocks.isEmpty && history.lastClearLock == nil)
    #expect(history.untoldFaults.isEmpty && history.totalPoweredSeconds == 0)
  }

  @Test func historyHoldsWhatTheQueriesAnswer() throws {
    try diary.appendOneOfEach()
    let history = diary.history(before: 1)
    #expect(history.lastBaseline == Baseline(measured: stamp(8), paceMilli: 15_200))
    #expect(history.lastPacingStep == 3)
    #expect(history.lastSafetyWhole == stamp(12))
    #expect(history.lastClearLock == stamp(6))
    #expect(history.standingLocks.map(\.from) == [stamp(5)])
    #expect(history.standingLocks.map(\.row) == [LockRow(reason: "too short twice")])
    #expect(history.untoldFaults.map(\.row.kind) == ["stuck switch"])
    #expect(history.untoldFaults.map(\.met) == [stamp(10)])
    #expect(history.previousPowerOn == nil)
    let last = stamp(Int64(oneOfEach.count - 1))
    #expect(history.totalPoweredSeconds == last.poweredSeconds)
    #expect(history.lastWallSeconds == last.wallSeconds)
    #expect(try history.recentSessions == diary.recentSessions())
  }

  @Test func theLastBaselineOutlivesMeasurementsThatFailed() throws {
    let outcomes: [PaceMeasurementRow.Outcome] = [
      .baseline(paceMilli: 14_000), .baseline(paceMilli: 15_000), .skipped, .tooFew,
      .outOfRange(paceMilli: 26_000)
    ]
    for (second, outcome) in outcomes.enumerated() {
      try diary.append(
        .paceMeasurement(PaceMeasurementRow(session: nil, outcome: outcome)),
        at: stamp(Int64(second)))
    }
    #expect(try diary.lastBaseline() == Baseline(measured: stamp(1), paceMilli: 15_000))
    #expect(try diary.lastPaceMeasurement()?.row.outcome == .outOfRange(paceMilli: 26_000))
  }

  @Test func safetyWordsSaidInPartAreNotWhole() throws {
    try diary.append(.safetySaid(SafetySaidRow(session: nil, whole: true)), at: stamp(1))
    try diary.append(.safetySaid(SafetySaidRow(session: nil, whole: false)), at: stamp(2))
    #expect(try diary.lastSafetyWhole() == stamp(1))
  }

  @Test func aReleasedLockStandsNoMore() throws {
    let first = try diary.append(.lock(LockRow(reason: "too short")), at: stamp(1))
    let second = try diary.append(
      .lock(LockRow(reason: "enough today", untilWallSeconds: 1_795_400_000)), at: stamp(2))
    try diary.apply(.release(lock: first), at: stamp(3))
    #expect(try diary.standingLocks().map(\.id) == [second])
    #expect(throws: DiaryError.self) { try diary.apply(.release(lock: first), at: stamp(4)) }
  }

  @Test func aFaultIsUntoldUntilTheHelperIsTold() throws {
    let ids = try (0..<3).map {
      try diary.append(.fault(FaultRow(kind: "fault \($0)", detail: "")), at: stamp(Int64($0)))
    }
    try diary.apply(.toldPatient(fault: ids[1], day: 20_779), at: stamp(5))
    try diary.apply(.toldHelper(faults: [ids[0], ids[2]]), at: stamp(6))
    #expect(try diary.untoldFaults().map(\.id) == [ids[1]])
    #expect(try diary.untoldFaults().map(\.row.toldPatientDay) == [20_779])
  }

  /// A power-on from second to second, with sessions that begin there, last 100 s and hold so much.
  private func power(
    from start: Int64, to end: Int64, sessions: [(second: Int64, doneSeconds: Int)] = []
  ) throws -> RowID {
    let id = try diary.append(.powerOn(PowerOnRow(software: "1")), at: stamp(start))
    for (second, doneSeconds) in sessions {
      let session = try diary.append(.session(sessionRow(powerOn: id)), at: stamp(second))
      try diary.apply(
        .end(session: session, how: .finished, doneSeconds: doneSeconds), at: stamp(second + 100))
    }
    try diary.apply(.touch, at: stamp(end))
    return id
  }

  @Test func thePreviousPowerOnTellsHowLongItRanAfterItsLastSession() throws {
    let first = try power(from: 0, to: 5000, sessions: [(200, 300), (900, 300), (4000, 0)])
    let second = try power(from: 5000, to: 5600)
    let third = try power(from: 5600, to: 5601)

    let beforeSecond = try #require(try diary.previousPowerOn(before: second))
    #expect(beforeSecond.id == first && beforeSecond.hadSessions)
    // The session at 4000 held no exercise: the last one ended at 1000.
    #expect(beforeSecond.poweredSecondsAfterLastSession == 4000)
    #expect(beforeSecond.lastSeenPoweredSeconds == stamp(5000).poweredSeconds)
    let beforeThird = try #require(try diary.previousPowerOn(before: third))
    #expect(beforeThird.id == second && !beforeThird.hadSessions)
    #expect(try diary.previousPowerOn(before: first) == nil)
    #expect(try diary.previousPowerOn(before: nil)?.id == third)
    #expect(try diary.totalPoweredSeconds() == stamp(5601).poweredSeconds)
  }

  @Test func aDayIsAPracticeDayOnceAndOnlyWithExercise() throws {
    let day: Int64 = 86_400
    let nine = stamp(0).wallSeconds ?? 0
    _ = try power(
      from: 0, to: 9 * day, sessions: [(60, 300), (7200, 300), (day, 0), (2 * day, 1)])
    #expect(try diary.practiceDays() == [nine / day, nine / day + 2])
    let unknown = Stamp(wallSeconds: nil, clockSet: false, poweredSeconds: 9 * day)
    let session = try diary.append(.session(sessionRow()), at: unknown)
    try diary.apply(.end(session: session, how: .finished, doneSeconds: 9), at: unknown)
    #expect(try diary.practiceDays().count == 2)
  }

  @Test func everyRecordTellsHowLongTheUnitHasBeenOn() throws {
    try diary.append(.powerOn(PowerOnRow(software: "1")), at: stamp(0))
    try diary.append(.fault(FaultRow(kind: "k", detail: "")), at: stamp(30))
    #expect(try diary.totalPoweredSeconds() == stamp(30).poweredSeconds)
    try diary.apply(.touch, at: stamp(600))
    #expect(try diary.totalPoweredSeconds() == stamp(600).poweredSeconds)
    // Powered time never goes back.
    try diary.apply(.touch, at: stamp(10))
    #expect(try diary.totalPoweredSeconds() == stamp(600).poweredSeconds)
  }

  @Test func anUnsetClockOnlyEverRaisesTheLastWallTime() throws {
    func last() throws -> Int64? { try diary.lastWallSeconds() }
    func touch(_ wall: Int64?, clockSet: Bool) throws {
      let stamp = Stamp(wallSeconds: wall, clockSet: clockSet, poweredSeconds: 10)
      try diary.apply(.touch, at: stamp)
    }
    let never = Stamp(wallSeconds: nil, clockSet: false, poweredSeconds: 0)
    try diary.append(.powerOn(PowerOnRow(software: "1")), at: never)
    #expect(try last() == nil)
    try touch(500, clockSet: false)
    #expect(try last() == 500)
    try touch(400, clockSet: false)
    #expect(try last() == 500)
    try touch(nil, clockSet: false)
    #expect(try last() == 500)
    // A clock that has been set is believed, backwards too.
    try touch(300, clockSet: true)
    #expect(try last() == 300)
  }
}
