// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Loudspeaker
import Rehearsal
import Session
import Timebase

/// From a press to the first sample of its answer handed over: the appliance's loop, beside the
/// usual home-made way.
enum PressToSound {
  /// - Returns: the milliseconds from each press.
  static func measure(_ workshop: Workshop) throws(Failure) -> [Figure] {
    let presses = workshop.isShort ? 60 : 200
    let acceptanceMilliseconds = Double(Unit.acceptance.milliseconds)
    let ours = Sample(try PressLoop.run(try Unit(workshop), presses: presses))
    let theirs = Sample(try HomeMadeWay.run(workshop, presses: presses))
    let decision = ours.median - acceptanceMilliseconds
    let late = ours.p99 - acceptanceMilliseconds
    let beside =
      "Python, espeak-ng, aplay: median \(theirs.median.text(1)), p99 \(theirs.p99.text(1)) ms"
    return [
      Figure(
        name: "decision → first sample of its answer handed over, \(presses) presses",
        measured: "median \(decision.text(1)), p99 \(late.text(1)) ms", beside: beside,
        target: "≤ 20 ms", isMet: late <= 20),
      Figure(
        name: "the same from the edge, acceptance time (50 ms) and all",
        measured: "median \(ours.median.text(1)), p99 \(ours.p99.text(1)) ms", beside: beside,
        target: "≤ 70 ms", isMet: ours.p99 <= 70)
    ]
  }
}
