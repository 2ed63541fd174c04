// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Settings
import Timebase

/// Speaking with the beat (RSC): one phrase after another, each by the same eight steps.
///
/// | step | what sounds | what the person does |
/// |---|---|---|
/// | 1. count-in | four ticks | waits; before each of the next steps, too |
/// | 2. model | tick and voice | listens |
/// | 3. tap | tick | taps a finger with it |
/// | 4. mouth | tick | moves the lips, silently |
/// | 5. together, twice | tick and voice | speaks with the voice (with a helper: call, then response) |
/// | 6. fading, once | tick, 6 dB softer from beat to beat | speaks |
/// | 7. alone | nothing, then a soft end mark | speaks |
/// | 8. in a sentence | the voice, plainly; then a soft tick every two seconds, and the mark | says the sentence |
///
/// Then ten seconds of rest. The rate is the person's own, or slower where the clinic wrote so;
/// it is never slowed by itself. No harmony sounds under speech.
public enum RhythmicSpeechCueing {
  public static let technique = "speech cueing"
  public static let activity = "speech cueing"

  /// Syllables a minute that a person may have (`habitual rate`).
  public static let rates: ClosedRange<Rational> = 40...400
  /// Percent of the habitual rate (`tempo percent`).
  public static let percents = 60...100
  /// After each phrase, seconds.
  public static let restSeconds = 10
  /// Phrases a session are never cut below this, unless they fall away whole.
  public static let leastPhrases = 2

  /// One phrase: a set.
  public struct Plan: Hashable, Sendable {
    public let phrase: Prosody
    /// A real sentence that holds the phrase; nil: the step is left out.
    public let sentence: String?
    /// Syllables a minute.
    public let habitualRate: Rational
    public let percent: Int
    public let cueing: Cueing
    /// With a helper: call and response.
    public fileprivate(set) var together: Bool
    /// The set's, from 1.
    public let number: Int

    /// nil where the phrase has a `CueingFault`.
    /// - Precondition: the rate is inside `rates`, the percentage inside `percents`.
    public init?(
      phrase: Prosody, sentence: String?, habitualRate: Rational, percent: Int, cueing: Cueing,
      together: Bool, number: Int
    ) {
      precondition(RhythmicSpeechCueing.rates.contains(habitualRate), "a rate people speak at")
      precondition(RhythmicSpeechCueing.percents.contains(percent), "a percentage of a clinic's")
      guard CueingFault(phrase) == nil else { return nil }
      self.phrase = phrase
      self.sentence = sentence
      self.habitualRate = habitualRate
      self.percent = percent
      self.cueing = cueing
      self.together = together
      self.number = number
    }

    public var rhythm: PhraseRhythm {
      PhraseRhythm(phrase, rate: habitualRate * Rational(percent, 100), cueing: cueing)
    }
  }

  /// What is said before each step, in the person's language: short, in quiet.
  public struct Words: Hashable, Sendable {
    /// Before a new phrase.
    public var phrase: [String]
    public var model: [String]
    public var tap: [String]
    public var mouth: [String]
    public var together: [String]
    public var fade: [String]
    public var alone: [String]
    public var sentence: [String]
    /// With a helper, in place of `together`: who speaks.
    public var helper: [String]
    public var you: [String]
    /// Words a minute; the time for words is left by it.
    public var speechRate: Int

    public init(
      phrase: [String], model: [String], tap: [String], mouth: [String], together: [String],
      fade: [String], alone: [String], sentence: [String], helper: [String], you: [String],
      speechRate: Int = 130
    ) {
      self.phrase = phrase
      self.model = model
      self.tap = tap
      self.mouth = mouth
      self.together = together
      self.fade = fade
      self.alone = alone
      self.sentence = sentence
      self.helper = helper
      self.you = you
      self.speechRate = speechRate
    }
  }

  /// One phrase takes no longer, in seconds; to plan by, before the voice has told of any.
  ///
  /// - Parameters:
  ///   - rate: syllables a minute, as it is practised; nil: not known yet, and slow.
  ///   - syllables: of the longest phrase.
  ///   - sentences: that phrases may come in.
  ///   - words: what is said before each step.
  public static func phraseSeconds(
    rate: Rational?, syllables: Int = 6, sentences: [String], words: Words
  ) -> Int {
    let rate = min(max(rate ?? unknownRate, rates.lowerBound), rates.upperBound)
    let most = min(max(syllables, 1), CueingFault.syllables.upperBound)
    let sentence = sentences.max {
      SpokenTime.milliseconds($0, rate: words.speechRate)
        < SpokenTime.milliseconds($1, rate: words.speechRate)
    }
    // Not always the most syllables: a long word may have but one beat, and a slow one.
    let plans = [Cueing.patterned, .metric].compactMap { cueing in
      (1...most).flatMap { count in
        (1...count).compactMap { words in
          Plan(
            phrase: phrase(syllables: count, words: words), sentence: sentence,
            habitualRate: rate, percent: 100, cueing: cueing, together: false, number: 1)
        }
      }.max { $0.rhythm.seconds < $1.rhythm.seconds }
    }
    let lengths = plans.flatMap { [$0, $0.withHelper] }.map { length($0, words: words) }
    let longest = lengths.max() ?? .zero
    return (longest + .milliseconds(999)).value / SampleRate.framesPerSecond
  }

  /// How long a phrase takes with its rest.
  public static func length(_ plan: Plan, words: Words) -> FrameCount {
    let score = score(plan, words: words)
    return FrameCount((score.length * score.tempo.framesPerBeat).rounded)
  }

  /// Slow, so that the estimate is long [E]; in syllables a minute.
  private static let unknownRate = Rational(80)
  private static let plainSyllable = FrameCount.milliseconds(250)
  /// A long last syllable [E].
  private static let plainTail = FrameCount.milliseconds(700)

  /// Even syllables, in so many words, each stressed at its beginning.
  private static func phrase(syllables count: Int, words: Int) -> Prosody {
    let syllables = (0..<count).map { index in
      let begins = index == 0 || index * words / count > (index - 1) * words / count
      return Prosody.Syllable(
        text: "a", vowel: FrameCount(index * plainSyllable.value), isStressed: begins,
        beginsWord: begins)
    }
    return Prosody(text: "", syllables: syllables, tail: plainTail)
  }
}

extension RhythmicSpeechCueing.Plan {
  fileprivate var withHelper: Self {
    var plan = self
    plan.together = true
    return plan
  }
}

extension PhraseRhythm {
  /// With a count-in, exactly.
  fileprivate var seconds: Rational {
    Rational(60 * (beats + RhythmicSpeechCueing.countInBeats)) / tempo.beatsPerMinute
  }
}
