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

  struct Placed: Sendable {
    /// When the conductor takes it up: so early that a decision a moment before can still stop it.
    var due: SampleTime
    var step: Step
  }

  let id: Int
  let tempo: Tempo
  let start: SampleTime
  private var steps: [Placed]
  private var cursor = 0

  /// Music begins to go down so long before a word (`music.md`: 12 dB within 120 ms).
  static let duckLead = FrameCount.milliseconds(120)
  /// Two words are never closer than this.
  static let wordGap = FrameCount.milliseconds(100)

  /// A track is read ahead in stretches of this length.
  static let readAheadEvery = FrameCount.seconds(10)

  /// - Parameters:
  ///   - latency: so long before it is heard a step is taken up.
  ///   - trim: what is added to every tone, in decibels; nil: nothing.
  ///   - clip: nil: it cannot be said.
  init(
    _ part: ScorePart, start: SampleTime, latency: FrameCount, trim: Double? = nil,
    clip: (Saying) -> Recording?
  ) {
    id = part.id
    tempo = part.score.tempo
    self.start = start
    let section = Section(start: Rational(start.frame), tempo: tempo)
    let leads = Self.leads(of: part.score, clip)
    var wordsEnd = start - Self.wordGap
    var placed: [Placed] = [Placed(due: start, step: .began)]
    for event in part.score.sorted() {
      let at = section.frame(ofBeat: event.beat)
      let due = at - latency
      switch event.kind {
      case .tone(var tone):
        tone.gain += trim ?? 0
        let end = section.frame(ofBeat: event.beat + tone.length)
        placed.append(Placed(due: due, step: .tone(tone, length: end - at, at: at)))
      case .beat(let pulse):
        placed.append(Placed(due: due, step: .beat(pulse, at: at)))
      case .sound(let sound):
        placed.append(Placed(due: due, step: .sound(sound, at: at)))
      case .phase(let phase, let cycle):
        placed.append(Placed(due: due, step: .phase(phase, cycle: cycle, at: at)))
      case .set(let mark, let beats):
        let end = section.frame(ofBeat: event.beat + beats)
        placed.append(Placed(due: due, step: .set(mark, end: end, at: at)))
      case .cue(let cue):
        let earliest = max(
          wordsEnd + Self.wordGap, section.frame(ofBeat: event.beat - cue.room))
        // A line's first consonants come before its beat: the cue is over by then.
        let end = at - (leads[event.beat] ?? .zero)
        for text in cue.wordings {
          guard let length = clip(Saying(text))?.length, end - length >= earliest else { continue }
          placed.append(Self.words(text, at: end - length, latency))
          wordsEnd = end
          break
        }
      case .guidance(let text):
        guard let length = clip(Saying(text))?.length, at >= wordsEnd + Self.wordGap else {
          continue
        }
        placed.append(Self.words(text, at: at, latency))
        wordsEnd = at + length
      case .line(let line):
        guard let recording = clip(line.saying(at: tempo)) else { continue }
        // The first vowel begins on the beat; what is before it comes before.
        let begin = at - (recording.vowels.first ?? .zero)
        placed.append(
          Placed(
            due: begin - Self.duckLead - latency, step: .line(line, recording, at: begin)))
        wordsEnd = max(wordsEnd, begin + recording.length)
      case .track(let track):
        let end = section.frame(ofBeat: event.beat + track.length)
        let fade = FrameCount((track.fade * tempo.framesPerBeat).rounded)
        placed.append(
          Placed(due: due, step: .track(track, length: end - at, fade: fade, at: at)))
        placed += Self.readingAhead(track, from: at, length: end - at)
      case .milestone(let milestone):
        placed.append(Placed(due: at, step: .milestone(milestone)))
      }
    }
    placed.append(Placed(due: section.frame(ofBeat: part.score.length), step: .ended))
    steps = placed.enumerated()
      .sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
      .map(\.element)
  }

  /// By the beat of each line: how long it sounds before its first vowel.
  private static func leads(
    of score: Score, _ clip: (Saying) -> Recording?
  ) -> [Rational: FrameCount] {
    var leads: [Rational: FrameCount] = [:]
    for event in score.events {
      guard case .line(let line) = event.kind,
        let vowel = clip(line.saying(at: score.tempo))?.vowels.first
      else { continue }
      leads[event.beat] = vowel
    }
    return leads
  }

  private static func words(
    _ text: String, at frame: SampleTime, _ latency: FrameCount
  ) -> Placed {
    Placed(due: frame - duckLead - latency, step: .words(text, at: frame))
  }

  /// Two stretches are read before it begins, and one more as each of them does.
  private static func readingAhead(
    _ track: Track, from start: SampleTime, length: FrameCount
  ) -> [Placed] {
    let stretch = readAheadEvery.value
    return stride(from: 2 * stretch, to: length.value, by: stretch).map { frame in
      Placed(
        due: start + FrameCount(frame - 2 * stretch),
        step: .readAhead(track: track.id, from: frame))
    }
  }

  var next: SampleTime? { cursor < steps.count ? steps[cursor].due : nil }

  mutating func take() -> Step? {
    guard cursor < steps.count else { return nil }
    cursor += 1
    return steps[cursor - 1].step
  }
}
