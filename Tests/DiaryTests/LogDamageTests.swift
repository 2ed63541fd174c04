// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Testing

/// A log whose middle went bad takes the records behind it along: that is told.
@Suite struct LogDamageTests {
  let folder: TemporaryFolder
  let diary: Diary
  private static let frameSize = 24 + 4096
  private static let recordCount = 40

  init() throws {
    folder = try TemporaryFolder()
    diary = folder.openUnsynced().diary
    try diary.append(.powerOn(PowerOnRow(software: "1")), at: stamp(0))
    try diary.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in 0..<Int64(Self.recordCount) {
      try diary.append(.fault(FaultRow(kind: "fault \(number)", detail: "")), at: stamp(number))
    }
  }

  private func faultCount(_ diary: Diary) throws -> Int {
    Int(try diary.database.integer("SELECT count(*) FROM fault") ?? 0)
  }

  /// The store as a power cut leaves it, its log changed.
  private func cut(_ change: (inout [UInt8]) -> Void) throws -> TemporaryFolder {
    let after = try TemporaryFolder()
    try folder.copyStore(to: after)
    var log = try after.read("diary.sqlite-wal")
    change(&log)
    try after.write(log, to: "diary.sqlite-wal")
    return after
  }

  @Test(
    "a frame that went bad is told of, and all before it is there",
    arguments: [0, 8, 16, 24, 100, 4000])
  func badFrame(_ offset: Int) throws {
    let log = try folder.read("diary.sqlite-wal")
    let frames = (log.count - 32) / Self.frameSize
    #expect(frames > Self.recordCount)
    for frame in stride(from: 0, to: frames - 8, by: 7) {
      let after = try cut { $0[32 + frame * Self.frameSize + offset] ^= 0x20 }
      do {
        let opened = after.openUnsynced()
        #expect(opened.faults.first?.kind == .broken, "frame \(frame)")
        let detail = opened.faults.first?.detail ?? ""
        #expect(detail.contains("the log is damaged after \(frame) frames"))
        #expect(detail.contains("kept aside as diary-broken-2026-11-22.sqlite"))
        #expect(!opened.diary.knowsHistory && opened.diary.isOnDisk)
        #expect(try after.read("diary-broken-2026-11-22.sqlite-wal").count == log.count)
        let count = try faultCount(opened.diary)
        #expect(count <= frame && count < Self.recordCount)
        #expect(
          opened.diary.keep(.fault(FaultRow(kind: "later", detail: "")), at: stamp(99)) != nil)
        #expect(opened.diary.checkWhole())
        #expect(opened.diary.takeFaults().isEmpty)
      }
      // It is told once.
      #expect(after.openUnsynced().faults.isEmpty)
    }
  }

  @Test func aTransactionThatAPowerCutBrokeOffIsNoDamage() throws {
    let log = try folder.read("diary.sqlite-wal")
    for lost in stride(from: 1, to: 3 * Self.frameSize, by: 1009) {
      let after = try cut { $0.removeLast(lost) }
      let opened = after.openUnsynced()
      #expect(opened.faults.isEmpty, "\(lost) bytes")
      #expect(try faultCount(opened.diary) >= Self.recordCount - 3)
    }
    // Torn at its end, its last page there already.
    let torn = try cut { $0[log.count - Self.frameSize - 50] ^= 0xff }
    #expect(torn.openUnsynced().faults.isEmpty)
  }

  @Test func aLogThatHasBeenBroughtHomeAndBegunAnewIsWhole() throws {
    try diary.database.run("PRAGMA wal_checkpoint(RESTART)")
    try diary.append(.fault(FaultRow(kind: "anew", detail: "")), at: stamp(50))
    let after = try cut { _ in }
    let opened = after.openUnsynced()
    #expect(opened.faults.isEmpty)
    #expect(try faultCount(opened.diary) == Self.recordCount + 1)
  }

  @Test("a header that went bad is told of", arguments: 0..<32)
  func badHeader(_ place: Int) throws {
    let after = try cut { $0[place] ^= 0x11 }
    let opened = after.openUnsynced()
    #expect(opened.faults.map(\.kind) == [.broken])
    #expect(opened.diary.isOnDisk)
    #expect(try faultCount(opened.diary) == 0)
  }

  @Test func aLogThatIsEmptyOrAStubIsNone() throws {
    for count in [0, 1, 31, 32] {
      let after = try cut { $0 = Array($0.prefix(count)) }
      #expect(after.openUnsynced().faults.isEmpty)
    }
  }

  @Test func theEndOfASessionEmptiesTheLog() throws {
    let session = try #require(diary.keep(.session(sessionRow()), at: stamp(60)))
    #expect(try !folder.read("diary.sqlite-wal").isEmpty)
    diary.keep(.end(session: session, how: .finished, doneSeconds: 1), at: stamp(61))
    #expect(try folder.read("diary.sqlite-wal").isEmpty)
    #expect(diary.takeFaults().isEmpty)
  }

  @Test func aReaderInTheWayOfTheLogStopsNothing() throws {
    let reader = try Database.open(folder.store, .readOnly)
    try reader.run("BEGIN")
    #expect(try reader.integer("SELECT count(*) FROM fault") == 40)
    let session = try #require(diary.keep(.session(sessionRow()), at: stamp(60)))
    diary.keep(.end(session: session, how: .finished, doneSeconds: 1), at: stamp(61))
    #expect(diary.takeFaults().isEmpty)
    #expect(diary.isOnDisk)
    #expect(try reader.integer("SELECT count(*) FROM session") == 0)
    try reader.run("COMMIT")
    #expect(try reader.integer("SELECT done_seconds FROM session") == 1)
    #expect(try diary.database.integer("PRAGMA busy_timeout") == 20)
  }
}
