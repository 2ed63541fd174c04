// SPDX-License-Identifier: GPL-3.0-or-later

/// Plans a phrase whose vowels fall on given moments.
///
/// Consonants keep about their own length and come before their moment. A vowel is held for the time
/// there is, but at most twice as long as spoken: then silence stands between the syllables, as in
/// anybody's slow speech. Where there is too little time, vowels are shortened first, then what
/// stands behind them.
enum SpokenOnBeats {
  /// The most a vowel is held: twice as long, and 450 ms at the most [E].
  private static let maximumHold = 2.0
  private static let maximumNucleus = 21_600

  /// A vowel swallowed in speech is held up to 100 ms all the same, to be heard on its beat [E].
  private static let audibleNucleus = 4_800

  /// The last vowel of a phrase, behind which there is time, is held a little: 1.3 times [E].
  private static let finalHold = 1.3

  /// A vowel gives way first, to 0.6 of its length [E].
  private static let minimumHold = 0.6

  /// Before the first syllable: 10 ms of silence.
  private static let leadFrames = 480

  /// The rate at which a voice would need the least stretching: eSpeak NG shapes slow and quick
  /// speech better than any stretching does.
  /// - Parameters:
  ///   - spoken: of a take at `wordsPerMinute`.
  ///   - moments: as many, in frames.
  static func rate(
    for spoken: [SpokenSyllable], moments: [Int], wordsPerMinute: Int
  ) -> Int {
    guard spoken.count > 1, let first = spoken.first, let last = spoken.last,
      let end = moments.last
    else { return wordsPerMinute }
    let slowness = Double(end) / Double(max(1, last.vowelFrame - first.vowelFrame))
    // Slower than by a third, words fall apart; then vowels are held, or silence stands between.
    let wanted = Double(wordsPerMinute) / min(slowness, 1.35)
    return min(max(Int(wanted.rounded()), ClipRequest.wordsPerMinuteRange.lowerBound), 300)
  }

  static func plan(
    _ spoken: [SpokenSyllable], moments: [Int]
  ) -> (syllables: [PlacedSyllable], frames: Int) {
    let natural = spoken.map { $0.vowelFrame - $0.start }
    let lead = leadFrames + (natural.first ?? 0)
    var placed: [PlacedSyllable] = []
    for (index, syllable) in spoken.enumerated() {
      let beat = lead + moments[index]
      let interval = index == 0 ? Int.max : moments[index] - moments[index - 1]
      var next = Int.max
      if index + 1 < spoken.count {
        let following = moments[index + 1] - moments[index]
        next = beat + following - min(natural[index + 1], following / 2)
      }
      let isJoined = placed.last.map { $0.end >= beat - min(natural[index], interval / 2) } ?? false
      placed.append(
        place(
          syllable, at: beat, onset: min(natural[index], interval / 2), before: next,
          isJoined: isJoined))
    }
    return (placed, (placed.last?.end ?? 0) + leadFrames)
  }

  private static func place(
    _ spoken: SpokenSyllable, at beat: Int, onset: Int, before next: Int, isJoined: Bool
  ) -> PlacedSyllable {
    let vowel = spoken.vowelEnd - spoken.vowelFrame
    let coda = spoken.end - spoken.vowelEnd
    let hold = next == .max ? finalHold : maximumHold
    let longest = max(min(Int(Double(vowel) * hold), maximumNucleus), audibleNucleus)
    let shortest = Int(Double(vowel) * minimumHold)
    let room = next == .max ? longest + coda : next - beat
    var placed = PlacedSyllable(
      take: 0, spoken: spoken, beat: beat, onset: onset, nucleus: min(longest, room - coda),
      coda: coda, isJoined: isJoined)
    if placed.nucleus < shortest {
      placed.nucleus = shortest * room / max(1, shortest + coda)
      placed.coda = room - placed.nucleus
    }
    return placed
  }
}
