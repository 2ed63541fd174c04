// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// How a layer of an instrument begins, falls and ends.
struct EnvelopeShape {
  /// From nothing to full, along a curve that is level at both ends.
  var attack: FrameCount
  /// A share of the tone's length over which it grows instead, where that is longer.
  var swell: Double = 0
  /// After the attack the level falls towards `sustain`: the time to 1/e of the way.
  var decay: FrameCount = .zero
  /// The level held, of 1.
  var sustain: Double = 1
  /// From the end of the tone's length to exactly nothing, along the same curve as the attack.
  var release: FrameCount
  /// A struck sound takes this length, whatever length it is given.
  var ring: FrameCount?
}

/// The level of a voice as a closed form of its age, so that any frame can be made without the
/// ones before it.
struct Envelope {
  private let attack: Int
  private let attackStep: Float
  private let decayStep: Float
  private let sustain: Float
  private let hold: Int
  private let releaseStep: Float
  /// The age from which on the level is exactly nothing.
  let end: Int

  /// - Parameter length: to the start of the release.
  init(_ shape: EnvelopeShape, length: FrameCount) {
    hold = max(0, (shape.ring ?? length).value)
    attack = max(1, shape.attack.value, Int(Double(hold) * shape.swell))
    attackStep = 1 / Float(attack)
    decayStep =
      shape.decay.value > 0
      ? Float(Wavetable.decayPointsAUnit / Double(shape.decay.value)) : 0
    sustain = Float(shape.sustain)
    releaseStep = 1 / Float(max(1, shape.release.value))
    end = hold + max(1, shape.release.value)
  }

  /// 0 to 1, at an age of 0 or more frames.
  func level(at age: Int, decay: UnsafePointer<Float>) -> Float {
    var level: Float = 1
    if age < attack {
      level = smoothStep(Float(age) * attackStep)
    } else if decayStep > 0 {
      let place = Float(age - attack) * decayStep
      if place < Float(Wavetable.decayEnd) {
        let index = Int(place)
        let part = place - Float(index)
        let fallen = decay[index] + part * (decay[index + 1] - decay[index])
        level = sustain + (1 - sustain) * fallen
      } else {
        level = sustain
      }
    }
    if age > hold {
      level *= age < end ? 1 - smoothStep(Float(age - hold) * releaseStep) : 0
    }
    return level
  }
}

/// From 0 to 1 with no slope at either end; `x` within 0…1.
@inline(__always)
func smoothStep(_ x: Float) -> Float { x * x * (3 - 2 * x) }
