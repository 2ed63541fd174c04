// SPDX-License-Identifier: GPL-3.0-or-later

/// The clips used last, kept in memory; the one unused for longest goes first.
struct ClipMemory {
  /// How much is kept.
  let limit: ClipMemoryLimit
  private(set) var byteCount = 0
  private var entries: [ClipKey: Entry] = [:]
  private var uses = 0

  private struct Entry {
    let clip: Clip
    var lastUse: Int
  }

  init(limit: ClipMemoryLimit) {
    self.limit = limit
  }

  var count: Int { entries.count }

  mutating func clip(for key: ClipKey) -> Clip? {
    guard let entry = entries[key] else { return nil }
    uses += 1
    entries[key]?.lastUse = uses
    return entry.clip
  }

  mutating func keep(_ clip: Clip, for key: ClipKey) {
    remove(key)
    guard clip.byteCount <= limit.bytes, limit.clips > 0 else { return }
    uses += 1
    entries[key] = Entry(clip: clip, lastUse: uses)
    byteCount += clip.byteCount
    while byteCount > limit.bytes || entries.count > limit.clips {
      guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
      remove(oldest.key)
    }
  }

  private mutating func remove(_ key: ClipKey) {
    guard let entry = entries.removeValue(forKey: key) else { return }
    byteCount -= entry.clip.byteCount
  }
}

/// How many clips a `SpeechMaker` keeps in memory, and how many bytes of samples.
public struct ClipMemoryLimit: Equatable, Sendable {
  public let clips: Int
  public let bytes: Int

  public init(clips: Int, bytes: Int) {
    precondition(clips >= 0 && bytes >= 0, "a limit below zero")
    self.clips = clips
    self.bytes = bytes
  }

  /// 64 clips, 8 MB [E]: a session's prompts, a quarter of the appliance's memory.
  public static let usual = ClipMemoryLimit(clips: 64, bytes: 8_000_000)
}

extension Clip {
  /// Of the samples; the vowels weigh little beside them.
  fileprivate var byteCount: Int { samples.count * 2 }
}
