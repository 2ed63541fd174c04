// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm

/// What came of asking for a text to be spoken.
public enum SpokenSound: Sendable {
  case recording(Recording)
  /// It cannot be made: a short melody stands in.
  case failed
}

/// The clips the conductor holds, by text: the few it needs now. Old ones go; they can be asked
/// for again, and the clip cache has them.
struct ClipShelf: Sendable {
  private var sounds: [String: SpokenSound] = [:]
  /// Oldest first.
  private var order: [String] = []
  private var asked: Set<String> = []

  /// More than one exercise's words.
  static let capacity = 48

  subscript(text: String) -> SpokenSound? { sounds[text] }

  /// The texts of these that have to be asked for, in their order, each once.
  mutating func missing(of texts: [String]) -> [String] {
    texts.filter { sounds[$0] == nil && asked.insert($0).inserted }
  }

  /// - Parameter keeping: texts that are needed now and must not go.
  mutating func put(_ sound: SpokenSound, for text: String, keeping: [String]) {
    asked.remove(text)
    if sounds.updateValue(sound, forKey: text) == nil { order.append(text) }
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
    order.removeAll { text in
      if case .failed = sounds[text] {
        sounds[text] = nil
        return true
      }
      return false
    }
  }
}
