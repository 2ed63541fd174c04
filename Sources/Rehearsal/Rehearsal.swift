// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Timebase

/// The same appliance on a simulated switch, loudspeaker and time: as fast as it goes, and twice
/// the same.
///
/// It jumps to the earlier of the conductor's next decision and the next scripted event. Storage
/// and speech are served at once, in between, so that readiness never decides order.
public struct Rehearsal {
  /// Something from outside, at a frame of the heard clock.
  public struct ScriptedEvent: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      case edge(closed: Bool)
      case switchLost
      case switchFound(closed: Bool)
      case soundLost
      case soundFound
      case gap(FrameCount)
      case fault(HelperFault)
      case stickIn
      case stickOut
      case shutdown
    }
    public var frame: SampleTime
    public var kind: Kind

    public init(frame: SampleTime, kind: Kind) {
      self.frame = frame
      self.kind = kind
    }
  }

  /// 200 ms of sound around a stop's change, which stands in the middle: interleaved stereo.
  public struct StopWindow: Sendable {
    public let sound: [Int16]
    /// What would have been heard without the stop; nil where that cannot be told (a closure
    /// that began before the exercise did).
    public let music: [Int16]?

    public init(sound: [Int16], music: [Int16]?) {
      self.sound = sound
      self.music = music
    }
  }

  /// How long it goes on.
  public enum End: Hashable, Sendable {
    /// Until so many frames have been written.
    case after(FrameCount)
    /// Until the script is over and the unit rests; a second of quiet is kept.
    case atRest
  }

  public private(set) var conductor: Conductor
  private var voice: any Voice
  private let stick: (any StickDesk)?
  private let bookkeeper: Bookkeeper?
  private var script: [ScriptedEvent]
  private var nextScripted = 0
  private var patient: Patient?
  private var seenState: State?
  /// Nobody rehearses for longer than a day.
  private static let longest = FrameCount.seconds(86_400)
  private static let tail = FrameCount.seconds(1)

  /// Everything that was recorded, in order.
  public private(set) var records: [Record] = []
  /// When a stick was put in and taken out.
  private(set) var visits: [ScriptedEvent] = []

  /// - Parameters:
  ///   - bookkeeper: nil: records go nowhere but into `records`.
  ///   - patient: reacts to what happens, beside the script.
  public init(
    conductor: Conductor, voice: any Voice, bookkeeper: Bookkeeper? = nil,
    stick: (any StickDesk)? = nil, script: [ScriptedEvent] = [], patient: Patient? = nil
  ) {
    self.conductor = conductor
    self.voice = voice
    self.stick = stick
    self.bookkeeper = bookkeeper
    self.script = script
    self.patient = patient
    self.conductor.post(.powerOn)
    serve()
  }

  /// - Parameter stickTimes: when it is put in and taken out; nil: never.
  public init(
    conductor: Conductor, voice: any Voice, bookkeeper: Bookkeeper? = nil,
    stick: (any StickDesk)? = nil, stickTimes: (in: SampleTime?, out: SampleTime?) = (nil, nil),
    trace: Trace
  ) {
    var script = trace.edges.map {
      ScriptedEvent(frame: $0.frame, kind: .edge(closed: $0.closed))
    }
    if let frame = stickTimes.in { script.append(ScriptedEvent(frame: frame, kind: .stickIn)) }
    if let frame = stickTimes.out { script.append(ScriptedEvent(frame: frame, kind: .stickOut)) }
    // One that is put in and taken out at one moment has been in.
    let order = script.enumerated().sorted { left, right in
      (left.element.frame, left.offset) < (right.element.frame, right.offset)
    }
    self.init(
      conductor: conductor, voice: voice, bookkeeper: bookkeeper, stick: stick,
      script: order.map(\.element))
  }

  // MARK: Whole

  /// Renders everything, period by period.
  /// - Parameters:
  ///   - periodFrames: 1 or more; the sound does not depend on it.
  ///   - sink: takes interleaved stereo, in order, from frame 0; throws to end the run.
  ///   - timeline: takes each event once it has been heard.
  public mutating func run<Failure: Error>(
    until end: End, periodFrames: Int = 1_024,
    sink: (UnsafeBufferPointer<Int16>) throws(Failure) -> Void,
    timeline: (TimelineEvent) throws(Failure) -> Void
  ) throws(Failure) {
    let buffer = UnsafeMutableBufferPointer<Int16>.allocate(capacity: 2 * periodFrames)
    defer { buffer.deallocate() }
    var written = SampleTime.zero
    var last = lastFrame(of: end)
    while written < last {
      let count = min(periodFrames, (last - written).value)
      decide(before: written + FrameCount(count) - Latency.change)
      if end == .atRest { last = min(last, restFrame ?? last) }
      let slice = UnsafeMutableBufferPointer(rebasing: buffer[0..<2 * count])
      conductor.render(from: written, into: slice)
      try sink(UnsafeBufferPointer(slice))
      written += FrameCount(count)
      for event in conductor.takeTimeline() { try timeline(event) }
    }
    decide(before: written)
    for event in conductor.takeTimeline() { try timeline(event) }
  }

  // MARK: Without sound

  /// Jumps from decision to decision.
  /// - Parameter window: called for each stop with 200 ms of sound around its change.
  public mutating func run(
    until end: End, timeline: (TimelineEvent) -> Void, window: ((StopWindow) -> Void)? = nil
  ) {
    var last = lastFrame(of: end)
    while true {
      if end == .atRest { last = min(last, restFrame ?? last) }
      guard let next = nextFrame, next < last else { break }
      let unstopped = window != nil && conductor.mayStop ? conductor : nil
      decide(before: next + FrameCount(1))
      conductor.forgetSound(before: next - Self.windowHalf)
      for event in conductor.takeTimeline() { timeline(event) }
      if conductor.state == .stopped, let window, let stop = stopFrame {
        stopFrame = nil
        let from = stop + Latency.change - Self.windowHalf
        let until = stop + Latency.change + Self.windowHalf
        let frames = 2 * Self.windowHalf.value
        let music = unstopped?.scheduledSound(from: from, frames: frames)
        decide(before: until - Latency.change)
        window(StopWindow(sound: conductor.rendered(from: from, frames: frames), music: music))
      }
    }
    decide(before: last)
    for event in conductor.takeTimeline() { timeline(event) }
  }

  /// The same, with the whole timeline at the end.
  public mutating func runUnheard(until end: End) -> [TimelineEvent] {
    var events: [TimelineEvent] = []
    run(until: end, timeline: { events.append($0) })
    return events
  }

  private static let windowHalf = FrameCount.milliseconds(100)
  private var stopFrame: SampleTime?

  // MARK: One step

  /// When something happens next.
  private var nextFrame: SampleTime? {
    [conductor.nextDecision, nextFromOutside].compactMap { $0 }.min()
  }

  private var scriptedFrame: SampleTime? {
    nextScripted < script.count ? script[nextScripted].frame : nil
  }

  /// The script, or the storage's word about a stick.
  private var nextFromOutside: SampleTime? {
    [scriptedFrame, stick?.answersAt].compactMap { $0 }.min()
  }

  private mutating func decide(before frame: SampleTime) {
    while true {
      let outside = nextFromOutside
      // What comes from outside is before the conductor's own decisions at its frame.
      let limit = min(frame, outside.map { max($0, conductor.decided) } ?? frame)
      if !conductor.decide(before: limit) {
        serve()
        continue
      }
      guard let outside, outside < frame else { return }
      if let scriptedFrame, scriptedFrame <= outside {
        perform(script[nextScripted])
        nextScripted += 1
      } else if let answer = stick?.answer(isPatient: true) {
        conductor.take(answer)
      }
      serve()
    }
  }

  private mutating func perform(_ event: ScriptedEvent) {
    switch event.kind {
    case .edge(let closed): conductor.edge(closed: closed, at: event.frame)
    case .switchLost: conductor.switchLost()
    case .switchFound(let closed): conductor.switchFound(closed: closed)
    case .soundLost: conductor.post(.soundLost)
    case .soundFound: conductor.post(.soundFound)
    case .gap(let frames): conductor.post(.gap(frames))
    case .fault(let fault): conductor.post(.fault(fault))
    case .stickIn:
      visits.append(event)
      conductor.post(.stickFound)
    case .stickOut:
      visits.append(event)
      conductor.post(.stickGone)
    case .shutdown: conductor.post(.shutdown)
    }
  }

  /// Without a stick's desk nothing comes back, as from a stick that was pulled out.
  private mutating func askDesk(_ ask: StickAsk, at frame: SampleTime) {
    guard let stick else {
      conductor.post(.stickGone)
      return
    }
    stick.begin(ask, at: frame)
    while stick.isBusy, stick.answersAt == nil {
      if let answer = stick.answer(isPatient: true) { conductor.take(answer) }
    }
  }

  /// Storage and speech, at once; and the patient, who hears what has changed.
  private mutating func serve() {
    while true {
      let effects = conductor.takeEffects()
      for effect in effects {
        switch effect {
        case .speak(let sayings):
          for saying in sayings { conductor.deliver(voice.sound(of: saying), for: saying) }
        case .analyse(let texts):
          for text in texts {
            conductor.post(.analysed(text: text, voice.prosody(of: text)))
          }
        // Nothing is late here, and no page of a track waits for a disk.
        case .makeAhead, .readAhead: break
        case .stick(let ask, let frame): askDesk(ask, at: frame)
        case .keepSettings(let changes):
          if let stick, !stick.keep(changes, at: conductor.decided) {
            conductor.post(.fault(.storeUnwritable))
          }
          conductor.kept()
        case .renew: voice = stick?.renewedVoice() ?? voice
        case .record(let record, let frame):
          records.append(record)
          bookkeeper?.keep(record, at: frame)
          if case .stop = record { stopFrame = frame }
          conductor.kept()
        }
      }
      for fault in bookkeeper?.takeFaults() ?? [] { conductor.post(.fault(fault)) }
      if effects.isEmpty { break }
    }
    let state = conductor.state
    if state != seenState {
      seenState = state
      let reaction = patient?.react(to: state, at: conductor.decided) ?? []
      if !reaction.isEmpty { add(reaction) }
    }
  }

  private mutating func add(_ events: [ScriptedEvent]) {
    let waiting = script[nextScripted...] + events
    script.replaceSubrange(
      nextScripted...,
      with: waiting.enumerated()
        .sorted { ($0.element.frame, $0.offset) < ($1.element.frame, $1.offset) }
        .map(\.element))
  }

  // MARK: The end

  private func lastFrame(of end: End) -> SampleTime {
    switch end {
    case .after(let frames): .zero + frames
    case .atRest: .zero + Self.longest
    }
  }

  /// Where the run ends, once the script is over and the unit rests.
  private var restFrame: SampleTime? {
    guard conductor.isResting, conductor.isSwitchIdle, nextFromOutside == nil else { return nil }
    return conductor.restingSince + Latency.change + Self.tail
  }
}
