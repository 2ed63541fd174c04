// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Settings
import Testing
import Timebase

/// A session that is told anything in any order, as a broken shell might.
@Suite("Any event in any state")
struct AnyEventTests {
  @Test("No order of events leaves a rule behind", arguments: 1...40)
  func anyOrder(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<25 {
      var run = RandomRun(&random)
      for _ in 0..<250 { run.step(&random) }
      #expect(run.faults == [])
    }
  }

  @Test(
    "Each session is stopped, ended and left in order, also by its sticks", arguments: 101...130)
  func sticks(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var told: Set<String> = []
    for _ in 0..<25 {
      var run = RandomRun(&random, sticks: true)
      for _ in 0..<300 { run.step(&random) }
      run.end()
      #expect(run.faults == [])
      told.formUnion(run.stickSteps)
    }
    // The runs come to what they are about.
    #expect(told.isSuperset(of: ["read", "keep"]))
  }

  @Test("Between them the runs come to every state, and to every exercise")
  func reach() {
    var random = SplitMix64(seed: 7)
    var states: Set<State> = []
    var played: Set<String> = []
    for _ in 0..<200 {
      var run = RandomRun(&random)
      for _ in 0..<250 { run.step(&random) }
      states.formUnion(run.states)
      played.formUnion(run.played)
    }
    #expect(State.allCases.filter { !states.contains($0) } == [])
    let exercises = [
      "paced breathing 1", "deep breaths 1", "oral motor 1", "speech cueing 1", "humming 1",
      "singing 1", "waltz.flac", "180 s of calm music"
    ]
    #expect(exercises.filter { !played.contains($0) } == [])
  }
}

/// One unit under random events, and what must never be.
private struct RandomRun {
  private var session: Session
  private let isUnattended: Bool
  /// Most of what happens is what was asked for.
  private let isCalm: Bool
  private var now = SampleTime.zero
  private var utterance = 0
  private var score = 0
  private var asked: [String] = []
  private var lastPress: SampleTime?
  private var openSessions = 0
  private var openExercises = 0
  private var answers = 0
  private var isStopped = false
  private let hasSticks: Bool
  /// A stick is in; the storage has been asked this of it and has not answered.
  private var isStickIn = false
  private var asksOfStick: [StickAsk] = []
  private(set) var stickSteps: Set<String> = []
  private var calls = 0
  private(set) var states: Set<State> = []
  private(set) var played: Set<String> = []
  private(set) var faults: [String] = []

  init(_ random: inout SplitMix64, sticks: Bool = false) {
    hasSticks = sticks
    let caregiver =
      [
        ["call: yes"], ["own pace: weekly"], ["practice at: 9:05, 9:20, 10:00"],
        ["practice at: 9:10, 9:40", "start: by itself"], ["start: by itself"], ["session: short"],
        ["together: yes", "sung guide: yes"], []
      ].randomElement(using: &random) ?? []
    let own = Repertoire.usual.with { $0.music = [.waltz, .polka] }
    let units: [Facts] = [
      .usual(caregiver: caregiver), .everything(caregiver: caregiver),
      .everything(clinic: [], caregiver: caregiver, repertoire: own),
      .voiceExercises(caregiver: caregiver), .only("speech cueing", caregiver: caregiver),
      .only("oral motor", caregiver: caregiver), .only("singing", caregiver: caregiver),
      .everything(
        clinic: ["unattended: yes", "habitual rate: 90"], caregiver: caregiver, repertoire: own),
      .usual(nil, caregiver: caregiver, repertoire: own)
    ]
    let facts = units.randomElement(using: &random) ?? .usual()
    isUnattended = facts.prescription?.unattended ?? false
    session = Session(facts)
    isCalm = Bool.random(using: &random)
    take(.powerOn)
  }

  mutating func step(_ random: inout SplitMix64) {
    now += .milliseconds(Int.random(in: 0...8_000, using: &random))
    if let deadline = session.nextDeadline, deadline <= now {
      now = max(now, deadline)
      take(.deadline)
      return
    }
    take(event(&random))
  }

