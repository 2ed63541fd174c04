// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

// Gains that change with time, each a closed form of the frame.

/// What was scheduled on a bus before it goes to exactly nothing.
struct Fade: Sendable {
  let bus: Mixer.Bus
  let start: Int
  let end: Int
  /// Voices of an earlier number fade; later ones do not know of it.
  let serial: Int

  func touches(bus: Mixer.Bus, serial: Int) -> Bool { bus == self.bus && serial < self.serial }

  /// Multiplies frames `first ..< last` of a block that begins at frame `from`.
  func apply(to samples: UnsafeMutablePointer<Float>, _ first: Int, _ last: Int, at from: Int) {
    let begin = max(first, start - from)
    guard begin < last else { return }
    let step = 1 / Float(max(1, end - start))
    for index in begin..<last {
      let frame = from + index
      samples[index] *= frame < end ? 1 - smoothStep(Float(frame - start) * step) : 0
    }
  }
}

/// The music held down under words.
struct Duck: Sendable {
  private let start: Int
  private let down: Int
  private var up: Int

  /// `music.md`: 12 dB, within 120 ms, back within 400 ms.
  private static let decibels = -12.0
  private static let attack = FrameCount.milliseconds(120).value
  private static let release = FrameCount.milliseconds(400).value
  /// By how much the gain falls from 1.
  private static let depth = Float(1 - amplitude(decibels: decibels))

  init(from: SampleTime, until: SampleTime, notBefore: SampleTime) {
    start = max(from.frame - Self.attack, notBefore.frame)
    down = start + Self.attack
    up = max(until.frame, down)
  }

  var end: Int { up + Self.release }

  func begins(atOrAfter frame: Int) -> Bool { start >= frame }

  /// Lets the music come back from `frame` on, if not before.
  mutating func release(at frame: Int) { up = max(down, min(up, frame)) }

  /// 0 to 1.
  private func share(at frame: Int) -> Float {
    if frame <= start || frame >= end { return 0 }
    if frame < down { return smoothStep(Float(frame - start) / Float(Self.attack)) }
    if frame <= up { return 1 }
    return 1 - smoothStep(Float(frame - up) / Float(Self.release))
  }

  /// Where several overlap the deepest counts.
  static func apply(_ ducks: [Duck], from: Int, count: Int, to block: Block.Pointers) {
    var isClear = true
    let shares = block.voice
    for duck in ducks where duck.start < from + count && duck.end > from {
      if isClear { shares.update(repeating: 0, count: count) }
      isClear = false
      let last = min(count, duck.end - from)
      for index in max(0, duck.start - from)..<last {
        let share = duck.share(at: from + index)
        shares[index] = share > shares[index] ? share : shares[index]
      }
    }
    if isClear { return }
    for index in 0..<count {
      let gain = 1 - depth * shares[index]
      block.left[index] *= gain
      block.right[index] *= gain
    }
  }
}

/// The software volume: ramps from one gain to the next.
struct Volume: Sendable {
  private struct Ramp: Sendable {
    var start: Int
    var end: Int
    var from: Float
    var to: Float
  }

  /// In the order of time; the last one that has begun counts.
  private var ramps: [Ramp]

  init(gain: Double) {
    ramps = [Ramp(start: .min, end: .min, from: Float(gain), to: Float(gain))]
  }

  mutating func change(to gain: Double, at start: Int, over length: Int) {
    let current = self.gain(at: start)
    ramps.removeAll { $0.start >= start }
    ramps.append(
      Ramp(start: start, end: start + max(1, length), from: current, to: Float(gain)))
  }

  mutating func forget(before frame: Int) {
    guard let current = ramps.lastIndex(where: { $0.start <= frame }), current > 0 else { return }
    ramps.removeFirst(current)
  }

  private func gain(at frame: Int) -> Float {
    guard let ramp = ramps.last(where: { $0.start <= frame }) else { return 1 }
    if frame >= ramp.end { return ramp.to }
    let share = smoothStep(Float(frame - ramp.start) / Float(ramp.end - ramp.start))
    return ramp.from + share * (ramp.to - ramp.from)
  }

  func apply(from: Int, count: Int, to block: Block.Pointers) {
    let moving = ramps.contains { $0.start < from + count && $0.end > from }
    let steady = gain(at: from)
    if !moving {
      guard steady != 1 else { return }
      for index in 0..<count {
        block.left[index] *= steady
        block.right[index] *= steady
      }
      return
    }
    for index in 0..<count {
      let gain = gain(at: from + index)
      block.left[index] *= gain
      block.right[index] *= gain
    }
  }
}
