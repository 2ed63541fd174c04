// SPDX-License-Identifier: GPL-3.0-or-later

/// A piece of text inside a prompt that is known only when it is said, written `{name}` in the
/// language pack.
public enum TextPlaceholder: String, CaseIterable, Hashable, Sendable {
  /// The name of a setting: "evening volume".
  case name
  /// The name of a setting and the value it was given: "volume one hundred fifty".
  case subject
  /// A value: "sixty percent", "press or by itself".
  case value
  /// The value before.
  case previous
  /// Times of the switch: "zero point two seconds".
  case acceptance, release, scan
}

/// What fills the gaps of a prompt.
public struct PromptValues: Hashable, Sendable {
  public var numbers: [Placeholder: SpokenNumber]
  public var texts: [TextPlaceholder: String]

  public init(
    numbers: [Placeholder: SpokenNumber] = [:], texts: [TextPlaceholder: String] = [:]
  ) {
    self.numbers = numbers
    self.texts = texts
  }
}
