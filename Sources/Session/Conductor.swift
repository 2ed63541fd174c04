// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Settings
import Timebase

/// The body of one audio period, the same live and rehearsed: edges and a frame count in, a
/// filled buffer and effects out.
///
/// It keeps two places in time. *Decisions* are made at a frame f of the heard clock; what they
/// change is heard from f + L on (`latency`). To render frames up to w, everything up to
/// w − L is decided first, in one order that does not depend on the size of the period: so the
/// sound does not either.
public struct Conductor: Sendable {
  /// What the shell does for the conductor. `record` and `keepSettings` are answered by `kept`.
  public enum Effect: Hashable, Sendable {
    /// Have these said, in this order, and `deliver` each.
    case speak([Saying])
    /// These will be asked for later: have them made when there is time.
    case makeAhead([Saying])
    /// Have the voice tell how it speaks each of these, and post `.analysed` for it.
    case analyse([String])
    /// These frames of a track will be heard soon: let no page of them wait for a disk.
    case readAhead(track: String, from: Int, frames: Int)
    case record(Record, at: SampleTime)
    /// Something is to be done with the stick that is in.
    case stick(StickAsk, at: SampleTime)
    /// To be kept with the settings.
    case keepSettings([SettingChange])
    /// The settings that came with the stick are in force: what is asked for from here on is said
    /// in their language and voice.
    case renew
  }

  private var session: Session
  private var filter: PressFilter
  var mixer: Mixer
  private(set) var language: String
  /// The person's own music, by track.
  private(set) var tracks: [String: SampleMemory]

  /// Everything before this has been decided.
  public private(set) var decided = SampleTime.zero
  /// Since when the unit rests, if it does.
  public private(set) var restingSince = SampleTime.zero
  /// L: what is decided at f is heard from f + L on. It follows the card's buffer.
  public private(set) var latency = Latency.change
  private var edges: [Edge] = []
  private var nextEdge = 0
  private var lastClosing: SampleTime?
  var agenda = Agenda<Notice>()
  var performance: Performance?
  var pendingScore: PendingScore?
  var speaking: Speaking?
  /// Records and settings that are not on the disk yet: no sentence begins before they are.
  var unkept = 0
  /// It has been waited for in vain: it is not, until it answers.
  var isDiskLate = false
  /// When the last whole utterance was over: the next one keeps its distance.
  var lastSentenceEnd: SampleTime?
  var shelf = ClipShelf()
  /// What is being said or about to be: for `speechCut`.
  var words: [Words] = []

  var effects: [Effect] = []
  private var timeline = Agenda<TimelineEvent.Kind>()
  private var emitted: [TimelineEvent] = []

  private struct Edge: Sendable {
    var closed: Bool
    var frame: SampleTime
  }

  /// What the conductor tells the session, or does, when its frame has come.
  enum Notice: Hashable, Sendable {
    case sentenceBegan(utterance: Int, sentence: Int)
    case sentenceEnded(utterance: Int, sentence: Int)
    /// Speech that has not come by now is replaced.
    case speechOverdue(utterance: Int, sentence: Int)
    case scoreOverdue(score: Int)
  }

  struct Words: Sendable {
    var text: String
    var start: SampleTime
    var end: SampleTime
  }

  /// - Parameters:
  ///   - language: the pack's, for the timeline.
  ///   - bank: nil: tones are made in its place.
  ///   - tracks: the person's own music.
  public init(
    session: Session, filter: PressFilter, language: String, gain: Double = 1,
    bank: NoteBank? = nil, tracks: [String: SampleMemory] = [:]
  ) {
    self.session = session
    self.filter = filter
    self.language = language
    self.tracks = tracks
    mixer = Mixer(gain: gain, bank: bank)
  }

  // MARK: In

  /// A raw edge at its frame of the heard clock. One that comes after its moment was decided is
  /// taken at the next moment, and the timeline says by how much it was late.
  public mutating func edge(closed: Bool, at frame: SampleTime) {
    let taken = max(frame, decided)
    if taken > frame { emit(.lateEdge(taken - frame), at: decided) }
    edges.append(Edge(closed: closed, frame: max(taken, edges.last?.frame ?? taken)))
  }

