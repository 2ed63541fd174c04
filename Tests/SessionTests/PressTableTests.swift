// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

/// What a press means, a state a test: where it leads, and all that the unit does about it.
@Suite("A press in each of the fifteen states")
struct PressTableTests {
  @Test("greeting: a press moves on to the safety words")
  func greeting() {
    var unit = Bedside.greeting()
    let deeds = unit.press()
    #expect(deeds == ["answer accepted", "hush", Deeds.say(.safetyShort), "enter safety"])
    #expect(unit.state == .safety)
  }

  @Test("safety: a press moves on where the words are short")
  func safetyShort() throws {
    var unit = try Bedside.safety()
    let deeds = unit.press()
    #expect(
      deeds == [
        "answer accepted", "hush", "record safety", Deeds.say(.waitingBegin), "enter waiting"
      ])
    #expect(unit.state == .waiting)
  }

  @Test("safety: a press is only heard while the words are due whole")
  func safetyWhole() throws {
    let history = PracticeHistory.experienced.with { $0.lastWholeSafety = .on(10) }
    var unit = try Bedside.safety(.usual(history: history))
    let deeds = unit.press()
    #expect(deeds == ["answer heard"])
    #expect(unit.state == .safety)
  }

  @Test("waiting: a press begins, with the choice of a practice")
  func waiting() throws {
    var unit = try Bedside.waiting()
    let deeds = unit.press()
    #expect(
      deeds == ["answer accepted", "hush", Deeds.say(.sessionChoose), "enter list"])
    #expect(unit.state == .list)
  }

  @Test("measuring: a press is data, also while it is still being explained")
  func measuring() throws {
    var unit = try Bedside.measuring()
    #expect(unit.press() == ["answer accepted", "hush"])
    #expect(unit.press(after: 4_000) == ["answer accepted"])
    #expect(unit.state == .measuring)
  }

  @Test("exercise: a press stops the music", arguments: [0, 1, 100])
  func exercise(second: Int) throws {
    var unit = try Bedside.exercise(seconds: second)
    let deeds = unit.press()
    #expect(
      deeds == ["answer accepted silently", "record stop", "stop the sound", "enter stopped"])
    #expect(unit.state == .stopped)
  }

  private static let stopping = [
    "answer accepted silently", "record stop", "stop the sound", "enter stopped"
  ]

  @Test("exercise: a press stops the music to settle with, and the words before the exercise")
  func beforeTheMusic() throws {
    for var unit in [try Bedside.settling(), try Bedside.introduction()] {
      let deeds = unit.press()
      #expect(deeds == Self.stopping)
      #expect(unit.state == .stopped)
    }
  }

  @Test("exercise: a press stops what is said first of a practice that is completed")
  func opening() throws {
    let history = PracticeHistory.experienced.with {
      $0.sessions = [.ended(700, .unfinished, blocks: 1, breaths: 0)]
    }
    var unit = try Bedside.waiting(.usual(history: history))
    unit.press()
    #expect(unit.said.last?.hasPrefix("We finish the practice from before. | ") == true)
    let deeds = unit.press()
    #expect(deeds == Self.stopping)
    #expect(unit.state == .stopped)
  }

  @Test("exercise: a press stops while the voice is waited for, too")
  func preparing() throws {
    let facts = Facts.only("speech cueing", clinic: ["habitual rate: 180"])
    var unit = try Bedside.begun(facts, voice: .mute)
    try unit.hearOut()
    try #require(unit.deadline != nil && unit.state == .exercise)
    let deeds = unit.press()
    #expect(deeds == Self.stopping)
    #expect(unit.state == .stopped)
    // What the voice tells now comes too late to sound.
    let text = "I am thirsty."
    #expect(unit.take(.analysed(text: text, TestVoice.prosody(of: text))) == [])
    #expect(unit.state == .stopped)
  }

  @Test("measuring: in counting aloud a press is data as well")
  func counting() throws {
    var unit = try Bedside.counting()
    #expect(unit.press() == ["answer accepted", "hush"])
    #expect(unit.press(after: 9_000) == ["answer accepted", Deeds.say(.measuringCountAgain)])
    #expect(unit.press(after: 3_000) == ["answer accepted", "hush"])
    #expect(unit.state == .measuring)
  }

  @Test("listening: a press stops the music that closes a practice")
  func closing() throws {
    var unit = try Bedside.closing()
    try unit.playOut(onlySeconds: 12)
    let deeds = unit.press()
    #expect(
      deeds == [
        "answer accepted silently", "record listening", "record stop", "stop the sound",
        "enter stopped"
      ])
    #expect(unit.state == .stopped)
  }

  @Test("list: a press chooses the practice, the song and the music being said")
  func choices() throws {
    var practice = try Bedside.choosing()
    try practice.hearOut()
    var song = try Bedside.begun(.only("singing"))
    try song.hearOut()
    var music = try Bedside.waiting(.usual(nil, repertoire: .ownMusic))
    music.press()
    let scenes = [
      (practice, "usual practice"), (song, "this song"), (music, "quiet music")
    ]
    for (scene, readBack) in scenes {
      var unit = scene
      try unit.hearBeginning()
      let deeds = unit.press()
      #expect(
        deeds.suffix(1).first?.contains("\(readBack). | Press to choose again.") == true)
      #expect(deeds.prefix(2) == ["answer accepted", "hush"])
      #expect(unit.state == .list)
    }
  }

  @Test("rest: a press stops the rest, its words and its music")
  func rest() throws {
    for seconds in [nil, 12] {
      var unit = try Bedside.rest()
      if let seconds {
        try unit.hearOut()
        try unit.playOut(onlySeconds: seconds)
      }
      let deeds = unit.press()
      #expect(
        deeds == ["answer accepted silently", "record stop", "stop the sound", "enter stopped"])
      #expect(unit.state == .stopped)
    }
  }

  @Test("listening: a press stops it")
  func listening() throws {
    var unit = try Bedside.listening()
    try unit.playOut(onlySeconds: 40)
    let deeds = unit.press()
    #expect(
      deeds == [
        "answer accepted silently", "record listening", "record stop", "stop the sound",
        "enter stopped"
      ])
    #expect(unit.state == .stopped)
  }

  @Test("stopped: a press is heard, silently, and the five seconds go on")
  func stopped() throws {
    var unit = try Bedside.stopped()
    let deadline = unit.deadline
    let deeds = unit.press(after: 2_000)
    #expect(deeds == ["answer heard silently"])
    #expect(unit.state == .stopped)
    #expect(unit.deadline == deadline)
  }

  @Test("list: a press chooses the item being said")
  func list() throws {
    var unit = try Bedside.list()
    try unit.hearBeginning()
    let deeds = unit.press()
    #expect(
      deeds == ["answer accepted", "hush", Deeds.say(.listChoseGoOn, .choiceChange)])
    #expect(unit.state == .list)
  }

  @Test("question: a press chooses the answer being said")
  func question() throws {
    var unit = try Bedside.question()
    try unit.hearBeginning()
    let deeds = unit.press()
    #expect(
      deeds == [
        "answer accepted", "hush", Deeds.say(.questionBreathingChoseComfortable, .choiceChange)
      ])
    #expect(unit.state == .question)
  }

  @Test("ringing: a press has answered it, and it ends")
  func ringing() throws {
    var unit = try Bedside.list(.usual(caregiver: ["call: yes"]))
    try unit.hearBeginning()
    unit.press()
    #expect(unit.state == .ringing)
    let deeds = unit.press(after: 5_000)
    #expect(deeds.first == "answer accepted")
    #expect(deeds.contains("fade out over 100 ms"))
    #expect(unit.state == .resting)
    #expect(unit.said.last?.hasPrefix("Thank you.") == true)
  }

  @Test("farewell: a press moves on to resting")
  func farewell() throws {
    var unit = try Bedside.question()
    try unit.run(to: .farewell)
    let deeds = unit.press()
    #expect(deeds == ["answer accepted", "hush", "record presses", "enter resting"])
    #expect(unit.state == .resting)
  }

  @Test("resting: a press begins, with the safety words as they are due")
  func resting() throws {
    var unit = try Bedside.resting()
    let deeds = unit.press()
    #expect(deeds == ["answer accepted", "hush", Deeds.say(.safetyShort), "enter safety"])
    #expect(unit.state == .safety)
    // The press was fresh: no second one is asked for.
    try unit.hearOut()
    #expect(unit.state == .list)
  }

  @Test("resting: where there is nothing but listening, a press begins that")
  func restingListener() throws {
    var unit = try Bedside.resting(.usual(nil))
    let deeds = unit.press()
    #expect(deeds == ["answer accepted", "hush", Deeds.say(.listeningIntro), "enter listening"])
    #expect(unit.state == .listening)
  }

  @Test("locked: a press says why and when again, then the list with listening follows")
  func locked() throws {
    var unit = try Bedside.locked()
    let deeds = unit.press()
    #expect(
      deeds == [
        "answer accepted", "hush", "record lock",
        Deeds.say(.lockedGapMinutes, .lockedListen, values: [.minutes: 60])
      ])
    #expect(unit.state == .locked)
    try unit.hearOut()
    #expect(unit.state == .list)
    #expect(unit.said.last == "Press to listen.")
  }

  @Test("fault: a press says the fault again, then the list with listening follows")
  func fault() throws {
    var unit = try Bedside.waiting()
    unit.take(.stuck)
    #expect(unit.state == .fault)
    let deeds = unit.press()
    #expect(deeds == ["answer accepted", "hush", Deeds.say(.faultSwitchHeld), "enter list"])
    try unit.hearOut()
    #expect(unit.state == .list)
    #expect(unit.said.last == "Press to listen.")
  }

  @Test("Where 30 ms stop, and where the person's own times hold", arguments: State.allCases)
  func rule(state: State) {
    switch state {
    case .exercise, .rest, .listening: #expect(state.pressRule == .stop)
    case .greeting, .safety, .waiting, .measuring, .question, .stopped, .list, .ringing, .farewell,
      .resting, .locked, .fault:
      #expect(state.pressRule == .choose)
    }
  }

  @Test("A closure too short to be a press is answered, and changes nothing")
  func ignored() throws {
    for scene in [
      try Bedside.waiting(), try Bedside.exercise(), try Bedside.list(), try Bedside.resting()
    ] {
      var unit = scene
      let before = (unit.state, unit.deadline)
      #expect(unit.take(.ignored) == ["answer ignored"])
      #expect(unit.state == before.0)
      #expect(unit.deadline == before.1)
    }
  }
}
