// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// One line of the timeline: what happened or sounded, and at which frame.
///
/// The names and fields are fixed (architecture, "The command line"); more may be added, none
/// goes away. Frames of sounds are their first sample's; frames of decisions are the decision's.
public struct TimelineEvent: Hashable, Sendable {
  public var frame: SampleTime
  public var kind: Kind

  package init(frame: SampleTime, kind: Kind) {
    self.frame = frame
    self.kind = kind
  }

  public enum Kind: Hashable, Sendable {
    case state(State)
    case speech(text: String, language: String, end: SampleTime, isStandIn: Bool)
    case speechCut(text: String)
    case beat(Pulse, Tempo)
    case phase(BreathPhase, cycle: Int)
    case exercise(SetMark, end: SampleTime)
    case note(pitch: Int, length: FrameCount)
    case press(PressOutcome)
    case stopped(silent: SampleTime)
    case question(effort: Int?)
    case gap(FrameCount)
    case recorded(what: String)
    case lateEdge(FrameCount)
    /// A syllable the voice says or sings in time; the frame is its vowel's first sample.
    case syllable(text: String, beat: SampleTime)
    /// A small sound, but for those that answer a press: `press` and `stopped` tell of them.
    case sound(SmallSound)
    /// The person's own music begins.
    case music(track: String, frames: FrameCount)
  }
}

extension TimelineEvent {
  public var isSpeech: Bool {
    if case .speech = kind { true } else { false }
  }

  /// The event as one JSON object on one line, keys in a fixed order.
  public var json: String {
    var line = JSONLine()
    line.add("frame", frame.frame)
    switch kind {
    case .state(let state):
      line.add("event", "state")
      line.add("state", state.rawValue)
    case .speech(let text, let language, let end, let isStandIn):
      line.add("event", "speech")
      line.add("text", text)
      line.add("language", language)
      line.add("endFrame", end.frame)
      if isStandIn { line.add("standIn", true) }
    case .speechCut(let text):
      line.add("event", "speechCut")
      line.add("text", text)
    case .beat(let pulse, let tempo):
      line.add("event", "beat")
      line.add("beat", pulse.beat)
      line.add("bar", pulse.bar)
      line.add("accent", pulse.accent)
      line.add("bpm", tempo.beatsPerMinute.double)
    case .phase(let phase, let cycle):
      line.add("event", "phase")
      line.add("phase", phase.rawValue)
      line.add("cycle", cycle)
    case .exercise(let mark, let end):
      line.add("event", "exercise")
      line.add("technique", mark.technique)
      line.add("activity", mark.activity)
      line.add("set", mark.set)
      line.add("endFrame", end.frame)
    case .note(let pitch, let length):
      line.add("event", "note")
      line.add("pitch", pitch)
      line.add("frames", length.value)
    case .press(let outcome):
      line.add("event", "switch")
      line.add("outcome", outcome.rawValue)
    case .stopped(let silent):
      line.add("event", "stopped")
      line.add("silentFrame", silent.frame)
    case .question(let effort):
      line.add("event", "question")
      line.add("effort", effort)
    case .gap(let frames):
      line.add("event", "gap")
      line.add("frames", frames.value)
    case .recorded(let what):
      line.add("event", "recorded")
      line.add("what", what)
    case .lateEdge(let frames):
      line.add("event", "lateEdge")
      line.add("frames", frames.value)
    case .syllable(let text, let beat):
      line.add("event", "syllable")
      line.add("text", text)
      line.add("beatFrame", beat.frame)
    case .sound(let sound):
      line.add("event", "sound")
      line.add("name", sound.rawValue)
    case .music(let track, let frames):
      line.add("event", "music")
      line.add("track", track)
      line.add("frames", frames.value)
    }
    return line.text
  }
}

/// One flat JSON object, written in the order in which its fields are added.
struct JSONLine {
  private var body = ""

  var text: String { "{\(body)}" }

  mutating func add(_ key: String, _ value: Int) { append(key, "\(value)") }
  mutating func add(_ key: String, _ value: Bool) { append(key, value ? "true" : "false") }
  /// The shortest digits that give the same number back.
  mutating func add(_ key: String, _ value: Double) { append(key, "\(value)") }
  mutating func add(_ key: String, _ value: String) { append(key, Self.quoted(value)) }
  mutating func add(_ key: String, _ value: Int?) {
    append(key, value.map { "\($0)" } ?? "null")
  }

  private mutating func append(_ key: String, _ value: String) {
    if !body.isEmpty { body += "," }
    body += "\"\(key)\":\(value)"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\u{00}"..."\u{1F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
