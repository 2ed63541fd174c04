// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// What is due at which frame: earliest first; what was put in first comes first at one frame.
struct Agenda<Item: Sendable>: Sendable {
  struct Entry: Sendable {
    var frame: SampleTime
    var item: Item
  }

  /// Latest first, so that taking the next one is cheap.
  private var entries: [Entry] = []

  var next: SampleTime? { entries.last?.frame }
  var isEmpty: Bool { entries.isEmpty }

  mutating func add(_ item: Item, at frame: SampleTime) {
    // After (in this order: before) everything later; behind what stands at the same frame.
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].frame > frame { low = middle + 1 } else { high = middle }
    }
    entries.insert(Entry(frame: frame, item: item), at: low)
  }

  mutating func take() -> Entry? { entries.popLast() }

  mutating func remove(where isGone: (Entry) -> Bool) { entries.removeAll(where: isGone) }
}
