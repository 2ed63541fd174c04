// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Rhythm
import Session
import Testing
import Timebase

/// A checker that cannot fail checks nothing: each is fed what it must find.
@Suite("The checkers find")
struct CheckerTests {
  private func at(_ seconds: Double, _ kind: TimelineEvent.Kind) -> TimelineEvent {
    TimelineEvent(frame: SampleTime(Int(seconds * 48_000)), kind: kind)
  }

  private func faults(_ events: [TimelineEvent], end: Double = 1_000) -> [String] {
    var checker = Checker()
    for event in events { checker.take(event) }
    checker.finish(at: SampleTime(Int(end * 48_000)), isCutOff: false)
    return checker.faults
  }

  private func end(_ seconds: Int) -> SampleTime { .zero + .seconds(seconds) }

  private func speech(_ start: Double, _ end: Double) -> TimelineEvent {
    at(
      start,
      .speech(
        text: "Hello.", language: "en", end: SampleTime(Int(end * 48_000)), isStandIn: false))
  }

  private func contains(_ faults: [String], _ words: String) -> Bool {
    faults.contains { $0.hasSuffix(words) || $0.contains(words) }
  }

  @Test("a timeline that runs backwards")
  func backwards() {
    let found = faults([at(2, .state(.resting)), at(1, .press(.heard))])
    #expect(contains(found, "the timeline runs backwards"))
  }

  @Test("an exercise without a fresh press")
  func stalePress() {
    let old = [at(1, .press(.accepted)), at(70, .state(.exercise)), at(80, .state(.resting))]
    #expect(contains(faults(old), "an exercise without a fresh press"))
    let fresh = [
      at(0, .state(.safety)), at(1, .press(.accepted)), at(50, .state(.exercise)),
      at(80, .state(.resting))
    ]
    #expect(faults(fresh) == [])
  }

  @Test("an exercise before the words of safety, or long after them")
  func safety() {
    func practice(after seconds: Double) -> [TimelineEvent] {
      [
        at(0, .state(.safety)), at(10, .state(.resting)), at(seconds, .press(.accepted)),
        at(seconds, .state(.exercise)), at(seconds + 30, .state(.resting))
      ]
    }
    let words = "an exercise before the words of safety"
    #expect(contains(faults(Array(practice(after: 20).dropFirst())), words))
    #expect(contains(faults(practice(after: 8_000), end: 9_000), words))
    #expect(faults(practice(after: 20)) == [])
  }

  @Test("words into the silence after a stop")
  func silence() {
    let into = faults([at(0, .state(.stopped)), speech(1, 3), at(4, .state(.resting))])
    #expect(contains(into, "into the silence after a stop"))
  }

  @Test("an exercise that another one leads to without a press")
  func nextExercise() {
    let paced = SetMark(technique: "breathing", activity: "paced breathing", set: 1)
    let sung = SetMark(technique: "singing", activity: "singing", set: 1)
    func practice(_ next: SetMark) -> [TimelineEvent] {
      [
        at(0, .press(.accepted)), at(0, .state(.exercise)), at(1, .exercise(paced, end: end(61))),
        at(61, .state(.rest)), at(121, .state(.exercise)), at(122, .exercise(next, end: end(182)))
      ]
    }
    #expect(contains(faults(practice(sung)), "singing follows paced breathing without a press"))
    #expect(!contains(faults(practice(paced)), "without a press"))
  }

  @Test("a stop that takes too long, or comes where nothing sounds")
  func stops() {
    let slow = at(1, .stopped(silent: SampleTime(48_000 + 1_345)))
    #expect(contains(faults([at(0, .state(.exercise)), slow]), "a stop takes too long"))
    let inPlace = at(1, .stopped(silent: SampleTime(48_000 + 1_344)))
    #expect(contains(faults([at(0, .state(.waiting)), inPlace]), "a stop in waiting"))
  }

  @Test("a wait without a bound, and a session that never ends")
  func bounds() {
    let waits = faults([at(0, .state(.waiting)), at(600, .state(.resting))])
    #expect(contains(waits, "stays in waiting for too long"))
    #expect(contains(faults([at(0, .state(.question))]), "the session never ends: question"))
  }

  @Test("breaths too fast, pauses too long, and too little rest after a deep breath")
  func breaths() {
    let paced = SetMark(technique: "breathing", activity: "paced breathing", set: 1)
    let deep = SetMark(technique: "breathing", activity: "deep breaths", set: 1)
    let start = [at(0, .press(.accepted)), at(0, .state(.exercise))]
    let fast = faults(
      start + [
        at(1, .exercise(paced, end: end(61))), at(1, .phase(.in, cycle: 1)),
        at(3, .phase(.in, cycle: 2))
      ])
    #expect(contains(fast, "a breath of 2000 ms"))
    let held = faults(
      start + [
        at(1, .exercise(deep, end: end(21))), at(1, .phase(.pause, cycle: 1)),
        at(5, .phase(.out, cycle: 1))
      ])
    #expect(contains(held, "a pause of more than 3 s"))
    let hurried = faults(
      start + [
        at(1, .exercise(deep, end: end(21))), at(1, .phase(.rest, cycle: 1)),
        at(9, .phase(.in, cycle: 2))
      ])
    #expect(contains(hurried, "less than 10 s of ordinary breathing"))
  }

