// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Rhythm
import Session
import Settings
import Testing
import Timebase

@Suite("A stick that is put in")
struct StickTests {
  private static let takeOut = "You may take the stick out."

  // MARK: When

  @Test("Its tone sounds at once, in every state but `stopped`", arguments: State.allCases)
  func tone(state: State) throws {
    var unit = try Bedside.scene(state)
    let deeds = unit.take(.stickFound)
    #expect(deeds.contains("sound stick") == (state != .stopped))
    #expect(unit.state == state)
  }

  @Test("In `stopped` nothing sounds for the five seconds; then its tone does")
  func toneAfterStop() throws {
    var unit = try Bedside.stopped()
    #expect(unit.take(.stickFound) == [])
    #expect(unit.take(.press(closedAt: unit.now)) == ["answer heard silently"])
    #expect(try unit.waitOut().contains("sound stick"))
  }

  @Test("A fault that ends the silence early does not swallow the tone")
  func toneAfterFault() throws {
    var unit = try Bedside.stopped()
    unit.take(.stickFound)
    #expect(unit.take(.stuck).contains("sound stick"))
  }

  @Test("One that is gone again within the silence has no tone, but words")
  func goneInSilence() throws {
    var unit = try Bedside.stopped()
    unit.take(.stickFound)
    unit.take(.stickGone)
    #expect(try !unit.waitOut().contains("sound stick"))
    try unit.run(to: .resting)
    while unit.said.last?.hasPrefix("The stick was taken out") != true { try unit.step() }
  }

  @Test("It is spoken of at rest, or while nothing is said in `waiting`, at once")
  func calm() throws {
    for scene in [try Bedside.resting(), try Bedside.waiting()] {
      var unit = scene
      let state = unit.state
      let deeds = unit.take(.stickFound)
      #expect(deeds == ["sound stick", "stick read", Deeds.say(.stickFound)])
      #expect(unit.utterance?.delay == SmallSound.stick.length)
      #expect(unit.state == state)
    }
  }

  @Test(
    "Everywhere else it waits until what goes on is over, however long that is",
    arguments: State.busy)
  func later(state: State) throws {
    var unit = try Bedside.scene(state)
    unit.take(.stickFound)
    #expect(unit.asks == [])
    try unit.run(to: .read)
    #expect([.resting, .waiting, .fault].contains(unit.state))
    #expect(unit.said.last == "Stick found. | Reading.")
  }

  @Test("With a stick that waits, a press stops an exercise as ever")
  func stop() throws {
    for var unit in [
      try Bedside.exercise(), try Bedside.rest(), try Bedside.listening(), try Bedside.settling()
    ] {
      unit.take(.stickFound)
      let deeds = unit.press()
      #expect(deeds.first == "answer accepted silently" && deeds.contains("stop the sound"))
      #expect(unit.state == .stopped)
    }
  }

  @Test("Between two exercises it is told, and the practice then asks to go on")
  func betweenExercises() throws {
    var unit = try Bedside.begun(.everything())
    try unit.practise(to: .rest)
    unit.take(.stickFound)
    try unit.run(to: .read)
    #expect(unit.state == .waiting)
    try unit.hearOut()
    unit.take(.stickRead(try .changes()))
    try unit.hearOut()
    unit.take(.stickKept(.kept))
    try unit.hearOut()
    #expect(unit.said.last == "Press to go on.")
    try unit.hearOut()
    unit.press()
    #expect(unit.state == .exercise || unit.state == .list)
  }

  // MARK: What is said

