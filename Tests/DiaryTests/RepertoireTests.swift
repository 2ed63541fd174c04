// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Testing

@Suite struct RepertoireTests {
  let folder: TemporaryFolder
  let diary: Diary

  init() throws {
    folder = try TemporaryFolder()
    diary = folder.open().diary
    try diary.appendOneOfEach()
  }

  private static let day: Int64 = 86_400

  private func keep(
    _ kind: MaterialRow.Kind, _ name: String, layers: Int? = nil, at when: Stamp
  ) throws {
    try diary.append(
      .material(
        MaterialRow(session: 1, exercise: 1, kind: kind, name: name, layers: layers)), at: when)
  }

  private var repertoire: RepertoireHistory { diary.history(before: nil).repertoire }

  @Test("the most layers a piece has had, not the last ones")
  func layers() throws {
    try keep(.piece, "river", layers: 5, at: stamp(20))
    try keep(.piece, "hills", layers: 2, at: stamp(21))
    #expect(repertoire.mostLayers == 5)
  }

  @Test("songs with the day that a set clock knew, the last fifty, newest last")
  func songs() throws {
    for number in 0..<60 as Range<Int64> {
      try keep(
        .song, "song \(number)", at: stamp(number * Self.day, clockSet: number.isMultiple(of: 2)))
    }
    let songs = repertoire.songs
    #expect(songs.count == 50)
    #expect(songs.first?.name == "song 10" && songs.last?.name == "song 59")
    #expect(songs.last?.day == nil)
    let today = try #require(stamp(0).wallSeconds) / Self.day
    #expect(songs[48].day == today + 58)
  }

  @Test("phrases ever, the last track, the last rate that was one")
  func others() throws {
    try keep(.phrase, "a", at: stamp(20))
    try keep(.phrase, "a", at: stamp(21))
    try keep(.track, "first", at: stamp(22))
    try keep(.track, "second", at: stamp(23))
    try diary.append(
      .rateMeasurement(RateMeasurementRow(outcome: .rate(rateMilli: 99_000))), at: stamp(24))
    try diary.append(.rateMeasurement(RateMeasurementRow(outcome: .skipped)), at: stamp(25))
    #expect(repertoire.phrases == 2)
    #expect(repertoire.lastTrack == "second")
    #expect(repertoire.lastRateMilli == 99_000)
  }

  @Test("a session with oral motor exercises counts once, and only where some were done")
  func oralMotor() throws {
    for seconds in [0, 12, 30] {
      let exercise = try diary.append(
        .exercise(exerciseRow(technique: .oralMotor)), at: stamp(30))
      try diary.apply(
        .progress(exercise: exercise, ExerciseProgress(doneSeconds: seconds)), at: stamp(31))
    }
    #expect(repertoire.oralMotorSessions == 1)
    let second = try diary.append(.session(sessionRow()), at: stamp(40))
    let exercise = try diary.append(
      .exercise(exerciseRow(session: second, technique: .oralMotor)), at: stamp(41))
    try diary.apply(.progress(exercise: exercise, ExerciseProgress()), at: stamp(42))
    #expect(repertoire.oralMotorSessions == 1)
  }

  @Test("days by the clock are those of a set clock, with practice, each once")
  func days() throws {
    let today = try #require(stamp(0).wallSeconds) / Self.day
    for (day, isSet, done) in [
      (0, true, 60), (0, true, 60), (1, false, 60), (2, true, 0), (3, true, 9)
    ] {
      let when = stamp(Int64(day) * Self.day + 100, clockSet: isSet)
      let session = try diary.append(.session(sessionRow()), at: when)
      try diary.apply(.end(session: session, how: .finished, doneSeconds: done), at: when)
    }
    #expect(repertoire.daysByTheClock == [today, today + 3])
  }
}
