// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Testing
import Timebase

/// How the texts of a test are spoken.
enum TestVoice {
  /// A quiet hum, 65 ms a character and at least 300 ms.
  case hum
  /// As long, but nothing is heard of it: what sounds is music and small sounds alone.
  case silent
  /// Nothing can be spoken.
  case refusing
  /// Nothing ever comes back.
  case mute

  func sound(of saying: Saying) -> SpokenSound? {
    let text = saying.text
    var frames = max(3_120 * text.count, 14_400)
    var vowels: [FrameCount] = []
    switch saying.delivery {
    case .plain: break
    case .onBeats(let onsets):
      vowels = onsets.map { Self.onset + $0 }
      frames = (Self.onset + (onsets.last ?? .zero) + Self.tail).value
    case .sung(let syllables):
      vowels = syllables.compactMap { $0.notes.first.map { Self.onset + $0.onset } }
      let ends = syllables.flatMap(\.notes).map { $0.onset + $0.length }
      frames = (Self.onset + (ends.max() ?? .zero)).value
    }
    switch self {
    case .hum:
      // 240 Hz at −21 dBFS, ramped at both ends.
      let samples = (0..<frames).map { index in
        let place = index % 200
        let wave = place < 100 ? 60 * (place - 50) : 60 * (150 - place)
        return Int16(wave * min(index, frames - 1 - index, 480) / 480)
      }
      return .recording(Recording(samples: samples, vowels: vowels))
    case .silent:
      return .recording(
        Recording(samples: [Int16](repeating: 0, count: frames), vowels: vowels))
    case .refusing: return .failed
    case .mute: return nil
    }
  }

  /// Before the first vowel, from one vowel to the next, and from the last one to the end.
  private static let onset = FrameCount.milliseconds(60)
  private static let syllable = FrameCount.milliseconds(240)
  private static let tail = FrameCount.milliseconds(300)

  /// A syllable a group of vowel letters, every other one stressed.
  static func prosody(of text: String) -> Prosody {
    var syllables: [Prosody.Syllable] = []
    for word in text.lowercased().split(separator: " ") {
      let groups = word.split { !"aeiouy".contains($0) }
      for (index, group) in groups.enumerated() {
        syllables.append(
          Prosody.Syllable(
            text: String(group), vowel: syllable * syllables.count,
            isStressed: syllables.count.isMultiple(of: 2), beginsWord: index == 0))
      }
    }
    return Prosody(text: text, syllables: syllables, tail: tail)
  }
}

/// A conductor with somebody at the switch, a voice and a pair of ears. Copied, it becomes two
/// that may go different ways from there.
struct Studio {
  private(set) var conductor: Conductor
  private(set) var timeline: [TimelineEvent] = []
  private(set) var records: [Record] = []
  private let voice: (Saying) -> SpokenSound?
  /// What is to be kept is answered by `keepAll` alone.
  var isDiskSlow = false

  init(
    _ facts: Facts = .usual(), voice: @escaping (Saying) -> SpokenSound? = TestVoice.hum.sound,
    acceptance: Int = 50, release: Int = 500
  ) {
    self.voice = voice
    var tracks: [String: SampleMemory] = [:]
    for track in facts.repertoire.music { tracks[track.id] = .sawtooth(track.length) }
    conductor = Conductor(
      session: Session(facts),
      filter: PressFilter(
        acceptance: .milliseconds(acceptance), release: .milliseconds(release)),
      language: facts.pack.language, tracks: tracks)
    conductor.post(.powerOn)
    serve()
  }

  var state: State { conductor.state }
  var now: SampleTime { conductor.decided }
  var latency: FrameCount { conductor.latency }

  /// The switch is closed for so many milliseconds, from this frame of the heard clock on.
  mutating func press(at closing: SampleTime, milliseconds: Int = 120) {
    conductor.edge(closed: true, at: closing)
    conductor.edge(closed: false, at: closing + .milliseconds(milliseconds))
  }

  mutating func post(_ event: SessionEvent) {
    conductor.post(event)
    serve()
  }

  /// The disk has caught up.
  mutating func keepAll() {
    for _ in records { conductor.kept() }
    serve()
  }

  /// Everything before this frame of the heard clock is decided.
  mutating func run(until time: SampleTime) {
    while !conductor.decide(before: time) { serve() }
    timeline += conductor.takeTimeline()
  }

  /// Until the unit is in this state, for at most an hour.
  mutating func run(to state: State) throws {
    let last = now + .seconds(3_600)
    while self.state != state {
      let next = try #require(conductor.nextDecision, "nothing follows \(self.state)")
      try #require(next < last, "\(state) never comes")
      run(until: next + FrameCount(1))
      conductor.forgetSound(before: next - .seconds(1))
    }
  }

  /// What has been heard before this frame is not rendered any more.
  mutating func forgetSound(before time: SampleTime) { conductor.forgetSound(before: time) }

