// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Songs
import Timebase

/// Songs, one phrase a breath.
///
/// 1. The words of up to four phrases are spoken, in quiet.
/// 2. "Listen": a bar of count-in, and the melody is played once, as it goes.
/// 3. Sung together: a bar of count-in, then phrase by phrase; between two a breathing rest of whole
///    bars and at least three seconds, in which the accompaniment goes on and leads over.
/// 4. With a helper each phrase comes twice: the helper's, then the patient's.
/// 5. The session rests; the next four phrases follow. Humming is always right.
public enum TherapeuticSinging {
  public static let technique = "singing"
  public static let activity = "singing"
  /// Of the short session's one phrase.
  public static let hummingActivity = "humming"

  /// Phrases before a rest is due (`clinical.md`, Dose).
  public static let phrasesASet = 4
  /// Seconds of that rest, with calm music; the session puts it between two scores.
  public static let restSeconds = 30
  /// A breathing rest is never shorter.
  static let leastBreath = FrameCount.seconds(3)
  static let tempos = Rational(50)...Rational(100)
  /// A song's own tempo is raised by a tenth at most [E], and no further than the usual 84.
  static let hastening = 10
  static let fastestOfOwn = 84
  static let phraseLimits = FrameCount.seconds(2)...FrameCount.seconds(8)

  /// What is sung, and how.
  public struct Plan: Hashable, Sendable {
    public var song: Song
    /// Phrases of the singing that are done; the song comes round.
    public var firstPhrase = 0
    /// How many more may be sung; a score takes four of them at most.
    public var phrases = phrasesASet
    public var isModerate = false
    public var voice = Placement.Voice.low
    /// Semitones higher, lower where negative; −6 to 6.
    public var key = 0
    /// nil: the song's own, or a little faster where that saves cuts; cut to 50–100 beats a minute.
    public var tempo: Tempo?
    /// The longest phrase on one breath; cut to 2–8 s.
    public var phraseLimit = FrameCount.seconds(5)
    /// The unit's own voice sings, the guide's instrument goes softly with it.
    public var sungGuide = false
    /// Call and response with a helper.
    public var together = false
    /// Plays the melody; warm, and neither of the sounds that mean *in* and *out*.
    public var guide = Instrument.clarinet
    /// nil: what suits the song.
    public var accompaniment: Instrument?
    /// Of the spoken words, a minute.
    public var speechRate = 130

    public init(song: Song) { self.song = song }
  }

  /// What is said; each a list of sentences, empty where nothing is.
  public struct Words: Hashable, Sendable {
    /// Before the words of the song.
    public var words: [String]
    /// Before the melody is played.
    public var melody: [String]
    /// Before it is sung.
    public var together: [String]
    /// The cues of call and response, from the fullest wording to the shortest.
    public var helper: [String]
    public var you: [String]

    public init(
      words: [String] = [], melody: [String] = [], together: [String] = [],
      helper: [String] = [], you: [String] = []
    ) {
      self.words = words
      self.melody = melody
      self.together = together
      self.helper = helper
      self.you = you
    }
  }

  /// At most four phrases: said, played, sung.
  public static func score(_ plan: Plan, words: Words) -> Score {
    var score = SingingScore(plan, activity: activity)
    let phrases = set(of: score.phrases, from: plan.firstPhrase, count: plan.phrases)
    score.say(words.words + lines(of: phrases))
    score.say(words.melody)
    score.play(phrases)
    score.say(words.together)
    score.sing(phrases, from: plan.firstPhrase + 1, words: words)
    return score.finished
  }

  /// The short session's one phrase: played, then hummed together.
  /// - Parameter words: `together` asks for the humming.
  public static func humming(_ plan: Plan, words: Words) -> Score {
    var plan = plan
    // Nothing is sung to it, and there is one turn.
    plan.sungGuide = false
    plan.together = false
    var score = SingingScore(plan, activity: hummingActivity)
    let phrases = Array(score.phrases.prefix(1))
    score.say(words.melody)
    score.play(phrases)
    score.say(words.together)
    score.sing(phrases, from: 1, words: words)
    return score.finished
  }

  /// How many phrases of the dose the score of a plan takes: one to four.
  public static func phraseCount(_ plan: Plan) -> Int {
    let song = plan.songPhrases(at: plan.soundingTempo)
    return set(of: song, from: plan.firstPhrase, count: plan.phrases).count
  }

  /// How long the score of a plan takes, exactly.
  public static func length(_ plan: Plan, words: Words) -> FrameCount {
    SongLength(plan, words: words).set
  }

  /// The same of `humming`.
  public static func hummingLength(_ plan: Plan, words: Words) -> FrameCount {
    SongLength(plan, words: words).humming
  }

  /// The phrases of one set: four, fewer at the song's end or the dose's.
  static func set(of song: [Phrase], from first: Int, count: Int) -> [Phrase] {
    let first = max(first, 0) % song.count
    let count = min(max(count, 1), phrasesASet, song.count - first)
    return Array(song[first..<first + count])
  }

  /// Their words, a sentence for what is of one line.
  static func lines(of phrases: [Phrase]) -> [String] {
    var lines: [(line: Int, words: String)] = []
    for phrase in phrases {
      if let last = lines.indices.last, lines[last].line == phrase.line {
        lines[last].words += " " + phrase.words
      } else {
        lines.append((phrase.line, phrase.words))
      }
    }
    return lines.map(\.words)
  }
}

extension TherapeuticSinging.Plan {
  /// What the song is sung at: as asked for, within 50–100, but no slower than its longest phrase
  /// allows; else its own.
  var soundingTempo: Tempo {
    let own = Tempo(song.beatsPerMinute)
    guard let tempo else { return breathTempo(from: song.beatsPerMinute) }
    let limits = TherapeuticSinging.tempos
    let asked = Tempo(min(max(tempo.beatsPerMinute, limits.lowerBound), limits.upperBound))
    let most = Rational(TherapeuticSinging.phraseLimits.upperBound.value)
    let isTooSlow = song.phrases(at: asked, limit: soundingLimit).contains {
      $0.length * asked.framesPerBeat > most
    }
    return isTooSlow && asked.beatsPerMinute < own.beatsPerMinute ? own : asked
  }

  /// One a breath, at this plan's sounding tempo, which is dear to find: whoever has it hands it on.
  func songPhrases(at tempo: Tempo) -> [Phrase] {
    song.phrases(at: tempo, limit: soundingLimit)
  }

  /// The song's own tempo, or one a little faster, within 60–84, where by it the song has fewer
  /// cuts: the slowest of those that give the fewest.
  private func breathTempo(from own: Int) -> Tempo {
    let fastest = min(own + own / TherapeuticSinging.hastening, TherapeuticSinging.fastestOfOwn)
    let tempos = (own...max(own, fastest)).map { Tempo($0) }
    let counts = tempos.map { song.phrases(at: $0, limit: soundingLimit).count }
    let best = counts.indices.min { counts[$0] < counts[$1] } ?? 0
    return tempos[best]
  }

  var soundingLimit: FrameCount {
    let limits = TherapeuticSinging.phraseLimits
    return min(max(phraseLimit, limits.lowerBound), limits.upperBound)
  }

  /// A guitar for what is in minor or in two, a piano for the rest.
  var soundingAccompaniment: Instrument {
    accompaniment ?? (song.mode == .minor || song.metre == .two ? .guitar : .piano)
  }
}
