// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Prompts
import Rehearsal
import Session
import Settings
import Timebase

/// Twenty minutes of the appliance, decision by decision, without its sound: what a simulated
/// patient costs.
enum EventLevelSession {
  private static let length = FrameCount.seconds(20 * 60)

  static func measure(_ workshop: Workshop) throws(Failure) -> Figure {
    let unit = try Unit(workshop, isUnattended: true)
    let trace = try trace()
    let voice = FixedVoice()
    var milliseconds: [Double] = []
    var events = 0
    // The first run makes the voice's clips.
    for run in 0...(workshop.isShort ? 20 : 100) {
      let start = Clock.now
      var rehearsal = Rehearsal(conductor: unit.conductor(), voice: voice, trace: trace)
      var timeline: [TimelineEvent] = []
      rehearsal.run(until: .after(length), timeline: { timeline.append($0) })
      if run > 0 { milliseconds.append(1_000 * Clock.seconds(since: start)) }
      events = timeline.count
      guard timeline.contains(where: { $0.kind == .state(.farewell) }) else {
        throw Failure("one press does not lead through a whole practice")
      }
    }
    let sample = Sample(milliseconds)
    return Figure(
      name: "20 min at event level, speech cached (\(events) events)",
      measured: "\(sample.median.text(1)) ms (p99 \(sample.p99.text(1)))", target: "< 100 ms",
      isMet: sample.median < 100)
  }

  /// It begins; the rest goes by itself.
  static func trace() throws(Failure) -> Trace {
    do throws(Trace.Finding) {
      return try Trace.parse(Array("seconds,level\n60,1\n60.2,0\n".utf8), file: "one press")
    } catch {
      throw Failure("\(error)")
    }
  }
}
