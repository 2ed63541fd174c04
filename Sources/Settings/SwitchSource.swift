// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the one switch is.
public enum SwitchSource: Hashable, Sendable {
  /// A line of the board's 40-pin header by its BCM number, 2 to 27; GPIO17 is pin 11.
  case gpioHeader(line: Int, activeLow: Bool)
  /// A line of any GPIO chip, by the chip's label and the line's offset.
  case gpioChip(label: String, offset: Int, activeLow: Bool)
  /// A key of a keyboard, by the kernel's name for it in lower case: `space`, `enter`.
  case key(name: String)

  /// The supported hardware's: the switch between pin 11 and ground.
  public static let usual = SwitchSource.gpioHeader(line: 17, activeLow: true)

  /// GPIO0 and GPIO1 belong to the header's identification EEPROM.
  static let headerLines = 2...27
  /// More lines than any chip of the kernel's has.
  static let largestOffset = 1023
}

extension SwitchSource: CustomStringConvertible {
  /// As it is written in `board.txt`.
  public var description: String {
    switch self {
    case .gpioHeader(let line, let activeLow):
      "gpio header GPIO\(line), active \(activeLow ? "low" : "high")"
    case .gpioChip(let label, let offset, let activeLow):
      "gpio \(label) \(offset), active \(activeLow ? "low" : "high")"
    case .key(let name): "key \(name)"
    }
  }
}
