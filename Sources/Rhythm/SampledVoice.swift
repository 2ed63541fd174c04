// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// A recorded note sounding: a pure function of its age.
///
/// It reads at (age · increment), exact in units of 2⁻³² frames, and comes round in its loop by
/// modulo, so that any frame can be made without the ones before it. Between frames runs the
/// cubic of Catmull and Rom through four of them.
struct SampledVoice: Sendable {
  private let memory: SampleMemory
  private let note: NoteBank.Note
  /// Frames of the note a frame, in units of 2⁻³².
  private let increment: UInt64
  private let envelope: Envelope
  /// The age from which on it is silent: the envelope is over, or the note.
  let end: Int

  /// What is heard begins at the second frame: the first is its neighbour.
  private static let begin: UInt64 = 1 << 32
  private static let unshifted: UInt64 = 1 << 32
  /// Frames the cubic reads from the one it stands on.
  private static let reach = 2
  /// Two octaves up or down: further from its note a sample is another instrument.
  private static let widestShift = 24

  /// - Parameter length: to the start of the release.
  init(
    _ note: NoteBank.Note, of memory: SampleMemory, pitch: Int, shape: EnvelopeShape,
    length: FrameCount
  ) {
    self.memory = memory
    self.note = note
    let shift = max(-Self.widestShift, min(pitch - note.pitch, Self.widestShift))
    let ratio = frequencyRatio(cents: Double(shift) * 100)
    increment = UInt64((ratio * 4_294_967_296).rounded())
    envelope = Envelope(shape, length: length)
    if note.loop == nil {
      let last = UInt64(note.frames - 1 - Self.reach) << 32
      let ages = last > Self.begin ? (last - Self.begin) / increment : 0
      end = min(envelope.end, Int(ages))
    } else {
      end = envelope.end
    }
  }

  /// Frames an envelope line is long.
  private static let gridBits = 4
  private static let grid = 1 << gridBits

  /// Frames `first ..< last` of a block whose frame 0 is of this age.
  func fill(
    _ output: UnsafeMutablePointer<Float>, _ first: Int, _ last: Int, age: Int, _ tables: Tables
  ) {
    guard let base = memory.samples.baseAddress else { return }
    let frames = base + note.position
    var index = first
    var corner = (age + first) & ~(Self.grid - 1)
    var level = envelope.level(at: corner, decay: tables.decay)
    while index < last {
      let nextLevel = envelope.level(at: corner + Self.grid, decay: tables.decay)
      let line = SampledLine(
        frames: frames, position: position(at: corner), increment: increment, level: level,
        slope: (nextLevel - level) / Float(Self.grid))
      let stop = min(last, corner + Self.grid - age)
      let within = age + index - corner
      if stop - index == Self.grid, isStraight(from: line.position) {
        if increment == Self.unshifted {
          line.writePlain(to: output + index)
        } else {
          line.write(to: output + index)
        }
      } else {
        for place in index..<stop {
          let step = within + place - index
          output[place] = line.value(of: step, at: position(at: corner + step))
        }
      }
      index = stop
      corner += Self.grid
      level = nextLevel
    }
  }

  /// Where it reads, in units of 2⁻³² frames of the note.
  @inline(__always)
  private func position(at age: Int) -> UInt64 {
    let position = Self.begin &+ UInt64(truncatingIfNeeded: age) &* increment
    guard let loop = note.loop else { return position }
    let frame = Int(truncatingIfNeeded: position >> 32)
    guard frame >= loop.upperBound else { return position }
    // Half a day of frames fits into 32 bits, whose division is quicker.
    let beyond = UInt32(truncatingIfNeeded: frame - loop.lowerBound)
    let back = loop.lowerBound + Int(beyond % UInt32(truncatingIfNeeded: loop.count))
    return UInt64(truncatingIfNeeded: back) << 32 | position & 0xFFFF_FFFF
  }

