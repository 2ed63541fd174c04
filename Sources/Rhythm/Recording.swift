// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// Mono 48 kHz material the mixer can play: a spoken clip.
public struct Recording: Hashable, Sendable {
  public let samples: [Int16]
  /// Where each syllable's vowel begins, ascending; empty where nobody asked.
  public let vowels: [FrameCount]

  public init(samples: [Int16], vowels: [FrameCount] = []) {
    self.samples = samples
    self.vowels = vowels
  }

  public var length: FrameCount { FrameCount(samples.count) }

  /// Over the length and a few samples only: a clip has a hundred thousand of them.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(samples.count)
    for index in stride(from: 0, to: samples.count, by: max(1, samples.count / 16)) {
      hasher.combine(samples[index])
    }
  }
}