  /// The switch was found in this position: not a press, since nobody saw it close.
  public mutating func switchFound(closed: Bool) {
    filter.found(closed: closed, at: decided)
    post(.switchFound)
  }

  /// The switch is gone; what it was doing is forgotten.
  public mutating func switchLost() {
    edges.removeAll()
    nextEdge = 0
    lastClosing = nil
    filter.reset()
    post(.switchLost)
  }

  /// A card has been opened that holds so many frames: L is made to match, within its bounds
  /// (architecture, "Time": 4 × 5 ms, up to 4 × 10 ms where the device refuses).
  public mutating func setLatency(_ frames: FrameCount) {
    latency = min(max(frames, Latency.change), Latency.longest)
  }

  /// Something that happened outside, now.
  public mutating func post(_ event: SessionEvent) {
    if case .gap(let frames) = event { emit(.gap(frames), at: decided) }
    if case .trackLost(let track) = event { tracks[track] = nil }
    handle(event, at: decided)
  }

  /// What was asked for has been made, or cannot be.
  public mutating func deliver(_ sound: SpokenSound, for saying: Saying) {
    shelf.put(sound, for: saying, keeping: needed)
    continueSpeaking(at: decided)
    beginPendingScore(at: decided)
  }

  /// A record, or settings, that were to be kept are on the disk, or cannot be.
  public mutating func kept() {
    unkept = max(unkept - 1, 0)
    isDiskLate = false
    continueSpeaking(at: decided)
  }

  // MARK: Time

  /// The frame of the heard clock at which something will be decided next, if nothing comes from
  /// outside.
  public var nextDecision: SampleTime? {
    var next: SampleTime?
    func consider(_ frame: SampleTime?) {
      if let frame { next = min(next ?? frame, frame) }
    }
    consider(nextEdge < edges.count ? edges[nextEdge].frame : nil)
    consider(filter.nextDeadline(session.pressRule))
    consider(agenda.next)
    consider(performance?.next)
    consider(dueOfSession)
    return next.map { max($0, decided) }
  }

  /// Decides everything before `frame` of the heard clock, in order.
  /// - Returns: false where it stopped early because there are effects to take; call again.
  public mutating func decide(before frame: SampleTime) -> Bool {
    while effects.isEmpty, let next = nextDecision, next < frame {
      decided = next
      let wasResting = session.isResting
      decideOne()
      if session.isResting, !wasResting { restingSince = decided }
    }
    guard effects.isEmpty else { return false }
    decided = max(decided, frame)
    flushTimeline()
    return true
  }

  /// Fills a period: interleaved stereo, `buffer.count / 2` frames from the written frame `from`.
  /// - Precondition: everything is decided that can still change it, up to `latency` before
  ///   its end.
  public mutating func render(
    from: SampleTime, into buffer: UnsafeMutableBufferPointer<Int16>
  ) {
    precondition(
      decided >= from + FrameCount(buffer.count / 2) - latency, "decide first, then render")
    mixer.render(from: from, into: buffer)
  }

  /// The same into an array: for looking at a moment.
  public mutating func rendered(from: SampleTime, frames: Int) -> [Int16] {
    var samples = [Int16](repeating: 0, count: 2 * frames)
    samples.withUnsafeMutableBufferPointer { render(from: from, into: $0) }
    return samples
  }

  /// What would be heard if nothing more were decided: to hold a stop against.
  public func scheduledSound(from: SampleTime, frames: Int) -> [Int16] {
    var mixer = mixer
    var samples = [Int16](repeating: 0, count: 2 * frames)
    samples.withUnsafeMutableBufferPointer { mixer.render(from: from, into: $0) }
    return samples
  }

  /// What ended before `frame` is not rendered any more: while nothing is heard.
  public mutating func forgetSound(before frame: SampleTime) { mixer.forget(before: frame) }

