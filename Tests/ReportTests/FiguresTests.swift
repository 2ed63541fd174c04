// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Report
import Settings
import Testing
import Timebase

@Suite("The figures")
struct FiguresTests {
  let folder: TemporaryFolder
  let lastDay = Day(number: firstMonday.number + 27)

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "are those an independent count comes to, week by week", arguments: 1...5 as ClosedRange<UInt64>
  )
  func counted(seed: UInt64) throws {
    let sample = SampleDiary(in: folder, from: firstMonday, seed: seed)
    try sample.practise(days: 28)
    let figures = try figures(of: folder, from: firstMonday, to: lastDay)
    #expect(figures.weeks.map(\.monday.number) == (0..<4).map { firstMonday.number + 7 * $0 })
    for (number, week) in figures.weeks.enumerated() {
      let first = firstMonday.number + 7 * number
      let made = sample.sessions.filter { (first..<first + 7).contains($0.day.number) }
      #expect(week.sessions.map(\.summary.id) == made.map(\.id))
      #expect(week.daysPractised == Set(made.map(\.day)).count)
      #expect(week.seconds == made.map(\.doneSeconds).reduce(0, +))
      #expect(week.breathsCued == made.map(\.breaths).reduce(0, +))
      #expect(week.baselineMilli == made.last?.baselineMilli)
      #expect(week.reachedMilli == made.last?.reachedMilli)
      #expect(week.efforts == made.flatMap(\.efforts))
      #expect(week.stops == made.map(\.stops).reduce(0, +))
      #expect(week.missedPrompts == made.map(\.missedPrompts).reduce(0, +))
      #expect(week.goal == 4)
      let lengths = made.map(\.pressMilliseconds).sorted()
      if lengths.count % 2 == 1 {
        #expect(week.medianPressMilliseconds == lengths[lengths.count / 2])
      }
    }
  }

  @Test("stand in the first line of the page")
  func firstLine() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.practise(days: 28)
    let days = Set(sample.sessions.map(\.day)).count
    let minutes = (sample.sessions.map(\.doneSeconds).reduce(0, +) + 30) / 60
    let breaths = sample.sessions.map(\.breaths).reduce(0, +)
    let words = words(of: try page(of: folder))
    #expect(
      words.contains(
        "\(days) days with practice: \(sample.sessions.count) sessions, \(minutes) minutes in all, "
          + "\(breaths) breaths cued."))
    let efforts = sample.sessions.flatMap(\.efforts)
    #expect(words.contains("Questions without an answer: \(efforts.count { $0 == nil })."))
    #expect(words.contains("Efforts rated 4 or 7: \(efforts.count { $0 == 4 || $0 == 7 })."))
  }

  @Test("of listening are no practice, and a session that goes on counts what it has done")
  func listeningAndRunning() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.switchOn(firstMonday)
    try sample.append(
      .session(
        SessionRow(
          powerOn: 1, source: .press, profile: .mild, kind: .usual, plannedSeconds: 720,
          safetyWhole: false, settings: "")), on: firstMonday)
    for technique in [ExerciseRow.Technique.listening, .singing] {
      try sample.append(
        .exercise(
          ExerciseRow(
            session: 1, technique: technique, activity: "a", startedSeconds: 0, startedFrame: 0,
            plannedSeconds: 60, plannedSets: 1, progress: ExerciseProgress(doneSeconds: 50))),
        on: firstMonday)
    }
    let figures = try figures(of: folder, from: firstMonday, to: firstMonday)
    #expect(figures.sessions.map(\.doneSeconds) == [50])
    #expect(figures.sessions.map(\.listeningSeconds) == [50])
  }

  @Test("of sessions without a certain date are in no week, and are told apart")
  func unsetClock() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.switchOn(firstMonday, clockSet: false)
    try sample.practise(on: firstMonday, minute: 600, clockSet: false)
    try sample.practise(on: firstMonday, minute: 700)
    let figures = try figures(of: folder, from: firstMonday, to: lastDay)
    #expect(figures.sessions.map(\.summary.id) == [2])
    #expect(figures.undated.map(\.summary.id) == [1])
    #expect(figures.weeks.first?.daysPractised == 1)
    #expect(figures.startsWithUnsetClock == 1)
    let words = words(of: try page(of: folder))
    #expect(words.contains("While the clock was not set: 1 session"))
    #expect(words.contains("Starts with the clock not set: 1."))
    #expect(!words.contains("The clock was set at every start."))
  }

  @Test("take the last of two answers about one exercise")
  func changedAnswer() throws {
    let sample = SampleDiary(in: folder, from: firstMonday)
    try sample.switchOn(firstMonday)
    let id = try sample.practise(on: firstMonday, minute: 600)
    try sample.append(
      .answer(AnswerRow(session: id, exercise: 1, effort: 4, changed: true)), on: firstMonday)
    let figures = try figures(of: folder, from: firstMonday, to: firstMonday)
    #expect(figures.sessions.first?.efforts.map(\.value).first == 4)
    #expect(figures.sessions.first?.efforts.count == 2)
  }

  @Test("know a median")
  func medians() {
    #expect(median([]) == nil)
    #expect(median([5]) == 5)
    #expect(median([9, 1, 5]) == 5)
    #expect(median([1, 2, 5, 9]) == 3)
  }
}

@Suite("The days of a report")
struct DaySpanTests {
  @Test("are the last week and the four before it, from Monday")
  func usual() throws {
    let sunday = Day(number: firstMonday.number + 27)
    for day in [sunday, Day(number: sunday.number - 6)] {
      let span = try #require(DaySpan(from: nil, to: day))
      #expect(span.from.description == "2026-10-19")
      #expect(span.to == day)
      #expect(span.mondays.count == 5)
      #expect(span.days.count == day.number - span.from.number + 1)
    }
  }

  @Test("end after they begin, and are no more than ten years")
  func bounds() {
    #expect(DaySpan(from: Day(number: 10), to: Day(number: 9)) == nil)
    #expect(DaySpan(from: Day(number: 10), to: Day(number: 10)) != nil)
    #expect(DaySpan(from: Day(number: 0), to: Day(number: 3_652)) != nil)
    #expect(DaySpan(from: Day(number: 0), to: Day(number: 3_653)) == nil)
  }

  @Test("are read as they are written, and nothing else is")
  func reading() {
    #expect(Day("2026-10-26") == firstMonday)
    for text in ["2026-13-01", "2026-02-30", "26-10-26", "2026-1-1", "+026-10-26", "", "today"] {
      #expect(Day(text) == nil)
    }
  }

  @Test("and the settings in force are read from what the bookkeeper keeps")
  func settings() {
    let inForce = SettingsInForce(SampleDiary.settings, languages: ["en", "de"])
    #expect(inForce.prescription.daysAWeek == 4)
    #expect(inForce.prescription.patient == "M. K.")
    #expect(inForce.language == "en")
    let refused = SettingsInForce("days a week: 99\n\n----\nlanguage: xx\n", languages: ["en"])
    #expect(refused.prescription == Prescription())
    #expect(refused.language == nil)
    #expect(SettingsInForce("", languages: []).prescription == Prescription())
  }
}
