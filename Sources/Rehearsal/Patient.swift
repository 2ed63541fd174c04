// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Timebase

/// Somebody at the switch, who reacts to what happens: made from a seed, so that a run can be had
/// again.
public struct Patient: Sendable {
  private var random: SeededRandom
  private let habits: Habits
  /// Of somebody who comes with sticks, and of a hundred states, in how many they do.
  private var helper: SeededRandom
  private let visits: Int
  private var freeFrom = SampleTime.zero

  /// How this one presses.
  struct Habits: Sendable {
    /// Of a hundred prompts, how many get a press.
    var answers: Int
    /// Of a hundred exercises, how many are stopped.
    var stops: Int
    /// Of a hundred presses, how many come with bounce, with tremor, or stay down for long.
    var bounces: Int
    var trembles: Int
    var sticks: Int
    /// Of a hundred states, in how many the switch, the card or a helper fault strikes.
    var mishaps: Int
  }

  /// - Parameter hasHelper: somebody comes with sticks.
  public init(seed: UInt64, hasHelper: Bool = false) {
    random = SeededRandom(seed: seed)
    helper = SeededRandom(seed: ~seed)
    visits = hasHelper ? helper.next(in: 2...25) : 0
    // Most come through to the end of a practice; the others stop, and go on, and stop.
    let isSteady = random.chance(65)
    habits = Habits(
      answers: random.next(in: isSteady ? 90...100 : 50...100),
      stops: random.next(in: isSteady ? 0...4 : 0...60),
      bounces: random.next(in: 0...100), trembles: random.next(in: 0...30),
      sticks: isSteady ? 0 : random.next(in: 0...3),
      mishaps: random.next(in: isSteady ? 0...1 : 0...8))
  }

  /// What follows from the unit being in this state from this frame on.
  mutating func react(to state: State, at frame: SampleTime) -> [Rehearsal.ScriptedEvent] {
    var events: [Rehearsal.ScriptedEvent] = []
    switch state {
    case .waiting, .resting, .locked, .fault:
      if chance(habits.answers / (state == .waiting ? 1 : 6)) {
        events += press(at: later(than: frame, seconds: 1...50))
      }
    case .measuring:
      if chance(habits.answers) {
        events += chance(60) ? breaths(from: frame) : counts(from: frame)
      }
    case .exercise, .rest, .listening:
      if chance(habits.stops) { events += press(at: later(than: frame, seconds: 0...170)) }
    case .list, .question:
      // Many a list goes on by itself.
      if chance(state == .list ? habits.answers / 2 : habits.answers) {
        events += press(at: later(than: frame, seconds: 1...40))
        if chance(30) { events += press(at: later(than: frame, seconds: 5...90)) }
        if chance(10) { events += press(at: later(than: frame, seconds: 20...120)) }
      }
    case .greeting, .safety, .farewell, .stopped, .ringing:
      if chance(25) { events += press(at: later(than: frame, seconds: 0...20)) }
    }
    if chance(habits.mishaps) {
      events += mishap(at: later(than: frame, seconds: 0...60))
    }
    if helper.chance(visits) { events += visit(after: frame) }
    return events.sorted { $0.frame < $1.frame }
  }

  /// A stick is put in, and taken out after a moment or after minutes.
  private mutating func visit(after frame: SampleTime) -> [Rehearsal.ScriptedEvent] {
    // One after the other: the script of a visit is over before the next one begins.
    guard frame >= freeFrom else { return [] }
    var time = frame + .milliseconds(helper.next(in: 0...40_000))
    var events: [Rehearsal.ScriptedEvent] = []
    for _ in 0..<(helper.chance(80) ? 1 : helper.next(in: 2...3)) {
      events.append(Rehearsal.ScriptedEvent(frame: time, kind: .stickIn))
      let stays =
        helper.chance(40) ? helper.next(in: 50...20_000) : helper.next(in: 20_000...300_000)
      time += .milliseconds(stays)
      events.append(Rehearsal.ScriptedEvent(frame: time, kind: .stickOut))
      time += .milliseconds(helper.next(in: 20...5_000))
    }
    freeFrom = time
    return events
  }

