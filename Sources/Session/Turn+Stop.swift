// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// A stop, the five seconds of nothing after it, and the list.
extension Turn {
  /// The silence after the tick (`clinical.md`: at least 5 s).
  private static let silence = FrameCount.seconds(5)

  /// Whatever sounds or rests is at zero 28 ms from now, then a tick, then nothing.
  mutating func stop(_ cause: StopRecord.Cause) {
    if cause == .press { answer(.accepted, silently: true) }
    noteStop(cause)
    act(.stopSound)
    enter(
      .stopped(
        until: frame + Latency.silence + SmallSound.stopTick.length + Self.silence))
  }

  /// Keeps the stop in the practice and in the diary.
  mutating func noteStop(_ cause: StopRecord.Cause) {
    let isPress = cause == .press
    var second = 0
    var count = 1
    if var practice = situation.practice {
      practice.wasStopped = true
      practice.halt(at: frame)
      // Music is never held against anybody: what a later dose may hang on is exercise.
      if isPress, stage.state != .listening { practice.wasStoppedByPress = true }
      if case .exercise(let exercising) = stage, exercising.part == .paced, isPress { stepBack() }
      if var exercise = practice.exercise {
        exercise.silent(from: frame)
        if isPress { exercise.stops += 1 }
        count = min(max(exercise.stops, 1), 2)
        second = (frame - exercise.began).roundedSeconds
        practice.exercise = exercise
      }
      situation.practice = practice
    }
    if case .listening(let listening) = stage {
      second = (frame - listening.since).roundedSeconds
      act(.record(.listened(frame - listening.since)))
    }
    act(
      .record(
        .stop(StopRecord(stage: stage.state, second: second, cause: cause, count: count))))
    if count == 2, isPress { barPresentPart() }
  }

  /// A second stop of the same exercise bars it for the session.
  private mutating func barPresentPart() {
    guard let part = situation.practice?.exercise?.part else { return }
    closeExercise()
    situation.practice?.bar(part)
    situation.barredWords = text(.stoppedBarred)
  }

  /// After a stop and after a lock: "Breathe normally.", then what can be chosen.
  mutating func openList() {
    let isAfterStop = stage.state == .stopped
    situation.practice?.dropFinishedParts()
    var leading = isAfterStop ? text(.stoppedBreathe) : []
    leading += situation.barredWords
    situation.barredWords = []
    offer(listItems, as: .list, leading: leading)
  }

  /// The call comes first, where the caregiver put it there.
  var callItems: [Choosing.Item] {
    facts.settings.call ? [item(.ring, .listRing, readBack: .listChoseRing)] : []
  }

  private var listItems: [Choosing.Item] {
    var items = callItems
    // Where only the music at the end is left, there is listening.
    let hasExercise = situation.practice?.parts.contains { $0 != .listening } ?? false
    if hasExercise, situation.isSwitchUsable {
      items.append(item(.goOn, .listGoOn, readBack: .listChoseGoOn))
    }
    return items + listeningItems
  }

  /// Quiet music, and the person's own where there is some.
  var listeningItems: [Choosing.Item] {
    let quiet = item(.listen, .listListen, readBack: .listChoseListen)
    guard ownTrack != nil else { return [quiet] }
    return [quiet, item(.yourMusic, .listYourMusic, readBack: .listChoseYourMusic)]
  }

  func item(_ choice: Choice, _ offer: PromptKey, readBack: PromptKey) -> Choosing.Item {
    Choosing.Item(choice: choice, sentences: text(offer), readBack: text(readBack))
  }

  /// What was chosen in the list happens.
  mutating func carryOut(_ choice: Choice) {
    switch choice {
    case .ring:
      endPractice(.stopped)
      ring()
    case .goOn:
      refresh()
      goOn()
    case .listen:
      endPractice(.stopped)
      listen(to: .guided)
    case .yourMusic:
      endPractice(.stopped)
      listenToOwnMusic()
    case .usual, .short:
      refresh()
      beginPractice(source: .press, isShort: choice == .short)
    case .thisSong, .anotherSong:
      refresh()
      songChosen(choice)
    case .effort(let effort):
      answered(effort)
    case .hearAgain: hearAgain()
    case .leaveStick: leaveStick()
    case .keepTimes: keepTimes(true)
    case .leaveTimes: keepTimes(false)
    case .eraseOnce: eraseOnce()
    case .eraseNow: eraseNow()
    case .leaveErasing: followRequests()
    }
  }

  // MARK: Ringing

  private static let chimeEvery = FrameCount.milliseconds(2_500)
  private static let secondChimeAfter = FrameCount.seconds(7)
  private static let chimeLater = FrameCount.seconds(60)
  private static let ringsFor = FrameCount.seconds(600)
  private static let ringsThenFor = FrameCount.seconds(3_600)

  /// A clear chime until a press answers it: ten minutes, then once a minute for an hour. After
  /// the first one, how to end it is said.
  mutating func ring() {
    act(.record(.callBegan))
    ring(since: frame)
  }

  /// Also where the sound was lost in between: it is the same call.
  mutating func ring(since began: SampleTime) {
    act(.sound(.ringChime))
    _ = say(text(.ringingRing), delay: SmallSound.ringChime.length)
    enter(.ringing(Ringing(since: began, nextChime: frame + Self.secondChimeAfter)))
  }

  mutating func rang(_ ringing: Ringing) {
    let age = frame - ringing.since
    guard age < Self.ringsFor + Self.ringsThenFor else {
      act(.record(.callEnded(age, .givenUp)))
      goToRest(after: .ringingOver)
      return
    }
    var ringing = ringing
    ringing.nextChime = frame + (age < Self.ringsFor ? Self.chimeEvery : Self.chimeLater)
    act(.sound(.ringChime))
    stay(.ringing(ringing))
  }

  mutating func answerRinging(_ ringing: Ringing) {
    answer(.accepted)
    act(.record(.callEnded(frame - ringing.since, .answered)))
    act(.hush)
    act(.fadeOut(.milliseconds(100)))
    goToRest(after: .ringingAnswered)
  }
}
