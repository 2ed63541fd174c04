// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Timebase

/// A diary of some weeks, written through the diary's own door, with its own count of what it put
/// in: the report is held against that.
final class SampleDiary {
  /// What one session was, in the simplest words.
  struct Session: Equatable {
    var id: RowID
    var day: Day
    var clockSet: Bool
    var doneSeconds: Int
    var listeningSeconds: Int
    var breaths: Int
    var baselineMilli: Int
    var reachedMilli: Int
    /// Of breathing, then singing; nil is no answer.
    var efforts: [Int?]
    var stops: Int
    var pressMilliseconds: Int
    var missedPrompts: Int
  }

  private(set) var sessions: [Session] = []
  private let diary: Diary
  private var random: SplitMix64
  private var powered: Int64 = 0
  private var powerOn: RowID = 0
  let firstDay: Day
  var settings = SampleDiary.settings

  /// Clinic's and caregiver's text, as the bookkeeper joins them.
  static let settings = """
    clinic: Sample clinic
    patient: M. K.
    unit: 7
    serial: 10000000c4f2
    profile: mild
    techniques: breathing, singing, listening
    days a week: 4

    ----
    language: en
    volume: 70
    """

  init(in folder: TemporaryFolder, from firstDay: Day, seed: UInt64 = 1) {
    diary = Diary.open(directory: folder.path, now: "\(firstDay)").diary
    self.firstDay = firstDay
    random = SplitMix64(state: seed)
  }

  func stamp(_ day: Day, _ minute: Int, clockSet: Bool = true) -> Stamp {
    Stamp(
      wallSeconds: Int64(day.number * 86_400 + minute * 60), clockSet: clockSet,
      poweredSeconds: powered)
  }

  func switchOn(_ day: Day, clockSet: Bool = true) throws {
    powered += 600
    powerOn = try diary.append(
      .powerOn(PowerOnRow(software: "1.2.3")), at: stamp(day, 9 * 60, clockSet: clockSet))
  }

  /// Some weeks: on a good half of the days one to two sessions, now and then a stop, a question
  /// without an answer, a setting changed, a fault.
  func practise(days: Int, sessionsADay: ClosedRange<Int> = 0...2) throws {
    for offset in 0..<days {
      let day = Day(number: firstDay.number + offset)
      try switchOn(day)
      for number in 0..<Int.random(in: sessionsADay, using: &random) {
        try practise(on: day, minute: 9 * 60 + 5 + number * 180)
      }
      if offset % 9 == 4 { try change("volume", "\(60 + offset % 30)", "70", on: day) }
      if offset % 11 == 6 { try append(.lock(LockRow(reason: "gap")), on: day) }
      if offset % 13 == 2 {
        try append(.fault(FaultRow(kind: "stuck switch", detail: "")), on: day)
      }
    }
  }

  /// For much at once: what is looked at is the report, not whether the record outlives a power cut.
  func withoutWaitingForTheDisk(_ body: () throws -> Void) throws {
    try diary.database.run("PRAGMA synchronous = OFF")
    try body()
  }

  func append(_ entry: Entry, on day: Day, clockSet: Bool = true) throws {
    try diary.append(entry, at: stamp(day, 20 * 60, clockSet: clockSet))
  }

  func change(_ key: String, _ old: String?, _ new: String?, on day: Day) throws {
    try append(
      .settingsChange(
        SettingsChangeRow(
          key: key, old: old, new: new, source: "files", settings: settings, software: "1.2.3")),
      on: day)
  }

  /// One session: paced breathing, singing, and music at the end.
  @discardableResult
  func practise(on day: Day, minute: Int, clockSet: Bool = true) throws -> RowID {
    powered += 1_000
    let start = stamp(day, minute, clockSet: clockSet)
    let breathingSeconds = Int.random(in: 100...360, using: &random)
    let singingSeconds = Int.random(in: 30...200, using: &random)
    let listeningSeconds = Int.random(in: 20...120, using: &random)
    let answers: [Int?] = [2, 2, 2, 4, 7, nil]
    let baseline = Int.random(in: 140...160, using: &random) * 100
    let id = try diary.append(
      .session(
        SessionRow(
          powerOn: powerOn, source: .press, profile: .mild, kind: .usual, plannedSeconds: 720,
          safetyWhole: false, settings: settings)), at: start)
    var made = Session(
      id: id, day: day, clockSet: clockSet, doneSeconds: breathingSeconds + singingSeconds,
      listeningSeconds: listeningSeconds, breaths: breathingSeconds / 4, baselineMilli: baseline,
      reachedMilli: baseline - 500,
      efforts: [
        answers.randomElement(using: &random) ?? nil, [3, nil].randomElement(using: &random) ?? nil
      ],
      stops: Int.random(in: 0...5, using: &random) == 0 ? 1 : 0,
      pressMilliseconds: Int.random(in: 180...420, using: &random),
      missedPrompts: Int.random(in: 0...2, using: &random))
    let breathing = try diary.append(.exercise(breathingRow(made, breathingSeconds)), at: start)
    let singing = try diary.append(
      .exercise(
        ExerciseRow(
          session: id, technique: .singing, activity: "singing", startedSeconds: 400,
          startedFrame: 1, plannedSeconds: 240, plannedSets: 12,
          progress: ExerciseProgress(doneSeconds: singingSeconds, setsDone: 9))), at: start)
    try diary.append(
      .exercise(
        ExerciseRow(
          session: id, technique: .listening, activity: "listening", startedSeconds: 700,
          startedFrame: 2, plannedSeconds: 120, plannedSets: 1,
          progress: ExerciseProgress(doneSeconds: listeningSeconds))), at: start)
    for (exercise, effort) in zip([breathing, singing], made.efforts) {
      try diary.append(
        .answer(AnswerRow(session: id, exercise: exercise, effort: effort, changed: false)),
        at: start)
    }
    if made.stops == 1 {
      try diary.append(
        .stop(
          StopRow(
            session: id, exercise: singing, stage: "exercise", second: 41, cause: .press,
            ordinal: 1)), at: start)
    }
    try finish(made, at: start)
    made.id = id
    sessions.append(made)
    return id
  }

  private func breathingRow(_ session: Session, _ seconds: Int) -> ExerciseRow {
    ExerciseRow(
      session: session.id, technique: .breathing, activity: "paced breathing", startedSeconds: 30,
      startedFrame: 0, plannedSeconds: 360, plannedSets: 2,
      baselinePaceMilli: session.baselineMilli,
      progress: ExerciseProgress(
        doneSeconds: seconds, setsDone: 2, breathsCued: session.breaths,
        finalPaceMilli: session.reachedMilli, pacingStep: 1))
  }

  private func finish(_ session: Session, at stamp: Stamp) throws {
    try diary.append(
      .material(MaterialRow(session: session.id, exercise: nil, kind: .track, name: "Quiet tune")),
      at: stamp)
    try diary.append(
      .pressSummary(
        PressSummaryRow(
          powerOn: powerOn, session: session.id, accepted: 9, heard: 3, ignored: 1, stuck: 0,
          medianMilliseconds: session.pressMilliseconds, missedPrompts: session.missedPrompts)),
      at: stamp)
    try diary.apply(
      .end(session: session.id, how: .finished, doneSeconds: session.doneSeconds), at: stamp)
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
