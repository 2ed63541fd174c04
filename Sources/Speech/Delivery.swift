// SPDX-License-Identifier: GPL-3.0-or-later

/// How a text is given by the voice.
public enum Delivery: Hashable, Sendable {
  /// As the voice speaks by itself.
  case plain

  /// Spoken, each syllable's vowel at its moment: frames at 48,000 Hz after the vowel of the first.
  /// One for each syllable of the text (`SpeechMaker.prosody`), the first 0, each later than the
  /// one before. Consonants come ahead of their moment.
  case onBeats([Int])

  /// Sung: the words are the syllables', their vowels begin with their notes.
  case sung([SungSyllable])

  /// Syllables in one shaped clip, and notes in one line; a phrase has three to six [E].
  public static let maximumSyllables = 64
  public static let maximumNotes = 128

  /// The last moment of a shaped clip, in frames after its first vowel: 120 s [E].
  public static let maximumSpan = 120 * Clip.sampleRate

  /// Neighbouring vowels are at least so many frames apart: 10 ms [E]. Under 100 ms they are hardly
  /// heard apart.
  public static let minimumInterval = 480

  /// What may be sung, in MIDI note numbers: A2 to E5.
  public static let pitchRange = 45...76

  /// Nil where the moments and notes can be made, else what is wrong with them.
  var fault: DeliveryFault? {
    switch self {
    case .plain: nil
    case .onBeats(let moments): Delivery.fault(moments)
    case .sung(let syllables): Delivery.fault(syllables)
    }
  }

  private static func fault(_ moments: [Int]) -> DeliveryFault? {
    guard (1...maximumSyllables).contains(moments.count) else {
      return .syllableCount(moments.count, limit: maximumSyllables)
    }
    return faultOfTimes(moments, end: moments.last ?? 0)
  }

  private static func fault(_ syllables: [SungSyllable]) -> DeliveryFault? {
    guard (1...maximumSyllables).contains(syllables.count) else {
      return .syllableCount(syllables.count, limit: maximumSyllables)
    }
    let notes = syllables.flatMap(\.notes)
    guard notes.count <= maximumNotes, syllables.allSatisfy({ !$0.notes.isEmpty }) else {
      return .noteCount(notes.count, limit: maximumNotes)
    }
    for (index, note) in notes.enumerated() {
      guard pitchRange.contains(note.pitch) else { return .pitch(note: index, note.pitch) }
      let last = index + 1 < notes.count ? notes[index + 1].onset : maximumSpan
      guard note.length >= minimumInterval, note.length <= maximumSpan,
        note.onset <= last - note.length
      else { return .time(index) }
    }
    return faultOfTimes(notes.map(\.onset), end: notes.last.map { $0.onset + $0.length } ?? 0)
  }

  private static func faultOfTimes(_ onsets: [Int], end: Int) -> DeliveryFault? {
    guard onsets.first == 0 else { return .time(0) }
    for index in onsets.indices.dropFirst()
    where onsets[index] > maximumSpan || onsets[index] - onsets[index - 1] < minimumInterval {
      return .time(index)
    }
    return end <= maximumSpan ? nil : .time(onsets.count - 1)
  }
}

/// One syllable of a sung line, and what it is sung to.
public struct SungSyllable: Hashable, Sendable {
  public struct Note: Hashable, Sendable {
    /// Frames at 48,000 Hz after the first note's onset.
    public let onset: Int

    /// Frames; at most until the next note's onset.
    public let length: Int

    /// MIDI note number.
    public let pitch: Int

    public init(onset: Int, length: Int, pitch: Int) {
      self.onset = onset
      self.length = length
      self.pitch = pitch
    }
  }

  /// As it is written, without hyphens: "joy", "ful".
  public let text: String
  public let beginsWord: Bool

  /// One or more, ascending; more than one change the pitch inside the vowel.
  public let notes: [Note]

  /// Characters that would be commands become spaces, as in `ClipRequest`.
  public init(text: String, beginsWord: Bool, notes: [Note]) {
    self.text = ClipRequest.plain(text)
    self.beginsWord = beginsWord
    self.notes = notes
  }
}

/// Why a delivery cannot be made.
public enum DeliveryFault: Equatable, Sendable {
  /// None, or more than the limit.
  case syllableCount(Int, limit: Int)

  /// A syllable without a note, or more notes than the limit.
  case noteCount(Int, limit: Int)

  /// The syllable or note of this index comes too soon after the one before, lies past the end of
  /// any clip, or overlaps the next one; or the first is not at 0.
  case time(Int)

  /// The note of this index is outside `Delivery.pitchRange`.
  case pitch(note: Int, Int)
}
