// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// How much may be practised: the table of `clinical.md`, narrowed by the prescription, chosen
/// inside by the caregiver, and made smaller by what the last sessions were like.
///
/// Every figure is a ceiling.
public struct Dose: Hashable, Sendable {
  public enum Level: String, Hashable, Sendable { case mild, moderate }

  public var level: Level
  /// Of paced breathing, 1–3; each `blockSeconds` (60–300) long at most.
  public var blocks: Int
  public var blockSeconds: Int
  /// Between blocks, 30–300.
  public var restSeconds: Int
  /// 3–10; 0 where none fit.
  public var deepBreaths: Int
  /// After a deep breath in, 0–2 beats.
  public var pauseBeats: Int
  /// The longest pause there may be after any breath in, 0–2 beats.
  public var mostPauseBeats: Int
  /// From the first exercise to the farewell, 180–1,200.
  public var sessionSeconds: Int
  public var sessionsADay: Int
  /// From the end of one session to the next.
  public var gapSeconds: Int
  public var isShort = false

  /// Between two techniques or activities (`clinical.md`: 30 s).
  public static let restBetweenParts = 30
  /// Deep breaths are never fewer than this, unless they fall away whole.
  public static let leastDeepBreaths = 3
  /// A short session: two minutes of paced breathing (`music and one hummed phrase` need voices
  /// that this unit does not have yet).
  static let shortBlockSeconds = 120
  static let shortSessionSeconds = 240

  /// The columns of the table.
  public init(_ level: Level) {
    self.level = level
    switch level {
    case .mild:
      blocks = 2
      blockSeconds = 180
      restSeconds = 60
      deepBreaths = 5
      pauseBeats = 1
      sessionSeconds = 720
      gapSeconds = 2 * 3_600
    case .moderate:
      blocks = 2
      blockSeconds = 120
      restSeconds = 90
      deepBreaths = 3
      pauseBeats = 0
      sessionSeconds = 480
      gapSeconds = 3 * 3_600
    }
    mostPauseBeats = pauseBeats
    sessionsADay = 2
  }

  /// After "a little short" or "hard": half as much, rounded up, never below the range.
  public func halved() -> Dose {
    var dose = self
    dose.blocks = (blocks + 1) / 2
    // A short session has none, and half of none is none.
    if deepBreaths > 0 { dose.deepBreaths = max((deepBreaths + 1) / 2, Self.leastDeepBreaths) }
    return dose
  }

  /// A tired day's session; it counts as a full one.
  public func shortened() -> Dose {
    var dose = self
    dose.isShort = true
    dose.blocks = 1
    dose.blockSeconds = min(blockSeconds, Self.shortBlockSeconds)
    dose.deepBreaths = 0
    dose.sessionSeconds = min(sessionSeconds, Self.shortSessionSeconds)
    return dose
  }

  /// What fits into the session's minutes. Cut in the order of `clinical.md`: the second block,
  /// deep breaths to three, then all of them, never paced breathing.
  public var plan: PracticePlan {
    var plan = PracticePlan(
      blocks: blocks,
      blockSeconds: min(blockSeconds, sessionSeconds - PracticePlan.introductionSeconds),
      restSeconds: restSeconds, deepBreaths: deepBreaths, pauseBeats: pauseBeats)
    let limit = FrameCount.seconds(sessionSeconds)
    while plan.length > limit, plan.blocks > 1 { plan.blocks -= 1 }
    if plan.length > limit { plan.deepBreaths = min(plan.deepBreaths, Self.leastDeepBreaths) }
    if plan.length > limit { plan.deepBreaths = 0 }
    return plan
  }
}

/// What one session practises, or what is left of it.
public struct PracticePlan: Hashable, Sendable {
  public var blocks: Int
  public var blockSeconds: Int
  public var restSeconds: Int
  public var deepBreaths: Int
  public var pauseBeats: Int

  public init(
    blocks: Int, blockSeconds: Int, restSeconds: Int, deepBreaths: Int, pauseBeats: Int
  ) {
    self.blocks = blocks
    self.blockSeconds = blockSeconds
    self.restSeconds = restSeconds
    self.deepBreaths = deepBreaths
    self.pauseBeats = pauseBeats
  }

  public var isEmpty: Bool { blocks == 0 && deepBreaths == 0 }

  /// What is said before the first block, before a later one and before the deep breaths takes no
  /// longer [E, at 100 words a minute in both languages].
  package static let introductionSeconds = 24
  package static let laterBlockSeconds = 11
  package static let deepBreathsSeconds = 20

  /// At most, with rests and what is said before each part.
  public var length: FrameCount {
    var length = FrameCount.seconds(
      (blocks > 0 ? Self.introductionSeconds : 0) + blocks * blockSeconds
        + max(blocks - 1, 0) * (restSeconds + Self.laterBlockSeconds))
    if deepBreaths > 0 {
      length += DeepBreaths.length(count: deepBreaths, pauseBeats: pauseBeats)
      length += .seconds(Self.deepBreathsSeconds)
      if blocks > 0 { length += .seconds(Dose.restBetweenParts) }
    }
    return length
  }
}
