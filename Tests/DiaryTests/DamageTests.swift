// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Testing

/// A card that loses a page: the day's practice is kept, nothing crashes, and what was lost is told.
@Suite struct DamageTests {
  let folder: TemporaryFolder
  private static let pageSize = 4096
  private static let sessionCount = 120

  init() throws {
    folder = try TemporaryFolder()
    let diary = folder.openUnsynced().diary
    try diary.database.run("PRAGMA synchronous = OFF")
    for number in 0..<Int64(Self.sessionCount) {
      if number.isMultiple(of: 4) {
        try diary.append(.powerOn(PowerOnRow(software: "1")), at: stamp(number * 9000))
      }
      try practise(diary, number)
    }
    try diary.append(.lock(LockRow(reason: "too hard twice")), at: stamp(2_000_000))
  }

  @discardableResult
  private func practise(_ diary: Diary, _ number: Int64) throws -> RowID {
    let at = stamp(number * 9000 + 10)
    let powerOn = try diary.database.integer("SELECT max(id) FROM power_on") ?? 0
    var row = sessionRow(powerOn: powerOn)
    row.settings = "volume: \(number)\n" + String(repeating: "# a line of settings\n", count: 20)
    let session = try diary.append(.session(row), at: at)
    let exercise = try diary.append(.exercise(exerciseRow(session: session)), at: at)
    try diary.append(
      .material(MaterialRow(session: session, exercise: exercise, kind: .song, name: "Ode")),
      at: at)
    try diary.append(
      .answer(AnswerRow(session: session, exercise: exercise, effort: 3, changed: false)), at: at)
    try diary.append(.fault(FaultRow(kind: "fault \(number)", detail: "detail")), at: at)
    try diary.apply(.end(session: session, how: .finished, doneSeconds: 300), at: at)
    return session
  }

