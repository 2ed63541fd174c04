// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Session
import Testing
import Timebase

@Suite("The order of a practice")
struct PracticeOrderTests {
  @Test("Settling, breathing, speech, singing, closing music, farewell")
  func withSpeech() throws {
    var unit = try Bedside.begun(.everything())
    #expect(unit.played == ["16 s of calm music"])
    try unit.practise(to: .farewell)
    #expect(
      activities(unit) == ["paced breathing", "deep breaths", "speech cueing", "singing"])
    #expect(
      unit.exercises.map(\.activity) == [
        "paced breathing", "deep breaths", "speech cueing", "singing"
      ])
    #expect(unit.states.suffix(2) == [.listening, .farewell])
    #expect(unit.sessionEndings.map(\.how) == [.finished])
  }

  @Test("Voice exercises stand where speech would")
  func withVoice() throws {
    var unit = try Bedside.begun(.voiceExercises())
    try unit.practise(to: .farewell)
    #expect(
      activities(unit) == ["paced breathing", "deep breaths", "oral motor", "singing"])
  }

  @Test("Where both are enabled they take turns by the practised day")
  func turns() throws {
    var kinds: [[String]] = []
    for days in 0..<4 {
      let history = PracticeHistory.experienced.with { $0.repertoire.practisedDays = days }
      var unit = try Bedside.begun(
        .only(
          "breathing, oral motor, speech cueing", clinic: ["habitual rate: 180"], history: history))
      try unit.practise(to: .farewell)
      kinds.append(activities(unit).filter { !$0.contains("breath") })
    }
    #expect(kinds == [["oral motor"], ["speech cueing"], ["oral motor"], ["speech cueing"]])
  }

  @Test("On a unit that is never switched off they take turns, too")
  func turnsWithoutPowerOff() throws {
    var unit = try Bedside.begun(
      .only("breathing, oral motor, speech cueing", clinic: ["habitual rate: 180"]))
    try unit.practise(to: .resting)
    unit.idle(seconds: 86_400)
    let already = unit.played.count
    unit.press()
    try unit.practise(to: .farewell)
    let today = unit.played.dropFirst(already)
    #expect(unit.played.contains("oral motor 1"))
    #expect(today.contains("speech cueing 1"))
    #expect(!today.contains { $0.hasPrefix("oral motor") })
  }

  @Test("Each next exercise asks for a press; the closing music does not")
  func presses() throws {
    var unit = try Bedside.begun(.everything())
    var entries: [State: [State]] = [:]
    while unit.state != .farewell {
      let states = unit.states.count
      if unit.state == .waiting, unit.utterance == nil { unit.press() } else { try unit.step() }
      for (before, state) in zip(unit.states.dropFirst(states - 1), unit.states.dropFirst(states)) {
        entries[state, default: []].append(before)
      }
    }
    #expect(entries[.waiting]?.count == 3)
    #expect(entries[.listening] == [.question])
    // Blocks and sets follow by themselves; everything else comes from a press or its list.
    #expect(Set(entries[.exercise] ?? []) == [.rest, .waiting, .list])
  }

  @Test("Without a press the next exercise does not begin, and the unit rests")
  func noPress() throws {
    var unit = try Bedside.begun(.everything())
    try unit.run(to: .resting)
    #expect(activities(unit) == ["paced breathing"])
    #expect(unit.sessionEndings.map(\.how) == [.unanswered])
  }

  @Test("Settling is calm music with two sentences, once")
  func settling() throws {
    var unit = try Bedside.settling()
    let score = try #require(unit.score?.score)
    #expect(score.sentences == ["Let your shoulders rest.", "Let your breath come and go."])
    try unit.playOut(onlySeconds: 5)
    unit.press()
    try unit.choose(.listGoOn)
    // It has settled: what follows is what is to be done.
    #expect(unit.said.last?.hasPrefix("Breathing with the music.") == true)
  }

  @Test("The closing music is of the session's minutes, and needs no words before it")
  func closing() throws {
    var unit = try Bedside.closing()
    #expect(unit.score != nil)
    let done = unit.now
    try unit.playOut()
    #expect(unit.state == .farewell)
    let ending = try #require(unit.sessionEndings.first)
    #expect(ending.done >= unit.now - done)
    #expect(unit.records.contains { $0.what == "listening" })
  }

  private func activities(_ unit: Bedside) -> [String] {
    var activities: [String] = []
    for played in unit.played where played.contains(where: \.isLetter) {
      guard !played.hasSuffix("s of calm music") else { continue }
      let activity = played.split(separator: " ").dropLast().joined(separator: " ")
      if activities.last != activity { activities.append(activity) }
    }
    return activities
  }
}

