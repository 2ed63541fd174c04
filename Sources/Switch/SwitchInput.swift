// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A change of the switch, raw: bounce and all.
public struct Edge: Equatable, Sendable {
  /// CLOCK_MONOTONIC.
  public let nanoseconds: UInt64
  /// The level from here on: true is pressed.
  public let closed: Bool

  public init(nanoseconds: UInt64, closed: Bool) {
    self.nanoseconds = nanoseconds
    self.closed = closed
  }
}

/// What the poll loop works the switch through, whatever it is made of.
///
/// The life of one: `open`, then `read` after each wake, until one of them throws; then `close`,
/// and `open` again a little later. An `open` that throws wants no `close` before the next try: a
/// line that was exported stays so, since its files may become writable only then. A failure is never a level: what was closed stays unknown
/// until the next `open` says how the switch stands.
public protocol SwitchInput: AnyObject {
  /// What it is, for people: `GPIO17`, `key space`, `terminal`.
  var name: String { get }

  /// What to poll for while it is open; empty while it is not.
  var waitDescriptors: [pollfd] { get }

  /// The monotonic time at which `read` must be called though no descriptor is ready; nil: none.
  var nextDeadlineNanoseconds: UInt64? { get }

  /// Somebody asked the program to end: `q` or Ctrl-C at a terminal.
  var isQuitRequested: Bool { get }

  /// Takes hold of the switch.
  ///
  /// - Parameter now: CLOCK_MONOTONIC.
  /// - Returns: the level found, as one edge.
  func open(now: UInt64) throws(SwitchError) -> Edge

  /// Reads what has happened since.
  ///
  /// - Parameters:
  ///   - polled: `waitDescriptors` as `poll` left them; empty where a deadline was the reason.
  ///   - now: CLOCK_MONOTONIC at the wake.
  /// - Returns: edges in their order; none is left out, equal stamps are possible.
  func read(polled: ArraySlice<pollfd>, now: UInt64) throws(SwitchError) -> [Edge]

  /// Reads the levels anew though nothing woke: whoever supervises the program is told that it
  /// still sees its switch only where this did not fail.
  ///
  /// - Parameter now: CLOCK_MONOTONIC.
  /// - Returns: edges, where something was missed.
  func look(now: UInt64) throws(SwitchError) -> [Edge]

  /// Lets go of the switch. A second call does nothing.
  func close()
}

extension SwitchInput {
  public var nextDeadlineNanoseconds: UInt64? { nil }
  public var isQuitRequested: Bool { false }
}
