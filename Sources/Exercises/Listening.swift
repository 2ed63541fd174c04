// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// Relaxation for everyone, under every profile: calm music and a few spoken sentences, or the
/// person's own music. Nothing is asked for; it is never counted and never locked.
public enum Listening {
  public static let technique = "listening"
  public static let activity = "listening"

  /// Three minutes, in seconds; three to nine there may be.
  public static let seconds = 180
  public static let range = 180...540
  /// At the end of a session, seconds.
  public static let closingRange = 15...180
  /// Own music is faded out here, and fades over so long, in seconds.
  public static let mostOwnMusic = 540
  public static let ownMusicFade = 3
  /// The first sentence, after the music has come up.
  private static let firstSentence = 10
  /// No words in the last quarter minute: the music closes alone.
  private static let quietEnd = 16
  /// In the closing music, which is shorter, and how far apart its sentences are at least.
  private static let firstClosingSentence = 8
  private static let closingSentenceApart = 9

  /// - Parameters:
  ///   - sentences: spread evenly over the time, in order.
  ///   - seconds: 180–540; others are moved inside.
  ///   - seed: chooses among the variations of the music; the day's number.
  public static func score(
    sentences: [String], seconds: Int = Listening.seconds, seed: Int = 0
  ) -> Score {
    let seconds = min(max(seconds, range.lowerBound), range.upperBound)
    return score(sentences, seconds: seconds, first: firstSentence, seed: seed)
  }

  /// The music that a session closes with.
  /// - Parameters:
  ///   - seconds: 15–180; others are moved inside.
  ///   - sentences: as many of the first as have room.
  public static func closing(seconds: Int, sentences: [String], seed: Int = 0) -> Score {
    let seconds = min(max(seconds, closingRange.lowerBound), closingRange.upperBound)
    let room = 1 + max(seconds - firstClosingSentence - quietEnd, 0) / closingSentenceApart
    return score(
      Array(sentences.prefix(room)), seconds: seconds, first: firstClosingSentence, seed: seed)
  }

  /// The person's own music, faded in and out; what is longer than nine minutes fades out there.
  /// - Parameter frames: of the whole piece.
  public static func ownMusic(_ track: String, frames: FrameCount) -> Score {
    let second = SampleRate.framesPerSecond
    let length = min(Rational(max(frames.value, 0), second), Rational(mostOwnMusic))
    let fade = min(Rational(ownMusicFade), length / Rational(2))
    var score = Score(tempo: Tempo(60), length: length)
    score.add(.track(Track(id: track, length: length, fade: fade)), at: .zero)
    score.add(.milestone(.setDone(1)), at: length)
    return score
  }

  private static func score(
    _ sentences: [String], seconds: Int, first: Int, seed: Int
  ) -> Score {
    var score = Score(tempo: Tempo(60), length: Rational(seconds))
    score.append(CalmMusic.listening(seconds: seconds, seed: seed), at: .zero)
    let room = max(seconds - first - quietEnd, 0)
    for (index, sentence) in sentences.enumerated() {
      let beat = Rational(first) + Rational(room * index, max(sentences.count - 1, 1))
      score.add(.guidance(sentence), at: beat)
    }
    score.add(.milestone(.setDone(1)), at: score.length)
    return score
  }
}

/// A moment of calm music before the first exercise, to sit back in.
public enum Settling {
  /// Seconds.
  public static let seconds = 16
  /// The second sentence has room for ten words, before the music has gone.
  private static let starts = [4, 10]

  /// - Parameter sentences: two are said; more would take longer than the music.
  public static func score(sentences: [String], seed: Int = 0) -> Score {
    var score = Score(tempo: Tempo(60), length: Rational(seconds))
    score.append(CalmMusic.settle(seconds: seconds, seed: seed), at: .zero)
    for (start, sentence) in zip(starts, sentences) {
      score.add(.guidance(sentence), at: Rational(start))
    }
    score.add(.milestone(.setDone(1)), at: score.length)
    return score
  }
}

/// The rest between two parts: it happens by itself and can be heard (`clinical.md`).
public enum Rest {
  public static func score(seconds: Int, seed: Int = 0) -> Score {
    var score = Score(tempo: Tempo(60), length: Rational(seconds))
    score.append(CalmMusic.rest(seconds: seconds, seed: seed), at: .zero)
    score.add(.milestone(.setDone(1)), at: score.length)
    return score
  }
}
