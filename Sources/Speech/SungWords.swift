// SPDX-License-Identifier: GPL-3.0-or-later

/// A syllable to be sung, found in one of the takes.
struct FoundSyllable {
  var take: Int
  var spoken: SpokenSyllable

  /// Of its vowel, those that can be held for a note.
  var heldFrames: Int { spoken.vowelEnd - spoken.vowelFrame }
}

/// Finds each written syllable of a sung line in speech.
///
/// Writing and voice may divide a word differently ("heav'n" has one note and two vowels, French
/// "lu-ne" two notes and one). So, word by word:
/// 1. the line is spoken as a whole: a word with as many vowels as written syllables is taken so;
/// 2. else the word is spoken alone, and taken if they match now;
/// 3. else, if it has one written syllable, the stressed vowel is the note's, and everything
///    behind it is spoken quickly at the end ("fire", "heav'n");
/// 4. else its syllables are spoken one by one, each by rule 3 ("lu" + "ne").
/// 5. A syllable whose vowel the voice swallows (the second of Russian "тебе" lasts 10 ms at any
///    rate) is spoken alone, by rule 3, if that gives more of a vowel to hold.
/// A syllable in which nothing is voiced (nil here) has its note sung on the vowel before it.
enum SungWords {
  static func find(
    _ syllables: [SungSyllable],
    speak: (String) throws(SpeechEngineError) -> Take
  ) throws(SpeechEngineError) -> (takes: [Take], found: [FoundSyllable?]) {
    var (takes, found) = try divided(syllables, speak: speak)
    // Rule 5.
    for index in found.indices {
      guard let inWord = found[index].map({ held($0, in: takes) }) else { continue }
      found[index] = inWord
      guard inWord.heldFrames < VowelEnd.leastHeld else { continue }
      takes.append(try speak(syllables[index].text))
      guard
        let alone = merged(takes[takes.count - 1], take: takes.count - 1).map({
          held($0, in: takes)
        }), alone.heldFrames > inWord.heldFrames
      else { continue }
      found[index] = alone
    }
    return (takes, found)
  }

  /// Rules 1 to 4.
  private static func divided(
    _ syllables: [SungSyllable],
    speak: (String) throws(SpeechEngineError) -> Take
  ) throws(SpeechEngineError) -> (takes: [Take], found: [FoundSyllable?]) {
    let words = syllables.wordRanges
    let line = try speak(syllables.words.joined(separator: " "))
    var takes = [line]
    var found: [FoundSyllable?] = []
    let spokenInLine = divide(line.syllables, among: syllables.words)
    for (word, range) in words.enumerated() {
      if spokenInLine[word].count == range.count {
        found += spokenInLine[word].map { FoundSyllable(take: 0, spoken: $0) }
        continue
      }
      let alone = try speak(syllables.words[word])
      takes.append(alone)
      if alone.syllables.count == range.count {
        found += alone.syllables.map { FoundSyllable(take: takes.count - 1, spoken: $0) }
      } else if range.count == 1 {
        found.append(merged(alone, take: takes.count - 1))
      } else {
        for index in range {
          let take = try speak(syllables[index].text)
          takes.append(take)
          found.append(merged(take, take: takes.count - 1))
        }
      }
    }
    return (takes, found)
  }

  /// With its vowel ending where it can no longer be held; the rest is sung behind it, as it is.
  private static func held(_ found: FoundSyllable, in takes: [Take]) -> FoundSyllable {
    var found = found
    found.spoken.vowelEnd = VowelEnd.ofHeld(
      in: takes[found.take].sound,
      found.spoken.vowelFrame..<max(found.spoken.vowelFrame, found.spoken.vowelEnd))
    return found
  }

  /// The spoken syllables of each word, by where eSpeak NG says their words stand in the text.
  private static func divide(
    _ spoken: [SpokenSyllable], among words: [String]
  ) -> [[SpokenSyllable]] {
    var divided = [[SpokenSyllable]](repeating: [], count: words.count)
    var ends: [Int] = []
    var end = 0
    for word in words {
      end += word.unicodeScalars.count + 1
      ends.append(end)
    }
    for syllable in spoken {
      let word = ends.firstIndex { syllable.vowel.textOffset < $0 } ?? words.count - 1
      divided[word].append(syllable)
    }
    return divided
  }

  /// All of a take as one syllable; nil where it has no vowel.
  private static func merged(_ take: Take, take index: Int) -> FoundSyllable? {
    let syllables = take.syllables
    guard let first = syllables.first, let last = syllables.last,
      var nucleus = syllables.first(where: { $0.vowel.isStressed }) ?? syllables.first
    else { return nil }
    nucleus.start = first.start
    nucleus.end = last.end
    return FoundSyllable(take: index, spoken: nucleus)
  }
}

extension [SungSyllable] {
  /// The syllables of each word; the first begins one whatever it says.
  var wordRanges: [Range<Int>] {
    let starts = indices.filter { $0 == 0 || self[$0].beginsWord }
    return starts.indices.map { word in
      starts[word]..<(word + 1 < starts.count ? starts[word + 1] : count)
    }
  }

  /// The words as they are written.
  var words: [String] {
    wordRanges.map { self[$0].map(\.text).joined() }
  }
}