@Suite("A stop, wherever it comes")
struct StopAnywhereTests {
  /// Everything in a practice that sounds or rests, with a unit that is in the middle of it.
  enum Moment: String, CaseIterable {
    case settling, introduction, breathing, restOfSets, question, deepBreaths, restOfParts
    case speechWords, speech, voiceExercises, songWords, singing, restOfSinging, humming
    case preparing, closing

    func unit() throws -> Bedside {
      let facts = Facts.everything()
      switch self {
      case .settling:
        var unit = try Bedside.settling(facts)
        try unit.playOut(onlySeconds: 5)
        return unit
      case .introduction: return try .introduction(facts)
      case .breathing: return try .exercise(facts)
      case .restOfSets: return try .rest(facts)
      case .question: return try .question(facts)
      case .deepBreaths: return try .exercise("deep breaths", facts)
      case .restOfParts:
        var unit = try Bedside.question(facts)
        try unit.practise(to: .rest)
        try unit.hearOut()
        try unit.playOut(onlySeconds: 7)
        return unit
      case .speechWords: return try .exercise("speech cueing", facts, seconds: 1)
      case .speech: return try .exercise("speech cueing", facts, seconds: 30)
      case .voiceExercises: return try .exercise("oral motor", .voiceExercises(), seconds: 30)
      case .songWords: return try .exercise("singing", facts, seconds: 2)
      case .singing: return try .exercise("singing", facts, seconds: 75)
      case .restOfSinging:
        var unit = try Bedside.begun(.only("singing"))
        try unit.practise(to: .rest)
        return unit
      case .humming:
        var unit = try Bedside.short()
        try unit.practise(to: "humming")
        try unit.playOut(onlySeconds: 20)
        return unit
      case .preparing:
        var unit = try Bedside.begun(
          .only("speech cueing", clinic: ["habitual rate: 180"]), voice: .mute)
        try unit.hearOut()
        return unit
      case .closing:
        var unit = try Bedside.closing(facts)
        try unit.playOut(onlySeconds: 20)
        return unit
      }
    }

    var isStopped: Bool { self != .question }
  }

  @Test("A press stops it, and the list follows", arguments: Moment.allCases)
  func stops(_ moment: Moment) throws {
    var unit = try moment.unit()
    let deeds = unit.press()
    guard moment.isStopped else {
      #expect(unit.state == .question)
      return
    }
    #expect(deeds.first == "answer accepted silently")
    #expect(deeds.suffix(2) == ["stop the sound", "enter stopped"])
    #expect(unit.stops.map(\.cause) == [.press])
    let deeds2 = try unit.waitOut()
    #expect(deeds2 == [Deeds.say(.stoppedBreathe), "enter list"])
    #expect(unit.nextSound == nil)
  }

