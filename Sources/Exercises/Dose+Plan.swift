// SPDX-License-Identifier: GPL-3.0-or-later
import Settings
import Timebase

/// What fits into a session's minutes (`clinical.md`, "Dose").
///
/// What does not fit is cut in this order, each only as far as it must be: closing listening, the
/// second block, singing to four phrases (by whole groups of four), speech to two, oral motor
/// exercises to two steps, deep breaths to three. Where that is not enough whole parts fall away,
/// another one each day, never paced breathing; what they leave is given back in the same order.
extension Dose {
  /// Today's practice: settled breathing first, then voice or speech, day by day in turn, then
  /// singing, then music.
  public func plan(for day: DayContext) -> PracticePlan {
    let whole = wholePlan(for: day)
    let order = fallingAway(from: whole, on: day)
    for count in 0...order.count where count < order.count || whole.blocks > 0 {
      var plan = whole
      for part in order.prefix(count) { plan.leave(0, of: part) }
      cut(&plan)
      if fits(plan) { return plan }
    }
    return least(of: whole, order)
  }

  /// The music that closes a session, in seconds: as planned; in a short one what is left of its
  /// minutes.
  /// - Parameter done: how long the session has been practised.
  public func closingSeconds(of plan: PracticePlan, after done: FrameCount) -> Int {
    guard isShort, plan.closingSeconds > 0 else { return plan.closingSeconds }
    let range = Listening.closingRange
    let left = sessionSeconds - done.roundedSeconds
    return min(max(left, range.lowerBound), range.upperBound)
  }

  /// Breathing alone, whatever else is enabled.
  public var plan: PracticePlan {
    var dose = self
    dose.techniques = [.breathing]
    return dose.plan(
      for: DayContext(
        rotation: 0, isAfterHard: false, oralMotorSessions: 0, hasSongs: false,
        hasPhrases: false, hasRate: false, singing: SingingTimes(phrases: [], humming: 0),
        speechPhraseSeconds: 0))
  }

  private func fits(_ plan: PracticePlan) -> Bool { plan.length <= .seconds(sessionSeconds) }

  // MARK: All of it

  private func wholePlan(for day: DayContext) -> PracticePlan {
    let breathes = techniques.contains(.breathing)
    let sings = techniques.contains(.singing) && day.hasSongs
    // In a short session only where there is nothing else.
    let voice = isShort && (breathes || sings) ? nil : voiceOrSpeech(on: day)
    return PracticePlan(
      blocks: breathes ? blocks : 0,
      blockSeconds: min(blockSeconds, sessionSeconds - PracticePlan.introductionSeconds),
      restSeconds: restSeconds, deepBreaths: breathes ? deepBreaths : 0,
      pauseBeats: pauseBeats,
      oralMotorSteps: voice == .oralMotor ? steps(on: day) : [],
      speechPhrases: voice == .speech ? speechPhrases : 0,
      singingPhrases: sings ? singingPhrases : 0,
      hummedPhrases: sings ? hummedPhrases : 0,
      closingSeconds: techniques.contains(.listening) ? closingSeconds : 0,
      singing: day.singing,
      speechPhraseSeconds: day.speechPhraseSeconds)
  }

  /// One of the two, turning by the day where both can be practised.
  private func voiceOrSpeech(on day: DayContext) -> Part? {
    let parts = voiceParts(on: day)
    return parts.isEmpty ? nil : parts[max(day.rotation, 0) % parts.count]
  }

  private func voiceParts(on day: DayContext) -> [Part] {
    var parts: [Part] = []
    if techniques.contains(.oralMotor), oralMotorSteps > 0 { parts.append(.oralMotor) }
    if techniques.contains(.speechCueing), speechPhrases > 0, day.hasPhrases, day.hasRate {
      parts.append(.speech)
    }
    return parts
  }

  /// Quick syllables only for a mild level, and not after a hard session [E].
  private func steps(on day: DayContext) -> [OralMotor.Step] {
    OralMotor.steps(
      count: min(oralMotorSteps, OralMotor.steps(within: oralMotorSeconds)),
      session: day.oralMotorSessions, wind: hasWindInstrument,
      quick: level == .mild && !day.isAfterHard)
  }

  // MARK: Cutting

  private func cut(_ plan: inout PracticePlan) {
    if !fits(plan) { cutClosing(&plan) }
    while !fits(plan), plan.blocks > 1 { plan.blocks -= 1 }
    while !fits(plan), plan.singingPhrases > Self.leastSingingPhrases {
      // Down to a multiple of four: a song's verse is not broken off in its middle.
      let group = TherapeuticSinging.phrasesASet
      plan.singingPhrases = (plan.singingPhrases - 1) / group * group
    }
    while !fits(plan), plan.speechPhrases > RhythmicSpeechCueing.leastPhrases {
      plan.speechPhrases -= 1
    }
    while !fits(plan), plan.oralMotorSteps.count > Self.leastOralMotorSteps {
      plan.oralMotorSteps.removeLast()
    }
    while !fits(plan), plan.deepBreaths > Self.leastDeepBreaths { plan.deepBreaths -= 1 }
  }

  /// As much as there is room for, else none.
  private func cutClosing(_ plan: inout PracticePlan) {
    guard plan.closingSeconds > 0 else { return }
    let over = plan.length - .seconds(sessionSeconds)
    let second = SampleRate.framesPerSecond
    let left = plan.closingSeconds - (over.value + second - 1) / second
    plan.closingSeconds = left >= Listening.closingRange.lowerBound ? left : 0
  }

  /// The parts that may fall away whole, the first to go first. Where voice and speech take turns,
  /// this turns half as fast, so that each of them is met by every order.
  private func fallingAway(from plan: PracticePlan, on day: DayContext) -> [Part] {
    let parts = plan.parts.filter { $0 != .paced && $0 != .listening }
    guard !parts.isEmpty else { return [] }
    let turns = max(day.rotation, 0) / max(voiceParts(on: day).count, 1)
    let first = turns % parts.count
    return Array(parts[first...] + parts[..<first])
  }

  /// Where there is no breathing and no part fits whole: one part, with as many sets as do.
  private func least(of whole: PracticePlan, _ order: [Part]) -> PracticePlan {
    for part in order.reversed() {
      var plan = whole
      for other in Part.allCases where other != part { plan.leave(0, of: other) }
      while !fits(plan) { plan.leave(plan.sets(of: part) - 1, of: part) }
      if !plan.isEmpty { return plan }
    }
    var nothing = whole
    for part in Part.allCases { nothing.leave(0, of: part) }
    return nothing
  }
}
