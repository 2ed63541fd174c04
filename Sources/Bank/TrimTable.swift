// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Exercises
import Loudness
import Rhythm
import Songs
import Timebase

/// What brings each breathing piece and each song to one loudness (`music.md`: music −24 LUFS,
/// integrated, EBU R 128): measured, by playing all of it.
package struct TrimTable {
  /// One entry, and how far the music it is for lies apart.
  package struct Entry: Sendable {
    package let key: String
    /// Added to each tone, in decibels.
    package let trim: Double
    /// Of each way to play it, in LUFS: as it is, and with the trim.
    package let before: [Double]
    package let after: [Double]
  }

  /// In LUFS.
  package static let target = -24.0
  /// Of a song that is not in the table: the middle of those that are.
  package static let anySong = "song"

  package private(set) var entries: [Entry] = []

  /// Measures pieces and songs; twice the same from the same bank.
  package static func measure(
    songs: [Song], bank: NoteBank, pieces: [PieceID] = PieceID.allCases
  ) throws(LoudnessError) -> TrimTable {
    let music = pieces.flatMap(breathing) + songs.map(singing)
    let results = Results(count: music.count)
    DispatchQueue.concurrentPerform(iterations: music.count) { index in
      results.set(music[index].entry(bank), at: index)
    }
    var table = TrimTable()
    for result in results.values { table.entries.append(try result.get()) }
    return table
  }

  /// As the bank keeps them: in hundredths of a decibel.
  package var trims: [String: Int16] {
    var trims: [String: Int16] = [:]
    for entry in entries { trims[entry.key] = Self.hundredths(entry.trim) }
    let songs = entries.filter { $0.key.hasPrefix("\(Self.anySong).") }.map(\.trim).sorted()
    if !songs.isEmpty { trims[Self.anySong] = Self.hundredths(songs[songs.count / 2]) }
    return trims
  }

  private static func hundredths(_ decibels: Double) -> Int16 { Int16((100 * decibels).rounded()) }

  // MARK: What is played

  /// A key, and the scores it is for.
  private struct Music: Sendable {
    let key: String
    let scores: [Score]

    /// So near is near enough, in LU: under what anybody hears.
    private static let tolerance = 0.1
    private static let mostRounds = 4

    /// The trim that puts the loudest as far above the target as the softest lies under it.
    ///
    /// The pulse keeps its level, so that a decibel of trim is a little less in the whole: the rest
    /// of the way is gone again.
    func entry(_ bank: NoteBank) -> Result<Entry, LoudnessError> {
      do throws(LoudnessError) {
        let before = try loudness(bank, trim: 0)
        var (trim, after) = (0.0, before)
        for _ in 0..<Self.mostRounds {
          let middle = ((after.min() ?? 0) + (after.max() ?? 0)) / 2
          guard abs(middle - TrimTable.target) > Self.tolerance else { break }
          trim += TrimTable.target - middle
          after = try loudness(bank, trim: trim)
        }
        return .success(Entry(key: key, trim: trim, before: before, after: after))
      } catch {
        return .failure(error)
      }
    }

    private func loudness(_ bank: NoteBank, trim: Double) throws(LoudnessError) -> [Double] {
      var levels: [Double] = []
      for score in scores {
        levels.append(try ScoreSound(score, bank: bank).loudness(trim: trim))
      }
      return levels
    }
  }

  /// A block at 15 and at 10 breaths a minute, so long that the whole form is in it.
  private static func breathing(_ piece: PieceID) -> [Music] {
    let slow = Pace(
      pattern: BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 4), tempo: Tempo(60))
    return (1...BreathArrangement.mostLayers).map { layers in
      let arrangement = BreathArrangement(piece: piece, layers: layers, seed: 0)
      let scores = [(Pace.unmeasured, 75), (slow, 105)].map { pace, seconds in
        PacedBreathing.block(
          pace, seconds: seconds, set: 1,
          words: CueWords(breatheIn: [], pause: [], breatheOut: []), arrangement: arrangement)
      }
      return Music(key: "piece.\(piece.name.lowercased()).\(layers)", scores: scores)
    }
  }

  /// Each set of phrases, played and sung, for a low voice, the default. For a high one, without
  /// the guide's octave above, the same song is some 0.6 LU softer.
  private static func singing(_ song: Song) -> Music {
    var plan = TherapeuticSinging.Plan(song: song)
    // What is said before the music has no sound here: as little time for it as can be.
    plan.speechRate = 1_000
    let phrases = song.phrases(at: Tempo(song.beatsPerMinute), limit: plan.phraseLimit).count
    let starts = stride(from: 0, to: phrases, by: TherapeuticSinging.phrasesASet)
    let scores = starts.map { first in
      plan.firstPhrase = first
      return TherapeuticSinging.score(plan, words: TherapeuticSinging.Words())
    }
    return Music(key: "\(anySong).\(song.title)", scores: scores)
  }
}

/// Filled from several threads, a place each.
private final class Results: @unchecked Sendable {
  // SAFETY: each index is written by one iteration alone, and read after all of them have ended.
  private let places: UnsafeMutableBufferPointer<Result<TrimTable.Entry, LoudnessError>?>

  init(count: Int) {
    places = .allocate(capacity: count)
    places.initialize(repeating: nil)
  }

  deinit {
    places.deinitialize()
    places.deallocate()
  }

  func set(_ result: Result<TrimTable.Entry, LoudnessError>, at index: Int) {
    places[index] = result
  }

  var values: [Result<TrimTable.Entry, LoudnessError>] { places.compactMap { $0 } }
}
