// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Session
import Testing
import Timebase

/// Things that go wrong in the middle of a practice, through the whole appliance.
@Suite("A practice in which")
struct ScriptedFaultTests {
  /// A practice that begins at 0:35 and whose first block sounds at 1:30; then this happens.
  private func run(
    _ script: [(seconds: Double, kind: Rehearsal.ScriptedEvent.Kind)], presses: [Double] = [],
    until end: Rehearsal.End = .atRest, refusing: Bool = false
  ) throws -> (timeline: [TimelineEvent], records: [Record]) {
    let edges = ([35] + presses).flatMap(Unit.press).map {
      Rehearsal.ScriptedEvent(frame: $0.frame, kind: .edge(closed: $0.closed))
    }
    let events = script.map {
      Rehearsal.ScriptedEvent(frame: SampleTime(Int($0.seconds * 48_000)), kind: $0.kind)
    }
    var rehearsal = Rehearsal(
      conductor: try Unit(settings: "own pace: no").conductor(),
      voice: FixedVoice(refuses: { _ in refusing }),
      script: (edges + events).sorted { $0.frame < $1.frame })
    return (rehearsal.runUnheard(until: end), rehearsal.records)
  }

  /// `1:30.000 -- fault`, the states only.
  private func states(_ timeline: [TimelineEvent], from seconds: Int) -> [String] {
    timeline.compactMap { event in
      guard case .state(let state) = event.kind, event.frame >= .zero + .seconds(seconds) else {
        return nil
      }
      return "\(Transcript.time(event.frame)) \(state.rawValue)"
    }
  }

  private func texts(_ timeline: [TimelineEvent], from seconds: Int) -> [String] {
    timeline.compactMap { event in
      guard case .speech(let text, _, _, _) = event.kind, event.frame >= .zero + .seconds(seconds)
      else { return nil }
      return text
    }
  }

  @Test("the card is lost and comes back: it is said, and a press goes on")
  func sound() throws {
    let (timeline, records) = try run(
      [(90, .soundLost), (150, .soundFound)], presses: [160], until: .after(.seconds(200)))
    #expect(
      states(timeline, from: 90) == [
        "1:30.000 fault", "2:30.000 waiting", "2:40.050 exercise"
      ])
    #expect(texts(timeline, from: 90).prefix(2) == ["The sound was lost.", "Press to go on."])
    let between = timeline.filter { event in
      guard event.frame > .zero + .milliseconds(90_020) else { return false }
      guard event.frame < .zero + .seconds(150) else { return false }
      switch event.kind {
      case .beat, .note, .phase, .speech: return true
      default: return false
      }
    }
    #expect(between == [])
    #expect(records.contains(.fault(.soundLost)))
  }

  @Test("the card never comes back: the unit waits for it, in silence, and is at rest")
  func soundForEver() throws {
    let (timeline, _) = try run([(90, .soundLost)])
    #expect(states(timeline, from: 90) == ["1:30.000 fault"])
  }

  @Test("the switch is lost: the music fades, that is said, and quiet music plays")
  func lostSwitch() throws {
    let (timeline, _) = try run([(90, .switchLost)])
    #expect(timeline.states.suffix(3) == [.fault, .listening, .fault])
    #expect(texts(timeline, from: 90).first == "I cannot find the switch.")
  }

  @Test("the switch is lost and found closed: that is no press")
  func foundClosed() throws {
    let (timeline, _) = try run(
      [(90, .switchLost), (92, .switchFound(closed: true)), (93, .edge(closed: false))],
      until: .after(.seconds(110)))
    #expect(states(timeline, from: 90) == ["1:30.000 fault", "1:32.000 waiting"])
  }

  @Test("the switch is held down: the exercise ends, and goes on with a press once it lets go")
  func held() throws {
    let (timeline, records) = try run(
      [(90, .edge(closed: true)), (130, .edge(closed: false))], presses: [140],
      until: .after(.seconds(160)))
    #expect(
      states(timeline, from: 90) == [
        "1:30.030 stopped", "1:35.130 list", "1:40.000 fault", "2:10.000 waiting",
        "2:20.050 exercise"
      ])
    #expect(records.contains(.fault(.stuckSwitch)))
  }

  @Test("sound fails to play for a moment: it goes on, and the gap is told")
  func gap() throws {
    let (timeline, records) = try run(
      [(90, .gap(FrameCount(480)))], until: .after(.seconds(100)))
    #expect(
      timeline.contains(TimelineEvent(frame: .zero + .seconds(90), kind: .gap(FrameCount(480)))))
    #expect(records.contains(.gap(FrameCount(480))))
    #expect(states(timeline, from: 90) == [])
  }

  @Test("the unit is switched off: everything open is closed, and nothing sounds any more")
  func shutdown() throws {
    let (timeline, records) = try run([(90, .shutdown)], until: .after(.seconds(120)))
    #expect(records.suffix(4).map(\.what) == ["stop", "exercise", "presses", "session end"])
    let after = timeline.filter { event in
      switch event.kind {
      case .beat, .note, .phase, .speech: event.frame >= .zero + .milliseconds(90_020)
      default: false
      }
    }
    #expect(after == [])
  }

  @Test("no word can be spoken: the music leads it all the same")
  func noVoice() throws {
    let (timeline, records) = try run([], until: .after(.seconds(700)), refusing: true)
    #expect(timeline.states.contains(.rest))
    let done = records.compactMap {
      if case .exerciseEnded(let ending) = $0 { ending.setsDone } else { nil }
    }
    #expect(done == [2])
    let spoken = timeline.filter { event in
      if case .speech(_, _, _, isStandIn: false) = event.kind { true } else { false }
    }
    #expect(spoken == [])
  }
}

extension [TimelineEvent] {
  var states: [State] {
    compactMap { if case .state(let state) = $0.kind { state } else { nil } }
  }
}
