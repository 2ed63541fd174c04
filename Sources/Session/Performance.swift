// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// A score on its way: its events placed on the sample clock, in the order in which they must be
/// handed to the mixer.
struct Performance: Sendable {
  enum Step: Hashable, Sendable {
    case tone(Tone, length: FrameCount, at: SampleTime)
    case beat(Pulse, at: SampleTime)
    case sound(SmallSound, at: SampleTime)
    case phase(BreathPhase, cycle: Int, at: SampleTime)
    case set(SetMark, end: SampleTime, at: SampleTime)
    /// A cue word or a sentence of guidance.
    case words(String, at: SampleTime)
    /// The voice in time, from the first sample of its clip.
    case line(VoiceLine, Recording, at: SampleTime)
    case track(Track, length: FrameCount, fade: FrameCount, at: SampleTime)
    /// From this frame of the track on.
    case readAhead(track: String, from: Int)
    case began
    case milestone(Milestone)
    case ended
  }

  let id: Int
  let tempo: Tempo
  let start: SampleTime
  private let section: Section
  private let latency: FrameCount
  /// Added to every tone, in decibels.
  private let trim: Double
  private let clips: [Saying: Recording]
  /// In playing order; those from `upcoming` on are not placed yet.
  private let events: [Score.Event]
  private var upcoming = 0
  /// No step is due earlier than so long before its event.
  private let reach: FrameCount
  /// What is placed, each when the conductor takes it up: so early that a decision a moment before
  /// can still stop it.
  private var steps = Agenda<Step>()
  private let end: SampleTime
  private var hasEnded = false
  /// Of what is placed.
  private var wordsEnd: SampleTime

  /// Music begins to go down so long before a word (`music.md`: 12 dB within 120 ms).
  static let duckLead = FrameCount.milliseconds(120)
  /// Two words are never closer than this.
  static let wordGap = FrameCount.milliseconds(100)

  /// A track is read ahead in stretches of this length.
  static let readAheadEvery = FrameCount.seconds(10)

  /// The events of five minutes are thousands: they are placed as they come near, for the sound card
  /// plays on meanwhile.
  /// - Parameters:
  ///   - latency: so long before it is heard a step is taken up.
  ///   - trim: what is added to every tone, in decibels; nil: nothing.
  ///   - clips: of what may be said; what is not among them cannot be.
  init(
    _ part: ScorePart, start: SampleTime, latency: FrameCount, trim: Double? = nil,
    clips: [Saying: Recording]
  ) {
    id = part.id
    tempo = part.score.tempo
    self.start = start
    section = Section(start: Rational(start.frame), tempo: tempo)
    self.latency = latency
    self.trim = trim ?? 0
    self.clips = clips
    events = part.score.sorted()
    // A cue ends where a line begins, which begins before its first vowel.
    let longest = clips.values.map(\.length).max() ?? .zero
    reach = longest * 2 + Self.duckLead + latency
    end = section.frame(ofBeat: part.score.length)
    wordsEnd = start - Self.wordGap
    steps.add(.began, at: start)
    placeAhead()
  }

  /// When the next step is taken up; nil after the last.
  var next: SampleTime? { hasEnded ? nil : min(steps.next ?? end, end) }

  mutating func take() -> Step? {
    guard let next else { return nil }
    // Of what is due at the end, that it has ended is last.
    guard steps.next == next, let entry = steps.take() else {
      hasEnded = true
      return .ended
    }
    placeAhead()
    return entry.item
  }

  // MARK: Placing

  /// Places every event that may be due before the next step, or with it.
  private mutating func placeAhead() {
    while upcoming < events.count, let next {
      let event = events[upcoming]
      let at = section.frame(ofBeat: event.beat)
      guard at - reach <= next else { return }
      place(event, at: at)
      upcoming += 1
    }
  }

  private mutating func place(_ event: Score.Event, at: SampleTime) {
    let due = at - latency
    switch event.kind {
    case .tone(var tone):
      tone.gain += trim
      let end = section.frame(ofBeat: event.beat + tone.length)
      steps.add(.tone(tone, length: end - at, at: at), at: due)
    case .beat(let pulse):
      steps.add(.beat(pulse, at: at), at: due)
    case .sound(let sound):
      steps.add(.sound(sound, at: at), at: due)
    case .phase(let phase, let cycle):
      steps.add(.phase(phase, cycle: cycle, at: at), at: due)
    case .set(let mark, let beats):
      let end = section.frame(ofBeat: event.beat + beats)
      steps.add(.set(mark, end: end, at: at), at: due)
    case .cue(let cue):
      placeCue(cue, on: event.beat, at: at)
    case .guidance(let text):
      guard let length = clips[Saying(text)]?.length, at >= wordsEnd + Self.wordGap else { return }
      placeWords(text, at: at)
      wordsEnd = at + length
    case .line(let line):
      guard let recording = clips[line.saying(at: tempo)] else { return }
      // The first vowel begins on the beat; what is before it comes before.
      let begin = at - (recording.vowels.first ?? .zero)
      steps.add(.line(line, recording, at: begin), at: begin - Self.duckLead - latency)
      wordsEnd = max(wordsEnd, begin + recording.length)
    case .track(let track):
      let end = section.frame(ofBeat: event.beat + track.length)
      let fade = FrameCount((track.fade * tempo.framesPerBeat).rounded)
      steps.add(.track(track, length: end - at, fade: fade, at: at), at: due)
      placeReadingAhead(track, from: at, length: end - at)
    case .milestone(let milestone):
      steps.add(.milestone(milestone), at: at)
    }
  }

  /// The fullest wording for which there is time.
  private mutating func placeCue(_ cue: Cue, on beat: Rational, at: SampleTime) {
    let earliest = max(wordsEnd + Self.wordGap, section.frame(ofBeat: beat - cue.room))
    // A line's first consonants come before its beat: the cue is over by then.
    let end = at - lead(on: beat)
    for text in cue.wordings {
      guard let length = clips[Saying(text)]?.length, end - length >= earliest else { continue }
      placeWords(text, at: end - length)
      wordsEnd = end
      return
    }
  }

  /// How long the line on this beat, that of `upcoming`, sounds before its first vowel.
  private func lead(on beat: Rational) -> FrameCount {
    let before = events[..<upcoming].reversed().prefix { $0.beat == beat }
    for event in events[upcoming...].prefix(while: { $0.beat == beat }) + before {
      guard case .line(let line) = event.kind,
        let vowel = clips[line.saying(at: tempo)]?.vowels.first
      else { continue }
      return vowel
    }
    return .zero
  }

  private mutating func placeWords(_ text: String, at frame: SampleTime) {
    steps.add(.words(text, at: frame), at: frame - Self.duckLead - latency)
  }

  /// Two stretches are read before it begins, and one more as each of them does.
  private mutating func placeReadingAhead(
    _ track: Track, from start: SampleTime, length: FrameCount
  ) {
    let stretch = Self.readAheadEvery.value
    for frame in stride(from: 2 * stretch, to: length.value, by: stretch) {
      steps.add(
        .readAhead(track: track.id, from: frame), at: start + FrameCount(frame - 2 * stretch))
    }
  }
}
