// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// How much may be practised: the table of `clinical.md`, narrowed by the prescription, chosen
/// inside by the caregiver, and made smaller by what the last sessions were like.
///
/// Every figure is a ceiling.
public struct Dose: Hashable, Sendable {
  public enum Level: String, Hashable, Sendable { case mild, moderate }

  public var level: Level
  /// What the clinic enables.
  public var techniques: Set<Technique>
  public var hasWindInstrument = false
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
  /// Time sounding, at most 90, and steps, at most 4.
  public var oralMotorSeconds: Int
  public var oralMotorSteps: Int
  /// At most 8.
  public var speechPhrases: Int
  /// At most 20.
  public var singingPhrases: Int
  /// Of a short session.
  public var hummedPhrases = 0
  /// Of the music at the end of a session, 15–180 [E].
  public var closingSeconds = 120
  /// From the first exercise to the farewell, 180–1,200.
  public var sessionSeconds: Int
  public var sessionsADay: Int
  /// From the end of one session to the next.
  public var gapSeconds: Int
  public var isShort = false

  /// Between two techniques or activities (`clinical.md`: 30 s).
  public static let restBetweenParts = 30
  /// Cut no further than this, unless the whole part falls away.
  public static let leastDeepBreaths = 3
  public static let leastSingingPhrases = 4
  public static let leastOralMotorSteps = 2
  /// A short session: two minutes of paced breathing, one hummed phrase, quiet music.
  static let shortBlockSeconds = 120
  static let shortSessionSeconds = 240
  static let shortHummedPhrases = 1

  /// The columns of the table.
  /// - Parameter techniques: breathing alone, unless told otherwise.
  public init(_ level: Level, techniques: Set<Technique> = [.breathing]) {
    self.level = level
    self.techniques = techniques
    switch level {
    case .mild:
      blocks = 2
      blockSeconds = 180
      restSeconds = 60
      deepBreaths = 5
      pauseBeats = 1
      oralMotorSeconds = 60
      speechPhrases = 6
      singingPhrases = 12
      sessionSeconds = 720
      gapSeconds = 2 * 3_600
    case .moderate:
      blocks = 2
      blockSeconds = 120
      restSeconds = 90
      deepBreaths = 3
      pauseBeats = 0
      oralMotorSeconds = 30
      speechPhrases = 3
      singingPhrases = 6
      sessionSeconds = 480
      gapSeconds = 3 * 3_600
    }
    mostPauseBeats = pauseBeats
    // Whichever steps come, they sound no longer than the table says: four, two.
    oralMotorSteps = OralMotor.steps(within: oralMotorSeconds)
    sessionsADay = 2
  }

  /// After "a little short" or "hard": half as much, rounded up, never below the range.
  public func halved() -> Dose {
    var dose = self
    dose.blocks = Self.half(blocks)
    // A short session has none, and half of none is none.
    if deepBreaths > 0 { dose.deepBreaths = max(Self.half(deepBreaths), Self.leastDeepBreaths) }
    dose.oralMotorSeconds = Self.half(oralMotorSeconds)
    dose.oralMotorSteps = Self.half(oralMotorSteps)
    dose.speechPhrases = Self.half(speechPhrases)
    dose.singingPhrases = Self.half(singingPhrases)
    return dose
  }

  private static func half(_ count: Int) -> Int { (count + 1) / 2 }

  /// A tired day's session; it counts as a full one. Voice and speech come into it only where
  /// there is neither breathing nor singing.
  public func shortened() -> Dose {
    var dose = self
    dose.isShort = true
    dose.blocks = 1
    dose.blockSeconds = min(blockSeconds, Self.shortBlockSeconds)
    dose.deepBreaths = 0
    dose.oralMotorSteps = min(oralMotorSteps, Self.leastOralMotorSteps)
    dose.speechPhrases = min(speechPhrases, RhythmicSpeechCueing.leastPhrases)
    dose.singingPhrases = 0
    dose.hummedPhrases = Self.shortHummedPhrases
    dose.closingSeconds = Listening.closingRange.upperBound
    dose.sessionSeconds = min(sessionSeconds, Self.shortSessionSeconds)
    return dose
  }
}
