// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// One event's way through the session: a copy of the situation to change, and the actions that
/// go with the change.
struct Turn {
  var situation: Situation
  var facts: Facts
  let frame: SampleTime
  private(set) var actions: [SessionAction] = []

  init(situation: Situation, facts: Facts, frame: SampleTime) {
    self.situation = situation
    self.facts = facts
    self.frame = frame
  }

  var stage: Stage { situation.stage }
  var wall: WallTime { facts.wall.adding(FrameCount(frame.frame)) }
  var powered: Int {
    situation.history.poweredSeconds + frame.frame / SampleRate.framesPerSecond
  }

  mutating func act(_ action: SessionAction) { actions.append(action) }

  /// Goes to a stage; the timeline hears of it where the state is another one or begins anew.
  mutating func enter(_ stage: Stage) {
    let before = situation.stage
    if before.state == .resting, stage.state != .resting { adjustVolume() }
    situation.stage = stage
    if before.state != stage.state || before == .off { act(.enter(stage.state)) }
  }

  /// Changes what is known inside the present state.
  mutating func stay(_ stage: Stage) {
    precondition(stage.state == situation.stage.state, "stay is for the same state")
    situation.stage = stage
  }

  /// Words that answer a press wait until its small sound is over.
  private static let afterAnswer = FrameCount.milliseconds(250)

  /// Says something after `delay` and returns its number.
  mutating func say(
    _ sentences: [String], melody: SmallSound = .melodyInstruction, delay: FrameCount = .zero
  ) -> Int {
    let id = situation.nextUtterance
    situation.nextUtterance += 1
    let answers = actions.contains { action in
      if case .answer(_, silently: false) = action { true } else { false }
    }
    let delay = answers ? max(delay, Self.afterAnswer) : delay
    act(.say(Utterance(id: id, sentences: sentences, melody: melody, delay: delay)))
    return id
  }

  mutating func play(_ score: Score, delay: FrameCount = .milliseconds(500)) -> Int {
    let id = situation.nextScore
    situation.nextScore += 1
    act(.play(ScorePart(id: id, score: score, delay: delay)))
    return id
  }

  func text(_ key: PromptKey, _ values: [Placeholder: Int] = [:]) -> [String] {
    facts.pack.prompt(key, values)
  }

  mutating func refresh() { situation.freshFrom = frame }

  mutating func take(_ event: SessionEvent) {
    handle(event)
    attendToStick()
  }

  private mutating func handle(_ event: SessionEvent) {
    switch event {
    case .powerOn: powerOn()
    case .press(let closedAt): press(closedAt: closedAt)
    case .ignored: answer(.ignored)
    case .released(let length): released(after: length)
    case .stuck: stuck()
    case .freed: freed()
    case .sentenceBegan(let utterance, let sentence):
      sentenceBegan(utterance, sentence: sentence)
    case .spoken(let utterance): spoken(utterance)
    case .scoreBegan(let score): scoreBegan(score)
    case .milestone(let milestone, let score): reached(milestone, score: score)
    case .scoreEnded(let score): scoreEnded(score)
    case .analysed(let text, let prosody): analysed(text, prosody)
    case .trackLost(let id): trackLost(id)
    case .deadline: deadline()
    case .switchLost: switchLost()
    case .switchFound: switchFound()
    case .soundLost: soundLost()
    case .soundFound: soundFound()
    case .gap(let frames): act(.record(.gap(frames)))
    case .fault(let fault): note(fault)
    case .stickFound: stickFound()
    case .stickRead(let reading): stickRead(reading)
    case .stickKept(let outcome): stickKept(outcome)
    case .stickGone: stickGone()
    case .testWritten(let ending): testWritten(ending)
    case .erased(let isDone, let history): erased(isDone, history: history)
    case .shutdown: shutdown()
    }
  }

  /// Each closure is answered at once; in `stopped` only the tick is heard.
  mutating func answer(_ outcome: PressOutcome, silently: Bool = false) {
    situation.tally.count(outcome)
    let isStopped = if case .stopped = stage { true } else { false }
    act(.answer(outcome, silently: silently || isStopped))
  }

