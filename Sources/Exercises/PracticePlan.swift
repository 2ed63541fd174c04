// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// What one session practises, or what is left of it.
public struct PracticePlan: Hashable, Sendable {
  /// Of paced breathing, each `blockSeconds` long at most, with `restSeconds` between.
  public var blocks: Int
  public var blockSeconds: Int
  public var restSeconds: Int
  public var deepBreaths: Int
  public var pauseBeats: Int
  public var oralMotorSteps: [OralMotor.Step]
  public var speechPhrases: Int
  public var singingPhrases: Int
  /// Of the short session.
  public var hummedPhrases: Int
  /// Of the music at the end; 0: none.
  public var closingSeconds: Int
  /// What is planned by.
  public var singing: SingingTimes
  public var speechPhraseSeconds: Int

  public init(
    blocks: Int = 0, blockSeconds: Int = 0, restSeconds: Int = 0, deepBreaths: Int = 0,
    pauseBeats: Int = 0, oralMotorSteps: [OralMotor.Step] = [], speechPhrases: Int = 0,
    singingPhrases: Int = 0, hummedPhrases: Int = 0, closingSeconds: Int = 0,
    singing: SingingTimes = SingingTimes(phrases: [], humming: 0), speechPhraseSeconds: Int = 0
  ) {
    self.blocks = blocks
    self.blockSeconds = blockSeconds
    self.restSeconds = restSeconds
    self.deepBreaths = deepBreaths
    self.pauseBeats = pauseBeats
    self.oralMotorSteps = oralMotorSteps
    self.speechPhrases = speechPhrases
    self.singingPhrases = singingPhrases
    self.hummedPhrases = hummedPhrases
    self.closingSeconds = closingSeconds
    self.singing = singing
    self.speechPhraseSeconds = speechPhraseSeconds
  }

  /// There is nothing to practise; the closing music alone is no practice.
  public var isEmpty: Bool { parts.allSatisfy { $0 == .listening } }

  /// What there is something of, in order.
  public var parts: [Part] { Part.allCases.filter { sets(of: $0) > 0 } }

  /// Blocks, breaths, steps, phrases; the closing music is one.
  public func sets(of part: Part) -> Int {
    switch part {
    case .paced: blocks
    case .deepBreaths: deepBreaths
    case .oralMotor: oralMotorSteps.count
    case .speech: speechPhrases
    case .singing: singingPhrases
    case .humming: hummedPhrases
    case .listening: closingSeconds > 0 ? 1 : 0
    }
  }

  /// Leaves no more than so many sets of a part: the last ones.
  public mutating func leave(_ sets: Int, of part: Part) {
    let left = min(max(sets, 0), self.sets(of: part))
    switch part {
    case .paced: blocks = left
    case .deepBreaths: deepBreaths = left
    case .oralMotor: oralMotorSteps = oralMotorSteps.suffix(left)
    case .speech: speechPhrases = left
    case .singing: singingPhrases = left
    case .humming: hummedPhrases = left
    case .listening: if left == 0 { closingSeconds = 0 }
    }
  }

  // MARK: How long it takes

  /// What is said before the first block, before a later one and before the other parts takes no
  /// longer [E, at 100 words a minute in all languages].
  package static let introductionSeconds = 24
  package static let laterBlockSeconds = 11
  package static let deepBreathsSeconds = 23
  package static let oralMotorSeconds = 20
  package static let speechSeconds = 20
  package static let singingSeconds = 20
  package static let hummingSeconds = 10

  /// At most, with rests and what is said before each part: from the first exercise to the
  /// farewell, without lists, questions, waiting and stops.
  public var length: FrameCount {
    let parts = parts
    let works = parts.filter { $0 != .listening }.count
    let rests = FrameCount.seconds(Dose.restBetweenParts * max(works - 1, 0))
    return parts.reduce(rests) { $0 + length(of: $1) }
  }

  /// At most, from its first word on.
  public func length(of part: Part) -> FrameCount {
    guard sets(of: part) > 0 else { return .zero }
    switch part {
    case .paced:
      return .seconds(
        Self.introductionSeconds + blocks * blockSeconds
          + (blocks - 1) * (restSeconds + Self.laterBlockSeconds))
    case .deepBreaths:
      return .seconds(Self.deepBreathsSeconds)
        + DeepBreaths.length(count: deepBreaths, pauseBeats: pauseBeats)
    case .oralMotor:
      return .seconds(Self.oralMotorSeconds) + OralMotor.length(oralMotorSteps)
    case .speech:
      return .seconds(Self.speechSeconds + speechPhrases * speechPhraseSeconds)
    case .singing:
      return .seconds(Self.singingSeconds + singing.seconds(phrases: singingPhrases))
    case .humming:
      return .seconds(Self.hummingSeconds + hummedPhrases * singing.humming)
    case .listening:
      // Its words are said over the music.
      return .seconds(closingSeconds)
    }
  }
}
