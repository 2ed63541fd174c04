// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm

/// What came of asking for something to be said.
public enum SpokenSound: Sendable {
  case recording(Recording)
  /// It cannot be made: a short melody stands in.
  case failed
}

/// The clips the conductor holds: the few it needs now. Old ones go; they can be asked
/// for again, and the clip cache has them.
struct ClipShelf: Sendable {
  private var sounds: [Saying: SpokenSound] = [:]
  /// Oldest first.
  private var order: [Saying] = []
  private var asked: Set<Saying> = []

  /// More than one exercise's words.
  static let capacity = 48

  subscript(saying: Saying) -> SpokenSound? { sounds[saying] }

  /// Those that have to be asked for, in their order, each once.
  mutating func missing(of sayings: [Saying]) -> [Saying] {
    sayings.filter { sounds[$0] == nil && asked.insert($0).inserted }
  }

  /// - Parameter keeping: what is needed now and must not go.
  mutating func put(_ sound: SpokenSound, for saying: Saying, keeping: [Saying]) {
    asked.remove(saying)
    if sounds.updateValue(sound, forKey: saying) == nil { order.append(saying) }
    var index = 0
    while order.count > Self.capacity, index < order.count {
      if keeping.contains(order[index]) {
        index += 1
      } else {
        sounds[order.remove(at: index)] = nil
      }
    }
  }

  /// What failed is asked for again the next time.
  mutating func forgetFailures() {
    order.removeAll { saying in
      if case .failed = sounds[saying] {
        sounds[saying] = nil
        return true
      }
      return false
    }
  }
}
