// SPDX-License-Identifier: GPL-3.0-or-later

/// How long a sentence takes to say, at most; a score has to leave the time before it is known.
package enum SpokenTime {
  // With eSpeak NG 1.51 no line of the shipped songs, in five languages at 100, 130 and 175 words a
  // minute, takes longer than this; on the average they take seven tenths of it.
  private static let millisecondsALetter = 80
  /// A comma or a full stop is a pause.
  private static let millisecondsAMark = 550
  private static let startMilliseconds = 800
  private static let measuredRate = 130

  /// - Parameter rate: words a minute, 80 or more.
  package static func milliseconds(_ sentence: String, rate: Int) -> Int {
    let letters = sentence.count { $0.isLetter }
    let marks = sentence.count { ",.;:!?".contains($0) }
    let measured =
      startMilliseconds + letters * millisecondsALetter + marks * millisecondsAMark
    return measured * measuredRate / max(rate, 80)
  }
}
