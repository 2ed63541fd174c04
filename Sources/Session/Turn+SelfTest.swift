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
    /// All is said; the storage still writes.
    case writing(since: SampleTime)
    /// What became of the file is being said.
    case ending(utterance: Int)
  }
  var step: Step
  /// How the writing ended; nil: it has not.
  var written: StickOutcome.WriteEnding?
  /// Of the press; nil: none came.
  var press: FrameCount?
  var hasPress = false
  var deadline: SampleTime?
}

/// What the session saw of the self test, for the file on the stick.
public struct SelfTestResult: Hashable, Sendable {
  /// Its number in the prescription; nil: it has none.
  public var unit: String?
  /// nil: none was seen.
  public var pressMilliseconds: Int?
  public var hasPress: Bool
  public var isClockSet: Bool
  public var length: FrameCount

  public init(
    unit: String?, pressMilliseconds: Int?, hasPress: Bool, isClockSet: Bool, length: FrameCount
  ) {
    self.unit = unit
    self.pressMilliseconds = pressMilliseconds
    self.hasPress = hasPress
    self.isClockSet = isClockSet
    self.length = length
  }
}

extension Turn {
  private static let toneLength = FrameCount.milliseconds(1_500)
  private static let pressPatience = FrameCount.seconds(12)
  /// While the storage writes, a tick so often; and it does not write for longer than this.
  private static let tickEvery = FrameCount.seconds(10)
  private static let writePatience = FrameCount.seconds(180)

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
      told(test)
      return
    case .ending(utterance):
      followRequests()
      return
    case .left, .right, .asking, .pressing, .telling, .writing, .ending: return
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
    case .writing(let since):
      guard frame - since < Self.writePatience else {
        end(test, .damaged)
        return
      }
      act(.sound(.restTick))
      test.deadline = frame + Self.tickEvery
    case .asking, .telling, .ending: return
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
    case .left, .right, .telling, .writing, .ending: answer(.heard)
    }
  }

  mutating func released(_ test: SelfTesting, after length: FrameCount) {
    guard test.hasPress, test.step == .pressing, test.press == nil else { return }
    var test = test
    test.press = length
    tell(test)
  }

  private func spoken(_ key: PromptKey, _ value: String) -> [String] {
    facts.pack.prompt(key, PromptValues(texts: [.value: value]))
  }

  private mutating func tell(_ test: SelfTesting) {
    var test = test
    test.deadline = nil
    let result = SelfTestResult(
      unit: facts.prescription?.unit, pressMilliseconds: test.press?.milliseconds,
      hasPress: test.hasPress,
      isClockSet: wall.isSet, length: frame - test.began)
    act(.record(.selfTested(result)))
    act(.stick(.writeTest(result)))
    var words = text(test.hasPress ? .selfTestPressed : .selfTestNotPressed)
    words +=
      wall.isSet
      ? spoken(.selfTestClock, SpokenValue.time(wall.timeOfDay, in: facts.pack))
      : text(.selfTestClockUnset)
    words += facts.prescription?.unit.map { spoken(.selfTestUnit, $0) } ?? text(.selfTestNoUnit)
    test.step = .telling(utterance: say(words + text(.selfTestDone)))
    // It is done, whatever comes now.
    situation.following = nil
    stay(.selfTesting(test))
  }

  // MARK: Its file

  /// Only then may the stick be taken out.
  private mutating func told(_ test: SelfTesting) {
    guard situation.stick == .told else {
      followRequests()
      return
    }
    if let written = test.written {
      end(test, written)
      return
    }
    var test = test
    test.step = .writing(since: frame)
    test.deadline = frame + Self.tickEvery
    stay(.selfTesting(test))
  }

  mutating func testWritten(_ ending: StickOutcome.WriteEnding) {
    guard case .selfTesting(var test) = stage else {
      if situation.stick == .told { situation.leftToSay += words(forTest: ending) }
      return
    }
    test.written = ending
    if case .writing = test.step { end(test, ending) } else { stay(.selfTesting(test)) }
  }

  /// The stick was taken out.
  mutating func stopWaitingForTest() {
    if case .selfTesting(let test) = stage, case .writing = test.step { followRequests() }
  }

  private mutating func end(_ test: SelfTesting, _ ending: StickOutcome.WriteEnding) {
    var test = test
    test.deadline = nil
    test.step = .ending(utterance: say(words(forTest: ending)))
    stay(.selfTesting(test))
  }

  private func words(forTest ending: StickOutcome.WriteEnding) -> [String] {
    let fault: [String] =
      switch ending {
      case .written: []
      // The rest of these is about a report.
      case .full: Array(text(.stickFull).prefix(1))
      case .protected: Array(text(.stickProtected).prefix(1))
      case .damaged, .failed: Array(text(.stickDamaged).prefix(1))
      }
    return fault + text(.stickTakeOut)
  }
}
