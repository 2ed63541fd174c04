// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Testing
import Timebase

@Suite("A line of the timeline")
struct TimelineTests {
  private func json(_ kind: TimelineEvent.Kind) -> String {
    TimelineEvent(frame: "0:00.001", kind: kind).json
  }

  @Test("Each event has the names and fields that other people's checks read")
  func fields() {
    #expect(json(.state(.resting)) == #"{"frame":48,"event":"state","state":"resting"}"#)
    #expect(
      json(.speech(text: "Hello.", language: "en", end: "0:01", isStandIn: false))
        == #"{"frame":48,"event":"speech","text":"Hello.","language":"en","endFrame":48000}"#)
    #expect(
      json(.speechCut(text: "Hello."))
        == #"{"frame":48,"event":"speechCut","text":"Hello."}"#)
    #expect(
      json(.beat(Pulse(beat: 2, bar: 7, accent: true, voice: nil), Tempo(150, 2)))
        == #"{"frame":48,"event":"beat","beat":2,"bar":7,"accent":true,"bpm":75.0}"#)
    #expect(
      json(.phase(.in, cycle: 3)) == #"{"frame":48,"event":"phase","phase":"in","cycle":3}"#)
    #expect(
      json(
        .exercise(
          SetMark(technique: "breathing", activity: "deep breaths", set: 4), end: "1:00"))
        == #"{"frame":48,"event":"exercise","technique":"breathing","activity":"deep breaths","#
        + #""set":4,"endFrame":2880000}"#)
    #expect(
      json(.note(pitch: 69, length: FrameCount(100)))
        == #"{"frame":48,"event":"note","pitch":69,"frames":100}"#)
    #expect(
      json(.press(.accepted)) == #"{"frame":48,"event":"switch","outcome":"accepted"}"#)
    #expect(
      json(.stopped(silent: "0:00.029"))
        == #"{"frame":48,"event":"stopped","silentFrame":1392}"#)
    #expect(json(.question(effort: 4)) == #"{"frame":48,"event":"question","effort":4}"#)
    #expect(json(.question(effort: nil)) == #"{"frame":48,"event":"question","effort":null}"#)
    #expect(json(.gap(FrameCount(240))) == #"{"frame":48,"event":"gap","frames":240}"#)
    #expect(
      json(.recorded(what: "stop")) == #"{"frame":48,"event":"recorded","what":"stop"}"#)
  }

  @Test(
    "Phases and outcomes have their fixed words",
    arguments: zip(
      [BreathPhase.in, .pause, .out, .rest], ["in", "pause", "out", "rest"]))
  func phases(phase: BreathPhase, word: String) {
    #expect(json(.phase(phase, cycle: 1)).contains(#""phase":"\#(word)""#))
  }

  @Test("Outcomes, too")
  func outcomes() {
    let words = [PressOutcome.heard, .accepted, .ignored, .stuck].map(\.rawValue)
    #expect(words == ["heard", "accepted", "ignored", "stuck"])
  }

  @Test("The fifteen states have their fixed names")
  func states() {
    #expect(
      State.allCases.map(\.rawValue).joined(separator: " ")
        == "greeting safety waiting measuring exercise rest question stopped list listening "
        + "ringing farewell resting locked fault")
  }

  @Test("A tempo that is no round number is not rounded")
  func unrounded() {
    let line = json(.beat(Pulse(beat: 1, bar: 1, accent: false, voice: nil), Tempo(200, 3)))
    #expect(line.contains(#""bpm":66.66666666666667}"#))
  }

  @Test(
    "Text is escaped so that a line stays one line of JSON",
    arguments: [
      (#"say "ah""#, #"say \"ah\""#), (#"a\b"#, #"a\\b"#), ("a\nb", #"a\nb"#),
      ("a\r\nb", #"a\u000d\nb"#), ("a\tb", #"a\u0009b"#), ("\u{0}", #"\u0000"#),
      ("a\u{2028}b", #"a\u2028b"#), ("вдохните", "вдохните"), ("🎵", "🎵"), ("/", "/")
    ])
  func escaping(text: String, escaped: String) {
    #expect(
      json(.speechCut(text: text))
        == #"{"frame":48,"event":"speechCut","text":"\#(escaped)"}"#)
  }

  @Test("The timeline of a session runs forward, and each event is told once it was heard")
  func order() throws {
    var studio = try Studio.exercise().studio
    let told = studio.timeline.count
    try studio.run(to: .rest)
    #expect(studio.timeline.count > told + 1_000)
    #expect(
      zip(studio.timeline, studio.timeline.dropFirst()).allSatisfy { $0.frame <= $1.frame })
    #expect(studio.timeline.allSatisfy { $0.frame < studio.now })
  }
}
