// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Songs
import Timebase

/// What today is made of: it follows from the diary and the date alone.
extension Turn {
  private var past: PastRepertoire { situation.history.repertoire }

  /// Practised days before today: it goes up by one with each, on a unit that is never switched
  /// off, too.
  private var rotation: Int {
    guard wall.isSet else { return situation.history.sessions.count { $0.done > .zero } }
    let since = situation.history.practiceDays.filter { $0 >= facts.wall.day && $0 < wall.day }
    return past.practisedDays + since.count
  }

  var dayContext: DayContext {
    let last = situation.history.sessions.last { $0.done > .zero }
    return DayContext(
      rotation: rotation,
      isAfterHard: last.map { ($0.effort ?? 0) >= 4 || $0.wasStopped } ?? false,
      oralMotorSessions: past.oralMotorSessions, hasSongs: !facts.repertoire.songs.isEmpty,
      hasPhrases: !facts.repertoire.phrases.isEmpty, hasRate: !situation.hasSkippedRate,
      singing: situation.singingTimes, speechPhraseSeconds: situation.speechPhraseSeconds)
  }

  /// How long singing takes at most with the songs there are; worked out once, for it takes
  /// milliseconds.
  var singingTimes: SingingTimes {
    SingingTimes(
      facts.repertoire.songs,
      as: { song in
        // As a moderate dose has it: its breathing rests are no shorter.
        TherapeuticSinging.Plan(song, settings: facts.settings, isModerate: true)
      }, words: singingWords)
  }

  /// How long a phrase takes at most at the rate that is known now.
  var speechPhraseSeconds: Int {
    RhythmicSpeechCueing.phraseSeconds(
      rate: slowestRate, sentences: facts.repertoire.phrases.compactMap(\.sentence),
      words: speechWords)
  }

  /// The slowest rate of speech that may come today; nil: nobody knows it yet.
  private var slowestRate: Rational? {
    let percent = facts.prescription?.tempoPercent.min() ?? 100
    return knownRate.map { $0 * Rational(percent, 100) }
  }

  /// The last session was stopped or hard: a short one is proposed.
  var isShortProposed: Bool {
    guard let last = situation.history.sessions.last(where: { $0.done > .zero }) else {
      return false
    }
    return last.wasStopped || last.effort == 7
  }

  // MARK: The breathing music

  /// From week six on there is an answer between the voices (`music.md`, "Layers").
  private static let answerAfterDays = 35

  /// One piece a day; each practised day adds a layer, and none is ever taken away.
  var arrangement: BreathArrangement {
    let usual = BreathArrangement.mostLayers - 1
    var layers = min(max(past.layers, rotation + 1), usual)
    let first = past.firstPractice ?? situation.history.practiceDays.min() ?? wall.day
    let isWeekSix = wall.isSet && wall.day.number - first.number >= Self.answerAfterDays
    if past.layers > usual || (isWeekSix && past.layers >= usual) {
      layers = BreathArrangement.mostLayers
    }
    return BreathArrangement(
      piece: wall.isSet ? .of(day: wall.day) : .of(count: rotation), layers: layers, seed: seed)
  }

  /// Chooses among variations: the day's number, where a clock knows it.
  var seed: Int { wall.isSet ? wall.day.number : rotation }

  // MARK: Songs

  /// Today's song again, else the one after the last day's.
  var songOfToday: Song? {
    let isTodays = (situation.songDay ?? facts.wall.day) == wall.day
    if isTodays, let todays = past.todaysSong,
      let song = facts.repertoire.songs.first(where: { $0.title == todays })
    {
      return song
    }
    // On a unit that is never switched off today's becomes yesterday's.
    return song(after: isTodays ? past.lastSong : past.todaysSong ?? past.lastSong)
  }

  /// The next one in the order. Songs with a tag are there only where somebody asked for them.
  func song(after title: String?) -> Song? {
    SongChoice.next(
      among: facts.repertoire.songs, after: title, allowed: Set(Song.Tag.allCases))
  }

  // MARK: Phrases

  /// The next ones in the order; the person's own come first in it.
  func phrases(_ count: Int) -> [Prompts.Phrase] {
    let all = facts.repertoire.phrases
    guard !all.isEmpty else { return [] }
    return (0..<min(count, all.count)).map { all[(past.phrases + $0) % all.count] }
  }

  /// All of them, from the one after this on.
  func phrases(after phrase: Prompts.Phrase?) -> [Prompts.Phrase] {
    let all = facts.repertoire.phrases
    let start = all.firstIndex { $0 == phrase }.map { $0 + 1 } ?? 0
    return Array(all[start...] + all[..<start])
  }

  // MARK: One's own music

  /// The one after that heard last; nil: there is none that can be played.
  var ownTrack: OwnTrack? {
    let all = facts.repertoire.music
    let start = all.firstIndex { $0.id == past.lastTrack }.map { $0 + 1 } ?? 0
    return (all[start...] + all[..<start]).first { !situation.lostTracks.contains($0.id) }
  }
}
