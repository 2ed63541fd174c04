// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Session
import Testing
import Timebase

@Suite("The habitual rate of speech")
struct HabitualRateTests {
  private let counted: PracticeHistory = .experienced.with { $0.repertoire.habitualRate = 150 }

  /// The tempo of the phrase that plays: patterned up to 200 syllables a minute, a beat each.
  private func tempo(_ facts: Facts) throws -> Rational {
    var unit = try Bedside.begun(facts)
    try unit.practise(to: "speech cueing")
    #expect(!unit.states.contains(.measuring))
    return try #require(unit.score?.score.tempo.beatsPerMinute)
  }

  @Test("What the clinic wrote holds before what was counted; either one asks nothing")
  func known() throws {
    let metric = ["cueing: metric"]
    #expect(
      try tempo(
        .only(
          "speech cueing", clinic: ["habitual rate: 120"], caregiver: metric, history: counted))
        == 120)
    #expect(try tempo(.only("speech cueing", caregiver: metric, history: counted)) == 150)
  }

  /// Counts three times, for so long each.
  private func count(_ unit: inout Bedside, seconds: Int) throws {
    for index in 1...3 {
      if unit.utterance != nil { try unit.hearOut() }
      unit.press(after: 2_000)
      unit.press(after: 1_000 * seconds)
      #expect(unit.state == .measuring, "count \(index)")
    }
  }

  @Test("Nobody knows it: it is counted before the first phrase, and the rhythm follows")
  func measured() throws {
    var unit = try Bedside.counting(.only("speech cueing", caregiver: ["cueing: metric"]))
    #expect(unit.said.last?.hasPrefix("Please count out loud from one to twenty.") == true)
    try count(&unit, seconds: 16)
    #expect(unit.said.last == "Thank you. | The rhythm will follow your pace.")
    let rates = unit.records.compactMap { record in
      if case .rated(.rate(let rate)) = record { rate } else { nil }
    }
    // The numbers have so many groups of vowels, in 16 s and the 50 ms of acceptance.
    let numbers = Files.english.prompt(.measuringCountNumbers).joined(separator: " ")
    let syllables = TestVoice.prosody(of: numbers).syllables.count
    let rate = try #require(rates.first)
    #expect(rate == Rational(60 * syllables * 1_000, 16_050))
    try unit.practise(to: "speech cueing")
    #expect(unit.score?.score.tempo.beatsPerMinute == rate)
  }

  @Test(
    "Presses are data, also while it is still being explained; between counts one more is asked")
  func data() throws {
    var unit = try Bedside.counting()
    #expect(unit.press() == ["answer accepted", "hush"])
    let deeds = unit.press(after: 10_000)
    #expect(deeds == ["answer accepted", Deeds.say(.measuringCountAgain)])
    #expect(unit.state == .measuring)
    #expect(unit.stops == [])
  }

  @Test("A count is not ticked into; a press too soon for its end is ignored, and sounds so")
  func tooSoon() throws {
    var unit = try Bedside.counting()
    unit.press()
    let due = unit.deadline
    #expect(unit.now + .seconds(60) == due)
    #expect(unit.press(after: 2_000) == ["answer ignored"])
    #expect(unit.deadline == due)
    #expect(unit.press(after: 8_000) == ["answer accepted", Deeds.say(.measuringCountAgain)])
  }

  @Test("A press while the result is said is heard, and changes nothing")
  func late() throws {
    var unit = try Bedside.counting()
    try count(&unit, seconds: 12)
    #expect(unit.press() == ["answer heard"])
    #expect(unit.records.filter { $0.what == "habitual rate" }.count == 1)
  }

  @Test("No press for a minute skips it, unscolded: speech is left for today, the rest goes on")
  func skipped() throws {
    var unit = try Bedside.begun(.everything(clinic: []))
    try unit.practise(to: .measuring)
    try unit.hearOut()
    let heard = unit.now
    for tick in 1...5 {
      #expect(try unit.waitOut() == ["sound restTick"])
      #expect(unit.now == heard + .seconds(10 * tick))
    }
    #expect(
      try unit.waitOut() == ["record habitual rate", Deeds.say(.measuringCountSkipped)])
    #expect(unit.said.last == "We leave speaking for today.")
    try unit.practise(to: .farewell)
    #expect(unit.exercises.map(\.activity) == ["paced breathing", "deep breaths", "singing"])
  }

  @Test("Skipped, it is not asked for again in this power-on")
  func notAgain() throws {
    var unit = try Bedside.begun(.everything(clinic: []))
    try unit.practise(to: .resting)
    unit.idle(seconds: 4 * 3_600)
    let states = unit.states.count
    unit.press()
    try unit.practise(to: .farewell)
    #expect(!unit.states.dropFirst(states).contains(.measuring))
    #expect(!unit.played.contains { $0.hasPrefix("speech") })
  }

  @Test("What was skipped was not practised: nobody is asked how it was")
  func notAsked() throws {
    var unit = try Bedside.begun(.only("breathing, speech cueing"))
    try unit.practise(to: .farewell)
    #expect(unit.records.filter { $0.what == "answer" }.count == 1)
  }

  @Test("The end of a long count is as good as the press that opened it")
  func fresh() throws {
    var unit = try Bedside.counting()
    try count(&unit, seconds: 55)
    try unit.hearOut()
    #expect(unit.state == .exercise || unit.stops.isEmpty)
    #expect(unit.state != .waiting)
  }

  @Test("A voice that never told of the numbers leaves speech, and no dead end")
  func mute() throws {
    var unit = try Bedside.begun(.only("breathing, speech cueing, singing"), voice: .mute)
    try unit.practise(to: .measuring)
    try count(&unit, seconds: 12)
    #expect(unit.said.last == "We leave speaking for today.")
    try unit.practise(to: .farewell)
    #expect(unit.exercises.last?.activity == "singing")
  }
}

