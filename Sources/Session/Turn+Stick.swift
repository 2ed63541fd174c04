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

  // MARK: From outside

  /// A stick is in. In the quiet of a stop even its tone waits.
  mutating func stickFound() {
    situation.stick = .found
    if case .stopped = stage {
      situation.isStickToneDue = true
    } else if stage != .off {
      act(.sound(.stick))
    }
  }

  mutating func dueStickTone() {
    guard situation.isStickToneDue else { return }
    situation.isStickToneDue = false
    act(.sound(.stick))
  }

  mutating func stickRead(_ reading: StickReading) {
    guard situation.stick == .reading else { return }
    situation.stick = .read(reading)
    if case .stick(let talk) = stage, talk.step == .awaiting { tell(reading, talk) }
  }

  mutating func stickKept(_ outcome: StickOutcome) {
    guard case .keeping(let reading) = situation.stick else { return }
    situation.stick = .kept(reading, outcome)
    if case .stick(let talk) = stage, talk.step == .awaiting { tell(reading, outcome, talk) }
  }

  /// It was taken out. What is being kept is answered for by the storage.
  mutating func stickGone() {
    situation.isStickToneDue = false
    switch situation.stick {
    case .none, .lost, .keeping, .kept: return
    case .told:
      situation.stick = .none
      // What nobody waits for any more.
      situation.requests = []
    case .found, .reading, .read:
      situation.stick = .lost
      if case .stick(var talk) = stage {
        act(.hush)
        talk.step = .losing(utterance: say(text(.stickGone)))
        talk.deadline = nil
        stay(.stick(talk))
      } else if case .list(let choosing) = stage, choosing.isAboutStick {
        // The findings that were heard stand; there is nothing more to come.
        situation.stick = .none
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
    guard let beneath else { return }
    renewIfCalm()
    switch situation.stick {
    case .none, .told:
      guard !situation.requests.isEmpty else { return }
      situation.stickBeneath = beneath
      followRequests()
    case .found:
      act(.stick(.read))
      situation.stick = .reading
      open(.opening(utterance: say(text(.stickFound))), over: beneath)
    case .reading: open(.awaiting, over: beneath)
    case .read(let reading): tell(reading, StickTalk(beneath: beneath, step: .awaiting))
    case .keeping: open(.awaiting, over: beneath)
    case .kept(let reading, let outcome):
      tell(reading, outcome, StickTalk(beneath: beneath, step: .awaiting))
    case .lost: open(.losing(utterance: say(text(.stickGone))), over: beneath)
    }
  }

  private mutating func open(_ step: StickTalk.Step, over beneath: StickTalk.Beneath) {
    var talk = StickTalk(beneath: beneath, step: step)
    if step == .awaiting { talk.deadline = frame + Self.tickEvery }
    enter(.stick(talk))
  }

  mutating func stickSaid(_ talk: StickTalk, _ utterance: Int) {
    switch talk.step {
    case .opening(utterance):
      if case .read(let reading) = situation.stick { tell(reading, talk) } else { lookOut(talk) }
    case .telling(utterance): keep(talk)
    case .ending(utterance): stickTold(talk)
    case .losing(utterance):
      situation.stick = .none
      leave(talk)
    case .following(utterance):
      situation.stickBeneath = talk.beneath
      followRequests()
    case .opening, .telling, .ending, .losing, .following, .awaiting: break
    }
  }

  mutating func lookOut(_ talk: StickTalk) {
    var talk = talk
    talk.step = .awaiting
    talk.deadline = frame + Self.tickEvery
    enter(.stick(talk))
  }

  /// The storage still works.
  mutating func stickAwaited(_ talk: StickTalk) {
    guard talk.step == .awaiting else { return }
    act(.sound(.restTick))
    lookOut(talk)
  }

  // MARK: What was read

  private mutating func tell(_ reading: StickReading, _ talk: StickTalk) {
    var talk = talk
    talk.deadline = nil
    switch reading {
    case .noText: talk.step = .telling(utterance: say(text(.stickNone)))
    case .unreadable: talk.step = .telling(utterance: say(text(.stickUnreadable)))
    case .settings(let settings): talk.step = .telling(utterance: say(words(for: settings)))
    case .findings(let findings):
      situation.stickBeneath = talk.beneath
      offerFindings(findings)
      return
    }
    enter(.stick(talk))
  }

  private func words(for settings: StickSettings) -> [String] {
    var words = settings.isOneOfSeveral ? text(.stickSeveral) : []
    let changes = settings.changes
    if !changes.isEmpty || settings.requests.isEmpty {
      words += SpokenChange.sentences(of: changes, in: facts.pack)
    }
    if settings.requests.contains(.report) { words += text(.stickWriting) }
    return words
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
    guard case .read(.findings(let findings)) = situation.stick else {
      leaveStick()
      return
    }
    offerFindings(findings)
  }

  /// The findings have been heard; the rest of the stick is taken in.
  mutating func leaveStick() {
    let talk = StickTalk(beneath: situation.stickBeneath ?? .resting, step: .awaiting)
    guard case .read = situation.stick else {
      leave(talk)
      return
    }
    keep(talk)
  }

  private mutating func keep(_ talk: StickTalk) {
    guard case .read(let reading) = situation.stick else { return }
    act(.stick(.keep))
    situation.stick = .keeping(reading)
    lookOut(talk)
  }

  // MARK: What became of it

  private mutating func tell(
    _ reading: StickReading, _ outcome: StickOutcome, _ talk: StickTalk
  ) {
    var talk = talk
    var words = words(for: outcome)
    if outcome.isLost {
      words += text(.stickGone).prefix(1)
    } else if !reading.wantsSelfTest {
      words += text(.stickTakeOut)
    }
    talk.step = .ending(utterance: say(words))
    talk.deadline = nil
    enter(.stick(talk))
  }

  private func words(for outcome: StickOutcome) -> [String] {
    var words: [String] = []
    switch outcome.areSettingsKept {
    case true?: words += text(.stickSaved)
    case false?: words += text(.stickNotSaved)
    case nil: break
    }
    if outcome.songs > 0 { words += text(.stickSongs, [.count: outcome.songs]) }
    if outcome.recordings > 0 { words += text(.stickRecordings, [.count: outcome.recordings]) }
    if outcome.tracks > 0 { words += text(.stickMusic, [.count: outcome.tracks]) }
    words += outcome.refused.flatMap { text($0.promptForHelper) }
    switch outcome.isClockSet {
    case true?:
      let time = (situation.nextFacts ?? facts).wall.adding(FrameCount(frame.frame)).timeOfDay
      words += facts.pack.prompt(
        .clockSet, PromptValues(texts: [.value: SpokenValue.time(time, in: facts.pack)]))
    case false?: words += text(.clockRefused)
    case nil: break
    }
    switch outcome.report {
    case .written?: words += text(.stickReport)
    case .full?: words += text(.stickFull)
    case .protected?: words += text(.stickProtected)
    case .damaged?: words += text(.stickDamaged)
    case .failed?: words += text(.stickReportFailed)
    case nil: break
    }
    let news = outcome.news.filter { !outcome.refused.contains($0) }
    if !news.isEmpty { words += text(.helperIntro) + news.flatMap { text($0.promptForHelper) } }
    return words + lockWords
  }

  /// A helper hears of a lock what the patient hears of it.
  private var lockWords: [String] {
    guard case .locked(let reason) = availability else { return [] }
    return lockedWords(for: reason)
  }

  /// All of it has been said: the new settings are in force, and what was asked for follows.
  private mutating func stickTold(_ talk: StickTalk) {
    guard case .kept(let reading, let outcome) = situation.stick else {
      leave(talk)
      return
    }
    situation.stick = outcome.isLost ? .none : .told
    act(.record(.toldHelper))
    renewIfCalm()
    if case .settings(let settings) = reading, outcome.areSettingsKept ?? true {
      situation.requests = settings.requests
    }
    situation.stickBeneath = talk.beneath
    followRequests()
  }

  /// Back to what was before.
  mutating func leave(_ talk: StickTalk) {
    switch talk.beneath {
    case .resting: goToRest(saying: [])
    case .waiting(let purpose): wait(purpose, after: [])
    case .fault(let faulting): enter(.fault(faulting))
    }
  }

  /// A press while the stick is spoken of: what it means in the state beneath.
  mutating func press(during talk: StickTalk, closedAt closing: SampleTime) {
    if case .ending = talk.step {
      // What was asked for once is not forgotten for a press.
      situation.stickBeneath = nil
      if case .kept(let reading, let outcome) = situation.stick {
        situation.stick = outcome.isLost ? .none : .told
        act(.record(.toldHelper))
        if case .settings(let settings) = reading { situation.requests = settings.requests }
      }
      renewIfCalm()
    }
    switch talk.beneath {
    case .resting: stay(.resting(utterance: nil))
    case .waiting(let purpose):
      stay(.waiting(Waiting(purpose: purpose, utterance: nil, repeats: 0, deadline: nil)))
    case .fault(let faulting): stay(.fault(faulting))
    }
    press(closedAt: closing)
  }
}
