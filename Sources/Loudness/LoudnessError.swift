// SPDX-License-Identifier: GPL-3.0-or-later

/// libebur128 had no memory, or was asked for what it cannot do: its C function and its own code.
public struct LoudnessError: Error, Equatable, Sendable, CustomStringConvertible {
  public let function: String
  public let code: Int32

  public var description: String { "\(function): code \(code)" }
}
