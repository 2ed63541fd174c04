// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Testing

@Suite struct YearTests {
  let folder: TemporaryFolder
  let diary: Diary

  init() throws {
    folder = try TemporaryFolder()
    diary = folder.open().diary
  }

  @Test func aYearOfFourSessionsADayIsSmallAndOpensFast() throws {
    // The disk need not be waited for here: what is measured is room.
    try diary.database.run("PRAGMA synchronous = OFF")
    for day in 0..<Int64(365) {
      let powerOn = try diary.append(
        .powerOn(PowerOnRow(software: "1.2.3")), at: stamp(day * 86_400))
      for number in 0..<Int64(4) { try practise(powerOn, at: day * 86_400 + number * 10_000) }
    }
    try diary.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    #expect(try diary.database.integer("SELECT count(*) FROM session") == 1460)
    let byteCount = try folder.read("diary.sqlite").count
    print("a year of four sessions a day: \(byteCount) bytes")
    #expect(byteCount < 20_000_000)
    #expect(try diary.practiceDays().count == 365)
    #expect(try diary.recentSessions().map(\.exercises.count) == Array(repeating: 5, count: 100))
    #expect(diary.history(before: nil).repertoire.phrases == 1460 * 12)
    try expectItOpensFast()
  }

  private func expectItOpensFast() throws {
    var openings: [Duration] = []
    var readings: [Duration] = []
    for _ in 0..<20 {
      let copy = try TemporaryFolder()
      try folder.copyStore(to: copy)
      var opened: Opened?
      openings.append(ContinuousClock().measure { opened = copy.open() })
      #expect(opened?.faults.isEmpty == true)
      readings.append(ContinuousClock().measure { _ = opened?.diary.history(before: nil) })
    }
    let checking = ContinuousClock().measure { diary.checkWhole() }
    #expect(diary.takeFaults().isEmpty)
    let opening = openings.sorted()[10]
    print("it opens in \(opening) and is read in \(readings.sorted()[10]), medians of 20;")
    print("the whole check takes \(checking)")
    // What a busy machine may take; the figure is for `make bench`.
    #expect(opening < .milliseconds(200))
  }

  /// Eight phrases in one exercise, a piece or a song in the others.
  private func material(_ number: Int) -> [String] {
    Array(repeating: "Thank you so much for everything.", count: number == 0 ? 8 : 1)
  }

  private func practise(_ powerOn: RowID, at second: Int64) throws {
    let at = stamp(second)
    let session = try diary.append(.session(sessionRow(powerOn: powerOn)), at: at)
    try diary.append(.safetySaid(SafetySaidRow(session: session, whole: false)), at: at)
    for number in 0..<5 {
      let exercise = try diary.append(.exercise(exerciseRow(session: session)), at: at)
      for name in material(number) {
        try diary.append(
          .material(MaterialRow(session: session, exercise: exercise, kind: .phrase, name: name)),
          at: at)
      }
      try diary.append(
        .answer(AnswerRow(session: session, exercise: exercise, effort: 3, changed: false)),
        at: at)
    }
    try diary.append(
      .stop(
        StopRow(
          session: session, exercise: nil, stage: "rest", second: 5, cause: .press, ordinal: 1)),
      at: at)
    try diary.append(
      .pressSummary(
        PressSummaryRow(
          powerOn: powerOn, session: session, accepted: 9, heard: 3, ignored: 1, stuck: 0,
          medianMilliseconds: 210, missedPrompts: 2)), at: at)
    try diary.append(
      .paceMeasurement(PaceMeasurementRow(session: session, outcome: .skipped)), at: at)
    try diary.append(
      .rateMeasurement(RateMeasurementRow(session: session, outcome: .unclear)), at: at)
    try diary.append(.material(MaterialRow(kind: .track, name: "Somebody's own tune")), at: at)
    try diary.append(.gap(GapRow(powerOn: powerOn, frame: 1, frames: 480)), at: at)
    try diary.append(.fault(FaultRow(kind: "sound lost", detail: "ENODEV")), at: at)
    try diary.append(.lock(LockRow(reason: "gap")), at: at)
    try diary.append(.clearLock(ClearLockRow(source: .settings)), at: at)
    let call = try diary.append(.call(CallRow(powerOn: powerOn, session: session)), at: at)
    try diary.apply(.endCall(call: call, how: .answered, rangSeconds: 20), at: at)
    try diary.append(.switchTest(switchTestRow(kept: false)), at: at)
    try diary.append(
      .selfTest(
        SelfTestRow(
          powerOn: powerOn, unit: "0042", tonesPlayed: true, pressMilliseconds: 310, written: true,
          seconds: 41)), at: at)
    try diary.apply(.end(session: session, how: .finished, doneSeconds: 700), at: at)
  }
}
