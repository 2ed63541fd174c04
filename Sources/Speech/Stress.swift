// SPDX-License-Identifier: GPL-3.0-or-later

/// Which vowels are stressed: eSpeak NG 1.51 leaves the mark out of its phoneme events, but writes
/// it in the transcription of the same text ("b|ɐ|n|ˈæ|n|ə").
enum Stress {
  /// Stands between phonemes in a transcription; no phoneme is called so.
  static let separator: Unicode.Scalar = "|"

  private static let marks: Set<Unicode.Scalar> = ["ˈ", "ˌ"]

  /// The name without its marks, and whether it had one.
  static func parse(_ name: some StringProtocol) -> (name: String, isStressed: Bool) {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: name.unicodeScalars.filter { !marks.contains($0) })
    return (String(scalars), scalars.count < name.unicodeScalars.count)
  }

  /// Marks the vowels among `phonemes` that `transcription` marks.
  ///
  /// The two seldom differ, but may: what was spoken first colours what comes next. So they are
  /// aligned by the longest common subsequence of vowel names, and a vowel that has no partner
  /// stays as it is.
  static func mark(_ phonemes: inout [Phoneme], by transcription: String) {
    let written = transcription.unicodeScalars
      .split { $0 == separator || $0.properties.isWhitespace }
      .map { parse(String($0)) }.filter { IPA.isSyllabic($0.name) }
    let spoken = phonemes.indices.filter { IPA.isSyllabic(phonemes[$0].name) }
    let pairs = common(
      spoken.map { phonemes[$0].name.utf8.prefix(nameBytes).map(\.self) },
      written.map { $0.name.utf8.prefix(nameBytes).map(\.self) })
    for (left, right) in pairs where written[right].isStressed {
      phonemes[spoken[left]].isStressed = true
    }
  }

  /// What an event has room for.
  private static let nameBytes = 8

  /// Vowels compared at most; of more, which are minutes of speech, none gets a mark.
  private static let maximumVowels = 1_500

  private static func common(_ left: [[UInt8]], _ right: [[UInt8]]) -> [(Int, Int)] {
    guard left.count <= maximumVowels, right.count <= maximumVowels else { return [] }
    let width = right.count + 1
    // lengths[i · width + j]: of the longest common subsequence of left[i...] and right[j...].
    var lengths = [Int16](repeating: 0, count: (left.count + 1) * width)
    for i in left.indices.reversed() {
      for j in right.indices.reversed() {
        lengths[i * width + j] =
          left[i] == right[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        pairs.append((i, j))
        i += 1
        j += 1
      } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }
}
