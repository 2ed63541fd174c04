// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// Oral motor and respiratory exercises (OMREX): structured sounds, gentle and short.
///
/// The steps in their order; each is said, shown once, then done with the beat, three times.
/// At most four a session, and they rotate.
///
/// | step | what is done | sounds for | times | shown by |
/// |---|---|---|---|---|
/// | loosen | loosen the jaw and the shoulders, in one's own time | – | once | quiet music |
/// | hum | /m/ on one tone | 3 s | 3 | clarinet |
/// | soft | /s/ or /f/ out | 4 s | 3 | a hiss |
/// | open | /a/ at a comfortable pitch and loudness | 4 s | 3 | choir |
/// | glide | up a third (mild: a fifth) and down again | 4 s | 3 | clarinet |
/// | syllables | ma-me-mi-mo-mu, one a beat | 5 s | 3 | the voice on the beat |
/// | quick | pa-ta-ka, one a beat; optional | 3 s | once | the voice on the beat |
/// | wind | harmonica, recorder or kazoo, gently in and out; only where the clinic enables it | 4 s | 3 | recorder, strings |
///
/// An instrument goes along when it is done. /s/ and a held
/// /a/ are shown by instruments: eSpeak NG reads "sss" as letters and says "ah" for a moment only.
/// All at 60 beats a minute: a beat is a second. Between two sounds there is a breath as long as the
/// sound; after a step there is rest twice as long as all its sounds. After the last step it is the
/// rest between two parts (30 s) or the end of the practice.
public enum OralMotor {
  public static let technique = "oral motor"
  public static let activity = "oral motor"

  public enum Step: Int, CaseIterable, Hashable, Sendable {
    case loosen, hum, soft, open, glide, syllables, quick, wind
  }

  /// Most steps in a session (`clinical.md`).
  public static let mostSteps = 4
  static let tempo = Tempo(60)

  /// One row of the table; times are in beats, which are seconds.
  struct Row {
    let sound: Int
    let times: Int
  }

  static func row(_ step: Step) -> Row {
    switch step {
    case .loosen: Row(sound: 0, times: 1)
    case .hum: Row(sound: 3, times: 3)
    case .soft: Row(sound: 4, times: 3)
    case .open: Row(sound: 4, times: 3)
    case .glide: Row(sound: 4, times: 3)
    case .syllables: Row(sound: 5, times: 3)
    case .quick: Row(sound: 3, times: 1)
    case .wind: Row(sound: 4, times: 3)
    }
  }

  /// How long the person sounds in a step.
  public static func sounding(_ step: Step) -> FrameCount {
    .seconds(row(step).sound * row(step).times)
  }

  /// How many steps fit into so much sounding, whichever come: what the longest one takes.
  public static func steps(within seconds: Int) -> Int {
    let longest = Step.allCases.map { row($0).sound * row($0).times }.max() ?? 1
    return min(seconds / longest, mostSteps)
  }

  /// The steps of a session: the next ones in the circle, done in the order of the table.
  /// - Parameters:
  ///   - count: at most four.
  ///   - session: sessions with these exercises before this one; it turns the circle.
  ///   - wind: the clinic enables the wind instrument.
  ///   - quick: pa-ta-ka may be asked for.
  public static func steps(count: Int, session: Int, wind: Bool, quick: Bool) -> [Step] {
    let circle = Step.allCases.filter { step in
      switch step {
      case .wind: wind
      case .quick: quick
      case .loosen, .hum, .soft, .open, .glide, .syllables: true
      }
    }
    let count = min(max(count, 0), mostSteps)
    let first = max(session, 0) * count % circle.count
    return (0..<count).map { circle[(first + $0) % circle.count] }
      .sorted { $0.rawValue < $1.rawValue }
  }

  /// What is said, in the person's language.
  public struct Words: Hashable, Sendable {
    /// Before something is shown, and before it is done: "Listen." and "Now you."
    public var listen: [String]
    public var now: [String]
    /// What to do in each step.
    public var instructions: [Step: [String]]
    /// ma-me-mi-mo-mu and pa-ta-ka as the voice speaks them; nil: tones show the beat.
    public var syllables: Prosody?
    public var quick: Prosody?
    /// Words a minute; the time for words is left by it.
    public var speechRate: Int

    public init(
      listen: [String], now: [String], instructions: [Step: [String]], syllables: Prosody?,
      quick: Prosody?, speechRate: Int = 130
    ) {
      self.listen = listen
      self.now = now
      self.instructions = instructions
      self.syllables = syllables
      self.quick = quick
      self.speechRate = speechRate
    }
  }

  /// What is to be said before a step and around its model takes no longer [E, at 100 words a
  /// minute: two sentences, "Listen.", a sound, "Now you."].
  static let wordSeconds = 26
  static let countInBeats = 4
  /// A choir's tones are made for chords; one alone is to be as loud as the other models, in decibels.
  static let choirGain = 9.0
  /// Loosening, under quiet music.
  static let loosenSeconds = 16
  /// Rest music cannot come and go in less.
  static let leastRestSeconds = 10

  static func restSeconds(after step: Step) -> Int {
    let row = row(step)
    return max(2 * row.sound * row.times, leastRestSeconds)
  }

  /// At most, with words, models, breaths and the rests between steps.
  public static func length(_ steps: [Step]) -> FrameCount {
    var seconds = 0
    for (index, step) in steps.enumerated() {
      let row = row(step)
      seconds += wordSeconds
      if step == .loosen {
        seconds += loosenSeconds
      } else {
        let model = row.sound + 2
        seconds += model + countInBeats + row.sound * (2 * row.times - 1)
      }
      if index + 1 < steps.count, step != .loosen { seconds += restSeconds(after: step) }
    }
    return .seconds(seconds)
  }
}