  private mutating func event(_ random: inout SplitMix64) -> SessionEvent {
    if hasSticks, let event = stickEvent(&random) { return event }
    if isCalm, Int.random(in: 0..<20, using: &random) > 0 { return expected(&random) }
    return switch Int.random(in: 0..<76, using: &random) {
    case 0..<16: .spoken(utterance: utterance)
    case 16..<26: .sentenceBegan(utterance: utterance, sentence: 0)
    case 26..<30: .scoreBegan(score: score)
    case 30..<35: .milestone(.setBegan(1), score: score)
    case 35: .milestone(.breathCued(cycle: 3), score: score)
    case 36..<41: .milestone(.setDone(1), score: score)
    case 41..<50: .scoreEnded(score: score)
    case 50..<60: .press(closedAt: now)
    case 60: .ignored
    case 61: .stuck
    case 62: .freed
    case 63: .switchLost
    case 64: .switchFound
    case 65: .soundLost
    case 66: .soundFound
    case 67: .trackLost([OwnTrack.waltz.id, OwnTrack.polka.id].randomElement(using: &random) ?? "")
    case 68..<75: analysed(&random)
    default: .deadline
    }
  }

  // MARK: Sticks

  /// Put in, answered for, taken out; also what nobody asked for.
  private mutating func stickEvent(_ random: inout SplitMix64) -> SessionEvent? {
    switch Int.random(in: 0..<30, using: &random) {
    case 0:
      isStickIn.toggle()
      return isStickIn ? .stickFound : .stickGone
    case 1: return Int.random(in: 0..<6, using: &random) == 0 ? .stickFound : nil
    case 2..<8:
      guard let ask = asksOfStick.first else { return nil }
      asksOfStick.removeFirst()
      return answer(to: ask, &random)
    case 8: return Int.random(in: 0..<10, using: &random) == 0 ? .stickRead(.noText) : nil
    case 9: return Int.random(in: 0..<10, using: &random) == 0 ? .stickKept(.kept) : nil
    case 10:
      return Int.random(in: 0..<10, using: &random) == 0
        ? .erased(true, history: PracticeHistory()) : nil
    case 11: return Int.random(in: 0..<10, using: &random) == 0 ? .testWritten(.full) : nil
    case 12..<17: return .spoken(utterance: utterance)
    case 17: return .released(after: .milliseconds(Int.random(in: 30...900, using: &random)))
    default: return nil
    }
  }

