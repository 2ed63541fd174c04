// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Session
import Settings
import Timebase

/// Holds what is heard of sticks against when they came and went, and what was asked for against
/// what was done.
enum StickCheck {
  /// A tone within a second; in the silence of a stop, at its end.
  private static let toneWithin = FrameCount.seconds(1)
  private static let toneAfterStop = FrameCount.seconds(7)

  /// - Parameter isWhole: the run came to its end at rest, with a switch.
  static func faults(
    in timeline: [TimelineEvent], visits: [Rehearsal.ScriptedEvent], log: RandomStickDesk.Log,
    records: [Record], packs: [LanguagePack], isWhole: Bool
  ) -> [String] {
    tones(timeline, visits) + words(timeline, packs) + takenOutEarly(timeline, log, packs)
      + (isWhole ? lostRequests(log, records) : [])
  }

  private static func time(_ frame: SampleTime) -> String { "\(frame.frame / 48_000) s" }

  // MARK: The tone

  private static func tones(
    _ timeline: [TimelineEvent], _ visits: [Rehearsal.ScriptedEvent]
  ) -> [String] {
    let tones = timeline.filter { $0.kind == .sound(.stick) }.map(\.frame)
    return visits.enumerated().compactMap { index, visit in
      guard visit.kind == .stickIn else { return nil }
      let state = state(at: visit.frame, in: timeline)
      let within = state == .stopped ? toneAfterStop : toneWithin
      // One that was gone before the silence was over has none.
      let next = index + 1 < visits.count ? visits[index + 1].frame : nil
      if state == .stopped, let next, next - visit.frame < within { return nil }
      let isHeard = tones.contains { $0 >= visit.frame && $0 - visit.frame <= within }
      return isHeard ? nil : "no tone of the stick put in at \(time(visit.frame))"
    }
  }

  private static func state(at frame: SampleTime, in timeline: [TimelineEvent]) -> State? {
    var state: State?
    for event in timeline {
      if event.frame > frame { break }
      if case .state(let entered) = event.kind { state = entered }
    }
    return state
  }

  // MARK: The words

  /// Nothing is said of a stick over an exercise, a rest, music, a question, a list or a call.
  private static func words(_ timeline: [TimelineEvent], _ packs: [LanguagePack]) -> [String] {
    let keys: [PromptKey] = [.stickFound, .stickGone, .stickSaved, .stickTakeOut, .stickNone]
    // "Nothing was changed." is said of findings, too, in a list.
    let texts = Set(packs.flatMap { pack in keys.flatMap { pack.prompt($0) } })
      .subtracting(packs.flatMap { $0.prompt(.stickUnchanged) })
    var entered: (state: State, at: SampleTime)?
    var faults: [String] = []
    for event in timeline {
      if case .state(let state) = event.kind { entered = (state, event.frame) }
      guard case .speech(let text, _, _, _) = event.kind, texts.contains(text), let entered else {
        continue
      }
      // What had gone to the card is still heard.
      let isOnItsWay = event.frame - entered.at < Latency.change
      switch entered.state {
      case .resting, .waiting, .fault, .measuring: break
      case .greeting, .safety, .exercise, .rest, .question, .stopped, .list, .listening, .ringing,
        .farewell, .locked:
        if !isOnItsWay {
          faults.append("\"\(text)\" in \(entered.state.rawValue) at \(time(event.frame))")
        }
      }
    }
    return faults
  }

  /// "You may take the stick out." only while nothing is being done with it.
  private static func takenOutEarly(
    _ timeline: [TimelineEvent], _ log: RandomStickDesk.Log, _ packs: [LanguagePack]
  ) -> [String] {
    let texts = Set(packs.flatMap { $0.prompt(.stickTakeOut) })
    return timeline.compactMap { event in
      guard case .speech(let text, _, _, _) = event.kind, texts.contains(text) else { return nil }
      let isAtWork = log.work.contains { $0.asked < event.frame && event.frame < $0.answered }
      return isAtWork ? "the stick may go at \(time(event.frame)) while it is at work" : nil
    }
  }

  // MARK: What was asked for

  private static func lostRequests(
    _ log: RandomStickDesk.Log, _ records: [Record]
  ) -> [String] {
    var faults: [String] = []
    func expect(_ request: SettingsRequest, _ what: String) {
      if log.requests.contains(request), !records.contains(where: { $0.what == what }) {
        faults.append("\(request) was asked for and never done")
      }
    }
    expect(.clearLock, "lock cleared")
    expect(.switchTest, "switch test")
    expect(.selfTest, "self test")
    let calls = records.reduce(0) { open, record in
      switch record {
      case .callBegan: open + 1
      case .callEnded: open - 1
      default: open
      }
    }
    if calls != 0 { faults.append("\(calls) calls were begun and not ended") }
    return faults
  }
}
