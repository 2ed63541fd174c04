// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Rhythm
import Session
import Settings
import Testing
import Timebase

/// A session alone, with no conductor: the test is its ears, its loudspeaker and its clock.
///
/// Each verb lets something happen and answers with what the session did, a line an action.
struct Bedside {
  /// Who tells how a text is spoken.
  enum Voice {
    /// All of it, at once.
    case speaks
    /// All but what has one of these words in it.
    case refuses([String])
    /// Nothing ever comes back.
    case mute
  }

  private(set) var session: Session
  var now = SampleTime.zero
  /// Everything it did so far.
  private(set) var actions: [SessionAction] = []
  /// What is being said, and what is being played, if anything.
  private(set) var utterance: Utterance?
  private(set) var score: ScorePart?
  private var playing: (id: Int, start: SampleTime)?
  private let voice: Voice

  init(_ facts: Facts = .usual(), voice: Voice = .speaks) {
    session = Session(facts)
    self.voice = voice
  }

  var state: State { session.state }
  var deadline: SampleTime? { session.nextDeadline }

  @discardableResult
  mutating func take(_ event: SessionEvent, at time: SampleTime? = nil) -> [String] {
    now = max(now, time ?? now)
    let new = session.handle(event, at: now)
    actions += new
    for action in new {
      switch action {
      case .say(let said): utterance = said
      case .play(let part): score = part
      case .hush: utterance = nil
      case .stopSound, .fadeOut:
        utterance = nil
        score = nil
      case .analyse(let texts): asked += texts
      case .enter, .sound, .answer, .record, .effort, .makeAhead, .stick, .keepSettings, .renew,
        .gain:
        break
      }
    }
    tellOfTexts()
    return Deeds.lines(new)
  }

  /// What the voice was asked about and has not told of.
  private var asked: [String] = []

  private mutating func tellOfTexts() {
    while let text = asked.first {
      switch voice {
      case .mute: return
      case .speaks:
        asked.removeFirst()
        take(.analysed(text: text, TestVoice.prosody(of: text)))
      case .refuses(let words):
        asked.removeFirst()
        let isRefused = words.contains { text.contains($0) }
        take(.analysed(text: text, isRefused ? nil : TestVoice.prosody(of: text)))
      }
    }
  }

  /// A press so many milliseconds from now, credited to its closing.
  @discardableResult
  mutating func press(after milliseconds: Int = 300) -> [String] {
    let closing = now + .milliseconds(milliseconds)
    return take(.press(closedAt: closing), at: closing + .milliseconds(50))
  }

  /// The words being said come to their end: a second a sentence, a second between two.
  @discardableResult
  mutating func hearOut() throws -> [String] {
    let utterance = try #require(utterance, "nothing is being said in \(state)")
    var deeds: [String] = []
    now += .milliseconds(20) + utterance.delay
    for index in utterance.sentences.indices {
      deeds += take(.sentenceBegan(utterance: utterance.id, sentence: index))
      now += .seconds(index + 1 < utterance.sentences.count ? 2 : 1)
    }
    self.utterance = nil
    return deeds + take(.spoken(utterance: utterance.id))
  }

  /// The first words of what is being said are heard, and no more of it yet.
  mutating func hearBeginning() throws {
    let utterance = try #require(utterance, "nothing is being said in \(state)")
    now += .milliseconds(20) + utterance.delay
    take(.sentenceBegan(utterance: utterance.id, sentence: 0))
  }

  /// The music plays to its end, or for so many seconds only, and then from there.
  @discardableResult
  mutating func playOut(onlySeconds limit: Int? = nil) throws -> [String] {
    let part = try #require(score, "nothing is being played in \(state)")
    let isNew = playing?.id != part.id
    let start = isNew ? now + .milliseconds(20) + part.delay : playing?.start ?? now
    playing = (part.id, start)
    let section = Section(start: Rational(start.frame), tempo: part.score.tempo)
    var deeds = isNew ? take(.scoreBegan(score: part.id), at: start) : []
    for event in part.score.sorted() {
      guard case .milestone(let milestone) = event.kind else { continue }
      let time = section.frame(ofBeat: event.beat)
      if time < now || (time == now && !isNew) { continue }
      if let limit, time > start + .seconds(limit) { break }
      deeds += take(.milestone(milestone, score: part.id), at: time)
    }
    if let limit {
      now = start + .seconds(limit)
      return deeds
    }
    score = nil
    return deeds
      + take(.scoreEnded(score: part.id), at: section.frame(ofBeat: part.score.length))
  }

