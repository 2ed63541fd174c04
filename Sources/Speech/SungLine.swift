// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Plans and tunes a sung line: vowels begin with their notes and are held through them, consonants
/// come before.
enum SungLine {
  /// Before the first syllable: 10 ms of silence.
  private static let leadFrames = 480

  /// Consonants ahead of a vowel take two fifths of the note before, at the most.
  private static let onsetShareNumerator = 2
  private static let onsetShareDenominator = 5

  /// Of a note's length consonants behind the vowel take a third at the most.
  private static let codaShare = 3

  /// The pitch changes inside a vowel within 40 ms, between syllables within 10 ms.
  private static let glideFrames = 1_920
  private static let joinFrames = 480

  /// Sound on both sides of a note that is shifted with it: Rubber Band's windows reach so far.
  private static let contextFrames = 4_096

  /// A line in its places, still at a level pitch.
  struct Plan {
    var syllables: [PlacedSyllable] = []
    var notes: [Note] = []

    /// One for each written syllable: the first sample of its vowel.
    var vowels: [Vowel] = []
    var frames = 0
  }

  /// A stretch of the line that is sung at one pitch.
  struct Note {
    var start: Int
    var end: Int
    var pitch: Int

    /// The part of it that is surely a vowel.
    var nucleus: Range<Int>

    /// Whether its vowel goes on from the note before.
    var isSlurred: Bool
  }

  /// The pitch at which to speak so that the shift is small: the middle of the line.
  static func middlePitch(_ syllables: [SungSyllable]) -> Int {
    let pitches = syllables.flatMap(\.notes).map(\.pitch).sorted()
    return pitches[pitches.count / 2]
  }

  // MARK: - Places

  /// Nil where nothing in the line is voiced.
  static func plan(_ written: [SungSyllable], _ found: [FoundSyllable?]) -> Plan? {
    var groups: [(found: FoundSyllable, notes: [SungSyllable.Note], written: [Int])] = []
    var waiting: (notes: [SungSyllable.Note], written: [Int]) = ([], [])
    for (index, syllable) in written.enumerated() {
      if let found = found[index] {
        groups.append((found, waiting.notes + syllable.notes, waiting.written + [index]))
        waiting = ([], [])
      } else if groups.isEmpty {
        waiting.notes += syllable.notes
        waiting.written.append(index)
      } else {
        groups[groups.count - 1].notes += syllable.notes
        groups[groups.count - 1].written.append(index)
      }
    }
    guard let first = groups.first else { return nil }
    var plan = Plan()
    let lead = leadFrames + first.found.spoken.vowelFrame - first.found.spoken.start
    for (index, group) in groups.enumerated() {
      let following = index + 1 < groups.count ? groups[index + 1] : nil
      place(group.found, group.notes, lead, following?.found, following?.notes.first, in: &plan)
      for syllable in group.written {
        plan.vowels.append(
          Vowel(
            frame: lead + written[syllable].notes[0].onset, name: group.found.spoken.vowel.name,
            isStressed: group.found.spoken.vowel.isStressed,
            beginsWord: written[syllable].beginsWord || syllable == 0))
      }
    }
    plan.frames = (plan.syllables.last?.end ?? 0) + leadFrames
    return plan
  }

  private static func place(
    _ found: FoundSyllable, _ notes: [SungSyllable.Note], _ lead: Int, _ next: FoundSyllable?,
    _ nextNote: SungSyllable.Note?, in plan: inout Plan
  ) {
    let spoken = found.spoken
    let beat = lead + notes[0].onset
    let last = notes[notes.count - 1]
    let onset = onsetFrames(found, after: plan.notes.last?.nucleus.lowerBound, beat)
    var end = lead + last.onset + last.length
    if let next, let nextNote {
      let nextBeat = lead + nextNote.onset
      end = min(end, nextBeat - onsetFrames(next, after: lead + last.onset, nextBeat))
    }
    let length = end - beat
    let coda = min(spoken.end - spoken.vowelEnd, length / codaShare)
    plan.syllables.append(
      PlacedSyllable(
        take: found.take, spoken: spoken, beat: beat, onset: onset, nucleus: length - coda,
        coda: coda, isJoined: plan.syllables.last.map { $0.end >= beat - onset } ?? false))
    for (index, note) in notes.enumerated() {
      let start = index == 0 ? beat - onset : lead + note.onset
      let stop = index + 1 < notes.count ? lead + notes[index + 1].onset : end
      plan.notes.append(
        Note(
          start: start, end: stop, pitch: note.pitch,
          nucleus: lead
            + note.onset..<max(
              lead + note.onset + 1, index + 1 < notes.count ? stop : end - coda),
          isSlurred: index > 0))
    }
  }

  /// As long as spoken, but at most a part of the note before.
  private static func onsetFrames(_ found: FoundSyllable, after last: Int?, _ beat: Int) -> Int {
    let natural = found.spoken.vowelFrame - found.spoken.start
    guard let last else { return natural }
    return min(natural, max(0, beat - last) * onsetShareNumerator / onsetShareDenominator)
  }

  // MARK: - Pitch

  /// `line`, each note at its pitch.
  static func tuned(
    _ line: [Float], _ plan: Plan, spokenHertz: Double
  ) throws(RubberBandError) -> [Float] {
    var output = [Float](repeating: 0, count: line.count)
    for (index, note) in plan.notes.enumerated() {
      // Where a vowel is too short to be measured, what was asked of eSpeak NG is near enough.
      let spoken = LevelPitch.measure(line, in: note.nucleus, near: spokenHertz) ?? spokenHertz
      let ratio = LevelPitch.hertz(ofNote: note.pitch) / spoken
      let next = index + 1 < plan.notes.count ? plan.notes[index + 1] : nil
      try add(
        note, of: line, pitchRatio: ratio, to: &output,
        fadeIn: index == 0 ? 0 : note.isSlurred ? glideFrames : joinFrames,
        fadeOut: next.map { $0.isSlurred ? glideFrames : joinFrames } ?? 0,
        until: next?.start ?? line.count)
    }
    return output
  }

  /// Notes overlap by their fades: around the start inside a vowel, before it between syllables.
  private static func add(
    _ note: Note, of line: [Float], pitchRatio: Double, to output: inout [Float], fadeIn: Int,
    fadeOut: Int, until nextStart: Int
  ) throws(RubberBandError) {
    let start = max(0, note.start - fadeIn / 2)
    let end = min(line.count, nextStart + fadeOut / 2)
    let from = max(0, start - contextFrames)
    let to = min(line.count, end + contextFrames)
    let source = Array(line[from..<to])
    let shifted = try RubberBandStretcher.shifted(source, pitchRatio: pitchRatio)
    let gain =
      level(source[(start - from)..<(end - from)])
      / max(level(shifted[(start - from)..<(end - from)]), 1e-6)
    for frame in start..<end {
      let rise = fadeIn == 0 ? 1 : min(1, Float(frame - start) / Float(fadeIn))
      let fall = fadeOut == 0 ? 1 : min(1, Float(end - frame) / Float(fadeOut))
      output[frame] += shifted[frame - from] * min(gain, 8) * rise * fall
    }
  }

  private static func level(_ sound: ArraySlice<Float>) -> Float {
    (sound.reduce(0) { $0 + $1 * $1 } / Float(max(sound.count, 1))).squareRoot()
  }
}