  @Test("Go on goes on from the next set, and no question is asked any more")
  func goesOn() throws {
    for moment in Moment.allCases where moment.isStopped && moment != .closing {
      var unit = try moment.unit()
      unit.press()
      let before = (played: unit.played.count, questions: unit.questions)
      try unit.choose(.listGoOn)
      #expect(unit.state == .exercise || unit.state == .list, "\(moment)")
      try unit.practise(to: .farewell)
      #expect(unit.questions == before.questions, "\(moment)")
      #expect(unit.sessionEndings.map(\.how) == [.stopped], "\(moment)")
      // A voice that still does not tell is left out, with all there was to practise.
      if moment != .preparing { #expect(unit.played.count > before.played, "\(moment)") }
    }
  }

  @Test("What had begun counts; the sets before it are not done again")
  func nextSet() throws {
    var speech = try Moment.speech.unit()
    speech.press()
    try speech.choose(.listGoOn)
    try speech.practise(to: "speech cueing")
    #expect(speech.played.last == "speech cueing 2")

    var singing = try Moment.singing.unit()
    let begun = singing.records.compactMap { record in
      if case .exerciseProgress(let progress) = record, progress.activity == "singing" {
        progress.setsStarted
      } else {
        nil
      }
    }.max()
    singing.press()
    try singing.choose(.listGoOn)
    try singing.practise(to: "singing")
    #expect(singing.played.last == "singing \((begun ?? 0) + 1)")
    #expect(begun ?? 0 > 0)

    var voice = try Moment.voiceExercises.unit()
    voice.press()
    try voice.choose(.listGoOn)
    try voice.practise(to: "oral motor")
    #expect(voice.played.last == "oral motor 2")
  }

  @Test("A stop in a song's words, before anything was sung, begins the song again, unasked")
  func sameSong() throws {
    var unit = try Moment.songWords.unit()
    unit.press()
    let lists = unit.states.filter { $0 == .list }.count
    try unit.choose(.listGoOn)
    try unit.practise(to: "singing")
    #expect(unit.played.last == "singing 1")
    #expect(unit.states.filter { $0 == .list }.count == lists + 1)
  }

  @Test(
    "A second stop of the same exercise bars it, says so, and the next one follows",
    arguments: [Moment.breathing, .deepBreaths, .speech, .voiceExercises])
  func barred(_ moment: Moment) throws {
    var unit = try moment.unit()
    let activity = try #require(unit.activity)
    unit.press()
    try unit.choose(.listGoOn)
    try unit.practise(to: activity)
    try unit.playOut(onlySeconds: 5)
    unit.press()
    #expect(unit.stops.map(\.count) == [1, 2])
    try unit.waitOut()
    #expect(unit.said.last == "Breathe normally. | We leave that part for today.")
    let played = unit.played.count
    try unit.choose(.listGoOn)
    try unit.practise(to: .farewell)
    #expect(!unit.played.dropFirst(played).contains { $0.hasPrefix(activity) })
    #expect(!unit.played.dropFirst(played).isEmpty)
  }

  @Test("Singing that was barred is the last exercise: what is left is listening")
  func barredAtTheEnd() throws {
    var unit = try Moment.singing.unit()
    unit.press()
    try unit.choose(.listGoOn)
    try unit.practise(to: "singing")
    try unit.playOut(onlySeconds: 5)
    unit.press()
    #expect(try unit.items() == ["Press to listen."])
  }

  @Test("A stop of the closing music is kept with its second, and held against nobody")
  func closing() throws {
    var unit = try Moment.closing.unit()
    unit.press(after: 0)
    let stop = try #require(unit.stops.first)
    #expect(stop.stage == .listening)
    #expect((19...22).contains(stop.second))
    #expect(unit.records.contains { $0.what == "listening" })
    #expect(try unit.items() == ["Press to listen."])
    try unit.run(to: .resting)
    // The next day's session is asked as ever: nothing shorter is proposed.
    unit.idle(seconds: 86_400)
    unit.press()
    try unit.run(to: .list)
    #expect(try unit.items().first == "The usual practice.")
  }

  @Test("A switch that is lost while the music closes is told when that is over")
  func closingWithoutSwitch() throws {
    for event: SessionEvent in [.switchLost, .stuck] {
      var unit = try Moment.closing.unit()
      unit.take(event)
      #expect(unit.state == .listening)
      try unit.playOut()
      #expect(unit.state == .fault)
      #expect(unit.sessionEndings.map(\.how) == [.finished])
      if event == .stuck { #expect(unit.said.last?.hasPrefix("The switch is held") == true) }
    }
  }
}

extension Bedside {
  /// What would be heard now if nothing were pressed.
  fileprivate var nextSound: String? { score.map { Deeds.name(of: $0.score) } }

  fileprivate var questions: Int { states.filter { $0 == .question }.count }

  fileprivate var activity: String? { score?.score.firstSet?.activity }
}
