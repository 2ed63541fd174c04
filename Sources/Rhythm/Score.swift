// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// What an exercise sounds like and asks for, in beats: made whole by `Exercises/`, played by the
/// conductor. Positions are beats from the score's first beat; nothing here is rounded.
public struct Score: Hashable, Sendable {
  public var tempo: Tempo
  /// In beats; the score is over here, though a last note may ring on into its release.
  public var length: Rational
  /// What its music is called in the note bank's table of trims: the loudness that was measured
  /// when the bank was built is made up for. nil: nothing was.
  public var trim: String?
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
    /// The device's voice in time: the first vowel begins on this beat.
    case line(VoiceLine)
    /// The person's own music begins here.
    case track(Track)
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

  /// Room for so many events in all, so that a long score is not moved about while it grows.
  public mutating func reserve(_ count: Int) { events.reserveCapacity(count) }

  /// In playing order: by beat; what stands first at one beat stays first.
  public func sorted() -> [Event] { sorted { _ in true } }

  /// Those that are wanted; only their places are moved about while they are put in order.
  private func sorted(_ isWanted: (Kind) -> Bool) -> [Event] {
    events.indices.filter { isWanted(events[$0].kind) }
      .sorted { (events[$0].beat, $0) < (events[$1].beat, $1) }
      .map { events[$0] }
  }

  /// The person's own music in it, in order.
  public var tracks: [Track] {
    sorted(\.isTrack).compactMap { event in
      if case .track(let track) = event.kind { track } else { nil }
    }
  }

  /// Everything that may be said, in order of first use, each once.
  public var sayings: [Saying] {
    var seen = Set<Saying>()
    var sayings: [Saying] = []
    func note(_ saying: Saying) { if seen.insert(saying).inserted { sayings.append(saying) } }
    for event in sorted(\.isSaid) {
      switch event.kind {
      case .cue(let cue): for wording in cue.wordings { note(Saying(wording)) }
      case .guidance(let text): note(Saying(text))
      case .line(let line): note(line.saying(at: tempo))
      case .tone, .beat, .sound, .phase, .set, .track, .milestone: break
      }
    }
    return sayings
  }
}

extension Score.Kind {
  fileprivate var isTrack: Bool {
    if case .track = self { true } else { false }
  }

  fileprivate var isSaid: Bool {
    switch self {
    case .cue, .guidance, .line: true
    case .tone, .beat, .sound, .phase, .set, .track, .milestone: false
    }
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
  /// In decibels, beside what an accent adds.
  public var gain: Double

  public init(beat: Int, bar: Int, accent: Bool, voice: Instrument?, gain: Double = 0) {
    self.beat = beat
    self.bar = bar
    self.accent = accent
    self.voice = voice
    self.gain = gain
  }
}

/// A piece of the person's own music, kept on the unit.
public struct Track: Hashable, Sendable {
  /// What it is known by: the name it has in the store.
  public var id: String
  /// In beats; it fades in over the first `fade` of them and out over the last.
  public var length: Rational
  public var fade: Rational

  public init(id: String, length: Rational, fade: Rational) {
    self.id = id
    self.length = length
    self.fade = fade
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
