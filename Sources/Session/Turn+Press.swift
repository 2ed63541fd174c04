// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// What a press means: the whole table of `clinical.md`, one line a state.
///
/// 1. At rest, a press begins. 2. Within a practice, whatever sounds or rests, a press stops it
/// and opens the list. 3. In the list or a question, a press chooses what was just said. 4. In a
/// measurement, a press is data.
extension Turn {
  mutating func press(closedAt closing: SampleTime) {
    switch stage {
    case .off: answer(.heard)
    case .greeting: moveOnFromGreeting()
    case .safety(let safety): moveOn(safety)
    case .waiting(let waiting): begin(waiting, closedAt: closing)
    case .measuring(let measuring): take(measuring, closedAt: closing)
    case .counting(let counting): take(counting, closedAt: closing)
    case .exercise, .rest, .listening: stop(.press)
    case .question(let choosing), .list(let choosing): choose(choosing, closedAt: closing)
    case .stopped: answer(.heard)
    case .ringing(let ringing): answerRinging(ringing)
    case .farewell: moveOnFromFarewell()
    case .resting: beginAtRest(closedAt: closing)
    case .locked: explainAgain()
    case .fault(let faulting): explainAgain(faulting)
    case .stick(let talk): press(during: talk, closedAt: closing)
    case .calibrating(let calibrating): take(calibrating, closedAt: closing)
    case .selfTesting(let test): take(test, closedAt: closing)
    }
  }

  private mutating func moveOnFromGreeting() {
    answer(.accepted)
    act(.hush)
    greeted()
  }

  /// While the words are due whole, a press is heard only.
  private mutating func moveOn(_ safety: Safety) {
    if safety.isWhole {
      answer(.heard)
      return
    }
    answer(.accepted)
    act(.hush)
    safetySaid(safety)
  }

  private mutating func begin(_ waiting: Waiting, closedAt closing: SampleTime) {
    answer(.accepted)
    act(.hush)
    situation.freshFrom = closing
    switch waiting.purpose {
    // A fault or a restart may have come before the words of safety.
    case .begin, .byItself: if holdsSafety { choosePractice() } else { beginWhatIsAvailable() }
    // They have not been said yet.
    case .offered, .byItselfOnTime: beginWhatIsAvailable()
    case .goOn: goOn()
    case .listen: chooseListening()
    }
  }

  private mutating func moveOnFromFarewell() {
    answer(.accepted)
    act(.hush)
    goToRest(isSilent: true)
  }

  private mutating func beginAtRest(closedAt closing: SampleTime) {
    answer(.accepted)
    act(.hush)
    situation.freshFrom = closing
    beginWhatIsAvailable()
  }

  private mutating func explainAgain() {
    answer(.accepted)
    act(.hush)
    explainLock()
  }
}
