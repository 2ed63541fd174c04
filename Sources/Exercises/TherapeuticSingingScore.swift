// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Songs
import Timebase

/// The score of a song as it grows: sentence after sentence, stretch after stretch.
struct SingingScore {
  private var score: Score
  private let plan: TherapeuticSinging.Plan
  private let activity: String
  private let placement: Placement
  private let accompaniment: Accompaniment
  private let metre: SingingMetre
  /// Where the next thing begins: a whole beat.
  private var cursor = Rational.zero
  /// Bars so far.
  private var bars = 0

  /// The guide beside the unit's own voice, and its octave above for small speakers, in decibels
  /// [E].
  private static let guideUnderVoice = -6.0
  private static let octaveAbove = -9.0
  /// The unit's own voice where it sings, in decibels: its clip is levelled as speech, at −19 LUFS,
  /// and songs sound at −24 (`music.md`, Levels). So it leads by 2–3 dB [measured].
  private static let sungVoice = -5.5
  /// A fresh attack for a note repeated: it is let go so much early, in beats.
  private static let articulation = Rational(1, 12)

  init(_ plan: TherapeuticSinging.Plan, activity: String) {
    self.plan = plan
    self.activity = activity
    metre = SingingMetre(plan)
    score = Score(tempo: metre.tempo)
    score.trim = "song.\(plan.song.title)"
    placement = Placement(plan.song, voice: plan.voice, key: plan.key)
    accompaniment = Accompaniment(
      plan.song, placement: placement, instrument: plan.soundingAccompaniment)
  }

  /// The song's phrases, one a breath: one at least.
  var phrases: [Phrase] { plan.songPhrases(at: metre.tempo) }

  var finished: Score {
    var score = score
    score.length = cursor
    return score
  }

  // MARK: Words

  /// Sentences in quiet, one after the other.
  mutating func say(_ sentences: [String]) {
    for sentence in sentences {
      score.add(.guidance(sentence), at: cursor)
      cursor += metre.spoken(sentence)
    }
  }

  // MARK: Music

  /// The melody once, as it goes, after its count-in.
  mutating func play(_ phrases: [Phrase]) {
    guard let first = phrases.first, let last = phrases.last else { return }
    countIn(to: first)
    let start = cursor
    score.append(accompaniment.underMelody(from: first.beat, to: last.end), at: start)
    for phrase in phrases { guide(phrase, at: start + phrase.beat - first.beat) }
    advance(from: first.beat, by: last.end - first.beat)
    close(at: last.end)
  }

  /// Phrase by phrase, with a breathing rest between two.
  /// - Parameter number: of the first phrase, from 1.
  mutating func sing(_ phrases: [Phrase], from number: Int, words: TherapeuticSinging.Words) {
    var turns: [Turn] = []
    for (index, phrase) in phrases.enumerated() {
      if plan.together {
        turns.append(Turn(phrase: phrase, set: nil, cue: words.helper))
        turns.append(Turn(phrase: phrase, set: number + index, cue: words.you))
      } else {
        turns.append(Turn(phrase: phrase, set: number + index))
      }
    }
    take(turns)
  }

  /// Somebody's turn to sing a phrase.
  private struct Turn {
    var phrase: Phrase
    /// nil: it is not the patient's.
    var set: Int?
    var cue: [String] = []
  }

  private mutating func take(_ turns: [Turn]) {
    guard let first = turns.first, let last = turns.last else { return }
    var room = countIn(to: first.phrase)
    for (index, turn) in turns.enumerated() {
      let phrase = turn.phrase
      if !turn.cue.isEmpty {
        score.add(.cue(Cue(wordings: turn.cue, room: room)), at: cursor)
      }
      mark(turn)
      score.append(accompaniment.underMelody(from: phrase.beat, to: phrase.end), at: cursor)
      guide(phrase, at: cursor)
      advance(from: phrase.beat, by: phrase.length)
      if let set = turn.set { score.add(.milestone(.setDone(set)), at: cursor) }
      guard index + 1 < turns.count else { break }
      let next = turns[index + 1].phrase
      room = metre.rest(after: phrase, before: next)
      score.append(
        accompaniment.breathing(after: phrase, before: next, beats: room), at: cursor)
      advance(from: phrase.end, by: room)
    }
    close(at: last.phrase.end)
  }