  private mutating func chance(_ percent: Int) -> Bool { random.chance(percent) }

  private mutating func later(
    than frame: SampleTime, seconds: ClosedRange<Int>
  ) -> SampleTime {
    frame + .seconds(seconds.lowerBound)
      + FrameCount(
        random.next(
          in: 0...max(1, (seconds.upperBound - seconds.lowerBound) * SampleRate.framesPerSecond)))
  }

  private mutating func press(at frame: SampleTime) -> [Rehearsal.ScriptedEvent] {
    var edges: [Rehearsal.ScriptedEvent] = []
    var time = frame
    func add(_ closed: Bool) {
      edges.append(Rehearsal.ScriptedEvent(frame: time, kind: .edge(closed: closed)))
    }
    if chance(habits.trembles) {
      // Short closures before the press that is meant.
      for _ in 0..<random.next(in: 1...4) {
        add(true)
        time += .milliseconds(random.next(in: 5...45))
        add(false)
        time += .milliseconds(random.next(in: 20...200))
      }
    }
    add(true)
    if chance(habits.bounces) {
      for _ in 0..<random.next(in: 1...5) {
        time += FrameCount(random.next(in: 5...200))
        add(false)
        time += FrameCount(random.next(in: 5...200))
        add(true)
      }
    }
    let hold =
      chance(habits.sticks)
      ? FrameCount.milliseconds(random.next(in: 9_000...70_000))
      : .milliseconds(random.next(in: 35...900))
    time += hold
    add(false)
    if chance(habits.bounces) {
      for _ in 0..<random.next(in: 1...3) {
        time += FrameCount(random.next(in: 5...200))
        add(true)
        time += FrameCount(random.next(in: 5...200))
        add(false)
      }
    }
    return edges
  }

  /// Presses at each breath in, more or less, and not always enough of them.
  private mutating func breaths(from frame: SampleTime) -> [Rehearsal.ScriptedEvent] {
    var events: [Rehearsal.ScriptedEvent] = []
    let period = random.next(in: 2_000...9_000)
    var time = later(than: frame, seconds: 4...15)
    for _ in 0..<random.next(in: 0...9) {
      time += .milliseconds(max(700, period + random.next(in: -600...600)))
      events.append(Rehearsal.ScriptedEvent(frame: time, kind: .edge(closed: true)))
      events.append(
        Rehearsal.ScriptedEvent(
          frame: time + .milliseconds(random.next(in: 60...300)), kind: .edge(closed: false)))
    }
    return events
  }

  /// Presses at the beginning and the end of each count, and perhaps one too few.
  private mutating func counts(from frame: SampleTime) -> [Rehearsal.ScriptedEvent] {
    var events: [Rehearsal.ScriptedEvent] = []
    var time = later(than: frame, seconds: 4...20)
    for _ in 0..<random.next(in: 1...8) {
      events += press(at: time)
      time += .milliseconds(random.next(in: 2_500...14_000))
    }
    return events
  }

  private mutating func mishap(at frame: SampleTime) -> [Rehearsal.ScriptedEvent] {
    let later = frame + .milliseconds(random.next(in: 100...120_000))
    switch random.next(in: 0...3) {
    case 0:
      return [
        Rehearsal.ScriptedEvent(frame: frame, kind: .soundLost),
        Rehearsal.ScriptedEvent(frame: later, kind: .soundFound)
      ]
    case 1:
      return [
        Rehearsal.ScriptedEvent(frame: frame, kind: .switchLost),
        Rehearsal.ScriptedEvent(frame: later, kind: .switchFound(closed: chance(10)))
      ]
    case 2:
      return [
        Rehearsal.ScriptedEvent(frame: frame, kind: .gap(FrameCount(random.next(in: 1...9_600))))
      ]
    default:
      return [Rehearsal.ScriptedEvent(frame: frame, kind: .fault(.storeUnwritable))]
    }
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014): small, and the same everywhere.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  public mutating func next(in range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// So often of a hundred times.
  public mutating func chance(_ percent: Int) -> Bool { next(in: 0...99) < percent }
}
