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

  /// - Parameters:
  ///   - latency: so long before it is heard a step is taken up.
  ///   - length: how long a text takes to be said; nil: it cannot be said.
  init(
    _ part: ScorePart, start: SampleTime, latency: FrameCount, length: (String) -> FrameCount?
  ) {
    id = part.id
    tempo = part.score.tempo
    self.start = start
    let section = Section(start: Rational(start.frame), tempo: tempo)
    var wordsEnd = start - Self.wordGap
    var placed: [Placed] = [Placed(due: start, step: .began)]
    for event in part.score.sorted() {
      let at = section.frame(ofBeat: event.beat)
      let due = at - latency
      switch event.kind {
      case .tone(let tone):
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
        let room = at - section.frame(ofBeat: event.beat - cue.room)
        let earliest = max(wordsEnd + Self.wordGap, at - room)
        for text in cue.wordings {
          guard let length = length(text), at - length >= earliest else { continue }
          placed.append(Self.words(text, at: at - length, latency))
          wordsEnd = at
          break
        }
      case .guidance(let text):
        guard let length = length(text), at >= wordsEnd + Self.wordGap else { continue }
        placed.append(Self.words(text, at: at, latency))
        wordsEnd = at + length
      case .milestone(let milestone):
        placed.append(Placed(due: at, step: .milestone(milestone)))
      }
    }
    placed.append(Placed(due: section.frame(ofBeat: part.score.length), step: .ended))
    steps = placed.enumerated()
      .sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
      .map(\.element)
  }

  private static func words(
    _ text: String, at frame: SampleTime, _ latency: FrameCount
  ) -> Placed {
    Placed(due: frame - duckLead - latency, step: .words(text, at: frame))
  }

  var next: SampleTime? { cursor < steps.count ? steps[cursor].due : nil }

  mutating func take() -> Step? {
    guard cursor < steps.count else { return nil }
    cursor += 1
    return steps[cursor - 1].step
  }
}