  /// What is heard of these frames, interleaved stereo: everything they hang on is decided first.
  mutating func listen(from: SampleTime, to: SampleTime) -> [Int16] {
    run(until: to - conductor.latency)
    return conductor.rendered(from: from, frames: (to - from).value)
  }

  private mutating func serve() {
    while true {
      let effects = conductor.takeEffects()
      if effects.isEmpty { return }
      for effect in effects {
        switch effect {
        case .speak(let sayings):
          for saying in sayings {
            if let sound = voice(saying) { conductor.deliver(sound, for: saying) }
          }
        case .analyse(let texts):
          for text in texts {
            conductor.post(.analysed(text: text, TestVoice.prosody(of: text)))
          }
        case .record(let record, _):
          records.append(record)
          if !isDiskSlow { conductor.kept() }
        case .keepSettings:
          if !isDiskSlow { conductor.kept() }
        case .makeAhead, .readAhead, .stick, .renew: break
        }
      }
    }
  }

  // MARK: Scenes

  /// "Press to begin." has been said, and the answer to nothing is awaited.
  static func waiting(
    _ facts: Facts = .usual(), voice: @escaping (Saying) -> SpokenSound? = TestVoice.hum.sound
  ) throws -> Studio {
    var studio = Studio(facts, voice: voice)
    try studio.run(to: .waiting)
    studio.run(until: studio.now + .seconds(10))
    return studio
  }

  /// Half a second before the first beat of the first block, whose frame is given back.
  static func exercise(
    _ facts: Facts = .usual(), voice: @escaping (Saying) -> SpokenSound? = TestVoice.hum.sound
  ) throws -> (studio: Studio, firstBeat: SampleTime) {
    var studio = try waiting(facts, voice: voice)
    studio.press(at: studio.now + .seconds(1))
    studio.run(until: studio.now + .seconds(2))
    let firstBeat = try studio.run(toFirst: { if case .beat = $0 { true } else { false } })
    return (studio, firstBeat)
  }

  /// Presses where one is asked for and lets all lists pass, until half a second before the first
  /// event of this kind, whose frame is given back.
  @discardableResult
  mutating func run(toFirst isMeant: (TimelineEvent.Kind) -> Bool) throws -> SampleTime {
    var ahead = self
    let told = timeline.count
    var pressed: [SampleTime] = []
    while true {
      if let event = ahead.timeline.dropFirst(told).first(where: { isMeant($0.kind) }) {
        for press in pressed { self.press(at: press) }
        run(until: event.frame - .milliseconds(500))
        forgetSound(before: now)
        return event.frame
      }
      if ahead.state == .waiting, !ahead.conductor.isWaitingForSpeech {
        pressed.append(ahead.now + .seconds(4))
        ahead.press(at: ahead.now + .seconds(4))
        ahead.run(until: ahead.now + .seconds(5))
      }
      ahead.run(until: try #require(ahead.conductor.nextDecision) + FrameCount(1))
      ahead.forgetSound(before: ahead.now - .seconds(1))
    }
  }
}

extension SampleMemory {
  /// As long as a track, never silent for more than a sample.
  fileprivate static func sawtooth(_ length: FrameCount) -> SampleMemory {
    let samples = UnsafeMutableBufferPointer<Int16>.allocate(capacity: length.value)
    for index in samples.indices { samples[index] = Int16(40 * (index % 160) - 3_200) }
    // SAFETY: nobody else has this address; it is freed once, by `release`.
    nonisolated(unsafe) let held = samples
    return SampleMemory(UnsafeRawBufferPointer(samples)) { held.deallocate() }
  }
}

/// What is read off the timeline.
extension Studio {
  struct Words {
    let text: String
    let start: SampleTime
    let end: SampleTime
    let isStandIn: Bool
  }

  var words: [Words] {
    timeline.compactMap { event in
      guard case .speech(let text, _, let end, let isStandIn) = event.kind else { return nil }
      return Words(text: text, start: event.frame, end: end, isStandIn: isStandIn)
    }
  }

  /// `accepted`, `heard` …, each at its decision's frame.
  var answers: [(outcome: PressOutcome, at: SampleTime)] {
    timeline.compactMap { event in
      if case .press(let outcome) = event.kind { (outcome, event.frame) } else { nil }
    }
  }
}

/// What is looked at in a stretch of sound.
extension [Int16] {
  /// The largest sample, of 32,768.
  var peak: Int { reduce(0) { Swift.max($0, abs(Int($1))) } }

  /// The largest step between neighbours of one channel.
  var steepest: Int {
    guard count > 2 else { return 0 }
    return (2..<count).reduce(0) { Swift.max($0, abs(Int(self[$1]) - Int(self[$1 - 2]))) }
  }

  /// The root of the mean square.
  var level: Double {
    (reduce(0.0) { $0 + Double($1) * Double($1) } / Double(Swift.max(count, 1))).squareRoot()
  }

  /// The first frame that is not silent.
  var firstSound: Int? { firstIndex { $0 != 0 }.map { $0 / 2 } }
}