  private mutating func mark(_ turn: Turn) {
    guard let set = turn.set else { return }
    let mark = SetMark(technique: TherapeuticSinging.technique, activity: activity, set: set)
    score.add(.set(mark, beats: turn.phrase.length), at: cursor)
    score.add(.milestone(.setBegan(set)), at: cursor)
  }

  /// One bar of pulse with the tonic swelling, and what the first phrase lacks of its own.
  /// - Returns: its beats.
  @discardableResult
  private mutating func countIn(to phrase: Phrase) -> Rational {
    let before = metre.upbeat(to: phrase)
    score.append(accompaniment.countIn(), at: cursor)
    score.append(accompaniment.atHome(from: .zero, beats: before), at: cursor + metre.bar)
    advance(from: .zero, by: metre.bar, pulse: .pulsePause)
    advance(from: .zero, by: before, pulse: .pulsePause)
    return metre.bar + before
  }

  /// The rest of the last bar, and the tonic once more on the next bar line.
  private mutating func close(at end: Rational) {
    let inBar = metre.beatInBar(end)
    let left = metre.remainder(at: end)
    score.append(accompaniment.atHome(from: inBar, beats: left), at: cursor)
    advance(from: inBar, by: left)
    score.append(accompaniment.countOut(), at: cursor)
    advance(from: .zero, by: metre.bar)
  }

  /// Moves on over a stretch that begins at a place in the metre, and marks its beats.
  private mutating func advance(
    from place: Rational, by beats: Rational, pulse: Instrument? = nil
  ) {
    var beat = place.floor + (Rational(place.floor) < place ? 1 : 0)
    while Rational(beat) < place + beats {
      let inBar = metre.beatInBar(Rational(beat)).floor
      if inBar == 0 { bars += 1 }
      score.add(
        .beat(Pulse(beat: inBar + 1, bar: max(bars, 1), accent: inBar == 0, voice: pulse)),
        at: cursor + Rational(beat) - place)
      beat += 1
    }
    cursor += beats
  }

  // MARK: Melody

  private mutating func guide(_ phrase: Phrase, at start: Rational) {
    let gain = plan.sungGuide ? Self.guideUnderVoice : 0
    for note in phrase.notes {
      guard let semitones = note.semitones else { continue }
      let isLast = note.end == phrase.end
      let tone = Tone(
        plan.guide, pitch: placement.pitch(semitones),
        length: isLast ? note.length : note.length - min(Self.articulation, note.length),
        gain: gain)
      score.add(.tone(tone), at: start + note.beat - phrase.beat)
      guard plan.voice == .low else { continue }
      var octave = tone
      octave.pitch += 12
      octave.gain += Self.octaveAbove
      score.add(.tone(octave), at: start + note.beat - phrase.beat)
    }
    if plan.sungGuide { score.add(.line(voiceLine(phrase)), at: start) }
  }

  /// The phrase for the unit's own voice: each syllable's vowel on its first note.
  private func voiceLine(_ phrase: Phrase) -> VoiceLine {
    var syllables: [VoiceLine.Syllable] = []
    for note in phrase.notes {
      guard let semitones = note.semitones else { continue }
      let beat = note.beat - phrase.beat
      let sung = VoiceLine.Syllable.Note(
        beat: beat, length: note.length, pitch: placement.pitch(semitones))
      if let syllable = note.syllable {
        syllables.append(
          VoiceLine.Syllable(
            text: syllable.sung, beginsWord: syllable.beginsWord, beat: beat, notes: [sung]))
      } else if let last = syllables.indices.last {
        syllables[last].notes.append(sung)
      }
    }
    return VoiceLine(text: phrase.words, syllables: syllables, gain: Self.sungVoice)
  }
}
