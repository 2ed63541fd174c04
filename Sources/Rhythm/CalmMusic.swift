// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// Music to listen to and to rest by (`music.md`, "Listening and rest"): chords over a drone that
/// come and go, no pulse, nothing above G4.
public enum CalmMusic {
  /// For a score at 60 beats a minute: a beat is a second. Silent from `seconds` on.
  public static func listening(seconds: Int) -> [Score.Event] {
    events(seconds: seconds, gain: 0)
  }

  /// The same 6 dB softer, with a soft tick every 10 s: silence never reads as a fault.
  public static func rest(seconds: Int) -> [Score.Event] {
    var rest = Score(tempo: Tempo(60))
    rest.append(events(seconds: seconds, gain: -6), at: .zero)
    for second in stride(from: tickSeconds, to: seconds, by: tickSeconds) {
      rest.add(.sound(.restTick), at: Rational(second))
    }
    return rest.events
  }

  private static let tickSeconds = 10
  /// The release of its instruments.
  private static let fadeSeconds = 6

  /// Open chords of D major, common tones held, the others by step; the lengths, 8–12 s, do not
  /// come round with the chords, so that it is long before the same is heard again.
  private static let chords: [[Int]] = [
    [50, 57, 62, 66], [50, 55, 59, 66], [52, 55, 59, 64], [50, 57, 62, 64],
    [50, 54, 59, 66], [55, 59, 62, 67], [52, 57, 62, 67], [50, 57, 61, 64]
  ]
  private static let chordSeconds = [10, 12, 9, 11, 8, 12, 10]
  private static let drone = [(pitch: 38, gain: 0.0), (pitch: 45, gain: -3.0)]

  private static func events(seconds: Int, gain: Double) -> [Score.Event] {
    var score = Score(tempo: Tempo(60))
    let sounding = max(1, seconds - fadeSeconds)
    for tone in drone {
      score.add(
        .tone(
          Tone(.drone, pitch: tone.pitch, length: Rational(sounding), gain: gain + tone.gain)),
        at: .zero)
    }
    var onset = 0
    var index = 0
    while onset < sounding {
      var length = chordSeconds[index % chordSeconds.count]
      // A last chord too short to come up is joined to the one before.
      if sounding - onset - length < fadeSeconds { length = sounding - onset }
      for pitch in chords[index % chords.count] {
        score.add(
          .tone(Tone(.calmPad, pitch: pitch, length: Rational(length), gain: gain)),
          at: Rational(onset))
      }
      onset += length
      index += 1
    }
    return score.events
  }
}