  /// A day on the unit: power, a session whose every row is kept, and the check in a quiet hour.
  private func liveADay(_ diary: Diary, checking: Bool) throws -> (powerOn: RowID, session: RowID) {
    let at = stamp(5_000_000)
    _ = diary.history(before: nil)
    let powerOn = try #require(diary.keep(.powerOn(PowerOnRow(software: "today")), at: at))
    let session = try #require(diary.keep(.session(sessionRow(powerOn: powerOn)), at: at))
    let exercise = try #require(diary.keep(.exercise(exerciseRow(session: session)), at: at))
    diary.keep(.progress(exercise: exercise, ExerciseProgress(doneSeconds: 77)), at: at)
    let answer = AnswerRow(session: session, exercise: exercise, effort: 4, changed: false)
    #expect(diary.keep(.answer(answer), at: at) != nil)
    _ = diary.history(before: powerOn)
    if checking { #expect(diary.checkWhole()) }
    diary.keep(.end(session: session, how: .finished, doneSeconds: 77), at: at)
    return (powerOn, session)
  }

  /// The day is in a store that is sound, whatever came before.
  private func expectTheDayIsKept(
    _ folder: TemporaryFolder, _ day: (powerOn: RowID, session: RowID), _ comment: Comment
  ) throws {
    let reopened = folder.openUnsynced()
    #expect(reopened.diary.isOnDisk, comment)
    #expect(try reopened.diary.database.text("PRAGMA integrity_check") == "ok", comment)
    let last = try reopened.diary.recentSessions().last
    #expect(last?.id == day.session && last?.row.powerOn == day.powerOn, comment)
    #expect(last?.ended == .finished && last?.doneSeconds == 77, comment)
    #expect(last?.exercises.map(\.row.progress.doneSeconds) == [77], comment)
    #expect(last?.answers.map(\.effort) == [4], comment)
  }

  private func sessions(_ diary: Diary) throws -> Int {
    Int(try diary.database.integer("SELECT count(*) FROM session") ?? 0)
  }

  enum Damage: CaseIterable {
    /// The page is another's, or noise.
    case noise
    /// The card gives zeros.
    case zeros
    /// A few bits.
    case bits

    func apply(to bytes: inout [UInt8], page: Int, _ random: inout SplitMix64) {
      let start = page * DamageTests.pageSize
      for place in start..<start + DamageTests.pageSize {
        switch self {
        case .noise: bytes[place] = .random(in: 0...255, using: &random)
        case .zeros: bytes[place] = 0
        case .bits: if Int.random(in: 0..<400, using: &random) == 0 { bytes[place] ^= 0x14 }
        }
      }
    }
  }

  @Test("any page that goes bad before a power-on", arguments: Damage.allCases)
  func pageBeforeOpening(_ damage: Damage) throws {
    let whole = try folder.read("diary.sqlite")
    var random = SplitMix64(state: 7)
    var carried = 0
    for page in 0..<whole.count / Self.pageSize {
      var bytes = whole
      damage.apply(to: &bytes, page: page, &random)
      let folder = try TemporaryFolder()
      try folder.write(bytes, to: "diary.sqlite")
      let day: (RowID, RowID)
      var faults: [StoreFault]
      do {
        let opened = folder.openUnsynced()
        day = try liveADay(opened.diary, checking: true)
        #expect(opened.diary.isOnDisk)
        #expect(try sessions(opened.diary) >= 1)
        carried += try sessions(opened.diary) - 1
        faults = opened.faults + opened.diary.takeFaults()
      }
      try expectTheDayIsKept(folder, day, "page \(page): \(faults)")
      // What was not sound is kept as it was, and told; what was sound is not accused.
      let kept = folder.names.filter { $0.hasPrefix("diary-broken") && $0.hasSuffix(".sqlite") }
      #expect(faults.compactMap(\.keptAside).sorted() == kept, "page \(page): \(faults)")
      if damage != .bits { #expect(kept.count == 1, "page \(page): \(faults)") }
    }
    // A page is one of many: nearly all that was practised is carried over.
    let pages = whole.count / Self.pageSize
    #expect(carried > (pages - 6) * Self.sessionCount * 3 / 4)
  }

  @Test("any page that goes bad while the unit is on", arguments: Damage.allCases, [true, false])
  func pageWhileOpen(_ damage: Damage, checking: Bool) throws {
    let whole = try folder.read("diary.sqlite")
    var random = SplitMix64(state: 8)
    // Every third: it takes its time.
    for page in stride(from: 0, to: whole.count / Self.pageSize, by: 3) {
      let folder = try TemporaryFolder()
      try folder.write(whole, to: "diary.sqlite")
      let day: (RowID, RowID)
      do {
        let diary = folder.openUnsynced().diary
        // Nothing of it is remembered in memory.
        try diary.database.run("PRAGMA cache_size = 0")
        var bytes = whole
        damage.apply(to: &bytes, page: page, &random)
        try folder.write(bytes, to: "diary.sqlite")
        day = try liveADay(diary, checking: checking)
        #expect(diary.checkWhole())
        #expect(diary.isOnDisk, "page \(page)")
      }
      try expectTheDayIsKept(folder, day, "page \(page)")
    }
  }

  @Test func aStoreThatWasCutShortKeepsTheDay() throws {
    let whole = try folder.read("diary.sqlite")
    for count in stride(from: 50, to: whole.count, by: whole.count / 23) {
      let folder = try TemporaryFolder()
      try folder.write(Array(whole.prefix(count)), to: "diary.sqlite")
      let day: (RowID, RowID)
      do {
        let opened = folder.openUnsynced()
        #expect(opened.faults.map(\.kind) == [.broken])
        day = try liveADay(opened.diary, checking: true)
      }
      try expectTheDayIsKept(folder, day, "\(count) bytes")
      #expect(
        try folder.read("diary-broken-2026-11-22.sqlite") == Array(whole.prefix(count)))
    }
  }

  @Test func whatTheHelperIsToldNamesTheFileAndWhatWasSaved() throws {
    var bytes = try folder.read("diary.sqlite")
    let root = try Database.open(folder.store, .readOnly).integer(
      "SELECT rootpage FROM sqlite_schema WHERE name = 'answer'")
    let start = (Int(try #require(root)) - 1) * Self.pageSize
    for place in start..<start + Self.pageSize { bytes[place] = 0xff }
    try folder.write(bytes, to: "diary.sqlite")
    let opened = folder.openUnsynced()
    let detail = try #require(opened.faults.first?.detail)
    #expect(detail.contains("kept aside as diary-broken-2026-11-22.sqlite"))
    #expect(detail.contains("records carried over, not all of: answer"))
    #expect(try sessions(opened.diary) == Self.sessionCount)
    // What locks exercises locks them still; what is not there is known not to be known.
    #expect(opened.diary.history(before: nil).standingLocks.map(\.row.reason) == ["too hard twice"])
    #expect(!opened.diary.history(before: nil).isWhole)
  }

  @Test("what fits no rule is found by the whole check, and left out")
  func rulesAreCheckedToo() throws {
    try Database.open(folder.store, .readWrite).runScript(
      "PRAGMA ignore_check_constraints = 1; UPDATE answer SET effort = 5 WHERE id = 3")
    let opened = folder.openUnsynced()
    #expect(opened.faults.isEmpty)
    #expect(opened.diary.checkWhole())
    let faults = opened.diary.takeFaults()
    #expect(faults.map(\.kind) == [.broken])
    #expect(faults.first?.carriedOver?.hasSuffix("records carried over, 1 refused") == true)
    #expect(try opened.diary.database.integer("SELECT count(*) FROM answer") == 119)
    #expect(!opened.diary.knowsHistory)
  }

  @Test("rows that belong to none are given the row they lost")
  func lostParents() throws {
    try Database.open(folder.store, .readWrite).runScript(
      "PRAGMA foreign_keys = 0; DELETE FROM power_on WHERE id < 9; DELETE FROM settings_text")
    let opened = folder.openUnsynced()
    #expect(opened.diary.checkWhole())
    #expect(try sessions(opened.diary) == Self.sessionCount)
    #expect(
      try opened.diary.database.integer("SELECT count(*) FROM power_on WHERE software = 'lost'")
        == 8)
    #expect(try opened.diary.recentSessions().last?.row.settings == "lost 120")
  }

  @Test func theWholeCheckGivesWayAndBeginsAnew() throws {
    let diary = folder.openUnsynced().diary
    var asked = 0
    #expect(
      !diary.checkWhole {
        asked += 1
        return asked < 5
      })
    #expect(asked == 5)
    #expect(diary.takeFaults().isEmpty)
    #expect(diary.checkWhole())
    #expect(diary.takeFaults().isEmpty && diary.knowsHistory)
    // It is asked no more.
    try practise(diary, 500)
    #expect(asked == 5)
  }

  @Test("power that is cut at any step of a replacement loses nothing")
  func cutReplacement() throws {
    try Database.open(folder.store, .readWrite).runScript(
      "PRAGMA ignore_check_constraints = 1; UPDATE answer SET effort = 5 WHERE id = 3")
    var copies: [TemporaryFolder] = []
    var session: RowID = 0
    do {
      let diary = folder.openUnsynced().diary
      session = try practise(diary, 500)
      diary.watchSteps {
        guard let copy = try? TemporaryFolder(), (try? folder.copyAll(to: copy)) != nil else {
          return
        }
        copies.append(copy)
      }
      #expect(diary.checkWhole())
    }
    #expect(copies.count >= 5)
    for (step, copy) in copies.enumerated() {
      let opened = copy.openUnsynced()
      #expect(opened.diary.isOnDisk)
      #expect(opened.diary.checkWhole())
      #expect(try sessions(opened.diary) == Self.sessionCount + 1, "step \(step)")
      #expect(try opened.diary.recentSessions().last?.id == session, "step \(step)")
      #expect(try opened.diary.database.integer("SELECT count(*) FROM answer") == 120)
      let kept = copy.names.filter { $0.hasPrefix("diary-broken") && $0.hasSuffix(".sqlite") }
      #expect(kept == ["diary-broken-2026-11-22.sqlite"], "step \(step)")
      #expect(!copy.names.contains { $0.hasPrefix("diary-next") })
      let told = opened.faults + opened.diary.takeFaults()
      // After the last step there is nothing left to tell.
      #expect(told.compactMap(\.keptAside) == kept || step >= copies.count - 2, "step \(step)")
    }
  }
}
