// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Prompts
import Rehearsal
import Session
import Settings
import Timebase

/// What the loop decides at one frame, at its dearest: while it decides, the sound card plays what
/// it was handed before, and nothing more.
enum DearestTurn {
  private static let length = FrameCount.seconds(20 * 60)

  static func measure(_ workshop: Workshop) throws(Failure) -> Figure {
    let unit = try Unit(workshop, isUnattended: true)
    let voice = FixedVoice()
    // Each turn's least: what is above it, other programs did. The first run makes the clips.
    var least = try turns(of: unit, voice)
    for _ in 0..<(workshop.isShort ? 5 : 20) {
      let again = try turns(of: unit, voice)
      guard again.map(\.frame) == least.map(\.frame) else {
        throw Failure("two rehearsals of one practice are not alike")
      }
      for index in least.indices {
        least[index].seconds = min(least[index].seconds, again[index].seconds)
      }
    }
    guard let dearest = least.max(by: { $0.seconds < $1.seconds }) else {
      throw Failure("nothing is decided in a practice")
    }
    let milliseconds = 1_000 * dearest.seconds
    let median = 1_000_000 * Sample(least.map(\.seconds)).median
    return Figure(
      name: "what is decided at one frame, the dearest of \(least.count) in 20 min",
      measured: "\(milliseconds.text(2)) ms (in \(dearest.state); median \(median.text(1)) µs)",
      target: "< 1 ms", isMet: milliseconds < 1)
  }

  private struct Turn {
    var frame: SampleTime
    var state: String
    var seconds: Double
  }

  private static func turns(of unit: Unit, _ voice: FixedVoice) throws(Failure) -> [Turn] {
    var rehearsal = Rehearsal(
      conductor: unit.conductor(), voice: voice, trace: try EventLevelSession.trace())
    var turns: [Turn] = []
    while let next = rehearsal.conductor.nextDecision, next < .zero + length {
      let start = Clock.now
      rehearsal.run(until: .after(next - .zero + FrameCount(1)), timeline: { _ in })
      turns.append(
        Turn(
          frame: next, state: "\(rehearsal.conductor.state)",
          seconds: Clock.seconds(since: start)))
    }
    return turns
  }
}