@Suite("Phrases with the beat")
struct SpeechPhraseTests {
  private func begun(
    _ phrases: Int = 0, clinic: [String] = [], voice: Bedside.Voice = .speaks,
    texts: [String]? = nil
  ) throws -> Bedside {
    let history = PracticeHistory.experienced.with { $0.repertoire.phrases = phrases }
    let repertoire = Repertoire.usual.with { usual in
      if let texts { usual.phrases = texts.map { Files.phrase($0) } }
    }
    return try Bedside.begun(
      .only(
        "breathing, speech cueing, singing", clinic: ["habitual rate: 180"] + clinic,
        history: history, repertoire: repertoire), voice: voice)
  }

  /// The phrases of a whole session.
  private func spoken(_ unit: Bedside) throws -> [String] {
    var unit = unit
    try unit.practise(to: .farewell)
    return unit.material(.phrase)
  }

  @Test("They go on from session to session, and all come round")
  func rotation() throws {
    #expect(
      try spoken(try begun()) == ["I am thirsty.", "Open the window.", "I need some help."])
    #expect(try spoken(try begun(3)) == ["Good morning.", "I am tired.", "I am thirsty."])
    #expect(
      try spoken(try begun(3 + 5_000)) == ["Good morning.", "I am tired.", "I am thirsty."])
  }

  @Test("Fewer phrases than the dose are each practised once")
  func few() throws {
    #expect(try spoken(try begun(7, texts: ["I am tired."])) == ["I am tired."])
  }

  @Test("A phrase that was broken off has been begun: the next session goes on after it")
  func brokenOff() throws {
    var unit = try begun()
    try unit.practise(to: "speech cueing")
    try unit.playOut(onlySeconds: 30)
    unit.press()
    try unit.choose(.listGoOn)
    try unit.practise(to: .farewell)
    #expect(unit.material(.phrase) == ["I am thirsty.", "Open the window.", "I need some help."])
  }

  @Test("A phrase the voice cannot speak gives way to the next, and a helper is told")
  func unspeakable() throws {
    var unit = try begun(voice: .refuses(["thirsty", "help"]))
    try unit.practise(to: .farewell)
    #expect(unit.material(.phrase) == ["Open the window.", "Good morning.", "I am tired."])
    #expect(unit.records.contains(.fault(.phraseRefused)))
    #expect(
      unit.said.filter { $0.contains("You can practise. | A helper should look.") }.count == 1)
  }

  @Test("A phrase of sixty syllables is none")
  func tooLong() throws {
    let long = String(repeating: "la ", count: 60)
    #expect(
      try spoken(try begun(texts: [long, "I am tired.", "Good morning."])) == [
        "I am tired.", "Good morning."
      ])
  }

  @Test("Own phrases that cannot be spoken do not stand before the others for ever")
  func blocked() throws {
    let long = ["one", "two", "three"].map { word in
      Array(repeating: word, count: 13).joined(separator: " a ")
    }
    #expect(try spoken(try begun(texts: long + ["I am tired."])) == ["I am tired."])
  }

  @Test("Where no phrase can be spoken, the rest of the practice goes on")
  func none() throws {
    var unit = try begun(voice: .refuses(["."]))
    try unit.practise(to: .farewell)
    #expect(unit.material(.phrase) == [])
    #expect(unit.exercises.last?.activity == "singing")
  }

  @Test("A voice that does not tell is waited for 8 s, then the rest of the practice goes on")
  func mute() throws {
    var unit = try begun(voice: .mute)
    try unit.practise { $0.said.last?.hasPrefix("Speaking with the beat.") ?? false }
    try unit.hearOut()
    #expect(unit.state == .exercise)
    #expect(unit.deadline == unit.now + .seconds(8))
    try unit.waitOut()
    #expect(unit.state == .rest)
    #expect(unit.records.contains(.fault(.speechFailed)))
    try unit.practise(to: .farewell)
    #expect(unit.material(.phrase) == [])
    #expect(unit.exercises.last?.activity == "singing")
  }

  @Test("A voice that tells within those 8 s is in time")
  func inTime() throws {
    var unit = try begun(voice: .mute)
    try unit.practise { $0.said.last?.hasPrefix("Speaking with the beat.") ?? false }
    try unit.hearOut()
    unit.idle(seconds: 7)
    let text = "I am thirsty."
    unit.take(.analysed(text: text, TestVoice.prosody(of: text)))
    #expect(unit.played.last == "speech cueing 1")
    #expect(unit.deadline == nil)
  }

  @Test("A voice that tells nothing of the sounds shows the voice exercises by tones")
  func voiceExercises() throws {
    var unit = try Bedside.begun(
      .only("oral motor", history: .experienced.with { $0.repertoire.oralMotorSessions = 2 }),
      voice: .mute)
    try unit.practise(to: .farewell)
    #expect(unit.exercises.map(\.activity) == ["oral motor"])
    #expect(unit.exercises.allSatisfy { $0.setsDone > 0 })
  }

  @Test("Where the clinic wrote several percentages, they take turns from phrase to phrase")
  func percent() throws {
    var unit = try Bedside.begun(
      .only(
        "speech cueing", clinic: ["habitual rate: 150", "tempo percent: 100, 80, 60"],
        caregiver: ["cueing: metric"]))
    var tempos: [Rational] = []
    for number in 1...3 {
      try unit.practise { $0.played.last == "speech cueing \(number)" }
      tempos.append(try #require(unit.score?.score.tempo.beatsPerMinute))
    }
    #expect(tempos == [150, 120, 90])
  }

  @Test("It is never slower by itself, whatever the last session was like")
  func neverSlower() throws {
    let history = PracticeHistory.experienced.with {
      $0.sessions = [.ended(90_000, effort: 7, wasStopped: true)]
    }
    var unit = try Bedside.begun(
      .only(
        "speech cueing", clinic: ["habitual rate: 150"], caregiver: ["cueing: metric"],
        history: history))
    try unit.practise(to: "speech cueing")
    #expect(unit.score?.score.tempo.beatsPerMinute == 150)
  }

  @Test("Sung and spoken words are asked of the voice while something else is said")
  func ahead() throws {
    for technique in ["breathing, singing", "breathing, speech cueing"] {
      var unit = try Bedside.begun(
        .only(technique, clinic: ["habitual rate: 150"], caregiver: ["sung guide: yes"]))
      try unit.practise { $0.score?.score.sayings.contains { $0.delivery != .plain } ?? false }
      let score = try #require(unit.score?.score)
      let ahead = unit.actions.reduce(into: [Saying]()) { sayings, action in
        if case .makeAhead(let more) = action { sayings += more }
      }
      #expect(Set(score.sayings).isSubset(of: ahead))
      #expect(score.sayings.contains { $0.delivery != .plain })
    }
  }
}
