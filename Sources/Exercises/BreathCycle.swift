// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// The words of a breath, by phase; each list from the fullest wording to the shortest.
public struct CueWords: Hashable, Sendable {
  public var breatheIn: [String]
  public var pause: [String]
  public var breatheOut: [String]

  public init(breatheIn: [String], pause: [String], breatheOut: [String]) {
    self.breatheIn = breatheIn
    self.pause = pause
    self.breatheOut = breatheOut
  }
}

/// What every led breath has, whatever its music: its phases and where its words stand.
enum BreathCycle {
  /// The phases of one breath, from its bar line.
  static func phases(_ pattern: BreathPattern, cycle: Int) -> [Score.Event] {
    var events = [Score.Event(beat: .zero, kind: .phase(.in, cycle: cycle))]
    if pattern.pauseBeats > 0 {
      events.append(
        Score.Event(beat: Rational(pattern.inBeats), kind: .phase(.pause, cycle: cycle)))
    }
    events.append(
      Score.Event(
        beat: Rational(pattern.inBeats + pattern.pauseBeats), kind: .phase(.out, cycle: cycle)))
    return events
  }

  /// Cue words that end on the first beat of *in* and *out*. The word for *out* is the one that
  /// matters: a pause of one beat is left to the music, so that the whole wording has room.
  /// - Parameter before: beats free before the bar line.
  static func cues(_ pattern: BreathPattern, words: CueWords, before: Int) -> [Score.Event] {
    let inBeats = Rational(pattern.inBeats)
    let pauseBeats = Rational(pattern.pauseBeats)
    var events = [
      Score.Event(
        beat: .zero, kind: .cue(Cue(wordings: words.breatheIn, room: Rational(before))))
    ]
    let saysPause = pattern.pauseBeats > 1
    if saysPause {
      events.append(
        Score.Event(beat: inBeats, kind: .cue(Cue(wordings: words.pause, room: inBeats))))
    }
    events.append(
      Score.Event(
        beat: inBeats + pauseBeats,
        kind: .cue(
          Cue(
            wordings: words.breatheOut, room: saysPause ? pauseBeats : inBeats + pauseBeats))))
    return events
  }
}
