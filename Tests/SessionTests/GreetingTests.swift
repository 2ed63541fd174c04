// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

@Suite("Greeting, safety words and farewell")
struct GreetingTests {
  @Test("Power-on: one soft chord, then the greeting")
  func chord() {
    let unit = Bedside.greeting()
    #expect(
      Deeds.lines(unit.actions) == [
        "enter greeting", "sound powerOnChord", Deeds.say(.greetingMorning, .greetingName)
      ])
  }

  @Test(
    "The greeting names the time of day",
    arguments: [
      (3, "Good evening."), (4, "Good morning."), (11, "Good morning."), (12, "Good afternoon."),
      (17, "Good afternoon."), (18, "Good evening."), (23, "Good evening.")
    ])
  func timeOfDay(hour: Int, greeting: String) {
    let unit = Bedside.greeting(.usual(wall: .on(25, hour: hour)))
    #expect(unit.said == ["\(greeting) | This is Upbeat."])
  }

  @Test("Nobody set the clock: hello, whatever it shows", arguments: [0, 9, 20])
  func clockUnset(hour: Int) {
    let unit = Bedside.greeting(.usual(wall: .on(25, hour: hour, isSet: false)))
    #expect(unit.said == ["Hello. | This is Upbeat."])
  }

  @Test("That timed starts are off is said where the files have any")
  func timedStartsOff() {
    let unset = WallTime.on(25, isSet: false)
    for line in ["practice at: 10:00", "quiet hours: 21:00-08:00"] {
      let unit = Bedside.greeting(.usual(caregiver: [line], wall: unset))
      #expect(unit.said.first?.contains("The clock is not set.") == true)
    }
  }

  @Test("The safety words are whole on the first seven days, then once a week", arguments: 0...8)
  func whole(days: Int) throws {
    let history = PracticeHistory(
      practiceDays: Set((0..<days).map { WallTime.on(10 + $0).day }), lastWholeSafety: .on(24))
    let unit = try Bedside.safety(.usual(history: history))
    #expect(unit.said.last?.hasPrefix("Sit up with your head supported.") == (days < 7))
  }

  @Test("On the seventh day they are whole in its second session, too")
  func seventhDay() throws {
    let days = Set((19...25).map { WallTime.on($0).day })
    let unit = try Bedside.safety(
      .usual(history: PracticeHistory(practiceDays: days, lastWholeSafety: .on(25, hour: 7))))
    #expect(unit.said.last?.hasPrefix("Sit up with your head supported.") == true)
  }

  @Test("Whole again after a week, after changes, and where nobody knows", arguments: 0...3)
  func wholeAgain(reason: Int) throws {
    let history = PracticeHistory.experienced.with { history in
      switch reason {
      case 0: history.lastWholeSafety = .on(18)
      case 1: history.changedSinceSafety = true
      case 2: history.lastWholeSafety = nil
      default: history.lastWholeSafety = .on(28)
      }
    }
    let unit = try Bedside.safety(.usual(history: history))
    #expect(unit.said.last?.hasPrefix("Sit up with your head supported.") == true)
  }

  @Test("On other days only how to stop is said")
  func shortWords() throws {
    let unit = try Bedside.safety(
      .usual(history: .experienced.with { $0.lastWholeSafety = .on(19) }))
    #expect(unit.said.last == "Press at any time to stop.")
  }

  @Test("The hour after a meal is said with the first whole words of a week, and not again")
  func meal() throws {
    let weekly = try Bedside.safety(
      .usual(history: .experienced.with { $0.lastWholeSafety = .on(18) }))
    #expect(weekly.said.last?.hasSuffix("Wait one hour after a meal.") == true)
    let again = try Bedside.safety(
      .usual(history: PracticeHistory(lastWholeSafety: .on(23))))
    #expect(again.said.last?.hasSuffix("This is practice, not treatment.") == true)
  }

  @Test("Said whole at power-on, they are not said whole again for a press an hour later")
  func holds() throws {
    var unit = try Bedside.resting(.usual(history: PracticeHistory()))
    unit.idle(seconds: 3_000)
    unit.press()
    #expect(unit.said.last == "Press at any time to stop.")
    #expect(unit.records.contains(.safetySaid(whole: true)))
  }

  @Test("A fault before them does not leave them out: a press brings them, and then the practice")
  func afterFault() throws {
    for (fault, mended) in [
      (SessionEvent.switchLost, SessionEvent.switchFound), (.stuck, .freed),
      (.soundLost, .soundFound)
    ] {
      for place in [State.greeting, .safety, .waiting] {
        var unit = try Bedside.scene(place)
        unit.idle(seconds: place == .waiting ? 10_000 : 0)
        if unit.state == .resting { unit.press() }
        unit.take(fault)
        unit.idle(seconds: 1)
        unit.take(mended)
        try unit.hearOut()
        #expect(unit.state == .waiting)
        unit.press()
        #expect(unit.state == .safety, "\(fault) in \(place)")
      }
    }
  }

  @Test("A restart within the hour does not make them due whole again, where the clock is sure")
  func afterRestart() throws {
    func said(minutesAgo: Int, isSet: Bool = true, changed: Bool = false) throws -> String? {
      let now = WallTime.on(25)
      var history = PracticeHistory()
      history.lastWholeSafety = WallTime(seconds: now.seconds - 60 * minutesAgo, isSet: isSet)
      history.changedSinceSafety = changed
      return try Bedside.safety(.usual(history: history)).said.last
    }
    let short = "Press at any time to stop."
    #expect(try said(minutesAgo: 0) == short)
    #expect(try said(minutesAgo: 59) == short)
    for whole in [
      try said(minutesAgo: 60), try said(minutesAgo: -5), try said(minutesAgo: 5, isSet: false),
      try said(minutesAgo: 5, changed: true)
    ] {
      #expect(whole != short)
    }
  }

  @Test("The farewell names this week's days, from one upward", arguments: [0, 1, 2, 4])
  func week(daysBefore: Int) throws {
    let history = PracticeHistory.experienced.with { history in
      let week = [23, 24, 26, 27].prefix(daysBefore).map { WallTime.on($0).day }
      history.practiceDays.formUnion(week)
    }
    var unit = try Bedside.question(.usual(history: history))
    try unit.run(to: .farewell)
    let words = ["one of three", "two of three", "three of three", "", "five days"][daysBefore]
    #expect(unit.said.last == "That was all for now. | This week: \(words). | Goodbye.")
  }

  @Test("Where no clock says what a week is, the farewell names none")
  func noWeek() throws {
    var unit = try Bedside.question(.usual(wall: .on(25, isSet: false)))
    try unit.run(to: .farewell)
    #expect(unit.said.last == "That was all for now. | Goodbye.")
  }

  @Test("Without a prescription the unit says so and offers listening")
  func noPrescription() throws {
    let unit = try Bedside.waiting(.usual(nil))
    #expect(
      unit.said.last
        == "This unit has no prescription. | It offers listening. | Press to listen.")
  }

  @Test("A listening profile, or techniques that have nothing to work with, offers listening")
  func listeningOnly() throws {
    for facts in [Facts.usual(.listening), .usual(clinic: ["techniques: singing, listening"])] {
      let unit = try Bedside.waiting(facts)
      #expect(unit.said.last == "This unit offers listening. | Press to listen.")
    }
  }
}
