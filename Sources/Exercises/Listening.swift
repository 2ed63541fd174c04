// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// Relaxation for everyone, under every profile: calm music and a few spoken sentences. Nothing
/// is asked for; it is never counted and never locked.
public enum Listening {
  /// Three minutes.
  public static let seconds = 180
  /// The first sentence, after the music has come up.
  static let firstSentence = 10
  /// No words in the last quarter minute: the music closes alone.
  static let quietEnd = 16

  /// - Parameter sentences: spread evenly over the time, in order.
  public static func score(sentences: [String]) -> Score {
    var score = Score(tempo: Tempo(60), length: Rational(seconds))
    score.append(CalmMusic.listening(seconds: seconds), at: .zero)
    let room = seconds - firstSentence - quietEnd
    for (index, sentence) in sentences.enumerated() {
      let beat = Rational(firstSentence) + Rational(room * index, max(sentences.count - 1, 1))
      score.add(.guidance(sentence), at: beat)
    }
    score.add(.milestone(.setDone(1)), at: score.length)
    return score
  }
}

/// The rest between two parts: it happens by itself and can be heard (`clinical.md`).
public enum Rest {
  public static func score(seconds: Int) -> Score {
    var score = Score(tempo: Tempo(60), length: Rational(seconds))
    score.append(CalmMusic.rest(seconds: seconds), at: .zero)
    score.add(.milestone(.setDone(1)), at: score.length)
    return score
  }
}
