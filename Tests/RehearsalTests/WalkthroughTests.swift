// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Session
import Testing
import Timebase

@Suite("What nobody hears before the first sound")
struct WalkthroughTests {
  @Test("goes through every state that needs no fault, and through every exercise")
  func goesThroughAll() throws {
    let unit = Unit.whole
    var states: Set<State> = []
    var activities: Set<String> = []
    var timeline: [TimelineEvent] = []
    Walkthrough.run(try unit.facts(), conductor: unit.conductor) { timeline.append($0) }
    for event in timeline {
      switch event.kind {
      case .state(let state): states.insert(state)
      case .exercise(let mark, _): activities.insert(mark.activity)
      default: break
      }
    }
    #expect(Set(State.allCases).subtracting(states) == [.measuring, .ringing, .locked, .fault])
    #expect(
      activities == [
        "paced breathing", "deep breaths", "oral motor", "singing", "speech cueing"
      ])
  }
}