  /// Nothing happens until the session wakes by itself.
  @discardableResult
  mutating func waitOut() throws -> [String] {
    let deadline = try #require(deadline, "\(state) waits for nothing")
    return take(.deadline, at: max(deadline, now))
  }

  /// The storage has made this of a stick's settings: they wait for the next activity.
  mutating func prepare(_ facts: Facts) { session.prepare(facts) }

  mutating func idle(seconds: Int) { now += .seconds(seconds) }

  /// Whatever sounds is heard out, and every wait runs out, until the unit is in this state.
  mutating func run(to state: State, _ comment: Comment? = nil) throws {
    var steps = 0
    while self.state != state {
      try step()
      steps += 1
      try #require(steps < 400, "\(state) never comes; the unit is in \(self.state)")
    }
  }

  /// Presses wherever one is asked for, chooses nothing and answers nothing, until this is so.
  mutating func practise(until isThere: (Bedside) -> Bool) throws {
    var steps = 0
    while !isThere(self) {
      if state == .waiting, utterance == nil { press() } else { try step() }
      steps += 1
      try #require(steps < 1_000, "it never comes; the unit is in \(state)")
    }
  }

  /// Until the music of an exercise is there: `paced breathing`, `singing` …
  mutating func practise(to activity: String) throws {
    try practise { $0.score?.score.firstSet?.activity.hasPrefix(activity) ?? false }
  }

  mutating func practise(to state: State) throws { try practise { $0.state == state } }

  /// Chooses the item of the list or the question that says this, and lets the read-back pass.
  mutating func choose(_ item: PromptKey, _ values: [Placeholder: Int] = [:]) throws {
    if state == .stopped { try waitOut() }
    let sentences = Files.english.prompt(item, values)
    var steps = 0
    while utterance?.sentences != sentences {
      try step()
      steps += 1
      try #require(
        steps < 40 && [.list, .question].contains(state), "\(item) is not offered in \(state)")
    }
    try hearBeginning()
    press()
    try hearOut()
    try waitOut()
  }

  /// What happens next where nobody presses.
  mutating func step() throws {
    if utterance != nil, deadline == nil {
      try hearOut()
    } else if score != nil {
      try playOut()
    } else {
      try waitOut()
    }
  }

  // MARK: What was kept

  var records: [Record] {
    actions.compactMap { if case .record(let record) = $0 { record } else { nil } }
  }

  var stops: [StopRecord] {
    records.compactMap { if case .stop(let stop) = $0 { stop } else { nil } }
  }

  var exercises: [ExerciseEnding] {
    records.compactMap { if case .exerciseEnded(let ending) = $0 { ending } else { nil } }
  }

  var sessionEndings: [SessionEnding] {
    records.compactMap { if case .sessionEnded(let ending) = $0 { ending } else { nil } }
  }

  /// What was played since power-on: `paced breathing 1`, `16 s of calm music` …
  var played: [String] {
    actions.compactMap { if case .play(let part) = $0 { Deeds.name(of: part.score) } else { nil } }
  }

  /// Pieces, songs, phrases and tracks.
  var material: [Material] {
    records.compactMap { if case .material(let material) = $0 { material } else { nil } }
  }

  func material(_ kind: Material.Kind) -> [String] {
    material.filter { $0.kind == kind }.map(\.name)
  }

  var beginnings: [SessionBeginning] {
    records.compactMap { if case .sessionBegan(let beginning) = $0 { beginning } else { nil } }
  }

  /// The items of the list or question that is being offered, in their order, once each.
  func items() throws -> [String] {
    var unit = self
    if unit.state == .stopped { try unit.waitOut() }
    let state = unit.state
    var items: [String] = []
    while unit.state == state, let said = unit.utterance?.sentences.joined(separator: " | "),
      !items.contains(said)
    {
      try unit.hearOut()
      // What leads to the items is followed by the first one at once.
      guard unit.utterance == nil else { continue }
      items.append(said)
      try unit.waitOut()
    }
    return items
  }

  /// Everything said since power-on.
  var said: [String] {
    actions.compactMap {
      if case .say(let utterance) = $0 { utterance.sentences.joined(separator: " | ") } else { nil }
    }
  }

  /// The states, in the order in which they were entered.
  var states: [State] {
    actions.compactMap { if case .enter(let state) = $0 { state } else { nil } }
  }
}
