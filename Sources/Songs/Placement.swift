// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a song lies for a voice, by its full range (`clinical.md`, Therapeutic Singing).
public struct Placement: Hashable, Sendable {
  public enum Voice: String, Hashable, Sendable, CaseIterable {
    case low, high

    /// The lowest note there is without a key of one's own: B2 and G3, as MIDI note numbers.
    public var lowest: Int {
      switch self {
      case .low: 47
      case .high: 55
      }
    }

    /// What the middle of a narrow song lies at [E]: F3 and C♯4, a little above speaking.
    var middle: Int {
      switch self {
      case .low: 53
      case .high: 61
      }
    }
  }

  /// Of the tonic: a MIDI note number.
  public let tonic: Int

  /// The keys a caregiver may choose, in semitones.
  public static let keys = -6...6

  /// - Parameter key: semitones higher, lower where negative; what is outside is cut to −6…6.
  public init(_ song: Song, voice: Voice, key: Int = 0) {
    let range = song.range
    let middle = (range.lowerBound + range.upperBound) / 2
    let tonic = max(voice.middle - middle, voice.lowest - range.lowerBound)
    self.tonic = tonic + min(max(key, Self.keys.lowerBound), Self.keys.upperBound)
  }

  /// A MIDI note number.
  public func pitch(_ semitones: Int) -> Int { tonic + semitones }
}