  /// A closure has ended: a figure for the weekly page, and for the tests of the switch.
  private mutating func released(after length: FrameCount) {
    situation.tally.note(length: length)
    switch stage {
    case .calibrating(let calibrating): released(calibrating, after: length)
    case .selfTesting(let test): released(test, after: length)
    default: break
    }
  }

  /// `nextDeadline` has come.
  mutating func deadline() {
    guard let due = situation.deadline, due <= frame else { return }
    switch stage {
    case .waiting(let waiting): waited(waiting)
    case .measuring(let measuring): measured(measuring)
    case .counting(let counting): counted(counting)
    case .exercise(let exercising): preparedTooLate(exercising)
    case .question(let choosing), .list(let choosing): scanned(choosing)
    case .stopped: openList()
    case .ringing(let ringing): rang(ringing)
    case .fault(let faulting): faultTimedOut(faulting)
    case .stick(let talk): stickAwaited(talk)
    case .calibrating(let calibrating): calibrated(calibrating)
    case .selfTesting(let test): selfTestDue(test)
    case .resting: offerPractice()
    case .off, .greeting, .safety, .rest, .listening, .farewell, .locked: break
    }
  }

  /// The last word of an utterance has been heard.
  mutating func spoken(_ utterance: Int) {
    switch stage {
    case .greeting(let said) where said == utterance: greeted()
    case .safety(let safety) where safety.utterance == utterance: safetySaid(safety)
    case .waiting(let waiting) where waiting.utterance == utterance: waitingSaid(waiting)
    case .measuring(let measuring): measuringSaid(measuring, utterance)
    case .counting(let counting): countingSaid(counting, utterance)
    case .exercise(let exercising): introduced(exercising, utterance)
    case .rest(let pausing): restSaid(pausing, utterance)
    case .question(let choosing), .list(let choosing): choiceSaid(choosing, utterance)
    case .listening(let listening): listeningSaid(listening, utterance)
    case .farewell(let said) where said == utterance: goToRest(isSilent: true)
    case .resting(let said) where said == utterance: stay(.resting(utterance: nil))
    case .locked(let said) where said == utterance: openList()
    case .fault(let faulting) where faulting.utterance == utterance: faultSaid(faulting)
    case .stick(let talk): stickSaid(talk, utterance)
    case .calibrating(let calibrating): calibratingSaid(calibrating, utterance)
    case .selfTesting(let test): selfTestSaid(test, utterance)
    case .off, .greeting, .safety, .waiting, .stopped, .ringing, .farewell, .resting, .locked,
      .fault:
      break
    }
  }

  /// A helper fault: into the diary, and to the patient once a day at the next calm moment.
  mutating func note(_ fault: HelperFault) {
    act(.record(.fault(fault)))
    // A unit that is never switched off comes to a new day, too.
    let today = wall.day
    if today != situation.faultsSaidDay ?? facts.wall.day { situation.history.faultsSaidToday = [] }
    situation.faultsSaidDay = today
    if situation.history.faultsSaidToday.insert(fault).inserted {
      situation.faultsToTell.append(fault)
    }
  }

  /// What the patient is told of faults that only others can mend, each once a day; most are
  /// "You can practise. A helper should look."
  mutating func dueFaultWords() -> [String] {
    let faults = situation.faultsToTell
    situation.faultsToTell = []
    var words: [String] = []
    if faults.contains(.voiceMissing) { words += text(.faultVoiceMissing) }
    if faults.contains(.settingsRefused) { words += text(.faultSettings) }
    if faults.contains(.settingsPutAside) { words += text(.settingsPrevious) }
    let own: Set<HelperFault> = [
      .voiceMissing, .settingsRefused, .settingsPutAside, .prescriptionRefused
    ]
    if faults.contains(where: { !own.contains($0) }) { words += text(.faultHelper) }
    return words
  }
}
