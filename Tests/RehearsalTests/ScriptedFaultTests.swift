// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Session
import Testing
import Timebase

/// Things that go wrong in the middle of a practice, through the whole appliance.
@Suite("A practice in which")
struct ScriptedFaultTests {
  /// What followed, from the moment at which it went wrong.
  private struct Aftermath {
    let begin: SampleTime
    let timeline: [TimelineEvent]
    let records: [Record]

    /// `+5.130 list`, the states only.
    var states: [String] {
      timeline.compactMap { event in
        guard case .state(let state) = event.kind, event.frame >= begin else { return nil }
        let milliseconds = (event.frame - begin).milliseconds
        let fraction = "\(1_000 + milliseconds % 1_000)".dropFirst()
        return "+\(milliseconds / 1_000).\(fraction) \(state.rawValue)"
      }
    }

    var texts: [String] {
      timeline.compactMap { event in
        guard case .speech(let text, _, _, _) = event.kind, event.frame >= begin else { return nil }
        return text
      }
    }

    /// What sounds in these milliseconds, from the beginning.
    func sounds(in range: Range<Int>) -> [TimelineEvent] {
      timeline.filter { event in
        guard range.contains((event.frame - begin).milliseconds) else { return false }
        switch event.kind {
        case .beat, .note, .phase, .speech: return true
        default: return false
        }
      }
    }
  }

  /// A quarter of a minute into the first block of a practice, this happens.
  private func run(
    _ kind: Rehearsal.ScriptedEvent.Kind, then deeds: [Deed] = [],
    until end: Rehearsal.End = .atRest
  ) throws -> Aftermath {
    let unit = Unit(settings: "own pace: no")
    let script = try unit.script(
      [.goOn, .happens(kind, .set(1, after: 15))] + deeds)
    var rehearsal = Rehearsal(
      conductor: try unit.conductor(), voice: FixedVoice(), script: script)
    let timeline = rehearsal.runUnheard(until: end)
    let begin = try #require(script.first { $0.kind == kind && $0.frame > script[0].frame }).frame
    return Aftermath(begin: begin, timeline: timeline, records: rehearsal.records)
  }

  @Test("the card is lost and comes back: it is said, and a press goes on")
  func sound() throws {
    let after = try run(
      .soundLost, then: [.happens(.soundFound, .later(60)), .press(.later(10))])
    #expect(
      Array(after.states.prefix(3)) == ["+0.000 fault", "+60.000 waiting", "+70.050 exercise"])
    #expect(after.texts.prefix(2) == ["The sound was lost.", "Press to go on."])
    #expect(after.sounds(in: 20..<60_000) == [])
    #expect(after.records.contains(.fault(.soundLost)))
  }

  @Test("the card never comes back: the unit waits for it, in silence, and is at rest")
  func soundForEver() throws {
    #expect(try run(.soundLost).states == ["+0.000 fault"])
  }

  @Test("the switch is lost: the music fades, that is said, and quiet music plays")
  func lostSwitch() throws {
    let after = try run(.switchLost)
    #expect(after.timeline.states.suffix(3) == [.fault, .listening, .fault])
    #expect(after.texts.first == "I cannot find the switch.")
  }

  @Test("the switch is lost and found closed: that is no press")
  func foundClosed() throws {
    let after = try run(
      .switchLost,
      then: [
        .happens(.switchFound(closed: true), .later(2)),
        .happens(.edge(closed: false), .later(1))
      ])
    #expect(Array(after.states.prefix(2)) == ["+0.000 fault", "+2.000 waiting"])
    #expect(after.timeline.states.suffix(2) == [.waiting, .resting])
  }

  @Test("the switch is held down: the exercise ends, and goes on with a press once it lets go")
  func held() throws {
    let after = try run(
      .edge(closed: true), then: [.happens(.edge(closed: false), .later(40)), .press(.later(10))])
    #expect(
      Array(after.states.prefix(5)) == [
        "+0.030 stopped", "+5.130 list", "+10.000 fault", "+40.000 waiting", "+50.050 exercise"
      ])
    #expect(after.records.contains(.fault(.stuckSwitch)))
  }

  @Test("sound fails to play for a moment: it goes on, and the gap is told")
  func gap() throws {
    let after = try run(.gap(FrameCount(480)))
    #expect(
      after.timeline.contains(
        TimelineEvent(frame: after.begin, kind: .gap(FrameCount(480)))))
    #expect(after.records.contains(.gap(FrameCount(480))))
    // The block ends as it would have ended.
    #expect(after.states.first?.hasSuffix(" rest") == true)
  }

  @Test("the unit is switched off: everything open is closed, and nothing sounds any more")
  func shutdown() throws {
    let unit = Unit(settings: "own pace: no")
    let script = try unit.script([.goOn, .happens(.shutdown, .set(1, after: 15))])
    let begin = try #require(script.last).frame
    var rehearsal = Rehearsal(
      conductor: try unit.conductor(), voice: FixedVoice(), script: script)
    var timeline: [TimelineEvent] = []
    rehearsal.run(
      until: .after(begin + .seconds(30) - .zero), timeline: { timeline.append($0) })
    let after = Aftermath(begin: begin, timeline: timeline, records: rehearsal.records)
    #expect(after.records.suffix(4).map(\.what) == ["stop", "exercise", "presses", "session end"])
    #expect(after.sounds(in: 20..<30_000) == [])
  }

  @Test("no word can be spoken: the music leads it all the same")
  func noVoice() throws {
    let unit = Unit(settings: "own pace: no")
    let voice = FixedVoice(refuses: { _ in true })
    var rehearsal = try unit.rehearsal([.goOn], voice: voice)
    let timeline = rehearsal.runUnheard(until: .atRest)
    #expect(timeline.states.contains(.rest))
    let done = rehearsal.records.compactMap {
      if case .exerciseEnded(let ending) = $0 { ending.setsDone } else { nil }
    }
    #expect(done == [2])
    let spoken = timeline.filter { event in
      if case .speech(_, _, _, isStandIn: false) = event.kind { true } else { false }
    }
    #expect(spoken == [])
  }

  @Test("the voice refuses some phrases: they are left out, the others are spoken, it is kept")
  func refusedPhrases() throws {
    var unit = Unit.whole
    unit.prescription = "profile: mild\ntechniques: speech cueing\nhabitual rate: 100"
    let phrases = try unit.facts().repertoire.phrases.map(\.text)
    let refused = [phrases[1], phrases[2]]
    let voice = FixedVoice(refuses: { refused.contains($0) })
    var rehearsal = try unit.rehearsal([.goOn], voice: voice)
    _ = rehearsal.runUnheard(until: .atRest)
    let spoken = rehearsal.records.compactMap { record in
      if case .material(let material) = record { material.name } else { nil }
    }
    #expect(!spoken.isEmpty)
    #expect(spoken == Array(phrases.filter { !refused.contains($0) }.prefix(spoken.count)))
    #expect(rehearsal.records.contains(.fault(.phraseRefused)))
  }
}

extension [TimelineEvent] {
  var states: [State] {
    compactMap { if case .state(let state) = $0.kind { state } else { nil } }
  }
}
