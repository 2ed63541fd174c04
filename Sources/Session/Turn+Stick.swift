// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// The caregiver's stick: a tone at once, the words at the next calm moment.
extension Turn {
  /// While the storage works, a tick so often says that nothing is wrong.
  private static let tickEvery = FrameCount.seconds(10)
  /// The storage gives a stick up sooner than this; if no word of it comes, the session does [E].
  private static let readPatience = FrameCount.seconds(60)
  /// The same, once the stick is out: a child that was writing may still wait for it [E].
  private static let gonePatience = FrameCount.seconds(180)

  // MARK: From outside

  /// A stick is in. In the quiet of a stop even its tone waits.
  mutating func stickFound() {
    // First, or it would take the tone with it.
    if !isStickAtWork, case .stick(let talk) = stage, talk.isAboutReading { act(.hush) }
    if case .stopped = stage {
      situation.isStickToneDue = true
    } else if stage != .off {
      act(.sound(.stick))
    }
    if isStickAtWork {
      situation.stickSince = .another
      return
    }
    situation.stick = .found
    if case .stick(let talk) = stage, talk.isAboutReading { read(over: talk.beneath) }
  }

  /// What it brought is being kept, or its findings are heard: another one comes after it.
  private var isStickAtWork: Bool {
    switch situation.stick {
    case .keeping, .kept: true
    case .read: isHearingFindings
    case .none, .found, .reading, .lost, .told: false
    }
  }

  private var isHearingFindings: Bool {
    if case .list(let choosing) = stage { choosing.isAboutStick } else { false }
  }

  mutating func dueStickTone() {
    guard situation.isStickToneDue else { return }
    if case .stopped = stage { return }
    situation.isStickToneDue = false
    act(.sound(.stick))
  }

  mutating func stickRead(_ reading: StickReading) {
    guard situation.stick == .reading else { return }
    situation.stick = .read(reading)
    if case .stick(let talk) = stage, talk.isAwaiting { tell(reading, over: talk.beneath) }
  }

  mutating func stickKept(_ outcome: StickOutcome) {
    guard case .keeping(let reading) = situation.stick else { return }
    situation.stick = .kept(reading, outcome)
    if case .stick(let talk) = stage, talk.isAwaiting {
      tell(reading, outcome, over: talk.beneath)
    }
  }

  /// It was taken out. What is being kept is answered for by the storage.
  mutating func stickGone() {
    situation.isStickToneDue = false
    switch situation.stick {
    case .none, .lost: return
    case .keeping, .kept:
      situation.stickSince = .gone
      if case .stick(let talk) = stage, talk.isAwaiting { lookOut(over: talk.beneath) }
    case .told:
      situation.stick = .none
      stopWaitingForTest()
    case .read where isHearingFindings:
      // They may still be heard again.
      situation.stickSince = .gone
    case .found, .reading, .read:
      situation.stick = .lost
      if case .stick(let talk) = stage, talk.isAboutReading {
        act(.hush)
        show(.losing(utterance: say(text(.stickGone))), over: talk.beneath)
      }
    }
  }

  // MARK: At a calm moment

  /// Nothing sounds that would be talked over: at rest, waiting, or waiting for a switch.
  private var beneath: StickTalk.Beneath? {
    switch stage {
    case .resting(utterance: nil): .resting
    case .waiting(let waiting) where waiting.utterance == nil: .waiting(waiting.purpose)
    case .fault(let faulting) where faulting.utterance == nil && faulting.deadline == nil:
      faulting.kind == .sound ? nil : .fault(faulting)
    default: nil
    }
  }

  /// After every event: what is to be said of the stick is said, if this is the moment.
  mutating func attendToStick() {
    dueStickTone()
    guard let beneath else { return }
    renewIfCalm()
    guard situation.leftToSay.isEmpty else {
      let words = situation.leftToSay
      situation.leftToSay = []
      show(.following(utterance: say(words)), over: beneath)
      return
    }
    switch situation.stick {
    case .none, .told:
      guard hasRequestToFollow else { return }
      situation.stickBeneath = beneath
      followRequests()
    case .found: read(over: beneath)
    case .reading, .keeping: lookOut(over: beneath)
    case .read(let reading):
      if situation.stickSince == .stays {
        tell(reading, over: beneath)
      } else {
        // Its findings were being heard, and it is not in any more.
        settleStick()
        attendToStick()
      }
    case .kept(let reading, let outcome): tell(reading, outcome, over: beneath)
    case .lost: show(.losing(utterance: say(text(.stickGone))), over: beneath)
    }
  }

  private mutating func read(over beneath: StickTalk.Beneath) {
    act(.stick(.read))
    situation.stick = .reading
    situation.stickSince = .stays
    // The words follow the tone.
    let delay = actions.contains(.sound(.stick)) ? SmallSound.stick.length : .zero
    show(.opening(utterance: say(text(.stickFound), delay: delay)), over: beneath)
  }

  mutating func show(_ step: StickTalk.Step, over beneath: StickTalk.Beneath) {
    // It is spoken over a rest that may have lasted into the evening.
    if case .resting = stage { adjustVolume() }
    var talk = StickTalk(beneath: beneath, step: step)
    switch step {
    case .awaiting, .erasing: talk.deadline = frame + Self.tickEvery
    case .opening, .telling, .ending, .losing, .following: break
    }
    enter(.stick(talk))
  }

  private mutating func lookOut(over beneath: StickTalk.Beneath) {
    show(.awaiting(since: frame), over: beneath)
  }

