// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Glibc
import Testing

/// `erase:` on the stick: all of it, or nothing.
@Suite struct ErasureTests {
  let folder: TemporaryFolder
  let diary: Diary

  /// Stands for whatever was written of the person.
  private static let word = "Ludmilla"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Array("\(Self.word) one".utf8), to: "diary-broken-2026-01-01.sqlite")
    try folder.write(Array("\(Self.word) two".utf8), to: "diary-broken-2026-01-01.sqlite-wal")
    diary = folder.open().diary
    try diary.appendOneOfEach()
    for second in 0..<Int64(30) {
      try diary.append(
        .material(MaterialRow(session: 1, exercise: 1, kind: .phrase, name: Self.word)),
        at: stamp(100 + second))
    }
    diary.keep(.end(session: 1, how: .finished, doneSeconds: 60), at: stamp(200))
    try diary.append(.powerOn(PowerOnRow(software: "0.2.0")), at: stamp(300))
    try diary.append(.fault(FaultRow(kind: "k", detail: Self.word)), at: stamp(400))
  }

  /// How often the word stands in the files of a folder.
  private func traces(in folder: TemporaryFolder) throws -> Int {
    let word = Array(Self.word.utf8)
    return try folder.names.reduce(0) { sum, name in
      let bytes = try folder.read(name)
      guard bytes.count >= word.count else { return sum }
      return sum
        + (0...bytes.count - word.count).count {
          bytes[$0] == word[0] && bytes[$0..<$0 + word.count].elementsEqual(word)
        }
    }
  }

  private func recordCount(_ diary: Diary) throws -> Int { try diary.dump().count }

  @Test func nothingOfThePersonIsLeftInTheFolder() throws {
    #expect(try traces(in: folder) > 30)
    #expect(diary.erase() == .erased)
    #expect(folder.names == ["diary.sqlite", "diary.sqlite-shm", "diary.sqlite-wal"])
    #expect(try traces(in: folder) == 0)
    #expect(diary.isOnDisk && diary.knowsHistory)
    #expect(diary.takeFaults().isEmpty)
  }

  @Test func theRunningPowerOnStaysAndTheDiaryGoesOn() throws {
    #expect(diary.erase() == .erased)
    #expect(
      try diary.dump() == [
        [
          .text("power_on"), .integer(2), Value(stamp(300).wallSeconds), .integer(1),
          .integer(stamp(300).poweredSeconds), .text("0.2.0"),
          .integer(stamp(400).poweredSeconds), Value(stamp(400).wallSeconds)
        ]
      ])
    #expect(diary.keep(.session(sessionRow(powerOn: 2)), at: stamp(500)) == 1)
    #expect(diary.takeFaults().isEmpty)
    let history = diary.history(before: 2)
    #expect(history.isWhole)
    #expect(history.totalPoweredSeconds == stamp(500).poweredSeconds)
    #expect(try diary.database.integer("PRAGMA user_version") == 3)
    #expect(diary.checkWhole())
    #expect(diary.takeFaults().isEmpty)
    #expect(diary.erase() == .erased)
    #expect(try recordCount(diary) == 1)
  }

  @Test("power that is cut at any step leaves everything or nothing")
  func cutAtAnyStep() throws {
    let before = try recordCount(diary)
    var copies: [TemporaryFolder] = []
    diary.watchSteps {
      guard let copy = try? TemporaryFolder(), (try? folder.copyAll(to: copy)) != nil else {
        return
      }
      copies.append(copy)
    }
    let untouched = try TemporaryFolder()
    try folder.copyAll(to: untouched)
    #expect(diary.erase() == .erased)
    // Two files of the store, two of the broken one: each overwritten and removed.
    #expect(copies.count >= 10)
    #expect(try recordCount(untouched.open().diary) == before)
    #expect(untouched.names.contains("diary-broken-2026-01-01.sqlite"))
    for (step, copy) in copies.enumerated() {
      let opened = copy.open()
      #expect(opened.faults.isEmpty, "step \(step)")
      #expect(opened.diary.isOnDisk && opened.diary.knowsHistory)
      #expect(try recordCount(opened.diary) == 0, "step \(step)")
      #expect(try traces(in: copy) == 0, "step \(step)")
      #expect(!copy.names.contains("diary-erasing"))
    }
  }

  @Test func aDiaryThatCannotBeWipedIsUntouchedAndSaysSo() throws {
    // Nothing can be made where a folder stands.
    #expect(mkdir(folder.path + "/diary-erasing", 0o755) == 0)
    let before = try recordCount(diary)
    guard case .refused(let fault) = diary.erase() else {
      Issue.record("it was begun")
      return
    }
    #expect(fault.cause.sql.hasPrefix("open "))
    #expect(try recordCount(diary) == before)
    #expect(diary.isOnDisk)
    #expect(diary.keep(.fault(FaultRow(kind: "k", detail: "")), at: stamp(500)) != nil)
    #expect(rmdir(folder.path + "/diary-erasing") == 0)
  }

  @Test func whatCouldNotBeEndedIsReadNoMoreAndEndedLater() throws {
    let elsewhere = folder.path + "-elsewhere"
    var steps = 0
    diary.watchSteps {
      steps += 1
      // After the mark: the card is gone.
      if steps == 1 { rename(folder.path, elsewhere) }
    }
    guard case .unfinished(let fault) = diary.erase() else {
      Issue.record("nothing stood in its way")
      return
    }
    #expect(fault.kind == .unreachable)
    #expect(!diary.isOnDisk && diary.knowsHistory)
    #expect(try recordCount(diary) == 1)
    #expect(diary.keep(.fault(FaultRow(kind: "after", detail: "")), at: stamp(500)) != nil)
    diary.watchSteps {}
    #expect(rename(elsewhere, folder.path) == 0)
    let copy = try TemporaryFolder()
    try folder.copyAll(to: copy)
    // This power-on ends it at the next session, or the next power-on at its opening.
    #expect(diary.returnToDisk())
    #expect(try recordCount(diary) == 2)
    #expect(try traces(in: folder) == 0)
    #expect(try recordCount(copy.open().diary) == 0)
    #expect(try traces(in: copy) == 0)
  }

  @Test func anErasureThatCannotBeEndedAtAnOpeningLeavesAnEmptyDiaryInMemory() throws {
    let copy = try TemporaryFolder()
    try folder.copyAll(to: copy)
    // A mark that cannot be taken away.
    #expect(mkdir(copy.path + "/diary-erasing", 0o755) == 0)
    let opened = copy.open()
    #expect(opened.faults.count == 1)
    #expect(opened.faults.first?.cause.sql.hasPrefix("unlink ") == true)
    #expect(!opened.diary.isOnDisk)
    #expect(try recordCount(opened.diary) == 0)
    #expect(opened.diary.keep(.powerOn(PowerOnRow(software: "1")), at: stamp(900)) != nil)
    #expect(rmdir(copy.path + "/diary-erasing") == 0)
    #expect(opened.diary.returnToDisk())
    #expect(try recordCount(copy.open().diary) == 1)
  }

  @Test func aDiaryInMemoryIsWipedThereAndOnTheDisk() throws {
    try diary.database.run("PRAGMA query_only = 1")
    diary.setConditions(["query_only = 1"])
    diary.keep(.fault(FaultRow(kind: "k", detail: Self.word)), at: stamp(500))
    #expect(!diary.isOnDisk)
    #expect(diary.erase() == .erased)
    #expect(try recordCount(diary) == 1)
    #expect(try traces(in: folder) == 0)
    diary.setConditions([])
    #expect(diary.returnToDisk())
    #expect(try recordCount(folder.open().diary) == 1)
  }
}
