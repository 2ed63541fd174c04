// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Rehearsal
import Session
import Testing
import Timebase

/// Something somebody does, or that happens, when something is heard: a script that stays right when
/// a sentence is worded anew.
struct Deed {
  enum Moment {
    /// Seconds from power-on.
    case at(Double)
    /// So many seconds after the deed before.
    case later(Double)
    /// So many seconds after the last sentence of this prompt begins, the first time after the deed
    /// before.
    case said(PromptKey, after: Double = 0.5)
    /// So many seconds after this state is entered.
    case on(State, after: Double = 1)
    /// So many seconds into the set of this number, of any technique.
    case set(Int, after: Double = 5)
  }

  let moment: Moment
  let kinds: [Rehearsal.ScriptedEvent.Kind]

  /// The switch closes for 150 ms.
  static func press(_ moment: Moment) -> Deed {
    Deed(moment: moment, kinds: [.edge(closed: true), .edge(closed: false)])
  }

  static func press(at seconds: Double) -> Deed { press(.at(seconds)) }

  static func happens(_ kind: Rehearsal.ScriptedEvent.Kind, _ moment: Moment) -> Deed {
    Deed(moment: moment, kinds: [kind])
  }

  static func stickIn(_ moment: Moment) -> Deed { happens(.stickIn, moment) }

  /// The press that begins the practice, or goes on with it.
  static let goOn = press(.on(.waiting))

  /// Seven presses, so many seconds apart, once they are asked for.
  static func breaths(every seconds: Double) -> [Deed] {
    [press(.said(.measuringOwnPace, after: 4))]
      + (0..<6).map { _ in press(.later(seconds)) }
  }

  fileprivate func isMeant(_ event: TimelineEvent, in pack: LanguagePack) -> Bool {
    switch (moment, event.kind) {
    case (.said(let prompt, _), .speech(let text, _, _, _)): text == pack.prompt(prompt).last
    case (.on(let wanted, _), .state(let state)): state == wanted
    case (.set(let number, _), .exercise(let mark, _)): mark.set == number
    default: false
    }
  }

  fileprivate var seconds: Double {
    switch moment {
    case .at(let seconds), .later(let seconds), .said(_, let seconds), .on(_, let seconds),
      .set(_, let seconds):
      seconds
    }
  }
}

extension Unit {
  /// The deeds at their frames: rehearsed up to each, to find its moment.
  func script(
    _ deeds: [Deed], voice: any Voice = FixedVoice()
  ) throws -> [Rehearsal.ScriptedEvent] {
    var script: [Rehearsal.ScriptedEvent] = []
    var last = SampleTime.zero
    for deed in deeds {
      last = try frame(of: deed, after: last, script, voice)
      for (index, kind) in deed.kinds.enumerated() {
        script.append(
          Rehearsal.ScriptedEvent(frame: last + .milliseconds(150) * index, kind: kind))
      }
    }
    return script.sorted { $0.frame < $1.frame }
  }

  private func frame(
    of deed: Deed, after last: SampleTime, _ script: [Rehearsal.ScriptedEvent], _ voice: any Voice
  ) throws -> SampleTime {
    let offset = FrameCount(Int((deed.seconds * 48_000).rounded()))
    if case .at = deed.moment { return .zero + offset }
    if case .later = deed.moment { return last + offset }
    var rehearsal = Rehearsal(
      conductor: try conductor(), voice: voice, stick: desk?(), script: script)
    let pack = try Packs.pack(language)
    let found = rehearsal.runUnheard(until: .atRest).first {
      $0.frame > last && deed.isMeant($0, in: pack)
    }
    return try #require(found, "never: \(deed.moment)").frame + offset
  }

  /// Presses whenever it waits, until it has said farewell; lists and questions go by.
  func pressedThrough() throws -> [Deed] {
    var deeds: [Deed] = []
    var presses = 0
    while presses < 20 {
      var rehearsal = try rehearsal(deeds)
      let timeline = rehearsal.runUnheard(until: .atRest)
      if timeline.contains(where: { $0.kind == .state(.farewell) }) { return deeds }
      deeds.append(.goOn)
      presses += 1
    }
    Issue.record("no farewell in sight")
    return deeds
  }
}