  /// The next in the fixed order: edges, the filter's verdicts, what has been heard, what is to
  /// sound, the session's deadline.
  private mutating func decideOne() {
    let frame = decided
    if nextEdge < edges.count, edges[nextEdge].frame <= frame {
      takeEdge(edges[nextEdge])
      return
    }
    if let decision = filter.advance(to: frame, rule: session.pressRule) {
      take(decision)
      return
    }
    if let next = agenda.next, next <= frame, let entry = agenda.take() {
      take(entry.item, at: frame)
      return
    }
    if let next = performance?.next, next <= frame, let step = performance?.take() {
      take(step, at: frame)
      return
    }
    if let deadline = dueOfSession, deadline <= frame { handle(.deadline, at: frame) }
  }

  /// While somebody is pressing, what would run out waits for the verdict on that press, which is
  /// credited to its closing; at most for the acceptance time.
  private var dueOfSession: SampleTime? {
    if filter.isUndecided, session.state.waitsForPress { return nil }
    return session.nextDeadline
  }

  private mutating func takeEdge(_ edge: Edge) {
    nextEdge += 1
    if nextEdge == edges.count {
      edges.removeAll(keepingCapacity: true)
      nextEdge = 0
    }
    if edge.closed {
      if !filter.isClosed { lastClosing = edge.frame }
    } else if filter.isClosed, let closing = lastClosing {
      if !filter.isUndecided { handle(.released(after: edge.frame - closing), at: edge.frame) }
      lastClosing = nil
    }
    if let decision = filter.edge(
      closed: edge.closed, at: edge.frame, rule: session.pressRule)
    {
      take(decision)
    }
  }

  private mutating func take(_ decision: PressFilter.Decision) {
    switch decision {
    case .accepted(let closing): handle(.press(closedAt: closing), at: decided)
    case .ignored: handle(.ignored, at: decided)
    case .stuck: handle(.stuck, at: decided)
    case .freed: handle(.freed, at: decided)
    }
  }

  /// One event through the session, and what it asks for.
  mutating func handle(_ event: SessionEvent, at frame: SampleTime) {
    for action in session.handle(event, at: frame) { perform(action, at: frame) }
  }

  // MARK: Out

  public var state: State { session.state }
  public var isResting: Bool { session.isResting }
  /// No closure waits for its verdict and no edge for its frame.
  public var isSwitchIdle: Bool { !filter.isClosed && nextEdge >= edges.count }

  /// A closure waits for its verdict, and the verdict may be a stop.
  public var mayStop: Bool { filter.isUndecided && session.pressRule == .stop }

  /// A decision depends on a clip that has not been delivered, or on the disk.
  public var isWaitingForSpeech: Bool {
    pendingScore != nil || (speaking.map { !$0.isSounding } ?? false)
  }

  public mutating func takeEffects() -> [Effect] {
    defer { effects.removeAll(keepingCapacity: true) }
    return effects
  }

  /// What comes with other settings; clips of the old voice are not used any more.
  mutating func renew(_ renewal: Renewal) {
    language = renewal.language
    filter.setTimes(acceptance: renewal.acceptance, release: renewal.release)
    shelf = ClipShelf()
    effects.append(.renew)
  }

  /// Facts and music that come with a stick, in force from the next activity on.
  public mutating func prepare(_ facts: Facts, tracks: [String: SampleMemory]) {
    self.tracks.merge(tracks) { _, new in new }
    session.prepare(facts)
  }

  /// What has been heard or decided since the last call, in order.
  public mutating func takeTimeline() -> [TimelineEvent] {
    defer { emitted.removeAll(keepingCapacity: true) }
    return emitted
  }

  mutating func emit(_ kind: TimelineEvent.Kind, at frame: SampleTime) {
    timeline.add(kind, at: frame)
  }

  /// What would have sounded from `frame` on will not.
  mutating func withdraw(from frame: SampleTime) {
    timeline.remove { entry in
      guard entry.frame >= frame else { return false }
      switch entry.item {
      case .beat, .phase, .exercise, .note, .speech, .syllable, .music, .sound: return true
      case .state, .speechCut, .press, .stopped, .question, .gap, .recorded, .lateEdge:
        return false
      }
    }
  }

  private mutating func flushTimeline() {
    while let next = timeline.next, next < decided, let entry = timeline.take() {
      emitted.append(TimelineEvent(frame: entry.frame, kind: entry.item))
    }
  }
}
