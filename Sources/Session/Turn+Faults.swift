// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// No switch, a held switch, no sound; and the end of the run.
extension Turn {
  /// The same switch fault is said again only after so long: a loose plug must not chatter.
  private static let sayFaultEvery = FrameCount.seconds(60)
  /// A held switch is given so long to let go, then quiet music plays.
  private static let heldPatience = FrameCount.seconds(30)

  // MARK: The switch

  /// Closed for ten seconds: said once; it neither repeats nor blocks. An exercise that nobody
  /// could stop does not go on.
  mutating func stuck() {
    answer(.stuck)
    situation.isSwitchStuck = true
    act(.record(.fault(.stuckSwitch)))
    interrupt(.stuck)
  }

  mutating func freed() {
    situation.isSwitchStuck = false
    situation.hasSaidStuck = false
    leaveFaultBeneathStick(.stuck)
    guard case .fault(let faulting) = stage, faulting.kind == .stuck else { return }
    act(.hush)
    waitAgain(after: [])
  }

  mutating func switchLost() {
    guard situation.isSwitchPresent else { return }
    situation.isSwitchPresent = false
    situation.isSwitchStuck = false
    note(.noSwitch)
    situation.faultsToTell.removeAll { $0 == .noSwitch }
    if stage == .off { return }
    interrupt(.switchLost)
  }

  mutating func switchFound() {
    guard !situation.isSwitchPresent else { return }
    situation.isSwitchPresent = true
    leaveFaultBeneathStick(.noSwitch)
    guard case .fault(let faulting) = stage, faulting.kind == .noSwitch else { return }
    act(.hush)
    waitAgain(after: text(.faultSwitchBack))
  }

  /// Nobody can press: what needs a press ends, softly; listening may go on.
  private mutating func interrupt(_ cause: StopRecord.Cause) {
    switch stage {
    case .listening, .off: return
    // A call goes on: somebody may be needed all the more.
    case .ringing: return
    case .fault(let faulting) where faulting.kind == .sound: return
    case .exercise, .rest:
      noteStop(cause)
      situation.practice?.dropFinishedParts()
      act(.fadeOut(.milliseconds(400)))
    case .greeting, .safety, .waiting, .measuring, .counting, .question, .stopped, .list,
      .farewell, .resting, .locked, .fault, .stick, .calibrating, .selfTesting:
      break
    }
    putOffRequest()
    act(.hush)
    switchFault(situation.isSwitchPresent ? .stuck : .noSwitch)
  }

  mutating func switchFault(_ kind: Faulting.Kind) {
    let isDue = situation.switchFaultSaid.map { frame - $0 >= Self.sayFaultEvery } ?? true
    var faulting = Faulting(kind: kind)
    if isDue {
      situation.switchFaultSaid = frame
      if kind == .stuck { situation.hasSaidStuck = true }
      faulting.utterance = say(faultWords(kind), melody: .melodyFault)
    }
    if case .fault = stage { stay(.fault(faulting)) } else { enter(.fault(faulting)) }
  }

  private func faultWords(_ kind: Faulting.Kind) -> [String] {
    switch kind {
    case .noSwitch:
      // Its last sentence promises music, which quiet hours do not have.
      isQuietTime ? text(.faultSwitchMissing).dropLast() : text(.faultSwitchMissing)
    case .stuck: text(.faultSwitchHeld)
    case .sound: text(.faultSoundLost)
    }
  }

  mutating func faultSaid(_ faulting: Faulting) {
    var faulting = faulting
    faulting.utterance = nil
    faulting.deadline =
      frame + (faulting.kind == .stuck ? Self.heldPatience : FrameCount.seconds(2))
    stay(.fault(faulting))
  }

  /// No switch, or one that nobody lets go of: quiet music, as was said.
  mutating func faultTimedOut(_ faulting: Faulting) {
    var faulting = faulting
    faulting.deadline = nil
    stay(.fault(faulting))
    if situation.practice != nil { endPractice(.stopped) }
    if !isQuietTime { listen(to: .guided) }
  }

  /// A press in `fault` says the fault again, then the list with listening.
  mutating func explainAgain(_ faulting: Faulting) {
    guard faulting.kind != .sound else {
      answer(.heard)
      return
    }
    answer(.accepted)
    act(.hush)
    offer(
      listeningItems, as: .list, leading: faultWords(faulting.kind))
  }

  /// What was interrupted is offered again; it never goes on by itself.
  mutating func waitAgain(after words: [String]) { wait(whatIsOffered, after: words) }

  private var whatIsOffered: WaitingFor {
    if situation.practice != nil { return .goOn }
    switch availability {
    case .practice, .completion: return .begin
    case .listeningOnly, .locked: return .listen
    }
  }

  /// What a stick has to say goes on; a press in it means what it does without the fault.
  private mutating func leaveFaultBeneathStick(_ kind: Faulting.Kind) {
    guard case .stick(var talk) = stage, case .fault(let faulting) = talk.beneath,
      faulting.kind == kind, situation.isSwitchUsable
    else { return }
    talk.beneath = .waiting(whatIsOffered)
    enter(.stick(talk))
  }

  // MARK: The sound

  /// The card is gone. What sounded is not taken up again without a press.
  mutating func soundLost() {
    guard situation.isSoundPresent else { return }
    situation.isSoundPresent = false
    act(.record(.fault(.soundLost)))
    switch stage {
    case .off: return
    case .exercise, .rest, .listening: noteStop(.soundLost)
    case .greeting, .safety, .waiting, .measuring, .counting, .question, .stopped, .list,
      .ringing, .farewell, .resting, .locked, .fault, .stick, .calibrating, .selfTesting:
      break
    }
    situation.practice?.dropFinishedParts()
    putOffRequest()
    act(.hush)
    act(.fadeOut(Latency.stopRamp))
    var faulting = Faulting(kind: .sound)
    if case .ringing(let ringing) = stage { faulting.ringing = ringing }
    if case .fault = stage { stay(.fault(faulting)) } else { enter(.fault(faulting)) }
  }

  mutating func soundFound() {
    guard !situation.isSoundPresent else { return }
    situation.isSoundPresent = true
    guard stage != .off, case .fault(let faulting) = stage else { return }
    if let ringing = faulting.ringing {
      ring(since: ringing.since)
      return
    }
    guard situation.hasGreeted else {
      powerOn()
      return
    }
    guard situation.isSwitchUsable else {
      situation.switchFaultSaid = nil
      switchFault(situation.isSwitchPresent ? .stuck : .noSwitch)
      return
    }
    waitAgain(after: text(.faultSoundLost))
  }

  /// Somebody is being called, or was when the sound was lost.
  private var call: Ringing? {
    switch stage {
    case .ringing(let ringing): ringing
    case .fault(let faulting): faulting.ringing
    default: nil
    }
  }

  // MARK: The end

  /// The unit is switched off or restarted: everything open is closed and written.
  mutating func shutdown() {
    if situation.practice != nil {
      if stage.state == .exercise || stage.state == .rest { noteStop(.shutdown) }
      endPractice(.shutdown)
    }
    if let ringing = call { act(.record(.callEnded(frame - ringing.since, .shutdown))) }
    recordPresses()
    act(.hush)
    act(.fadeOut(.milliseconds(100)))
    // Nothing more is said or kept by itself; the last state stays on the timeline.
    situation.stage = .off
  }
}