  private mutating func answer(to ask: StickAsk, _ random: inout SplitMix64) -> SessionEvent {
    switch ask {
    case .read:
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return .stickRead(.noText)
      case 1: return .stickRead(.unreadable)
      case 2: return .stickRead(.findings(Int.random(in: 1...5, using: &random)))
      default:
        let all: [SettingsRequest] = [
          .report, .clearLock, .switchTest, .selfTest, .erase(initials: "MK")
        ]
        let asked = all.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        return .stickRead(.settings(StickSettings(requests: asked)))
      }
    case .keep:
      var outcome = StickOutcome(areSettingsKept: Bool.random(using: &random))
      outcome.isLost = Int.random(in: 0..<8, using: &random) == 0
      if Bool.random(using: &random) {
        session.prepare(.usual(caregiver: ["scan time: \(Int.random(in: 2...10, using: &random))"]))
      }
      return .stickKept(outcome)
    case .erase:
      return .erased(Bool.random(using: &random), history: PracticeHistory())
    case .writeTest: return .testWritten(Bool.random(using: &random) ? .written : .damaged)
    }
  }

  /// Nobody presses and nothing more comes from outside: what was asked for is answered, what is said
  /// is heard, and the unit rests.
  mutating func end() {
    var random = SplitMix64(seed: 1)
    for event in [SessionEvent.soundFound, .switchFound, .freed] { take(event) }
    isStickIn = false
    take(.stickGone)
    var heard: (utterance: Int?, score: Int?) = (nil, nil)
    for _ in 0..<4_000 {
      if session.isResting, asksOfStick.isEmpty { return }
      if let deadline = session.nextDeadline, deadline <= now + .seconds(1) {
        now = max(now, deadline)
        take(.deadline)
        continue
      }
      now += .seconds(1)
      if let ask = asksOfStick.first {
        asksOfStick.removeFirst()
        take(answer(to: ask, &random))
      } else if !asked.isEmpty {
        take(analysed(&random))
      } else if utterance != heard.utterance {
        heard.utterance = utterance
        take(.spoken(utterance: utterance))
      } else if score != heard.score {
        // Whole, with what is counted of it.
        heard.score = score
        take(.scoreBegan(score: score))
        take(.milestone(.setBegan(1), score: score))
        take(.milestone(.setDone(1), score: score))
        take(.scoreEnded(score: score))
      } else if let deadline = session.nextDeadline {
        now = deadline
        take(.deadline)
      } else {
        break
      }
    }
    fault("it never rests again: \(session.state)")
  }

  private mutating func expected(_ random: inout SplitMix64) -> SessionEvent {
    if !asked.isEmpty { return analysed(&random) }
    let isExercise = session.state == .exercise
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4: return .spoken(utterance: utterance)
    case 4: return .sentenceBegan(utterance: utterance, sentence: 0)
    case 5: return isExercise ? .milestone(.setBegan(1), score: score) : .press(closedAt: now)
    case 6: return isExercise ? .scoreBegan(score: score) : .press(closedAt: now)
    default: return .scoreEnded(score: score)
    }
  }

  /// Of a text that was asked about or of one that was not, spoken, too long, or not at all.
  private mutating func analysed(_ random: inout SplitMix64) -> SessionEvent {
    let text = asked.isEmpty ? "nobody asked" : asked.removeFirst()
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return .analysed(text: text, nil)
    case 1: return .analysed(text: text, TestVoice.prosody(of: ""))
    case 2:
      let long = String(repeating: "ha ", count: 60)
      return .analysed(text: text, TestVoice.prosody(of: long))
    default: return .analysed(text: text, TestVoice.prosody(of: text))
    }
  }

  private mutating func take(_ event: SessionEvent) {
    let before = session.state
    if case .press = event { lastPress = now }
    // What a press opened is as good as the press until it ends.
    if [.list, .measuring, .question].contains(before) { lastPress = lastPress.map { _ in now } }
    for action in session.handle(event, at: now) {
      switch action {
      case .say(let said):
        utterance = said.id
        if said.sentences.isEmpty, session.state != .listening {
          fault("nothing is said, at length, in \(session.state)")
        }
      case .play(let part):
        score = part.id
        played.insert(Deeds.name(of: part.score))
      case .enter(let state):
        states.insert(state)
        if state == .exercise, before != .rest { checkFresh(event) }
        if state == .question, isStopped { fault("a question after a stop") }
      case .record(let record): count(record)
      case .analyse(let texts): asked += texts
      case .sound(let sound):
        if session.state == .stopped { fault("\(sound) into the silence after a stop") }
      case .stick(let ask):
        asksOfStick.append(ask)
        switch ask {
        case .read: stickSteps.insert("read")
        case .keep: stickSteps.insert("keep")
        case .erase: stickSteps.insert("erase")
        case .writeTest: stickSteps.insert("write test")
        }
      case .hush, .stopSound, .fadeOut, .answer, .effort, .makeAhead, .keepSettings, .renew, .gain:
        break
      }
    }
    if case .press = event, before.pressRule == .stop, session.state != .stopped {
      fault("a press in \(before) led to \(session.state)")
    }
    // At rest a practice may be offered, hours later.
    if let deadline = session.nextDeadline, session.state != .resting,
      deadline - now > .seconds(100)
    {
      fault("\(session.state) waits for \((deadline - now).roundedSeconds) s")
    }
    if let deadline = session.nextDeadline, deadline < now {
      fault("\(session.state) has slept past its deadline")
    }
  }

  private mutating func checkFresh(_ event: SessionEvent) {
    if isUnattended { return }
    guard let lastPress, now - lastPress <= .seconds(60) else {
      fault("an exercise without a fresh press, at \(event)")
      return
    }
  }

  private mutating func count(_ record: Record) {
    switch record {
    case .sessionBegan:
      openSessions += 1
      answers = 0
      isStopped = false
    case .sessionEnded: openSessions -= 1
    case .exerciseBegan: openExercises += 1
    case .exerciseEnded: openExercises -= 1
    case .answer: answers += 1
    case .callBegan: calls += 1
    case .callEnded: calls -= 1
    case .stop: isStopped = true
    default: break
    }
    if !(0...1).contains(calls) { fault("\(calls) calls are open") }
    if !(0...1).contains(openSessions) { fault("\(openSessions) sessions are open") }
    if !(0...1).contains(openExercises) { fault("\(openExercises) exercises are open") }
    if answers > 2 { fault("\(answers) questions in a session") }
  }

  private mutating func fault(_ what: String) {
    faults.append("\(now.frame / 48_000) s: \(what)")
  }
}
