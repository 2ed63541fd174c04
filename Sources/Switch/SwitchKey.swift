// SPDX-License-Identifier: GPL-3.0-or-later

/// A key that a switch interface may send, by the name that `board.txt` has for it.
public struct SwitchKey: Equatable, Sendable {
  public let name: String
  /// `KEY_…` of the kernel's `input-event-codes.h`.
  public let code: UInt16

  /// Every key that can be named: space, enter, tab, escape and the function keys.
  public static let all: [SwitchKey] =
    [
      SwitchKey(name: "space", code: 57), SwitchKey(name: "enter", code: 28),
      SwitchKey(name: "tab", code: 15), SwitchKey(name: "escape", code: 1)
    ]
    + (1...10).map { SwitchKey(name: "f\($0)", code: 58 + $0) }
    + (11...12).map { SwitchKey(name: "f\($0)", code: 76 + $0) }
    + (13...24).map { SwitchKey(name: "f\($0)", code: 170 + $0) }

  public static let space = all[0]

  private init(name: String, code: UInt16) {
    self.name = name
    self.code = code
  }

  /// The key of this name, in any case; nil for none.
  public init?(named name: String) {
    guard let key = SwitchKey.all.first(where: { $0.name == name.lowercased() }) else {
      return nil
    }
    self = key
  }
}
