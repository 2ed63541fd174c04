// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Session
import Testing
import Timebase

@Suite("The bookkeeper")
struct BookkeeperTests {
  private static let morning = WallTime(seconds: 20_779 * 86_400 + 9 * 3_600, isSet: true)

  private func bookkeeper(
    _ folder: Files.Temporary, at wall: WallTime = morning, settings: String = ""
  ) -> Bookkeeper {
    Bookkeeper(
      directory: folder.path, wall: wall, software: "test",
      settingsText: Bookkeeper.settingsText(prescription: "profile: mild", settings: settings))
  }

  /// A session with these presses, its records in the folder's diary.
  private func hold(
    _ folder: Files.Temporary, at wall: WallTime = morning, settings: String = "",
    _ deeds: [Deed]
  ) throws -> [Record] {
    let books = bookkeeper(folder, at: wall, settings: settings)
    let unit = Unit(settings: settings, wall: wall, history: books.history())
    var rehearsal = try unit.rehearsal(deeds, bookkeeper: books)
    _ = rehearsal.runUnheard(until: .atRest)
    return rehearsal.records
  }

  @Test("gives the next power-on the session that was held: baseline, step, effort, day")
  func roundTrip() throws {
    let folder = try Files.Temporary()
    let answer = Deed.press(.said(.questionBreathingComfortable))
    _ = try hold(folder, [.goOn] + Deed.breaths(every: 4.2) + [.goOn, answer])
    let history = bookkeeper(folder).history()
    let session = try #require(history.sessions.last)
    #expect(history.sessions.count == 1)
    #expect(session.ending == .finished)
    #expect(session.effort == 2)
    #expect(session.begun[.paced] == 2)
    #expect(session.begun[.deepBreaths] == 5)
    #expect(session.done > .seconds(480))
    #expect(history.practiceDays == [Self.morning.day])
    let baseline = try #require(history.baseline)
    #expect(abs(baseline.double - 60 / 4.2) < 0.01)
    #expect(history.pacingStep == 2)
    #expect(history.lastWholeSafety?.day == Self.morning.day)
    #expect(history.changedSinceSafety == false)
  }

  @Test("a stop is kept, and the rest can be completed once, after ten minutes")
  func completion() throws {
    let folder = try Files.Temporary()
    _ = try hold(folder, settings: "own pace: no", [.goOn, .press(.set(1))])
    let broken = try #require(bookkeeper(folder, settings: "own pace: no").history().sessions.last)
    #expect(broken.wasStopped)
    #expect(broken.ending == .unfinished)
    #expect(broken.begun[.paced] == 1)

    let later = WallTime(seconds: Self.morning.seconds + 1_200, isSet: true)
    let records = try hold(folder, at: later, settings: "own pace: no", [.goOn])
    let began = records.compactMap { record in
      if case .sessionBegan(let beginning) = record { beginning } else { nil }
    }
    #expect(began.map(\.completes) == [true])
    let after = bookkeeper(folder, settings: "own pace: no").history()
    #expect(after.sessions.map(\.wasCompleted) == [true, false])
    #expect(after.sessions.last?.isCompletion == true)
  }

  @Test("a session that power cut short is known as such, with the set that was under way")
  func powerCut() throws {
    let folder = try Files.Temporary()
    do {
      let books = bookkeeper(folder, settings: "own pace: no")
      let unit = Unit(settings: "own pace: no", history: books.history())
      var rehearsal = try unit.rehearsal([.goOn], bookkeeper: books)
      rehearsal.run(until: .after(.seconds(150)), timeline: { _ in })
    }
    let books = bookkeeper(folder, settings: "own pace: no")
    #expect(books.wasCutShort)
    let session = try #require(books.history().sessions.last)
    #expect(session.ending == .powerLost)
    #expect(session.begun[.paced] == 1)
  }

  @Test("changed settings are noted, and the safety words fall due again")
  func changedSettings() throws {
    let folder = try Files.Temporary()
    _ = try hold(folder, settings: "own pace: no", [.goOn, .goOn])
    let history = bookkeeper(folder, settings: "own pace: no\nvolume: 60").history()
    #expect(history.changedSinceSafety)
  }

