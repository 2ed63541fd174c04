// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// What an exercise sounds like and asks for, in beats: made whole by `Exercises/`, played by the
/// conductor. Positions are beats from the score's first beat; nothing here is rounded.
public struct Score: Hashable, Sendable {
  public var tempo: Tempo
  /// In beats; the score is over here, though a last note may ring on into its release.
  public var length: Rational
  /// In any order; `sorted()` puts them in playing order.
  public private(set) var events: [Event] = []

  public init(tempo: Tempo, length: Rational = .zero) {
    self.tempo = tempo
    self.length = length
  }

  public struct Event: Hashable, Sendable {
    public var beat: Rational
    public var kind: Kind

    public init(beat: Rational, kind: Kind) {
      self.beat = beat
      self.kind = kind
    }
  }

  public enum Kind: Hashable, Sendable {
    /// A musical tone.
    case tone(Tone)
    /// A beat of the metre and its pulse.
    case beat(Pulse)
    /// One of the small sounds (the tick of a rest).
    case sound(SmallSound)
    /// The first moment of a phase of the breath.
    case phase(BreathPhase, cycle: Int)
    /// The start of a set: what the timeline calls `exercise`. `beats` is the set's length.
    case set(SetMark, beats: Rational)
    /// A spoken cue that ends on this beat, music held down under it.
    case cue(Cue)
    /// A sentence of guidance that begins here, music held down under it.
    case guidance(String)
    /// Told to whoever plays the score once this beat has been heard.
    case milestone(Milestone)
  }

  public mutating func add(_ kind: Kind, at beat: Rational) {
    events.append(Event(beat: beat, kind: kind))
  }

  /// Adds another's events, `beat` beats later than they stand there.
  public mutating func append(_ events: [Event], at beat: Rational) {
    for event in events { add(event.kind, at: event.beat + beat) }
  }

  /// In playing order: by beat; what stands first at one beat stays first.
  public func sorted() -> [Event] {
    events.enumerated()
      .sorted { ($0.element.beat, $0.offset) < ($1.element.beat, $1.offset) }
      .map(\.element)
  }

  /// Every text that may be spoken, in order of first use, each once.
  public var texts: [String] {
    var seen = Set<String>()
    var texts: [String] = []
    func note(_ text: String) { if seen.insert(text).inserted { texts.append(text) } }
    for event in sorted() {
      switch event.kind {
      case .cue(let cue): cue.wordings.forEach(note)
      case .guidance(let text): note(text)
      case .tone, .beat, .sound, .phase, .set, .milestone: break
      }
    }
    return texts
  }
}

/// A tone of the music: an instrument, a pitch, how long it is held, how loud.
public struct Tone: Hashable, Sendable {
  public var instrument: Instrument
  /// MIDI note number; 60 is middle C, 69 is A at 440 Hz.
  public var pitch: Int
  /// In beats, to the start of the release.
  public var length: Rational
  /// Relative to the instrument's own level, in decibels.
  public var gain: Double

  public init(_ instrument: Instrument, pitch: Int, length: Rational, gain: Double = 0) {
    self.instrument = instrument
    self.pitch = pitch
    self.length = length
    self.gain = gain
  }
}

/// One beat: where it stands and what its pulse sounds like.
public struct Pulse: Hashable, Sendable {
  /// Counted from 1 within its bar.
  public var beat: Int
  /// Counted from 1 within the exercise.
  public var bar: Int
  public var accent: Bool
  /// nil: the beat is in the timeline, but nothing sounds.
  public var voice: Instrument?

  public init(beat: Int, bar: Int, accent: Bool, voice: Instrument?) {
    self.beat = beat
    self.bar = bar
    self.accent = accent
    self.voice = voice
  }
}

/// The parts of a breath, by the timeline's names. `rest` is ordinary breathing.
public enum BreathPhase: String, Hashable, Sendable {
  case `in`
  case pause
  case out
  case rest
}

/// What the timeline says when a set begins.
public struct SetMark: Hashable, Sendable {
  public var technique: String
  public var activity: String
  /// Counted from 1.
  public var set: Int

  public init(technique: String, activity: String, set: Int) {
    self.technique = technique
    self.activity = activity
    self.set = set
  }
}

/// A spoken cue of at most three words; the first wording that fits the time before the beat is
/// taken, and none where even the shortest does not fit.
public struct Cue: Hashable, Sendable {
  public var wordings: [String]
  /// How far before its beat the cue may begin, in beats.
  public var room: Rational

  public init(wordings: [String], room: Rational) {
    self.wordings = wordings
    self.room = room
  }
}

/// What a listener to the score is told as it is heard.
public enum Milestone: Hashable, Sendable {
  /// A whole breath has been cued (never "taken": there is no sensor).
  case breathCued(cycle: Int)
  case setBegan(Int)
  case setDone(Int)
}
