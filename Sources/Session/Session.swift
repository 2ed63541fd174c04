// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Settings
import Songs
import Timebase

/// What happens next: the appliance's state machine.
///
/// ```
///   power ─▶ greeting ─▶ safety ─▶ waiting ◀──────────────┐
///                │                   │ press              │ next part
///                ▼                   ▼                    │
///             locked            measuring ─▶ exercise ◀─▶ rest
///                │                              │
///                │          any press ┌─────────┼───────────┐
///                ▼                    ▼         ▼           │
///              list ◀──────────── stopped    question ─▶ farewell ─▶ resting ─▶ press: safety …
///                │ press                                      ▲
///                ├─▶ ringing ─────────────────────────────────┤
///                ├─▶ exercise (go on)                         │
///                └─▶ listening ───────────────────────────────┘
///   any state ─▶ fault (no switch, held switch, no sound) ─▶ waiting or listening
/// ```
///
/// It never asks for the time: every event carries its frame, and `nextDeadline` says when it
/// wants to be woken. One event makes one new situation and its actions, together, assigned once.
/// What a press means in each state is `Turn+Press.swift`, a table.
public struct Session: Sendable {
  private(set) var facts: Facts
  private(set) var situation: Situation

  public init(_ facts: Facts) {
    self.facts = facts
    var situation = Situation(history: facts.history)
    let turn = Turn(situation: situation, facts: facts, frame: .zero)
    situation.singingTimes = facts.singingTimes ?? turn.singingTimes
    situation.speechPhraseSeconds = turn.speechPhraseSeconds
    situation.requests = facts.requests
    self.situation = situation
  }

  public var state: State { situation.stage.state }
  /// In the test of the switch every closure of 30 ms is data; and whoever the present times do not
  /// fit can keep those it proposes.
  public var pressRule: PressFilter.Rule {
    switch situation.stage {
    case .calibrating: .stop
    case .list where situation.tested != nil: .stop
    default: state.pressRule
    }
  }

  /// When the session wants to hear `.deadline`; nil: something else will come first (speech,
  /// music, a press at rest).
  public var nextDeadline: SampleTime? { situation.deadline }

  /// Other facts have come with a stick: they are in force from the next activity on.
  ///
  /// - Parameter facts: worked out, where sound is playing.
  public mutating func prepare(_ facts: Facts) { situation.nextFacts = facts }

  /// A practice is under way, or something is being said or played: the unit does not rest.
  public var isResting: Bool {
    switch situation.stage {
    case .resting(let utterance): utterance == nil
    case .fault(let faulting): faulting.utterance == nil && faulting.deadline == nil
    default: false
    }
  }

  /// Takes one event at a frame of the heard clock, never earlier than the one before.
  public mutating func handle(_ event: SessionEvent, at frame: SampleTime) -> [SessionAction] {
    var turn = Turn(situation: situation, facts: facts, frame: frame)
    turn.take(event)
    situation = turn.situation
    facts = turn.facts
    return turn.actions
  }
}

/// All of a session that changes.
struct Situation: Sendable {
  var stage = Stage.off
  var practice: Practice?
  var history: PracticeHistory
  /// The last press that may begin or resume an exercise: its closing, or the end of what it
  /// opened.
  var freshFrom: SampleTime?
  /// When the safety words were last said in this power-on, whole or not.
  var safetySaid: SampleTime?
  /// When they were last said whole in it.
  var safetySaidWhole: SampleTime?
  /// Said before the next list: what was just barred.
  var barredWords: [String] = []
  var isSwitchPresent = true
  var isSwitchStuck = false
  var isSoundPresent = true
  /// Faults to be told to the patient at the next calm moment.
  var faultsToTell: [HelperFault] = []
  /// The day of `history.faultsSaidToday`; nil: the day of power-on.
  var faultsSaidDay: Day?
  /// When the missing or held switch was last said.
  var switchFaultSaid: SampleTime?
  /// The present closure has been called stuck aloud: once is enough.
  var hasSaidStuck = false
  var tally = PressTally()
  var nextUtterance = 1
  var nextScore = 1
  /// What a plan reckons with: at most so long.
  var singingTimes = SingingTimes(phrases: [], humming: 0)
  var speechPhraseSeconds = 0
  /// The song that is being offered.
  var songOffered: Song?
  /// When `history.repertoire.todaysSong` was sung; nil: on the day of power-on.
  var songDay: Day?
  /// How the voice speaks a phrase; nil: it cannot.
  var prosodies: [String: Prosody?] = [:]
  /// Counting aloud was left out: it is not asked for again in this power-on.
  var hasSkippedRate = false
  /// Pieces of one's own music that the storage gives no more.
  var lostTracks: Set<String> = []
  /// Something (listening, an unattended practice) has begun by itself once.
  var hasBegunByItself = false
  /// The greeting has been begun with sound to be heard.
  var hasGreeted = false
  var stick = StickProgress.none
  var stickSince = StickSince.stays
  /// What the stick's words came over, while something else is asked.
  var stickBeneath: StickTalk.Beneath?
  var isStickToneDue = false
  /// What the caregiver's file asks for once, and has not been followed yet.
  var requests: [SettingsRequest] = []
  /// The one that is being followed, as long as it would have to be followed anew.
  var following: SettingsRequest?
  /// What came of a request while something else was going on.
  var leftToSay: [String] = []
  /// What the switch test proposes, while it is offered.
  var tested: SwitchTestResult?
  /// In force from the next activity on.
  var nextFacts: Facts?
  /// The loudness in force, in decibels.
  var gain = 0.0
  /// When the unit, at rest, offers a practice.
  var nextOffer: SampleTime?

  init(history: PracticeHistory) { self.history = history }

  /// When it moves on by itself if nothing else happens.
  var deadline: SampleTime? {
    if case .resting = stage { return nextOffer }
    return stage.deadline
  }

  /// There is a switch, and nobody holds it down.
  var isSwitchUsable: Bool { isSwitchPresent && !isSwitchStuck }
}
