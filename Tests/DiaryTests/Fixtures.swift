// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Glibc
import Testing

/// A folder of its own for one test, removed with all in it.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/diary-test-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    path = try #require(made)
  }

  deinit { Self.remove(path) }

  var store: String { path + "/diary.sqlite" }

  var names: [String] { Self.names(path) }

  func open(
    now date: String = "2026-11-22", conditions: [String] = [], busyMilliseconds: Int32 = 20
  ) -> Opened {
    Diary.open(
      directory: path, now: date, conditions: conditions, busyMilliseconds: busyMilliseconds)
  }

  /// On a disk that need not be waited for.
  func openUnsynced() -> Opened { open(conditions: ["synchronous = OFF"]) }

  /// Copies the store as it lies on the disk at this moment: what a power cut would leave.
  func copyStore(to other: TemporaryFolder) throws {
    for name in names where name.hasPrefix("diary.sqlite") {
      try other.write(try read(name), to: name)
    }
  }

  /// Copies every file: what a power cut would leave of the whole folder.
  func copyAll(to other: TemporaryFolder) throws {
    for name in names { try other.write(try read(name), to: name) }
  }

  func read(_ name: String) throws -> [UInt8] {
    let descriptor = Glibc.open(path + "/" + name, O_RDONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
    try #require(pread(descriptor, &bytes, bytes.count, 0) == bytes.count)
    return bytes
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let descriptor = Glibc.open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try #require(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
  }

  private static func names(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    for name in names(path) where unlink(path + "/" + name) != 0 { remove(path + "/" + name) }
    rmdir(path)
  }
}

/// Random numbers that are the same for the same seed (Steele, Lea and Flood 2014).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// What the store refused; nil where it refused nothing.
func refusal(of body: () throws -> Void) -> DiaryError? {
  do {
    try body()
    return nil
  } catch {
    return error as? DiaryError
  }
}

/// 2026-11-22 09:00, plus so many seconds of power.
func stamp(_ seconds: Int64, clockSet: Bool = true) -> Stamp {
  Stamp(wallSeconds: 1_795_338_000 + seconds, clockSet: clockSet, poweredSeconds: 1000 + seconds)
}

func sessionRow(powerOn: RowID = 1, completes: RowID? = nil) -> SessionRow {
  SessionRow(
    powerOn: powerOn, source: .press, profile: .mild, kind: .usual, plannedSeconds: 720,
    completes: completes, safetyWhole: true, settings: "language: en\nvolume: 70\n")
}

func exerciseRow(session: RowID = 1, technique: ExerciseRow.Technique = .breathing) -> ExerciseRow {
  ExerciseRow(
    session: session, technique: technique, activity: "paced breathing", startedSeconds: 42,
    startedFrame: 2_016_000, plannedSeconds: 360, plannedSets: 2, plannedBreaths: 90,
    baselinePaceMilli: 15_200, tempoMilli: 76_000,
    progress: ExerciseProgress(
      doneSeconds: 358, setsDone: 2, breathsCued: 86, breathsAcknowledged: nil,
      finalPaceMilli: 14_700, pacingStep: 3))
}

/// One row of each kind, each with the id 1 in a new diary.
let oneOfEach: [Entry] = [
  .powerOn(PowerOnRow(software: "0.1.0")),
  .session(sessionRow()),
  .exercise(exerciseRow()),
  .answer(AnswerRow(session: 1, exercise: 1, effort: 2, changed: false)),
  .stop(
    StopRow(session: 1, exercise: 1, stage: "exercise", second: 17, cause: .press, ordinal: 1)),
  .lock(LockRow(reason: "too short twice", untilWallSeconds: nil)),
  .clearLock(ClearLockRow(source: .prescription)),
  .pressSummary(
    PressSummaryRow(
      powerOn: 1, session: 1, accepted: 12, heard: 3, ignored: 2, stuck: 0,
      medianMilliseconds: 240, missedPrompts: 1)),
  .paceMeasurement(PaceMeasurementRow(session: 1, outcome: .baseline(paceMilli: 15_200))),
  .gap(GapRow(powerOn: 1, frame: 960_000, frames: 480)),
  .fault(FaultRow(kind: "stuck switch", detail: "closed for 10 s")),
  .settingsChange(
    SettingsChangeRow(
      key: "volume", old: "60", new: "70", source: "upbeat.txt",
      settings: "language: en\nvolume: 70\n", software: "0.1.0")),
  .safetySaid(SafetySaidRow(session: 1, whole: true)),
  .material(MaterialRow(session: 1, exercise: 1, kind: .piece, name: "harbour", layers: 3)),
  .rateMeasurement(RateMeasurementRow(session: 1, outcome: .rate(rateMilli: 180_500))),
  .switchTest(switchTestRow()),
  .selfTest(
    SelfTestRow(
      powerOn: 1, unit: "0042", tonesPlayed: true, pressMilliseconds: 310, written: true,
      seconds: 41)),
  .call(CallRow(powerOn: 1, session: 1))
]

func switchTestRow(kept: Bool = true) -> SwitchTestRow {
  SwitchTestRow(
    powerOn: 1, presses: 10,
    proposal: SwitchTestRow.Proposal(
      acceptanceMilliseconds: 80, releaseMilliseconds: 450, scanMilliseconds: 5500),
    kept: kept)
}

extension Diary {
  /// Appends one row of each kind, a second apart.
  func appendOneOfEach() throws {
    for (second, entry) in oneOfEach.enumerated() {
      try append(entry, at: stamp(Int64(second)))
    }
  }

  /// Everything in every table.
  func dump() throws -> [[Value]] {
    try database.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).flatMap { name -> [[Value]] in
      guard case .text(let table)? = name.first else { return [] }
      return try database.rows("SELECT '\(table)', * FROM \(table) ORDER BY id")
    }
  }
}
