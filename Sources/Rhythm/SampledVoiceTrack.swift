// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// A stretch of long samples at its own pace, faded in and out: a pure function of its age.
struct SampledVoiceTrack: Sendable {
  private let memory: SampleMemory
  private let firstFrame: Int
  private let fadeIn: Int
  private let fadeOut: Int
  /// The age from which on it is silent.
  let end: Int

  /// Half the power to each side: it keeps its loudness. In decibels.
  static let bothSides = 3.0103
  /// Nothing starts or stops in less (`music.md`).
  private static let shortest = FrameCount.milliseconds(8).value

  init(
    _ memory: SampleMemory, firstFrame: Int, frames: Int, fadeIn: FrameCount, fadeOut: FrameCount
  ) {
    self.memory = memory
    self.firstFrame = max(0, min(firstFrame, memory.frameCount))
    end = max(0, min(frames, memory.frameCount - self.firstFrame))
    let (coming, going) = (max(Self.shortest, fadeIn.value), max(Self.shortest, fadeOut.value))
    // Where both do not fit each gets its share of what there is.
    let share = min(1, Double(end) / Double(coming + going))
    self.fadeIn = max(1, Int(Double(coming) * share))
    self.fadeOut = max(1, Int(Double(going) * share))
  }

  /// Frames `first ..< last` of a block whose frame 0 is of this age.
  func fill(_ output: UnsafeMutablePointer<Float>, _ first: Int, _ last: Int, age: Int) {
    let offset = firstFrame + age
    for index in first..<last {
      output[index] = Float(memory.samples[offset + index]) * (1 / 32_768)
    }
    let step = 1 / Float(fadeIn)
    for index in first..<max(first, min(last, fadeIn - age)) {
      output[index] *= smoothStep(Float(age + index) * step)
    }
    let stepOut = 1 / Float(fadeOut)
    for index in max(first, min(last, end - fadeOut - age))..<last {
      output[index] *= smoothStep(Float(end - age - index) * stepOut)
    }
  }
}