  @Test("`clear lock` forgives the sessions before it, once for each state of the files")
  func clearLock() throws {
    let folder = try Files.Temporary()
    _ = try hold(folder, settings: "own pace: no", [.goOn, .goOn])
    let text = "own pace: no\nclear lock: yes"
    let books = bookkeeper(folder, settings: text)
    books.clearLock(inPrescription: false, inSettings: true)
    #expect(books.history().clearedSessions == 1)
  }

  @Test("a store that cannot be written never stops the practice, and the fault is told once")
  func unwritable() throws {
    let books = Bookkeeper(
      directory: "/proc/upbeat-none", wall: Self.morning, software: "test", settingsText: "")
    #expect(books.takeFaults().contains(.storeUnwritable))
    #expect(books.takeFaults() == [])
    #expect(!books.isDurable)
    let unit = Unit(settings: "own pace: no", history: books.history())
    var rehearsal = try unit.rehearsal([.goOn, .goOn], bookkeeper: books)
    let timeline = rehearsal.runUnheard(until: .atRest)
    #expect(timeline.contains { $0.kind == .state(.farewell) })
    #expect(books.history().sessions.count == 1)
  }

  // MARK: What was played, sung and spoken

  private func later(_ days: Int, isSet: Bool = true) -> WallTime {
    WallTime(seconds: Self.morning.seconds + days * 86_400, isSet: isSet)
  }

  private func keep(_ materials: [Material], _ books: Bookkeeper) {
    for material in materials { books.keep(.material(material), at: .zero) }
  }

  /// A practice of a minute, so that its day was a practised one.
  private func practise(_ books: Bookkeeper) {
    let begin = SessionBeginning(
      source: .press, profile: "mild", isShort: false, planned: .seconds(600), completes: false)
    books.keep(.sessionBegan(begin), at: .zero)
    books.keep(
      .sessionEnded(SessionEnding(how: .finished, done: .seconds(60))), at: .zero + .seconds(60))
  }

  @Test("today's song is sung again today, and is yesterday's tomorrow")
  func songs() throws {
    let folder = try Files.Temporary()
    keep([Material(kind: .song, name: "First")], bookkeeper(folder))
    keep([Material(kind: .song, name: "Second")], bookkeeper(folder, at: later(1)))
    let today = bookkeeper(folder, at: later(1)).history().repertoire
    #expect(today.todaysSong == "Second" && today.lastSong == "First")
    let tomorrow = bookkeeper(folder, at: later(2)).history().repertoire
    #expect(tomorrow.todaysSong == nil && tomorrow.lastSong == "Second")
  }

  @Test("with the clock unset nobody knows that it was today: the song before is the last one")
  func songsWithoutClock() throws {
    let folder = try Files.Temporary()
    keep([Material(kind: .song, name: "First")], bookkeeper(folder, at: later(0, isSet: false)))
    let past = bookkeeper(folder, at: later(0, isSet: false)).history().repertoire
    #expect(past.todaysSong == nil && past.lastSong == "First")
  }

  @Test("practised days are those before today, by a set clock, and the first of them is known")
  func practisedDays() throws {
    let folder = try Files.Temporary()
    practise(bookkeeper(folder))
    practise(bookkeeper(folder, at: later(1, isSet: false)))
    practise(bookkeeper(folder, at: later(2)))
    let today = bookkeeper(folder, at: later(2)).history().repertoire
    #expect(today.practisedDays == 1 && today.firstPractice == Self.morning.day)
    #expect(bookkeeper(folder, at: later(3)).history().repertoire.practisedDays == 2)
  }

  @Test("layers, phrases, the rate and the last track come back")
  func materials() throws {
    let folder = try Files.Temporary()
    let books = bookkeeper(folder)
    keep(
      [
        Material(kind: .piece, name: "river", layers: 3), Material(kind: .phrase, name: "Yes."),
        Material(kind: .phrase, name: "Yes."), Material(kind: .track, name: "a"),
        Material(kind: .track, name: "b")
      ], books)
    books.keep(.rated(.rate(Rational(363, 2))), at: .zero)
    books.keep(.rated(.unclear), at: .zero)
    let past = bookkeeper(folder, at: later(1)).history().repertoire
    #expect(past.layers == 3 && past.phrases == 2 && past.lastTrack == "b")
    #expect(past.habitualRate == Rational(363, 2))
    #expect(past.oralMotorSessions == 0)
  }
}
