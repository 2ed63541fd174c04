// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Rehearsal
import Session
import Testing
import Timebase

/// One power-on after the other on one diary: what the next one is told of those before.
@Suite("From one power-on to the next")
struct DiaryRoundTripTests {
  private static let morning = WallTime(seconds: 20_779 * 86_400 + 9 * 3_600, isSet: true)
  private static let ownPaceOff = "own pace: no"

  private func books(
    _ folder: Files.Temporary, _ wall: WallTime = morning, prescription: String = "profile: mild",
    settings: String = ownPaceOff
  ) -> Bookkeeper {
    Bookkeeper(
      directory: folder.path, wall: wall, software: "test",
      settingsText: Bookkeeper.settingsText(prescription: prescription, settings: settings))
  }

  private func hours(_ hours: Int, isSet: Bool = true) -> WallTime {
    WallTime(seconds: Self.morning.seconds + hours * 3_600, isSet: isSet)
  }

  /// One power-on with these presses and what else happens, told until it rests.
  @discardableResult
  private func hold(
    _ folder: Files.Temporary, at wall: WallTime = morning, settings: String = ownPaceOff,
    _ deeds: [Deed]
  ) throws -> (timeline: [TimelineEvent], records: [Record]) {
    let books = books(folder, wall, settings: settings)
    let unit = Unit(settings: settings, wall: wall, history: books.history())
    var rehearsal = try unit.rehearsal(deeds, bookkeeper: books)
    return (rehearsal.runUnheard(until: .atRest), rehearsal.records)
  }

  @Test("the pace measured on one day leads the music of the next")
  func pace() throws {
    let folder = try Files.Temporary()
    try hold(folder, settings: "", [.goOn] + Deed.breaths(every: 5) + [.goOn])
    let step = books(folder, hours(24), settings: "").history().pacingStep
    #expect(step == 2)
    let (timeline, records) = try hold(folder, at: hours(24), settings: "", [.goOn])
    #expect(!timeline.states.contains(.measuring))
    let begun = records.compactMap {
      if case .exerciseBegan(let beginning) = $0 { beginning } else { nil }
    }
    #expect(begun.first?.baselineMilli == 12_000)
    #expect(begun.first?.step == 2)
    // 11.5 breaths a minute at 1 : 2.
    let tempo = timeline.compactMap { event in
      if case .beat(_, let tempo) = event.kind { tempo.beatsPerMinute } else { nil }
    }.first
    #expect(tempo == 69)
  }

  @Test("a skipped measurement is not asked for again before a week is over")
  func skipped() throws {
    let folder = try Files.Temporary()
    try hold(folder, settings: "", [.goOn])
    let (soon, _) = try hold(folder, at: hours(6 * 24), settings: "", [.goOn])
    #expect(!soon.states.contains(.measuring))
    let (later, _) = try hold(folder, at: hours(7 * 24), settings: "", [.goOn])
    #expect(later.states.contains(.measuring))
  }

  @Test("two sessions on one day fill it, and the next day is free")
  func fullDay() throws {
    let folder = try Files.Temporary()
    try hold(folder, [.goOn, .goOn])
    let (tooSoon, _) = try hold(folder, at: hours(1), [])
    #expect(tooSoon.states.contains(.locked))
    let (second, _) = try hold(folder, at: hours(4), [.goOn, .goOn])
    #expect(second.states.contains(.exercise))
    let (third, _) = try hold(folder, at: hours(10), [])
    #expect(third.states.contains(.locked))
    let (tomorrow, _) = try hold(folder, at: hours(24), [])
    #expect(!tomorrow.states.contains(.locked))
  }

  @Test("with the clock unset, the powered time since a session is its gap")
  func clockUnset() throws {
    let folder = try Files.Temporary()
    let unset = hours(0, isSet: false)
    try hold(folder, at: unset, [.goOn, .goOn])
    // The lower bound has not moved; the power-on before held a session and did not run on.
    let (again, _) = try hold(folder, at: unset, [])
    #expect(again.states.contains(.locked))
    // That power-on held none, so this one may begin at once.
    let (third, _) = try hold(folder, at: unset, [])
    #expect(!third.states.contains(.locked))
    let history = books(folder, unset).history()
    #expect(history.sessions.map(\.began.isSet) == [false])
  }

