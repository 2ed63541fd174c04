// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// The technician's minute: a tone on each side, a press, the clock, the unit's number; the result
/// goes to the stick. Sixty seconds at the most.
struct SelfTesting: Hashable, Sendable {
  var began: SampleTime
  enum Step: Hashable, Sendable {
    case left(utterance: Int)
    case right(utterance: Int)
    case asking(utterance: Int)
    case pressing
    case telling(utterance: Int)
  }
  var step: Step
  /// Of the press; nil: none came.
  var press: FrameCount?
  var hasPress = false
  var deadline: SampleTime?
}

/// What the session saw of the self test, for the file on the stick.
public struct SelfTestResult: Hashable, Sendable {
  /// nil: none was seen.
  public var pressMilliseconds: Int?
  public var hasPress: Bool
  public var isClockSet: Bool
  public var length: FrameCount
}

extension Turn {
  private static let toneLength = FrameCount.milliseconds(1_500)
  private static let pressPatience = FrameCount.seconds(12)

  mutating func selfTest() {
    enter(.selfTesting(SelfTesting(began: frame, step: .left(utterance: say(text(.selfTestLeft))))))
  }

  mutating func selfTestSaid(_ test: SelfTesting, _ utterance: Int) {
    var test = test
    switch test.step {
    case .left(utterance):
      act(.sound(.leftTone))
      test.deadline = frame + Self.toneLength
    case .right(utterance):
      act(.sound(.rightTone))
      test.deadline = frame + Self.toneLength
    case .asking(utterance):
      test.step = .pressing
      test.deadline = frame + Self.pressPatience
    case .telling(utterance):
      followRequests()
      return
    case .left, .right, .asking, .pressing, .telling: return
    }
    stay(.selfTesting(test))
  }

  mutating func selfTestDue(_ test: SelfTesting) {
    var test = test
    test.deadline = nil
    switch test.step {
    case .left: test.step = .right(utterance: say(text(.selfTestRight)))
    case .right: test.step = .asking(utterance: say(text(.selfTestPress)))
    case .pressing:
      tell(test)
      return
    case .asking, .telling: return
    }
    stay(.selfTesting(test))
  }

  /// A press is data.
  mutating func take(_ test: SelfTesting, closedAt closing: SampleTime) {
    var test = test
    switch test.step {
    case .asking, .pressing:
      answer(.accepted)
      if case .asking = test.step { act(.hush) }
      test.hasPress = true
      test.step = .pressing
      // Its length comes with its end.
      test.deadline = frame + .seconds(2)
      stay(.selfTesting(test))
    case .left, .right, .telling: answer(.heard)
    }
  }

  mutating func released(_ test: SelfTesting, after length: FrameCount) {
    guard test.hasPress, test.step == .pressing, test.press == nil else { return }
    var test = test
    test.press = length
    tell(test)
  }

  /// A stick that is still in waited for the result.
  private var afterTest: [String] { situation.stick == .told ? text(.stickTakeOut) : [] }

  private func spoken(_ key: PromptKey, _ value: String) -> [String] {
    facts.pack.prompt(key, PromptValues(texts: [.value: value]))
  }

  private mutating func tell(_ test: SelfTesting) {
    var test = test
    test.deadline = nil
    let result = SelfTestResult(
      pressMilliseconds: test.press?.milliseconds, hasPress: test.hasPress,
      isClockSet: wall.isSet, length: frame - test.began)
    act(.record(.selfTested(result)))
    act(.stick(.writeTest(result)))
    var words = text(test.hasPress ? .selfTestPressed : .selfTestNotPressed)
    words +=
      wall.isSet
      ? spoken(.selfTestClock, SpokenValue.time(wall.timeOfDay, in: facts.pack))
      : text(.selfTestClockUnset)
    words += facts.prescription?.unit.map { spoken(.selfTestUnit, $0) } ?? text(.selfTestNoUnit)
    test.step = .telling(utterance: say(words + text(.selfTestDone) + afterTest))
    stay(.selfTesting(test))
  }
}
