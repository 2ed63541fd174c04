// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Diary
import Glibc

/// A year of four sessions a day: what its diary takes, and its report.
enum YearOfPractice {
  private static let days: Int64 = 365
  private static let sessions: Int64 = 4
  /// 22 November 2026, in seconds of the wall clock.
  private static let end: Int64 = 20_779 * 86_400

  static func measure(_ workshop: Workshop) throws(Failure) -> [Figure] {
    let year = workshop.path("year")
    _ = try ChildProcess.run(["rm", "-rf", year, workshop.path("year-report")])
    try write(to: year)
    let bytes = try size(of: year + "/diary.sqlite")
    var openings: [Double] = []
    for _ in 0..<10 {
      let start = Clock.now
      let opened = Diary.open(directory: year, now: "2026-11-22")
      openings.append(1_000 * Clock.seconds(since: start))
      guard opened.faults.isEmpty else { throw Failure("\(opened.faults[0])") }
    }
    let opening = Sample(openings)
    return [
      Figure(
        name: "the diary of a year, four sessions a day",
        measured: "\((Double(bytes) / 1e6).text(2)) MB", target: "≤ 20 MB",
        isMet: bytes <= 20_000_000),
      Figure(
        name: "the same, opened",
        measured: "median \(opening.median.text(1)), worst \(opening.most.text(1)) ms",
        target: "≤ 50 ms", isMet: opening.median <= 50)
    ] + (try report(of: year, workshop))
  }

  private static func report(
    of year: String, _ workshop: Workshop
  ) throws(Failure) -> [Figure] {
    let program = workshop.upbeat + "-report"
    var walls: [Double] = []
    var highestKiB = 0
    for _ in 0..<(workshop.isShort ? 3 : 7) {
      let child = try ChildProcess.start([
        program, "--data", year, "--out", workshop.path("year-report"), "--from", "2025-11-22",
        "--to", "2026-11-21", "--share", workshop.checkout
      ])
      highestKiB = max(highestKiB, Load.highestKiB(whileRunning: child.processID))
      walls.append(try child.wait().wallSeconds)
    }
    let page = try size(of: workshop.path("year-report/report.html"))
    let highest = Double(highestKiB) / 1_024
    let wall = Sample(walls)
    return [
      Figure(
        name: "the report of that year, page, table and observations",
        measured: "median \(wall.median.text(2)), least \(wall.least.text(2)) s",
        beside: "report.html: \(page / 1_000) kB", target: "≤ 1 s", isMet: wall.median <= 1),
      Figure(
        name: "the same: resident memory at the most", measured: "\(highest.text(1)) MiB",
        target: "≤ 64 MiB", isMet: highest <= 64)
    ]
  }

  private static func size(of path: String) throws(Failure) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .system("stat", path) }
    return Int(status.st_size)
  }

  // MARK: The year

  private static func write(to folder: String) throws(Failure) {
    guard mkdir(folder, 0o755) == 0 else { throw .system("mkdir", folder) }
    let diary = Diary.open(directory: folder, now: "2025-11-22").diary
    do throws(DiaryError) {
      for day in 0..<days {
        let second = end - (days - day) * 86_400
        let powerOn = try diary.append(
          .powerOn(PowerOnRow(software: "1.0.0")), at: stamp(second, day: day))
        for number in 0..<sessions {
          try practise(
            diary, powerOn, at: stamp(second + 28_800 + number * 10_000, day: day))
        }
      }
    } catch {
      throw Failure("\(error)")
    }
  }

  private static func stamp(_ second: Int64, day: Int64) -> Stamp {
    Stamp(
      wallSeconds: second, clockSet: true,
      poweredSeconds: second - end + days * 86_400)
  }

  private static let settings =
    "clinic: Example\npatient: E. X.\nprofile: mild\n"
    + "techniques: breathing, singing, listening\n\n----\nlanguage: en\n"

  private static func practise(
    _ diary: Diary, _ powerOn: RowID, at stamp: Stamp
  ) throws(DiaryError) {
    let session = try diary.append(
      .session(
        SessionRow(
          powerOn: powerOn, source: .press, profile: .mild, kind: .usual, plannedSeconds: 720,
          safetyWhole: false, settings: settings)), at: stamp)
    for technique in [ExerciseRow.Technique.breathing, .singing, .listening] {
      let exercise = try diary.append(
        .exercise(
          ExerciseRow(
            session: session, technique: technique, activity: technique.rawValue,
            startedSeconds: 30, startedFrame: 1_440_000, plannedSeconds: 240, plannedSets: 12,
            baselinePaceMilli: technique == .breathing ? 15_000 : nil,
            progress: ExerciseProgress(doneSeconds: 230, setsDone: 11))), at: stamp)
      try diary.append(
        .material(
          MaterialRow(session: session, exercise: exercise, kind: .piece, name: "morning")),
        at: stamp)
      try diary.append(
        .answer(AnswerRow(session: session, exercise: exercise, effort: 3, changed: false)),
        at: stamp)
    }
    try diary.append(
      .pressSummary(
        PressSummaryRow(
          powerOn: powerOn, session: session, accepted: 6, heard: 2, ignored: 1, stuck: 0,
          medianMilliseconds: 240, missedPrompts: 1)), at: stamp)
    try diary.apply(.end(session: session, how: .finished, doneSeconds: 690), at: stamp)
  }
}
