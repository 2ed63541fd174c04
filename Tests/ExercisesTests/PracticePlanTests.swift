// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Settings
import Testing
import Timebase

/// Everything there is, on a day of the rotation.
private func day(_ rotation: Int = 0, sessions: Int? = nil, isAfterHard: Bool = false) -> DayContext
{
  DayContext(
    rotation: rotation, isAfterHard: isAfterHard, oralMotorSessions: sessions ?? rotation,
    hasSongs: true, hasPhrases: true, hasRate: true,
    singing: SingingTimes(phraseSeconds: 24), speechPhraseSeconds: 80)
}

private func dose(
  _ level: Dose.Level, minutes: Int, _ techniques: Set<Technique> = Set(Technique.allCases)
) -> Dose {
  var dose = Dose(level, techniques: techniques)
  dose.sessionSeconds = 60 * minutes
  return dose
}

/// `2 × 180 s, 5 breaths, 4 steps, 6 spoken, 12 sung, 1 hummed, 120 s of music`; what there is.
private func notation(_ plan: PracticePlan) -> String {
  plan.parts.map { part in
    switch part {
    case .paced: "\(plan.blocks) × \(plan.blockSeconds) s"
    case .deepBreaths: "\(plan.deepBreaths) breaths"
    case .oralMotor: "\(plan.oralMotorSteps.count) steps"
    case .speech: "\(plan.speechPhrases) spoken"
    case .singing: "\(plan.singingPhrases) sung"
    case .humming: "\(plan.hummedPhrases) hummed"
    case .listening: "\(plan.closingSeconds) s of music"
    }
  }.joined(separator: ", ")
}

