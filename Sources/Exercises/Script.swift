// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// A score that is written from its beginning to its end: words in quiet, then music, then rest.
/// Everything falls on whole beats.
struct Script {
  private(set) var score: Score
  /// In beats: where the next thing comes.
  private(set) var now = Rational.zero

  /// Between two sentences, and before music after a sentence (`clinical.md`, "Words"), seconds.
  private static let sentenceGap = Rational(1)
  private static let quiet = Rational(1, 2)
  private static let tickSeconds = Rational(2)

  /// Of what is said, words a minute.
  private let speechRate: Int

  init(tempo: Tempo, speechRate: Int) {
    score = Score(tempo: tempo)
    self.speechRate = speechRate
  }

  /// The fewest whole beats that last so long.
  func beats(seconds: Rational) -> Rational {
    let exact = seconds * score.tempo.beatsPerMinute / Rational(60)
    return Rational(exact.floor) + (exact == Rational(exact.floor) ? .zero : 1)
  }

  mutating func add(_ kind: Score.Kind, after beats: Rational = .zero) {
    score.add(kind, at: now + beats)
  }

  mutating func move(by beats: Rational) { now += beats }

  /// Nothing sounds for so long, and a little more.
  mutating func wait(seconds: Rational) { move(by: beats(seconds: seconds)) }

  /// Time to do something in: a soft tick, and another every two seconds, says that nothing is
  /// wrong.
  mutating func waitAudibly(seconds: Rational) {
    let all = beats(seconds: seconds)
    add(.sound(.restTick))
    tick(every: Self.tickSeconds, within: all)
    move(by: all)
  }

  /// A soft tick after each so many seconds of these beats.
  mutating func tick(every seconds: Rational, within all: Rational) {
    let apart = beats(seconds: seconds)
    var tick = apart
    while tick < all {
      add(.sound(.restTick), after: tick)
      tick += apart
    }
  }

  /// How long a sentence may take, in seconds.
  func time(_ sentence: String) -> Rational {
    Rational(SpokenTime.milliseconds(sentence, rate: speechRate), 1_000)
  }

  /// Sentences in quiet, one after the other.
  mutating func say(_ sentences: [String]) {
    for sentence in sentences where !sentence.isEmpty {
      add(.guidance(sentence))
      wait(seconds: time(sentence) + Self.sentenceGap)
    }
  }

  /// Short words right before the music, which begins half a second after the last of them. They
  /// begin at once: what their time has left over comes after them, not on top of the quiet before.
  mutating func announce(_ sentences: [String]) {
    guard let last = sentences.last, !last.isEmpty else { return }
    say(sentences.dropLast())
    add(.guidance(last))
    wait(seconds: time(last) + Self.quiet)
  }

  /// Time of one's own, under quiet music that is soon there.
  mutating func settle(seconds: Int) {
    score.append(
      CalmMusic.settle(seconds: seconds).map { $0.laidOut(at: score.tempo) }, at: now)
    wait(seconds: Rational(seconds))
  }

  /// Rest that happens by itself and can be heard.
  mutating func rest(seconds: Int) {
    score.append(
      CalmMusic.rest(seconds: seconds).map { $0.laidOut(at: score.tempo) }, at: now)
    wait(seconds: Rational(seconds))
  }

  /// The finished score, which ends here.
  func ended() -> Score {
    var score = score
    score.length = now
    return score
  }
}

extension Score.Event {
  /// An event of calm music, whose beat is a second, in the beats of another tempo.
  func laidOut(at tempo: Tempo) -> Score.Event {
    let beatsPerSecond = tempo.beatsPerMinute / Rational(60)
    var event = self
    event.beat = beat * beatsPerSecond
    if case .tone(var tone) = kind {
      tone.length = tone.length * beatsPerSecond
      event.kind = .tone(tone)
    }
    return event
  }
}
