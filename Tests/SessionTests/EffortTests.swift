// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Session
import Testing
import Timebase

@Suite("At most two questions a session")
struct EffortTests {
  private static let comfortable = PromptKey.questionBreathingComfortable
  private static let aLittleShort = PromptKey.questionBreathingALittleShort
  private static let tooShort = PromptKey.questionBreathingTooShort

  /// The question after the other exercises is being asked.
  private func second(breathing: PromptKey? = nil, _ facts: Facts = .everything()) throws
    -> Bedside
  {
    var unit = try Bedside.question(facts)
    if let breathing { try unit.choose(breathing) }
    try unit.practise { $0.said.last?.hasPrefix("How was it?") ?? false }
    return unit
  }

  @Test("One after the last breathing exercise, one after the last of the others")
  func two() throws {
    var unit = try Bedside.begun(.everything())
    var played: [String?] = []
    var before: State?
    while unit.state != .farewell {
      before = unit.state
      if unit.state == .waiting, unit.utterance == nil { unit.press() } else { try unit.step() }
      if unit.state == .question, before != .question { played.append(unit.played.last) }
    }
    #expect(played == ["deep breaths 1", "singing 5"])
    let asked = unit.said.filter { $0.hasPrefix("How was") }
    #expect(
      asked == [
        "How was the breathing? | Press at your answer.", "How was it? | Press at your answer."
      ])
  }

  @Test("Where there is no breathing, there is one question")
  func one() throws {
    var unit = try Bedside.begun(.only("singing"))
    try unit.practise(to: .farewell)
    #expect(unit.said.filter { $0.hasPrefix("How was") }.count == 1)
  }

  @Test("The answers to each are offered in their order, from the easiest to the hardest")
  func items() throws {
    func words(_ keys: PromptKey...) -> [String] {
      keys.map { Files.english.prompt($0).joined(separator: " | ") }
    }
    let breathing = try Bedside.question().items()
    #expect(breathing == words(Self.comfortable, Self.aLittleShort, Self.tooShort))
    let effort = try second().items()
    #expect(
      effort
        == words(
          .questionEffortEasy, .questionEffortJustRight, .questionEffortHard,
          .questionEffortTooHard))
  }

  @Test(
    "Easy is 2, just right 3, hard 4, too hard 7",
    arguments: [
      (PromptKey.questionEffortEasy, 2), (.questionEffortJustRight, 3), (.questionEffortHard, 4),
      (.questionEffortTooHard, 7)
    ])
  func mapping(answer: PromptKey, effort: Int) throws {
    var unit = try second()
    try unit.choose(answer)
    #expect(unit.records.contains(.answer(effort: effort, changed: false)))
  }

  @Test(
    "The hardest answer counts: \"a little short\" halves the next dose, though singing was easy")
  func hardest() throws {
    for (breathing, effort) in [
      (Self.aLittleShort, PromptKey.questionEffortEasy),
      (Self.comfortable, .questionEffortHard)
    ] {
      var unit = try second(breathing: breathing)
      try unit.choose(effort)
      try unit.practise(to: .resting)
      unit.idle(seconds: 5 * 3_600)
      unit.press()
      try unit.practise { $0.beginnings.count == 2 }
      let planned = unit.records.compactMap {
        if case .exerciseBegan(let beginning) = $0 { beginning.plannedSets } else { nil }
      }
      #expect(planned.last == 1)
      #expect(planned.first == 2)
    }
  }

  @Test("Silence is missing: it neither halves nor counts as easy")
  func missing() throws {
    var unit = try Bedside.begun(.everything())
    try unit.practise(to: .farewell)
    #expect(unit.actions.filter { $0 == .effort(nil) }.count == 2)
    #expect(unit.records.filter { $0 == .answer(effort: nil, changed: false) }.count == 2)
  }

  @Test("After \"very breathless\" nothing more is practised; listening is offered")
  func tooShort() throws {
    var unit = try Bedside.question(.everything())
    try unit.choose(Self.tooShort)
    #expect(unit.state == .list)
    #expect(unit.sessionEndings.map(\.how) == [.finished])
    #expect(Deeds.lines(unit.actions).contains(Deeds.say(.questionEnds)))
    #expect(try unit.items() == ["Press to listen."])
    try unit.run(to: .resting)
    #expect(unit.exercises.map(\.activity) == ["paced breathing", "deep breaths"])
  }

  @Test("After \"too hard\" there is no closing music by itself; listening is offered")
  func tooHard() throws {
    var unit = try second()
    try unit.choose(.questionEffortTooHard)
    #expect(unit.state == .list)
    try unit.choose(.listListen)
    #expect(unit.state == .listening)
    #expect(unit.sessionEndings.map(\.how) == [.finished])
  }

  @Test("Nobody is asked whether to go on with what was too hard: it is not unfinished")
  func notCompleted() throws {
    var unit = try Bedside.question(.everything())
    try unit.choose(Self.tooShort)
    try unit.run(to: .resting)
    unit.idle(seconds: 1_200)
    unit.press()
    #expect(unit.state == .locked)
  }

  @Test("Only the breathing answer goes back a step of the pace; \"hard\" after singing does not")
  func stepBack() throws {
    let history = PracticeHistory.experienced.with {
      $0.baseline = 14
      $0.baselineTaken = .on(24)
      $0.pacingStep = 4
    }
    let facts = Facts.everything(caregiver: ["own pace: weekly"], history: history)
    func nextStep(_ breathing: PromptKey, _ effort: PromptKey) throws -> Int? {
      var unit = try second(breathing: breathing, facts)
      try unit.choose(effort)
      try unit.practise(to: .resting)
      unit.idle(seconds: 5 * 3_600)
      unit.press()
      try unit.practise { $0.beginnings.count == 2 }
      try unit.practise(to: "paced breathing")
      return unit.records.compactMap {
        if case .exerciseBegan(let beginning) = $0 { beginning.step } else { nil }
      }.last
    }
    let steady = try #require(try nextStep(Self.comfortable, .questionEffortEasy))
    #expect(try nextStep(Self.comfortable, .questionEffortHard) == steady)
    #expect(try nextStep(Self.aLittleShort, .questionEffortEasy) == steady - 1)
  }
}