  @Test("a beat beside its grid, and a tempo nobody can follow")
  func beats() {
    let start = [at(0, .press(.accepted)), at(0, .state(.exercise))]
    let off = faults(start + [beat(48_000, 1, Tempo(60)), beat(96_003, 2, Tempo(60))])
    #expect(contains(off, "a beat beside its grid"))
    let right = faults(start + [beat(48_000, 1, Tempo(60)), beat(96_000, 2, Tempo(60))], end: 3)
    #expect(!contains(right, "a beat beside its grid"))
  }

  @Test("a tempo that its technique does not have, heard before or after its first set")
  func tempi() {
    let start = [at(0, .press(.accepted)), at(0, .state(.exercise))]
    func found(_ technique: String, _ tempo: Tempo) -> Bool {
      let mark = SetMark(technique: technique, activity: technique, set: 1)
      let set = TimelineEvent(
        frame: SampleTime(96_000), kind: .exercise(mark, end: SampleTime(1_440_000)))
      let before = faults(start + [beat(48_000, 1, tempo), set], end: 60)
      let after = faults(start + [set, beat(96_000, 1, tempo)], end: 60)
      #expect(contains(before, "a tempo of") == contains(after, "a tempo of"))
      return contains(before, "a tempo of")
    }
    for (technique, least, most) in [
      ("breathing", 40, 120), ("singing", 50, 100), ("speech cueing", 40, 200)
    ] {
      for tempo in [least, most] { #expect(!found(technique, Tempo(Rational(tempo)))) }
      for tempo in [least - 1, most + 1] { #expect(found(technique, Tempo(Rational(tempo)))) }
    }
  }

  private func beat(_ frame: Int, _ number: Int, _ tempo: Tempo) -> TimelineEvent {
    TimelineEvent(
      frame: SampleTime(frame),
      kind: .beat(Pulse(beat: number, bar: 1, accent: false, voice: nil), tempo))
  }

  @Test("a diary that tells another story than the timeline")
  func ledger() {
    let stop = at(1, .stopped(silent: SampleTime(49_344)))
    #expect(!Ledger.faults(timeline: [stop], records: []).isEmpty)
    #expect(!Ledger.faults(timeline: [at(1, .question(effort: 4))], records: []).isEmpty)
    #expect(
      !Ledger.faults(
        timeline: [at(1, .question(effort: 4))], records: [.answer(effort: 2, changed: false)]
      ).isEmpty)
    #expect(
      Ledger.faults(
        timeline: [at(1, .question(effort: 4))], records: [.answer(effort: 4, changed: false)])
        == [])
  }

  @Test("sets, pieces, songs, phrases and own music that the diary does not have")
  func material() {
    let spoken = SetMark(technique: "speech cueing", activity: "speech cueing", set: 1)
    let timeline = [
      at(0, .state(.exercise)), at(1, .exercise(spoken, end: end(60))), at(61, .state(.resting))
    ]
    let kept = Record.material(Material(kind: .phrase, name: "Yes."))
    #expect(contains(Ledger.faults(timeline: timeline, records: [kept]), "sets begun"))
    #expect(contains(Ledger.faults(timeline: timeline, records: []), "phrases"))
    // One that was on its way when its exercise was stopped never began.
    let late = [at(0, .state(.stopped)), at(0.01, .exercise(spoken, end: end(60)))]
    #expect(Ledger.faults(timeline: late, records: []) == [])
    let played = [at(1, .music(track: "tune", frames: .seconds(9)))]
    #expect(contains(Ledger.faults(timeline: played, records: []), "own music"))
    #expect(
      Ledger.faults(
        timeline: played, records: [.material(Material(kind: .track, name: "tune"))]) == [])
    let piece = Record.material(Material(kind: .piece, name: "river", layers: 1))
    #expect(contains(Ledger.faults(timeline: [], records: [piece]), "times a piece"))
  }

  @Test("a click, and sound that goes on, at a stop")
  func stopSound() {
    let quiet = [Int16](repeating: 0, count: 2 * 9_600)
    #expect(StopCheck.faults(in: Rehearsal.StopWindow(sound: quiet, music: quiet)) == [])
    var click = quiet
    click[2 * 5_000] = 400
    #expect(
      StopCheck.faults(in: Rehearsal.StopWindow(sound: click, music: quiet)).first?
        .hasPrefix("a click") == true)
    let hum = [Int16](repeating: 200, count: 2 * 9_600)
    #expect(
      StopCheck.faults(in: Rehearsal.StopWindow(sound: hum, music: hum))
        == ["not silent 8 ms after the change"])
    var early = quiet
    early[2 * 100] = 5
    #expect(
      StopCheck.faults(in: Rehearsal.StopWindow(sound: early, music: quiet))
        == ["the sound changes before its time"])
  }
}
