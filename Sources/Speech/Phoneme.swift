// SPDX-License-Identifier: GPL-3.0-or-later

/// One phoneme where eSpeak NG put it. A pause is one too; its name is empty.
package struct Phoneme: Equatable, Sendable {
  /// Of its first sample, in frames at 48,000 Hz.
  package var frame: Int

  /// In IPA, without stress marks; at most eight bytes.
  package var name: String

  /// Primary or secondary; known of vowels only.
  package var isStressed: Bool

  /// Whether it is the first of a word as eSpeak NG divides the text.
  package var beginsWord: Bool

  /// Unicode scalars of the text before its word.
  package var textOffset: Int

  package init(
    frame: Int, name: String, isStressed: Bool = false, beginsWord: Bool = false,
    textOffset: Int = 0
  ) {
    self.frame = frame
    self.name = name
    self.isStressed = isStressed
    self.beginsWord = beginsWord
    self.textOffset = textOffset
  }
}