  /// A whole line from here on meets neither the loop's end nor the note's.
  @inline(__always)
  private func isStraight(from position: UInt64) -> Bool {
    let last = Int(truncatingIfNeeded: (position &+ increment &<< UInt64(Self.gridBits)) >> 32)
    return last < (note.loop?.upperBound ?? (note.frames - Self.reach))
  }
}

/// Sixteen frames of a voice: the place runs evenly, the level along a straight line.
private struct SampledLine {
  let frames: UnsafePointer<Int16>
  let position: UInt64
  let increment: UInt64
  let level: Float
  let slope: Float

  private static let fullScale: Float = 1 / 32_768
  /// Of the 24 bits of a fraction that are kept.
  private static let fractionStep: Float = 1 / 16_777_216

  /// One frame; the same arithmetic as `write`, so the same bits.
  @inline(__always)
  func value(of step: Int, at position: UInt64) -> Float {
    let place = frames + Int(truncatingIfNeeded: position >> 32)
    let fraction = Float(part(position)) * Self.fractionStep
    let (a, b, c, d) = (Float(place[-1]), Float(place[0]), Float(place[1]), Float(place[2]))
    let slope1 = c - a
    let slope2 = d - b
    let rise = b - c
    let cubic = slope1 + slope2 + rise * 4
    let square = slope1 * -2 - slope2 - rise * 6
    let bent = ((cubic * fraction + square) * fraction + slope1) * fraction
    return (bent * 0.5 + b) * Self.fullScale * (level + slope * Float(step))
  }

  /// All sixteen, four at a time.
  @inline(__always)
  func write(to output: UnsafeMutablePointer<Float>) {
    var position = position
    var steps = SIMD4<Float>(0, 1, 2, 3)
    for group in 0..<4 {
      let quads = SIMD16(
        lowHalf: SIMD8(lowHalf: quad(position), highHalf: quad(position &+ increment)),
        highHalf: SIMD8(
          lowHalf: quad(position &+ 2 &* increment), highHalf: quad(position &+ 3 &* increment)))
      let (a, c) = (Self.floats(quads.evenHalf.evenHalf), Self.floats(quads.evenHalf.oddHalf))
      let (b, d) = (Self.floats(quads.oddHalf.evenHalf), Self.floats(quads.oddHalf.oddHalf))
      let parts = SIMD4<Int32>(
        part(position), part(position &+ increment), part(position &+ 2 &* increment),
        part(position &+ 3 &* increment))
      let fraction = SIMD4<Float>(parts) * Self.fractionStep
      let slope1 = c - a
      let slope2 = d - b
      let rise = b - c
      let cubic = slope1 + slope2 + rise * 4
      let square = slope1 * -2 - slope2 - rise * 6
      let bent = ((cubic * fraction + square) * fraction + slope1) * fraction
      let values = (bent * 0.5 + b) * Self.fullScale * (level + slope * steps)
      // One by one: a voice may begin at any frame, so the place is not aligned for a vector.
      for lane in 0..<4 { output[4 * group + lane] = values[lane] }
      position &+= 4 &* increment
      steps += 4
    }
  }

  /// The same where the note is not shifted: no cubic, as its fraction is always 0.
  @inline(__always)
  func writePlain(to output: UnsafeMutablePointer<Float>) {
    let place = frames + Int(truncatingIfNeeded: position >> 32)
    for step in 0..<16 {
      output[step] = Float(place[step]) * Self.fullScale * (level + slope * Float(step))
    }
  }

  /// Four frames from the one before a place.
  @inline(__always)
  private func quad(_ position: UInt64) -> SIMD4<Int16> {
    let place = frames + Int(truncatingIfNeeded: position >> 32) - 1
    return UnsafeRawPointer(place).loadUnaligned(as: SIMD4<Int16>.self)
  }

  @inline(__always)
  private func part(_ position: UInt64) -> Int32 {
    Int32(truncatingIfNeeded: position >> 8 & 0xFF_FFFF)
  }

  @inline(__always)
  private static func floats(_ frames: SIMD4<Int16>) -> SIMD4<Float> {
    SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: frames))
  }
}