/// Every set of techniques there is.
private let techniqueSets: [Set<Technique>] = (0..<32).map { bits in
  Set(Technique.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
}

@Suite("What fits into a session of breathing")
struct BreathingPlanTests {
  private func plan(minutes: Int, breaths: Int = 5) -> String {
    var dose = dose(.mild, minutes: minutes)
    dose.deepBreaths = breaths
    return notation(dose.plan)
  }

  @Test("The usual session holds all of it")
  func whole() {
    #expect(plan(minutes: 12) == "2 × 180 s, 5 breaths")
    #expect(notation(Dose(.moderate).plan) == "2 × 120 s, 3 breaths")
  }

  @Test(
    "Cut are the second block, then deep breaths down to three, then all, never the first block",
    arguments: [
      (10, 3, "2 × 180 s, 3 breaths"), (10, 10, "1 × 180 s, 10 breaths"),
      (7, 10, "1 × 180 s, 7 breaths"), (6, 5, "1 × 180 s, 4 breaths"), (5, 5, "1 × 180 s"),
      (3, 5, "1 × 156 s")
    ])
  func cut(minutes: Int, breaths: Int, expected: String) {
    #expect(plan(minutes: minutes, breaths: breaths) == expected)
  }
}

@Suite("What fits into a session")
struct PracticePlanTests {
  @Test("Breathing comes first, then voice or speech, then singing, then music")
  func order() {
    var plan = dose(.mild, minutes: 20).plan(for: day())
    #expect(plan.parts == [.paced, .deepBreaths, .oralMotor, .singing])
    plan.closingSeconds = 30
    plan.speechPhrases = 1
    plan.hummedPhrases = 1
    #expect(plan.parts == Part.allCases)
  }

  @Test(
    "A mild day of voice, minute by minute",
    arguments: [
      (3, "1 × 156 s"),
      (5, "1 × 180 s"),
      (7, "1 × 180 s, 4 sung"),
      (9, "1 × 180 s, 2 steps, 4 sung"),
      (10, "1 × 180 s, 3 steps, 4 sung"),
      (11, "1 × 180 s, 5 breaths, 2 steps, 4 sung"),
      (12, "1 × 180 s, 5 breaths, 2 steps, 4 sung"),
      (15, "1 × 180 s, 5 breaths, 4 steps, 4 sung"),
      (18, "1 × 180 s, 5 breaths, 4 steps, 12 sung"),
      (20, "1 × 180 s, 5 breaths, 4 steps, 12 sung")
    ])
  func mildVoice(minutes: Int, expected: String) {
    #expect(notation(dose(.mild, minutes: minutes).plan(for: day())) == expected)
  }

  @Test(
    "A mild day of speech, minute by minute",
    arguments: [
      (8, "1 × 180 s, 4 sung"),
      (10, "1 × 180 s, 2 spoken, 4 sung"),
      (12, "1 × 180 s, 5 breaths, 2 spoken, 4 sung"),
      (15, "1 × 180 s, 5 breaths, 4 spoken, 4 sung"),
      (18, "1 × 180 s, 5 breaths, 6 spoken, 4 sung"),
      (20, "1 × 180 s, 5 breaths, 6 spoken, 8 sung")
    ])
  func mildSpeech(minutes: Int, expected: String) {
    #expect(notation(dose(.mild, minutes: minutes).plan(for: day(1))) == expected)
  }

  @Test(
    "A moderate day of voice, minute by minute",
    arguments: [
      (4, "1 × 120 s"),
      (6, "1 × 120 s, 4 sung"),
      (8, "1 × 120 s, 2 steps, 4 sung"),
      (10, "1 × 120 s, 3 breaths, 2 steps, 4 sung"),
      (12, "1 × 120 s, 3 breaths, 2 steps, 6 sung"),
      (15, "2 × 120 s, 3 breaths, 2 steps, 6 sung, 47 s of music"),
      (20, "2 × 120 s, 3 breaths, 2 steps, 6 sung, 120 s of music")
    ])
  func moderateVoice(minutes: Int, expected: String) {
    #expect(notation(dose(.moderate, minutes: minutes).plan(for: day())) == expected)
  }

  @Test(
    "What the usual prescription enables, breathing, singing and listening",
    arguments: [
      (6, "1 × 180 s, 4 sung"),
      (8, "1 × 180 s, 3 breaths, 4 sung"),
      (12, "1 × 180 s, 5 breaths, 8 sung"),
      (16, "1 × 180 s, 5 breaths, 12 sung"),
      (18, "2 × 180 s, 5 breaths, 12 sung, 54 s of music"),
      (20, "2 × 180 s, 5 breaths, 12 sung, 120 s of music")
    ])
  func usual(minutes: Int, expected: String) {
    let dose = dose(.mild, minutes: minutes, [.breathing, .singing, .listening])
    #expect(notation(dose.plan(for: day())) == expected)
  }

  @Test("Nothing is cut before all that comes before it in the order is cut to its end")
  func cutOrder() {
    for level in [Dose.Level.mild, .moderate] {
      for techniques in techniqueSets {
        for minutes in 3...20 {
          for rotation in 0..<6 {
            let dose = dose(level, minutes: minutes, techniques)
            let plan = dose.plan(for: day(rotation))
            let faults = faults(of: plan, dose, techniques)
            #expect(faults == [], "\(level), \(minutes) min, \(techniques): \(notation(plan))")
          }
        }
      }
    }
  }

  /// What is cut although something before it in the order is not.
  private func faults(
    of plan: PracticePlan, _ dose: Dose, _ techniques: Set<Technique>
  ) -> [String] {
    let parts = plan.parts
    // Each with whether it is cut at all, and cut as far as it goes.
    let order: [(String, isCut: Bool, isCutDown: Bool)] = [
      (
        "closing", techniques.contains(.listening) && plan.closingSeconds < dose.closingSeconds,
        plan.closingSeconds == 0
      ),
      ("blocks", parts.contains(.paced) && plan.blocks < dose.blocks, plan.blocks <= 1),
      (
        "singing", parts.contains(.singing) && plan.singingPhrases < dose.singingPhrases,
        plan.singingPhrases <= 4
      ),
      (
        "speech", parts.contains(.speech) && plan.speechPhrases < dose.speechPhrases,
        plan.speechPhrases <= 2
      ),
      (
        "steps", parts.contains(.oralMotor) && plan.oralMotorSteps.count < dose.oralMotorSteps,
        plan.oralMotorSteps.count <= 2
      ),
      (
        "breaths", parts.contains(.deepBreaths) && plan.deepBreaths < dose.deepBreaths,
        plan.deepBreaths <= 3
      )
    ]
    return order.indices.dropFirst().compactMap { index in
      guard order[index].isCut, let open = order[..<index].first(where: { !$0.isCutDown }) else {
        return nil
      }
      return "\(order[index].0) before \(open.0)"
    }
  }

  @Test("A part falls away whole only where all of them, cut down, do not fit")
  func wholeParts() {
    for level in [Dose.Level.mild, .moderate] {
      for minutes in 3...20 {
        for rotation in 0..<12 {
          let dose = dose(level, minutes: minutes)
          let plan = dose.plan(for: day(rotation))
          var all = dose
          all.sessionSeconds = 3_600
          var least = all.plan(for: day(rotation))
          let missing = Set(least.parts).subtracting(plan.parts).subtracting([.listening])
          for part in Part.allCases {
            let floor: [Part: Int] = [
              .singing: 4, .speech: 2, .oralMotor: 2, .deepBreaths: 3, .listening: 0
            ]
            least.leave(floor[part] ?? 1, of: part)
          }
          let fits = least.length <= FrameCount.seconds(dose.sessionSeconds)
          #expect(missing.isEmpty == fits, "\(level), \(minutes) min, day \(rotation)")
        }
      }
    }
  }

  @Test("Over the days every technique is practised that fits into the minutes beside breathing")
  func rotation() {
    /// What is met in two weeks of which the diary counts the oral motor exercises.
    func met(_ dose: Dose) -> Set<String> {
      var names: Set<String> = []
      var sessions = 0
      for rotation in 0..<14 {
        let parts = dose.plan(for: day(rotation, sessions: sessions)).parts
        names.formUnion(parts.map(\.technique))
        if parts.contains(.oralMotor) { sessions += 1 }
      }
      return names.subtracting([Listening.technique])
    }
    for level in [Dose.Level.mild, .moderate] {
      for minutes in 3...20 {
        let fitting = Technique.allCases.filter { technique in
          met(dose(level, minutes: minutes, [.breathing, technique])).contains(technique.rawValue)
        }
        if minutes >= 7 { #expect(fitting.count == 4) }
        for techniques in techniqueSets {
          let isBreathing = techniques.contains(.breathing)
          let expected = techniques.filter { technique in
            technique != .listening && (fitting.contains(technique) || !isBreathing)
          }
          let practised = met(dose(level, minutes: minutes, techniques))
          let names = Set(expected.map(\.rawValue))
          // In three minutes without breathing some part has more than fits.
          let isMet =
            minutes > 3 || isBreathing ? practised == names : practised.isSubset(of: names)
          #expect(isMet, "\(level), \(minutes) min, \(techniques): \(practised)")
        }
      }
    }
  }

  @Test("Voice and speech take turns, a day each")
  func turns() {
    let dose = dose(.mild, minutes: 20)
    let parts = (0..<4).map { rotation in
      dose.plan(for: day(rotation)).parts.filter { $0 == .oralMotor || $0 == .speech }
    }
    #expect(parts == [[.oralMotor], [.speech], [.oralMotor], [.speech]])
  }

  @Test("What is missing is not planned: songs, phrases, the rate")
  func missing() {
    let dose = dose(.mild, minutes: 20)
    var context = day(1)
    context.hasRate = false
    #expect(dose.plan(for: context).parts.contains(.oralMotor))
    context.hasRate = true
    context.hasPhrases = false
    #expect(!dose.plan(for: context).parts.contains(.speech))
    context.hasSongs = false
    #expect(!dose.plan(for: context).parts.contains(.singing))
    let speech = Dose(.mild, techniques: [.speechCueing, .listening])
    #expect(speech.plan(for: context).isEmpty)
  }

  @Test("Without breathing the others are practised, if only a set of one fits")
  func noBreathing() {
    var context = day(1)
    context.speechPhraseSeconds = 150
    let plan = dose(.mild, minutes: 3, [.speechCueing]).plan(for: context)
    #expect(notation(plan) == "1 spoken")
    #expect(
      notation(dose(.mild, minutes: 12, [.singing]).plan(for: day())) == "12 sung")
  }

  @Test("Listening alone is no practice")
  func listeningOnly() {
    #expect(Dose(.mild, techniques: [.listening]).plan(for: day()).isEmpty)
  }

  @Test("A short session: two minutes of breathing, one hummed phrase, music for the rest")
  func short() {
    for level in [Dose.Level.mild, .moderate] {
      let dose = Dose(level, techniques: Set(Technique.allCases)).shortened()
      let plan = dose.plan(for: day())
      #expect(notation(plan) == "1 × 120 s, 1 hummed, 22 s of music")
      #expect(plan == dose.halved().plan(for: day()))
      #expect(dose.closingSeconds(of: plan, after: .seconds(170)) == 70)
      #expect(dose.closingSeconds(of: plan, after: .seconds(400)) == 15)
    }
  }

  @Test("A short session without songs is breathing and music; without either, a little voice")
  func shortWithout() {
    let all = Dose(.mild, techniques: Set(Technique.allCases)).shortened()
    var context = day()
    context.hasSongs = false
    #expect(notation(all.plan(for: context)) == "1 × 120 s, 96 s of music")
    let voice = Dose(.mild, techniques: [.oralMotor, .speechCueing]).shortened()
    #expect(notation(voice.plan(for: day())) == "2 steps")
    #expect(notation(voice.plan(for: day(1))) == "2 spoken")
  }

  @Test("After a hard session, and under the moderate level, quick syllables are not asked for")
  func quick() {
    func steps(_ level: Dose.Level, isAfterHard: Bool) -> Set<OralMotor.Step> {
      let dose = dose(level, minutes: 20)
      return Set(
        (0..<16).flatMap { session in
          dose.plan(for: day(sessions: session, isAfterHard: isAfterHard)).oralMotorSteps
        })
    }
    #expect(steps(.mild, isAfterHard: false).contains(.quick))
    #expect(!steps(.mild, isAfterHard: true).contains(.quick))
    #expect(!steps(.moderate, isAfterHard: false).contains(.quick))
  }

  @Test("A plan leaves the last of its sets, and is empty without them")
  func leave() {
    var plan = dose(.mild, minutes: 20).plan(for: day())
    let steps = plan.oralMotorSteps
    plan.leave(2, of: .oralMotor)
    #expect(plan.oralMotorSteps == steps.suffix(2))
    plan.leave(9, of: .singing)
    #expect(plan.singingPhrases == 9)
    plan.closingSeconds = 60
    plan.leave(1, of: .listening)
    #expect(plan.closingSeconds == 60)
    for part in Part.allCases where part != .listening { plan.leave(0, of: part) }
    #expect(plan.isEmpty && plan.parts == [.listening])
    plan.leave(-1, of: .listening)
    #expect(plan.length == FrameCount.zero)
  }
}

@Suite("Plans by chance")
struct AnyPlanTests {
  @Test(
    "No prescription, setting, level, day or answer leads outside a hard range", arguments: 1...20)
  func property(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let (clinic, chosen) = try RandomFiles(&random).read()
      let level: Dose.Level = Bool.random(using: &random) ? .mild : .moderate
      let isLowered = Bool.random(using: &random)
      var dose = Dose(level, prescription: clinic, settings: chosen, isLowered: isLowered)
      if Bool.random(using: &random) { dose = dose.halved() }
      let day = Self.day(&random)
      let plan = dose.plan(for: day)
      #expect(plan == dose.plan(for: day))
      #expect(plan.length <= FrameCount.seconds(dose.sessionSeconds))
      #expect(!dose.techniques.contains(.breathing) || (1...3).contains(plan.blocks))
      #expect(plan.blocks == 0 || (60...300).contains(plan.blockSeconds))
      #expect((30...300).contains(plan.restSeconds))
      #expect(plan.deepBreaths == 0 || (3...10).contains(plan.deepBreaths))
      #expect((0...2).contains(plan.pauseBeats))
      #expect((0...20).contains(plan.singingPhrases))
      #expect((0...8).contains(plan.speechPhrases))
      #expect(plan.oralMotorSteps.count <= 4)
      let sounding = plan.oralMotorSteps.reduce(FrameCount.zero) { $0 + OralMotor.sounding($1) }
      #expect(sounding <= FrameCount.seconds(dose.oralMotorSeconds))
      #expect(dose.hasWindInstrument || !plan.oralMotorSteps.contains(.wind))
      #expect(plan.closingSeconds == 0 || Listening.closingRange.contains(plan.closingSeconds))
      #expect(
        plan.parts.allSatisfy { part in
          dose.techniques.contains { $0.rawValue == part.technique }
        })
      #expect((dose.isShort ? 180...360 : 180...1_200).contains(dose.sessionSeconds))
      #expect((1...4).contains(dose.sessionsADay))
      #expect(dose.gapSeconds >= 3_600)
    }
  }

  private static func day(_ random: inout SplitMix64) -> DayContext {
    DayContext(
      rotation: Int.random(in: 0...100, using: &random),
      isAfterHard: Bool.random(using: &random),
      oralMotorSessions: Int.random(in: 0...100, using: &random),
      hasSongs: Bool.random(using: &random), hasPhrases: Bool.random(using: &random),
      hasRate: Bool.random(using: &random),
      singing: SingingTimes(
        phraseSeconds: Int.random(in: 10...50, using: &random),
        humming: Int.random(in: 20...40, using: &random)),
      speechPhraseSeconds: Int.random(in: 40...180, using: &random))
  }
}
