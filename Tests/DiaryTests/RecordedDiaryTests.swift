// SPDX-License-Identifier: GPL-3.0-or-later
import CSQLite
import Diary
import Testing

@Suite("A diary that is only read")
struct RecordedDiaryTests {
  /// The civil day of the fixtures: 2026-11-22.
  private static let day: Int64 = 20_779

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func failure() -> RecordedDiaryError? {
    do {
      _ = try RecordedDiary.open(directory: folder.path)
      return nil
    } catch {
      return error
    }
  }

  @Test("gives what was recorded on a day, while the appliance has it open")
  func everything() throws {
    let diary = folder.open().diary
    try diary.appendOneOfEach()
    let before = try diary.dump()

    let recorded = try RecordedDiary.open(directory: folder.path)
    let span = try recorded.span(Self.day...Self.day)
    #expect(span.sessions == (try diary.recentSessions()))
    #expect(span.sessions.map(\.exercises.count) == [1])
    #expect(span.presses.map(\.row.medianMilliseconds) == [240])
    #expect(span.presses.map(\.stamp) == [stamp(7)])
    #expect(span.materials.map(\.row.name) == ["harbour"])
    #expect(span.paces.map(\.row.outcome) == [.baseline(paceMilli: 15_200)])
    #expect(span.rates.map(\.row.outcome) == [.rate(rateMilli: 180_500)])
    #expect(span.powerOns.map(\.row.software) == ["0.1.0"])
    #expect(span.settingsChanges.map(\.row.old) == ["60"])
    #expect(span.settingsChanges.map(\.row.new) == ["70"])
    #expect(span.locks.map(\.row.reason) == ["too short twice"])
    #expect(span.faults.map(\.row.kind) == ["stuck switch"])
    #expect(span.gaps.map(\.row.frames) == [480])
    #expect(try recorded.newestWallSeconds() == stamp(17).wallSeconds)
    #expect(try recorded.newestSettings() == sessionRow().settings)
    #expect(try diary.dump() == before)
  }

  @Test("a change of the settings is newer than a session of the same moment")
  func sameMoment() throws {
    let diary = folder.open().diary
    try diary.appendOneOfEach()
    var change = SettingsChangeRow(
      key: "volume", old: "60", new: "70", source: "stick", settings: "volume: 70\n",
      software: "1")
    try diary.append(.settingsChange(change), at: stamp(100))
    try diary.append(.session(sessionRow()), at: stamp(100))
    let recorded = try RecordedDiary.open(directory: folder.path)
    #expect(try recorded.newestSettings() == "volume: 70\n")
    change.settings = "volume: 80\n"
    try diary.append(.settingsChange(change), at: stamp(99))
    try diary.append(.session(sessionRow()), at: stamp(101))
    let later = try RecordedDiary.open(directory: folder.path)
    #expect(try later.newestSettings() == sessionRow().settings)
  }

  @Test("holds still while the appliance goes on writing")
  func snapshot() throws {
    let diary = folder.open().diary
    try diary.appendOneOfEach()
    let recorded = try RecordedDiary.open(directory: folder.path)
    try diary.append(.session(sessionRow()), at: stamp(100))
    #expect(try recorded.span(Self.day...Self.day).sessions.count == 1)
    let again = try RecordedDiary.open(directory: folder.path)
    #expect(try again.span(Self.day...Self.day).sessions.count == 2)
  }

  @Test("begins and ends its span at midnight; what never knew its time belongs to every span")
  func midnights() throws {
    let diary = folder.open().diary
    try diary.append(.powerOn(PowerOnRow(software: "1")), at: stamp(0))
    let midnight = Self.day * 86_400
    for wall in [midnight - 1, midnight, midnight + 86_399, midnight + 86_400, nil] {
      try diary.append(
        .session(sessionRow()),
        at: Stamp(wallSeconds: wall, clockSet: wall != nil, poweredSeconds: 2_000))
    }
    let recorded = try RecordedDiary.open(directory: folder.path)
    #expect(try recorded.span(Self.day...Self.day).sessions.map(\.id) == [2, 3, 5])
    #expect(try recorded.span(0...1).sessions.map(\.id) == [5])
  }

  @Test("that is not there is said to be missing, and none is made")
  func missing() {
    #expect(failure() == .missing(path: folder.store))
    #expect(folder.names == [])
  }

  @Test("of a later version is refused, and left as it is")
  func later() throws {
    do {
      let diary = folder.open().diary
      try diary.database.run("PRAGMA user_version = 99")
    }
    guard case .later(let error) = failure() else {
      Issue.record("expected a later version")
      return
    }
    #expect(error.message.contains("99"))
    #expect(folder.names.contains("diary.sqlite"))
    #expect(!folder.names.contains { $0.hasPrefix("diary-broken") })
  }

  @Test("that is damaged, cut short or something else is said to be broken", arguments: 0..<3)
  func broken(kind: Int) throws {
    do {
      let diary = folder.open().diary
      try diary.appendOneOfEach()
    }
    var bytes = try folder.read("diary.sqlite")
    switch kind {
    case 0: for index in 8_192..<bytes.count { bytes[index] ^= 0x5A }
    case 1: bytes.removeLast(bytes.count / 2)
    default: bytes = Array("Dear diary, today it rained.".utf8)
    }
    try folder.write(bytes, to: "diary.sqlite")
    guard case .broken = failure() else {
      Issue.record("expected a broken store, not \(String(describing: failure()))")
      return
    }
    #expect(try folder.read("diary.sqlite") == bytes)
  }

  @Test("of the first version is read too, and not led on")
  func earlier() throws {
    try VersionOne.write(to: folder.store)
    let recorded = try RecordedDiary.open(directory: folder.path)
    #expect(try !recorded.span(0...2_000_000).sessions.isEmpty)
    let untouched = try Database.open(folder.store, .readOnly)
    #expect(try untouched.integer("PRAGMA user_version") == 1)
  }

  @Test("of no bytes is an empty one")
  func empty() throws {
    try folder.write([], to: "diary.sqlite")
    let recorded = try RecordedDiary.open(directory: folder.path)
    #expect(try recorded.span(0...2_000_000).sessions.isEmpty)
    #expect(try recorded.newestWallSeconds() == nil)
    #expect(try recorded.newestSettings() == nil)
  }
}