  @Test("Found, what changes, saved: and then it may be taken out")
  func changes() throws {
    var unit = try Bedside.resting()
    try unit.putIn(try .changes())
    #expect(
      unit.said.last == "Volume: now sixty percent. | Before: eighty percent. | "
        + "Scan time: now seven point five seconds. | Before: five seconds.")
    #expect(unit.asks == [.read])
    try unit.hearOut()
    #expect(unit.asks == [.read, .keep])
    unit.take(.stickKept(.kept))
    #expect(unit.said.last == "Saved. | \(Self.takeOut)")
    let deeds = try unit.hearOut()
    #expect(deeds == ["record helper told"])
    #expect(unit.state == .resting && unit.session.isResting)
  }

  @Test("Of eight changes five are told, and that there are three more")
  func manyChanges() throws {
    var unit = try Bedside.resting()
    let changes = try StickReading.changed(
      "volume: 60\nevening volume: 50\nscan time: 7.5\nspeech rate: 120\ncall: yes\n"
        + "together: yes\nsession: short\nstart: by itself")
    try #require(changes.count == 8)
    try unit.putIn(.settings(StickSettings(changes: changes)))
    #expect(unit.said.last?.hasSuffix("And three more.") == true)
    #expect(unit.said.last?.occurrences(of: ": now ") == 5)
  }

  @Test("A file that says what holds already changes nothing, and that is said")
  func same() throws {
    var unit = try Bedside.resting()
    try unit.putIn(.settings(StickSettings()))
    #expect(unit.said.last == "There is nothing new.")
  }

  @Test("Without a file, with one that cannot be read, and with several, that is said first")
  func others() throws {
    let readings: [(StickReading, String)] = [
      (.noText, "There are no settings on the stick."),
      (
        .folder,
        "In place of the settings there is a folder. | A file of that name is needed."
      ),
      (.unreadable, "The stick cannot be read. | Please try another one."),
      (
        .settings(StickSettings(isOneOfSeveral: true)),
        "There are several files with settings. | The newest is read. | There is nothing new."
      )
    ]
    for (reading, words) in readings {
      var unit = try Bedside.resting()
      try unit.putIn(reading)
      #expect(unit.said.last == words)
      // There may be music on it.
      try unit.run(to: .keep)
      unit.take(.stickKept(StickOutcome().with { $0.tracks = 2 }))
      #expect(unit.said.last == "New pieces of music: two. | \(Self.takeOut)")
    }
  }

  @Test("What came of each thing is said")
  func outcomes() throws {
    let outcomes: [(StickOutcome, String)] = [
      (
        StickOutcome(areSettingsKept: false),
        "The settings could not be saved. | The old settings are still in use. | "
          + "A helper should look."
      ),
      (
        .kept.with {
          $0.songs = 1
          $0.recordings = 3
        }, "Saved. | New songs: one. | New recordings: three."
      ),
      (.kept.with { $0.report = .written }, "Saved. | The report is on the stick."),
      (
        .kept.with { $0.report = .full },
        "Saved. | The stick is full. | The report was not written."
      ),
      (
        .kept.with { $0.report = .protected },
        "Saved. | The stick is locked against writing. | The report was not written."
      ),
      (
        .kept.with { $0.report = .damaged },
        "Saved. | The stick is damaged. | The report was not written."
      ),
      (
        .kept.with { $0.report = .failed },
        "Saved. | The report could not be made. | A technician should look."
      ),
      (.kept.with { $0.isClockSet = false }, "Saved. | The clock could not be set."),
      (
        .kept.with { $0.news = [.noSwitch] },
        "Saved. | A word for the helper. | The switch was not found. | Please look at its plug."
      )
    ]
    for (outcome, words) in outcomes {
      var unit = try Bedside.resting()
      try unit.putIn(try .changes(), outcome)
      #expect(unit.said.last == "\(words) | \(Self.takeOut)")
    }
  }

  @Test("That the report is being written is said before it is")
  func report() throws {
    var unit = try Bedside.resting()
    try unit.putIn(.asking(.report))
    #expect(unit.said.last == "Writing the report. | Please wait.")
    #expect(unit.asks == [.read])
  }

  @Test("While the storage works a tick sounds every ten seconds")
  func ticks() throws {
    var unit = try Bedside.resting()
    try StickMoment.keeping.come(over: &unit)
    for _ in 0..<40 {
      let before = unit.now
      #expect(try unit.waitOut() == ["sound restTick"])
      #expect(unit.now - before == .seconds(10))
    }
    unit.take(.stickKept(.kept))
    #expect(unit.said.last?.hasPrefix("Saved.") == true)
  }

  @Test("A storage that never answers is given up, and the stick called unreadable")
  func neverRead() throws {
    var unit = try Bedside.resting()
    try StickMoment.reading.come(over: &unit)
    var ticks = 0
    while unit.utterance == nil {
      try unit.waitOut()
      ticks += 1
      try #require(ticks < 20)
    }
    #expect(unit.said.last == "The stick cannot be read. | Please try another one.")
  }

  @Test("One that is taken out while it is kept, and never answered for, is given up as well")
  func neverKept() throws {
    var unit = try Bedside.resting()
    try StickMoment.keeping.come(over: &unit)
    unit.take(.stickGone)
    var ticks = 0
    while unit.utterance == nil {
      try unit.waitOut()
      ticks += 1
      try #require(ticks < 40)
    }
    #expect(unit.said.last == "The stick was taken out too soon.")
    try unit.hearOut()
    #expect(unit.session.isResting)
  }

  // MARK: When it takes effect

  @Test("New settings are in force once all is said at rest")
  func inForce() throws {
    var unit = try Bedside.resting()
    try unit.putIn(try .changes())
    try unit.hearOut()
    unit.prepare(.usual(caregiver: ["scan time: 7.5"]))
    #expect(unit.take(.stickKept(.kept)).allSatisfy { !$0.hasPrefix("renew") })
    #expect(try unit.hearOut().contains("renew en"))
    unit.press()
    #expect(unit.state == .safety)
    #expect(unit.said.last == Files.english.prompt(.safetyWhole).joined(separator: " | "))
  }

  @Test("Worked out beforehand or not, new songs lead to the same practice")
  func workedOut() throws {
    func practice(_ facts: Facts) throws -> [String] {
      var unit = try Bedside.resting(.everything(repertoire: Repertoire()))
      try unit.putIn(try .changes())
      try unit.hearOut()
      unit.prepare(facts)
      unit.take(.stickKept(.kept))
      try unit.hearOut()
      unit.press()
      try unit.hearOut()
      try unit.choose(.listUsual)
      try unit.practise(to: .farewell)
      return Deeds.lines(unit.actions)
    }
    let here = try practice(.everything())
    let beforehand = try practice(Facts.everything().workedOut())
    #expect(here == beforehand)
    let withoutSongs = try practice(.everything(repertoire: Repertoire()))
    #expect(here != withoutSongs)
  }

  @Test("In a practice the old ones hold to its end")
  func notInPractice() throws {
    var unit = try Bedside.begun(.everything())
    try unit.practise(to: .rest)
    try unit.putIn(try .changes())
    try unit.hearOut()
    unit.prepare(.everything(caregiver: ["call: yes"]))
    unit.take(.stickKept(.kept))
    let before = unit.actions.count
    try unit.practise(to: .farewell)
    #expect(!Deeds.lines(Array(unit.actions[before...])).contains("renew en"))
    let deeds = try unit.hearOut()
    #expect(deeds.contains("renew en"))
    #expect(unit.state == .resting)
  }

  @Test("What is said when a practice ends is said after the change, in one language")
  func language() throws {
    var unit = try Bedside.begun(.usual())
    try unit.practise(to: .waiting)
    try unit.putIn(try .changes())
    try unit.hearOut()
    var next = Facts.usual()
    next.pack = Files.pack("de")
    unit.prepare(next)
    unit.take(.stickKept(.kept))
    try unit.hearOut()
    try unit.run(to: .resting)
    let lines = Deeds.lines(unit.actions)
    let renewal = try #require(lines.firstIndex(of: "renew de"))
    #expect(lines.dropFirst(renewal).contains { $0.hasPrefix("say Ich ruhe mich jetzt aus.") })
    #expect(!lines.contains { $0.hasPrefix("say I will rest.") })
  }
}

extension String {
  /// How often this is in it.
  func occurrences(of words: String) -> Int {
    var count = 0
    var rest = self[...]
    while let found = rest.firstRange(of: words) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}

extension State {
  /// Those in which something goes on that a stick waits for.
  fileprivate static let busy = allCases.filter { $0 != .resting && $0 != .waiting }
}