  mutating func stickSaid(_ talk: StickTalk, _ utterance: Int) {
    switch talk.step {
    case .opening(utterance):
      if case .read(let reading) = situation.stick {
        tell(reading, over: talk.beneath)
      } else {
        lookOut(over: talk.beneath)
      }
    case .telling(utterance): keep(over: talk.beneath)
    case .ending(utterance): stickTold(talk)
    case .losing(utterance):
      situation.stick = .none
      leave(to: talk.beneath)
    case .following(utterance):
      situation.stickBeneath = talk.beneath
      followRequests()
    case .opening, .telling, .ending, .losing, .following, .awaiting, .erasing: break
    }
  }

  /// The storage still works; nothing is waited for without end.
  mutating func stickAwaited(_ talk: StickTalk) {
    switch talk.step {
    case .awaiting(let since):
      let waited = frame - since
      if situation.stick == .reading, waited >= Self.readPatience {
        stickRead(.unreadable)
        return
      }
      if situation.stickSince != .stays, waited >= Self.gonePatience {
        var outcome = StickOutcome()
        outcome.isLost = true
        stickKept(outcome)
        return
      }
    case .erasing(let since):
      if frame - since >= Self.readPatience {
        erased(false, history: situation.history)
        return
      }
    case .opening, .telling, .ending, .losing, .following: return
    }
    act(.sound(.restTick))
    var talk = talk
    talk.deadline = frame + Self.tickEvery
    stay(.stick(talk))
  }

  // MARK: What was read

  private mutating func tell(_ reading: StickReading, over beneath: StickTalk.Beneath) {
    switch reading {
    case .noText: show(.telling(utterance: say(text(.stickNone))), over: beneath)
    case .unreadable: show(.telling(utterance: say(text(.stickUnreadable))), over: beneath)
    case .folder: show(.telling(utterance: say(text(.stickFolder))), over: beneath)
    case .settings(let settings):
      let words = words(for: settings)
      // A request says for itself what comes of it.
      if words.isEmpty {
        keep(over: beneath)
      } else {
        show(.telling(utterance: say(words)), over: beneath)
      }
    case .findings(let findings):
      situation.stickBeneath = beneath
      offerFindings(findings)
    }
  }

  /// "Nothing was changed. Press to hear it again.", twice round.
  private mutating func offerFindings(_ findings: [Finding]) {
    let words = SpokenFinding.sentences(of: findings, in: facts.pack)
    offer(
      [item(.hearAgain, .listAgain, readBack: .listAgain)], as: .list,
      leading: words + text(.stickUnchanged),
      untouched: Choosing.Untouched(choice: .leaveStick, sentences: []))
  }

  mutating func hearAgain() {
    if case .read(.findings(let findings)) = situation.stick {
      offerFindings(findings)
    } else {
      leaveStick()
    }
  }

  /// The findings have been heard; the rest of the stick is taken in, if it is still there.
  mutating func leaveStick() {
    let beneath = situation.stickBeneath ?? .resting
    situation.stickBeneath = nil
    if situation.stickSince == .stays {
      keep(over: beneath)
    } else {
      settleStick()
      leave(to: beneath)
    }
  }

  private mutating func keep(over beneath: StickTalk.Beneath) {
    guard case .read(let reading) = situation.stick else {
      leave(to: beneath)
      return
    }
    act(.stick(.keep))
    situation.stick = .keeping(reading)
    lookOut(over: beneath)
  }

  // MARK: What became of it

  private mutating func tell(
    _ reading: StickReading, _ outcome: StickOutcome, over beneath: StickTalk.Beneath
  ) {
    var words = words(for: outcome)
    if outcome.isLost {
      words += text(.stickGone).prefix(1)
    } else if situation.stickSince == .stays, !reading.wantsSelfTest {
      words += text(.stickTakeOut)
    }
    show(.ending(utterance: say(words)), over: beneath)
  }

  /// All of it has been said: the new settings are in force, and what was asked for follows.
  private mutating func stickTold(_ talk: StickTalk) {
    if case .kept(let reading, let outcome) = situation.stick {
      settleStick()
      if outcome.isLost, situation.stick == .told { situation.stick = .none }
      act(.record(.toldHelper))
      if case .settings(let settings) = reading {
        situation.requests += settings.requests.filter { !situation.requests.contains($0) }
      }
    }
    renewIfCalm()
    situation.stickBeneath = talk.beneath
    followRequests()
  }

  /// Where the stick is now, after it was done with.
  private mutating func settleStick() {
    switch situation.stickSince {
    case .stays: situation.stick = .told
    case .gone: situation.stick = .none
    case .another: situation.stick = .found
    }
    situation.stickSince = .stays
  }

  /// Back to what was before, as it is now.
  mutating func leave(to beneath: StickTalk.Beneath) {
    switch beneath {
    case .resting: goToRest(isSilent: true)
    case .waiting(let purpose):
      switch purpose {
      case .begin, .goOn, .listen: waitAgain(after: [])
      case .byItself, .offered, .byItselfOnTime: wait(purpose, after: [])
      }
    case .fault(let faulting):
      if situation.isSwitchUsable {
        waitAgain(after: faulting.kind == .noSwitch ? text(.faultSwitchBack) : [])
      } else {
        enter(.fault(faulting))
      }
    }
  }

  /// A press while the stick is spoken of: what it means in the state beneath. What was not said to
  /// its end is said again at the next calm moment; what was kept is in force.
  mutating func press(during talk: StickTalk, closedAt closing: SampleTime) {
    renewIfCalm()
    switch talk.beneath {
    case .resting: stay(.resting(utterance: nil))
    case .waiting(let purpose):
      stay(.waiting(Waiting(purpose: purpose, utterance: nil, repeats: 0, deadline: nil)))
    case .fault(let faulting): stay(.fault(faulting))
    }
    press(closedAt: closing)
  }
}
