// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes a switch of a terminal's bytes, which tell of pressing and repeating, not of letting go.
///
/// A byte closes the switch for 120 ms. A byte within 600 ms of the one before belongs to a key
/// that is held (auto-repeat) and prolongs it: by twice the pause between the two, but at least
/// 120 ms and at most 600 ms, so that a slow repeat does not chatter. The first repeat comes
/// after some 500 ms, when the switch has opened: it closes again.
///
/// ```
/// bytes   |              | | | | | | |
///         0            500 …       680 ms
/// switch  ▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁
/// ```
public struct KeyHold: Equatable, Sendable {
  /// What one byte is worth.
  public static let holdNanoseconds: UInt64 = 120_000_000
  /// The longest pause within a held key: above the usual first delay of auto-repeat.
  public static let repeatNanoseconds: UInt64 = 600_000_000

  private var lastByte: UInt64?
  private var opensAt: UInt64?

  public init() {}

  public var isClosed: Bool { opensAt != nil }

  /// When the switch opens unless a byte comes.
  public var nextDeadlineNanoseconds: UInt64? { opensAt }

  /// Takes one byte of the key at this instant.
  public mutating func byte(at now: UInt64) -> [Edge] {
    var edges = advance(to: now)
    if opensAt == nil { edges.append(Edge(nanoseconds: now, closed: true)) }
    var hold = KeyHold.holdNanoseconds
    if let lastByte, now >= lastByte, now - lastByte <= KeyHold.repeatNanoseconds {
      hold = min(max(hold, 2 * (now - lastByte)), KeyHold.repeatNanoseconds)
    }
    opensAt = max(opensAt ?? 0, now + hold)
    lastByte = now
    return edges
  }

  /// Lets time pass; the opening is stamped with its deadline, not with the wake.
  public mutating func advance(to now: UInt64) -> [Edge] {
    guard let deadline = opensAt, now >= deadline else { return [] }
    opensAt = nil
    return [Edge(nanoseconds: deadline, closed: false)]
  }
}
