// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether the unit does what it is there for: it plays, and it looks at its switch.
///
/// A loop that turns is not enough. The supervisor is told only where, since it was told last, the
/// frame that is heard has gone on *and* the switch was looked at; or where an attempt to open the
/// card has come to its end without one, which is all that can be done without a card.
package struct Liveness {
  private var heard: Int?
  private var hasHeardMore = false
  private var hasLookedAtSwitch = false
  private var hasTriedCard = false

  package init() {}

  /// - Parameter frame: of the card's own count; nil: none runs.
  package mutating func heard(_ frame: Int?) {
    guard let frame else { return }
    if let heard, frame > heard { hasHeardMore = true }
    heard = frame
  }

  /// Its levels were read again, or an attempt to have one came to its end.
  package mutating func lookedAtSwitch() { hasLookedAtSwitch = true }

  /// There is no card, and that was found out anew.
  package mutating func triedCard() { hasTriedCard = true }

  /// - Returns: whether the supervisor may be told; then it all begins anew.
  package mutating func isProven() -> Bool {
    guard hasLookedAtSwitch, hasHeardMore || hasTriedCard else { return false }
    hasHeardMore = false
    hasLookedAtSwitch = false
    hasTriedCard = false
    return true
  }
}
