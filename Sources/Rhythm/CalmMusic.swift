// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// Music to listen to and to rest by (`music.md`, "Listening and rest"): chords over a drone that
/// come and go, no pulse, nothing above G4.
///
/// All is for a score at 60 beats a minute, where a beat is a second, and is silent from `seconds`
/// on. The seed, the day's number, chooses among the progressions.
public enum CalmMusic {
  /// - Parameter seconds: 60–540 are meant; 5 at least.
  public static func listening(seconds: Int, seed: Int = 0) -> [Score.Event] {
    music(seconds: seconds, seed: seed, gain: 0)
  }

  /// The same 6 dB softer, with a soft tick every 10 s: silence never reads as a fault.
  ///
  /// - Parameter seconds: 5 at least.
  public static func rest(seconds: Int, seed: Int = 0) -> [Score.Event] {
    var rest = Score(tempo: Tempo(60))
    rest.append(music(seconds: seconds, seed: seed, gain: -6), at: .zero)
    for second in stride(from: tickSeconds, to: seconds, by: tickSeconds) {
      rest.add(.sound(.restTick), at: Rational(second))
    }
    return rest.events
  }

  /// Before a practice, to settle: a chord or two of another piece than is listened to that day,
  /// with fades of 3 s, as there is not much time.
  ///
  /// - Parameter seconds: 10–30 are meant; 5 at least.
  public static func settle(seconds: Int, seed: Int = 0) -> [Score.Event] {
    music(
      seconds: seconds, seed: seed &+ CalmProgression.all.count / 2, gain: 0, by: .settling)
  }

  /// What holds the low tones and the chords, both with the same fades.
  private struct Colours {
    var drone: Instrument
    var chords: Instrument
    var fadeSeconds: Int

    static let listening = Colours(drone: .drone, chords: .calmPad, fadeSeconds: 6)
    static let settling = Colours(drone: .settlePad, chords: .settlePad, fadeSeconds: 3)
  }

  private static let tickSeconds = 10
  /// They do not come round with the chords, so that it is long before the same is heard again.
  private static let chordSeconds = [10, 12, 9, 11, 8, 12, 10]
  private static let chordRange = 8...12

  private static func music(
    seconds: Int, seed: Int, gain: Double, by colours: Colours = .listening
  ) -> [Score.Event] {
    let progression = CalmProgression.at(seed)
    return seconds <= colours.fadeSeconds
      ? swell(progression, seconds: seconds, gain: gain)
      : chords(progression, seconds: seconds, gain: gain, by: colours)
  }

  private static func chords(
    _ music: CalmProgression, seconds: Int, gain: Double, by colours: Colours
  ) -> [Score.Event] {
    var score = Score(tempo: Tempo(60))
    let sounding = seconds - colours.fadeSeconds
    for (pitch, softer) in zip(music.drone, [0.0, -3]) {
      score.add(
        .tone(
          Tone(
            colours.drone, pitch: pitch, length: Rational(sounding), gain: gain + softer)),
        at: .zero)
    }
    for (index, span) in spans(of: sounding).enumerated() {
      for pitch in music.chords[index % music.chords.count] {
        score.add(
          .tone(
            Tone(colours.chords, pitch: pitch, length: Rational(span.count), gain: gain)),
          at: Rational(span.lowerBound))
      }
    }
    return score.events
  }

  /// Seconds cut into chords of 8–12. Fewer than 16 cannot be cut so: they are one chord.
  private static func spans(of seconds: Int) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var onset = 0
    while onset < seconds {
      let left = seconds - onset
      let wished = chordSeconds[spans.count % chordSeconds.count]
      // The nearest to what is wished that leaves nothing, a chord, or what can be cut again.
      let fitting = chordRange.filter {
        $0 == left || chordRange.contains(left - $0) || left - $0 >= 2 * chordRange.lowerBound
      }
      let length = fitting.min { abs($0 - wished) < abs($1 - wished) } ?? left
      spans.append(onset..<onset + length)
      onset += length
    }
    return spans
  }

  /// Where there is no time for long fades: three tones of each pitch begin together and let go
  /// one after another, in steps as smooth as their releases.
  private static func swell(
    _ music: CalmProgression, seconds: Int, gain: Double
  ) -> [Score.Event] {
    var score = Score(tempo: Tempo(60))
    for pitch in music.chords[0] {
      for halves in 0..<3 {
        // The release of the swell is shorter than half a second.
        let length = max(Rational(1), Rational(2 * seconds - 1 - halves, 2))
        score.add(
          .tone(Tone(.swell, pitch: pitch, length: length, gain: gain - 10)), at: .zero)
      }
    }
    return score.events
  }
}