  @Test("a lost card, a lost switch or switching off is not a stop of the person's")
  func mishaps() throws {
    let mishaps: [[Deed]] = [
      [.happens(.soundLost, .set(1)), .happens(.soundFound, .later(5))],
      [.happens(.switchLost, .set(1)), .happens(.switchFound(closed: false), .later(5))],
      [.happens(.shutdown, .set(1))]
    ]
    for mishap in mishaps {
      let folder = try Files.Temporary()
      try hold(folder, [.goOn] + mishap)
      let session = try #require(books(folder).history().sessions.last)
      #expect(!session.wasStopped)
      #expect(session.ending == .unfinished)
      #expect(session.begun[.paced] == 1)
    }
    let folder = try Files.Temporary()
    try hold(folder, [.goOn, .press(.set(1))])
    #expect(books(folder).history().sessions.last?.wasStopped == true)
  }

  @Test("that power was lost in a practice is said at the next power-on, not at those after it")
  func cutShort() throws {
    let folder = try Files.Temporary()
    do {
      let books = books(folder)
      let unit = Unit(settings: Self.ownPaceOff, history: books.history())
      var rehearsal = try unit.rehearsal([.goOn], bookkeeper: books)
      rehearsal.run(until: .after(.seconds(150)), timeline: { _ in })
    }
    #expect(books(folder, hours(1)).wasCutShort)
    #expect(!books(folder, hours(2)).wasCutShort)
  }

  @Test("a power cut in the second block leaves the deep breaths to be completed, at once")
  func cutInSecondBlock() throws {
    let folder = try Files.Temporary()
    do {
      let books = books(folder)
      let unit = Unit(settings: Self.ownPaceOff, history: books.history())
      var rehearsal = try unit.rehearsal([.goOn], bookkeeper: books)
      rehearsal.run(until: .after(.seconds(420)), timeline: { _ in })
    }
    let session = try #require(books(folder).history().sessions.last)
    #expect(session.begun[.paced] == 2)
    #expect(session.done >= .seconds(180))
    let soon = WallTime(seconds: Self.morning.seconds + 400, isSet: true)
    let (timeline, records) = try hold(folder, at: soon, [.goOn])
    #expect(!timeline.states.contains(.locked))
    let activities = records.compactMap {
      if case .exerciseBegan(let beginning) = $0 { beginning.activity } else { nil }
    }
    #expect(activities == ["deep breaths"])
  }

  @Test("an answer of four halves the next dose, whenever that is")
  func halved() throws {
    let folder = try Files.Temporary()
    try hold(folder, [.goOn, .goOn, Self.short])
    #expect(books(folder).history().sessions.last?.effort == 4)
    let (_, records) = try hold(folder, at: hours(24), [.goOn, .goOn])
    let sets = records.compactMap {
      if case .exerciseBegan(let beginning) = $0 { beginning.plannedSets } else { nil }
    }
    #expect(sets.first == 1)
  }

  private static let short = Deed.press(.said(.questionBreathingALittleShort))

  @Test("after an answer of four the pace goes back a step, over power-ons too")
  func stepBack() throws {
    let folder = try Files.Temporary()
    try hold(
      folder, settings: "", [.goOn] + Deed.breaths(every: 5) + [.goOn, Self.short])
    let history = books(folder, settings: "").history()
    #expect(history.sessions.last?.effort == 4)
    #expect(history.pacingStep == 1)
  }

  @Test("sessions are counted anew under a changed prescription")
  func prescription() throws {
    let folder = try Files.Temporary()
    try hold(folder, [.goOn, .goOn])
    #expect(books(folder).history().sessionsUnderPrescription == 1)
    let changed = books(folder, prescription: "profile: moderate")
    #expect(changed.history().sessionsUnderPrescription == 0)
    #expect(changed.history().changedSinceSafety)
  }

  @Test("a store that is broken is kept aside, told once, and the practice goes on and is kept")
  func brokenStore() throws {
    let folder = try Files.Temporary()
    let file = try #require(fopen("\(folder.path)/diary.sqlite", "w"))
    #expect(fputs(String(repeating: "this is no diary. ", count: 500), file) >= 0)
    fclose(file)
    let books = books(folder)
    #expect(books.takeFaults() == [.storeBroken])
    #expect(books.takeFaults() == [])
    #expect(books.isDurable)
    try hold(folder, [.goOn, .goOn])
    #expect(self.books(folder).history().sessions.map(\.ending) == [.finished])
  }
}
