// SPDX-License-Identifier: GPL-3.0-or-later
import Songs
import Timebase

/// How long singing takes at most, whichever of the songs is chosen; to plan by, in seconds.
public struct SingingTimes: Hashable, Sendable {
  /// Of one phrase, of two and so on: words, melody, count-ins, breathing rests, and between sets
  /// the rest and what is said after it.
  public var phrases: [Int]
  /// Of the short session's one phrase.
  public var humming: Int

  /// The most phrases that any dose has (`clinical.md`, Dose).
  public static let mostPhrases = 20
  /// After a rest the exercise's name is said again [E, at 100 words a minute].
  static let againSeconds = 8

  public init(phrases: [Int], humming: Int) {
    self.phrases = phrases
    self.humming = humming
  }

  /// By the songs there are; made once, when they are known.
  /// - Parameters:
  ///   - plan: how a song would be sung.
  ///   - words: what is said around it.
  public init(
    _ songs: [Song], as plan: (Song) -> TherapeuticSinging.Plan, words: TherapeuticSinging.Words
  ) {
    let singing = songs.map { SongLength(plan($0), words: words) }
    let times = singing.map { $0.phrases(upTo: Self.mostPhrases) }
    phrases = (0..<Self.mostPhrases).map { index in
      Self.seconds(times.map { $0[index] }.max() ?? .zero)
    }
    humming = Self.seconds(singing.map(\.humming).max() ?? .zero)
  }

  /// Where no song is known: so long a phrase.
  public init(phraseSeconds: Int, humming: Int = SingingTimes.usualHumming) {
    phrases = (1...Self.mostPhrases).map { count in
      let rests = (count - 1) / TherapeuticSinging.phrasesASet
      return count * phraseSeconds + rests * (TherapeuticSinging.restSeconds + Self.againSeconds)
    }
    self.humming = humming
  }

  /// A phrase of five seconds, played once and hummed twice, with its count-ins and its words [E].
  public static let usualHumming = 34

  /// - Parameter count: 0 and more; of more than there may be, the most.
  func seconds(phrases count: Int) -> Int {
    guard let most = phrases.indices.last, count > 0 else { return 0 }
    return phrases[min(count - 1, most)]
  }

  /// Rounded up.
  private static func seconds(_ length: FrameCount) -> Int {
    (length.value + SampleRate.framesPerSecond - 1) / SampleRate.framesPerSecond
  }
}
