// SPDX-License-Identifier: GPL-3.0-or-later

/// What a voice made of one text: sound at 48,000 Hz, full scale ±1, and its phonemes in order.
package struct Take: Sendable {
  package var sound: [Float]
  package var phonemes: [Phoneme]

  package init(sound: [Float], phonemes: [Phoneme]) {
    self.sound = sound
    self.phonemes = phonemes
  }

  /// Its syllables; a vowel of no length gives way to the next, as in a plain clip.
  package var syllables: [SpokenSyllable] {
    var nuclei: [Int] = []
    for index in phonemes.indices where IPA.isSyllabic(phonemes[index].name) {
      if let last = nuclei.last, phonemes[last].frame >= phonemes[index].frame {
        nuclei.removeLast()
      }
      guard phonemes[index].frame < sound.count else { continue }
      nuclei.append(index)
    }
    let onsets = nuclei.indices.map { index in
      onset(of: nuclei[index], after: index == 0 ? nil : nuclei[index - 1])
    }
    return nuclei.indices.map { index in
      let nucleus = nuclei[index]
      let next = index + 1 < nuclei.count ? onsets[index + 1] : phonemes.count
      // A pause behind the syllable is none of it.
      var end = next
      while end > nucleus + 1, phonemes[end - 1].name.isEmpty { end -= 1 }
      let vowelEnd = frame(nucleus + 1)
      let vowelFrame = frame(nucleus)
      return SpokenSyllable(
        vowel: phonemes[nucleus], start: frame(onsets[index]),
        vowelFrame: VowelStart.find(
          in: sound, vowelFrame..<max(vowelEnd, vowelFrame),
          isGlide: IPA.beginsWithGlide(phonemes[nucleus].name)),
        vowelEnd: vowelEnd, end: max(frame(end), vowelEnd),
        beginsWord: phonemes[onsets[index]...nucleus].contains { $0.beginsWord })
    }
  }

  private func frame(_ phoneme: Int) -> Int {
    phoneme < phonemes.count ? min(max(phonemes[phoneme].frame, 0), sound.count) : sound.count
  }

  /// The first phoneme of the syllable whose vowel is `nucleus`.
  ///
  /// A word takes its own consonants along. Inside a word one consonant belongs to the vowel behind
  /// it, and so does an obstruent with a liquid or glide ("a-pple", "pro-gram", "thirs-ty").
  private func onset(of nucleus: Int, after last: Int?) -> Int {
    let between = (last.map { $0 + 1 } ?? 0)..<nucleus
    guard !between.isEmpty else { return nucleus }
    guard last != nil else { return skippingPauses(between.lowerBound) }
    // The first word: one without a vowel, as «в» in Russian, leans on the next.
    if let word = between.first(where: { phonemes[$0].beginsWord }) { return word }
    guard !phonemes[nucleus].beginsWord else { return nucleus }
    var onset = nucleus
    var consonants = 0
    for index in between.reversed() {
      let name = phonemes[index].name
      if IPA.isModifier(name) || name.isEmpty {  // of the consonant before it, or its closure
        if consonants == 0 { onset = index }
        continue
      }
      if consonants == 1, !(IPA.isGliding(phonemes[onset].name) && IPA.isObstruent(name)) { break }
      onset = index
      consonants += 1
      if consonants == 2 { break }
    }
    return skippingPauses(onset)
  }

  private func skippingPauses(_ index: Int) -> Int {
    var index = index
    while index + 1 < phonemes.count, phonemes[index].name.isEmpty { index += 1 }
    return index
  }
}

/// One syllable of a take; frames of the take's sound.
package struct SpokenSyllable: Equatable, Sendable {
  package var vowel: Phoneme

  /// Where its first consonant begins; where it has none, its vowel.
  package var start: Int
  package var vowelFrame: Int
  package var vowelEnd: Int

  /// Where its last sound ends; not later than the next one's start.
  package var end: Int
  package var beginsWord: Bool
}
