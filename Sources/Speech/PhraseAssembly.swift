// SPDX-License-Identifier: GPL-3.0-or-later

/// A syllable of a take, and how it is to sound.
struct PlacedSyllable {
  /// Which take it is of, and where in it.
  var take: Int
  var spoken: SpokenSyllable

  /// The first sample of its vowel in the phrase.
  var beat: Int

  /// Frames in the phrase of what comes before the vowel, of the vowel and of what comes behind.
  var onset: Int
  var nucleus: Int
  var coda: Int

  /// Whether the one before it ends where this one begins.
  var isJoined: Bool

  var start: Int { beat - onset }
  var end: Int { beat + nucleus + coda }
}

/// Puts syllables in their places and joins them.
enum PhraseAssembly {
  /// Joined syllables overlap for 10 ms, in which one fades into the other.
  private static let joinFrames = 480

  /// A vowel with none before it begins within 4 ms, and what came before it has ended.
  private static let attackFrames = 192

  /// Before silence, or a vowel with no consonant, a syllable fades: over 30 ms [E] …
  private static let fadeFrames = 1_440

  /// … and over 80 ms where it ends in a long vowel.
  private static let openFadeFrames = 3_840

  /// From the start of the vowel the sound keeps its own time for 30 ms, or a third of the vowel.
  private static let attackKept = 1_440

  /// Before the vowel the sound keeps its own time for 30 ms too, so that the vowel is in its place.
  private static let ownTime = 1_440

  static func render(_ syllables: [PlacedSyllable], of takes: [Take], frames: Int) -> [Float] {
    var phrase = [Float](repeating: 0, count: frames)
    for (index, syllable) in syllables.enumerated() {
      let isNextJoined = index + 1 < syllables.count && syllables[index + 1].isJoined
      let hasNextOnset = index + 1 < syllables.count && syllables[index + 1].onset > 0
      add(
        syllable, of: takes[syllable.take].sound, to: &phrase,
        isNextJoined: isNextJoined && hasNextOnset)
    }
    return phrase
  }

  private static func add(
    _ syllable: PlacedSyllable, of sound: [Float], to phrase: inout [Float], isNextJoined: Bool
  ) {
    let spoken = syllable.spoken
    let isContinuing = syllable.isJoined && syllable.onset > 0
    let lead = isContinuing ? joinFrames : 0
    let length = lead + syllable.end - syllable.start
    guard length > 0 else { return }
    let vowel = lead + syllable.onset
    let kept = min(attackKept, (spoken.vowelEnd - spoken.vowelFrame) / 3, syllable.nucleus / 3)
    // Consonants that have less time than they took are spoken quicker, but for their last moment.
    let natural = spoken.vowelFrame - spoken.start
    let own = min(ownTime, vowel)
    let isQuick = syllable.onset < natural && natural > own && vowel > own
    var map =
      isQuick
      ? [
        TimeStretch.Knot(output: 0, input: spoken.start - lead),
        TimeStretch.Knot(output: vowel - own, input: spoken.vowelFrame - own)
      ] : [TimeStretch.Knot(output: 0, input: spoken.vowelFrame - vowel)]
    map += [
      TimeStretch.Knot(output: vowel + kept, input: spoken.vowelFrame + kept),
      TimeStretch.Knot(output: vowel + syllable.nucleus, input: spoken.vowelEnd)
    ]
    if syllable.coda > 0 {
      map.append(TimeStretch.Knot(output: length, input: spoken.end))
    }
    var piece = TimeStretch.render(
      sound, length: length, map: map, pin: isQuick ? vowel - own : nil)
    VowelAttack.shape(&piece, vowel: vowel, end: vowel + syllable.nucleus)
    let fadeIn = isContinuing ? joinFrames : attackFrames
    let fadeOut =
      isNextJoined
      ? joinFrames
      : min(
        syllable.coda > 0 ? fadeFrames : openFadeFrames, max(fadeFrames, length / 4), length / 2)
    for offset in piece.indices {
      let frame = syllable.start - lead + offset
      guard phrase.indices.contains(frame) else { continue }
      let rise = min(1, Float(offset) / Float(fadeIn))
      let fall = min(1, Float(length - offset) / Float(max(fadeOut, 1)))
      phrase[frame] += piece[offset] * rise * fall
    }
  }
}
