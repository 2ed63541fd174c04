// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// One thing that sounds, on its way through the mixer: when, on which bus, how loud on each side.
struct Voice: Sendable {
  /// What its samples are made from. Each is a pure function of the age, so that what is rendered
  /// does not depend on how it is cut into periods and any stretch may be skipped.
  enum Source: Sendable {
    case oscillator(Oscillator)
    case note(SampledVoice)
    case track(SampledVoiceTrack)
  }

  /// The first frame; nothing sounds before it.
  let start: Int
  /// Exactly silent from here on.
  var end: Int
  /// The order of scheduling: it breaks ties, and fades touch only what was there before them.
  let serial: Int
  let bus: Mixer.Bus
  private let source: Source
  private let left: Float
  private let right: Float

  /// - Parameters:
  ///   - end: of what the source has to give, as an age.
  ///   - level: in decibels; of a mono sum, wherever the voice stands.
  ///   - pan: −1 (left) to 1 (right).
  init(
    _ source: Source, end: Int, level: Double, pan: Double, start: Int, bus: Mixer.Bus,
    serial: Int
  ) {
    self.start = start
    self.end = start + end
    self.serial = serial
    self.bus = bus
    self.source = source
    let level = amplitude(decibels: level)
    let sides = panGains(pan)
    left = Float(level * sides.left * 2.0.squareRoot())
    right = Float(level * sides.right * 2.0.squareRoot())
  }

  /// A tone of a synthesised layer.
  ///
  /// - Parameter gain: in decibels, on top of the layer's level.
  init(
    _ layer: Layer, pitch: Int, gain: Double, start: Int, length: FrameCount, bus: Mixer.Bus,
    serial: Int
  ) {
    let oscillator = Oscillator(layer, pitch: pitch, length: length)
    self.init(
      .oscillator(oscillator), end: oscillator.end, level: layer.level + gain, pan: layer.pan,
      start: start, bus: bus, serial: serial)
  }

  /// Adds frames `from` to `from + count` of the voice.
  ///
  /// - Parameter fades: all that are known; those that touch this voice are applied to it.
  func add(
    from: Int, count: Int, tables: Tables, fades: [Fade], into block: Block.Pointers
  ) {
    let first = max(0, start - from)
    let last = min(count, end - from)
    guard first < last else { return }
    let age = from - start
    switch source {
    case .oscillator(let oscillator): oscillator.fill(block.voice, first, last, age: age, tables)
    case .note(let note): note.fill(block.voice, first, last, age: age, tables)
    case .track(let track): track.fill(block.voice, first, last, age: age)
    }
    for fade in fades where fade.touches(bus: bus, serial: serial) {
      fade.apply(to: block.voice, first, last, at: from)
    }
    for index in first..<last {
      block.left[index] += block.voice[index] * left
      block.right[index] += block.voice[index] * right
    }
  }
}

/// One oscillator of a synthesised instrument: a pure function of its age.
///
/// The phase is age · increment modulo 2³², a whole turn being 2³². The envelope, the vibrato and
/// the tremolo are worked out at ages that are multiples of 16 frames and joined by straight
/// lines.
struct Oscillator: Sendable {
  private let wave: Wave
  private let increment: UInt32
  private let envelope: Envelope
  private let wavering: Wavering

  init(_ layer: Layer, pitch: Int, length: FrameCount) {
    wave = layer.wave
    envelope = Envelope(layer.shape, length: length)
    let hertz =
      switch layer.height {
      case .cents(let cents): frequency(ofPitch: pitch) * frequencyRatio(cents: cents)
      case .hertz(let hertz): hertz
      }
    let turnsAFrame = hertz / Double(SampleRate.framesPerSecond)
    increment = UInt32(min(turnsAFrame, 0.5) * 4_294_967_296)
    wavering = Wavering(layer.vibrato, hertz: hertz, pitch: pitch)
  }

  /// The age from which on it is silent.
  var end: Int { envelope.end }

  /// Frames an envelope line is long.
  private static let gridBits = 4
  private static let grid = 1 << gridBits

  /// Frames `first ..< last` of a block whose frame 0 is of this age.
  func fill(
    _ output: UnsafeMutablePointer<Float>, _ first: Int, _ last: Int, age: Int, _ tables: Tables
  ) {
    if wave.isNoise {
      fillNoise(output, first, last, age: age, tables)
    } else {
      fillTone(output, first, last, age: age, tables)
    }
  }

  private func fillTone(
    _ output: UnsafeMutablePointer<Float>, _ first: Int, _ last: Int, age: Int, _ tables: Tables
  ) {
    let table = tables.points + wave.rawValue * Wavetable.pointCount
    var index = first
    var corner = (age + first) & ~(Self.grid - 1)
    var level = shapedLevel(at: corner, tables)
    var shift = wavering.phaseShift(at: corner, tables)
    while index < last {
      let nextLevel = shapedLevel(at: corner + Self.grid, tables)
      let nextShift = wavering.phaseShift(at: corner + Self.grid, tables)
      // Shifts are multiples of 16, so that 16 steps meet the next one exactly.
      let step = increment &+ UInt32(bitPattern: (nextShift &- shift) >> Int32(Self.gridBits))
      let phase = UInt32(truncatingIfNeeded: corner) &* increment &+ UInt32(bitPattern: shift)
      let line = Line(
        phase: phase, step: step, level: level, slope: (nextLevel - level) / Float(Self.grid))
      let stop = min(last, corner + Self.grid - age)
      let within = age + index - corner
      if stop - index == Self.grid {
        line.write(table, to: output + index)
      } else {
        for place in index..<stop { output[place] = line.value(table, at: within + place - index) }
      }
      index = stop
      corner += Self.grid
      level = nextLevel
      shift = nextShift
    }
  }

  private func fillNoise(
    _ output: UnsafeMutablePointer<Float>, _ first: Int, _ last: Int, age: Int, _ tables: Tables
  ) {
    let samples = tables.noise + Wavetable.noiseStart(of: wave)
    var index = first
    while index < last {
      let corner = (age + index) & ~(Self.grid - 1)
      let level = shapedLevel(at: corner, tables)
      let slope = (shapedLevel(at: corner + Self.grid, tables) - level) / Float(Self.grid)
      let stop = min(last, corner + Self.grid - age)
      while index < stop {
        let place = age + index
        let noise = samples[place & (Wavetable.noiseCount - 1)]
        output[index] = noise * (level + slope * Float(place - corner))
        index += 1
      }
    }
  }

  private func shapedLevel(at age: Int, _ tables: Tables) -> Float {
    envelope.level(at: age, decay: tables.decay) * wavering.level(at: age, tables)
  }
}

/// Sixteen frames of a voice: the phase runs evenly, the level along a straight line.
private struct Line {
  let phase: UInt32
  let step: UInt32
  let level: Float
  let slope: Float

  private static let fractionMask: UInt32 = (1 << Wavetable.fractionBits) - 1
  private static let fractionStep = 1 / Float(1 << Wavetable.fractionBits)

  /// One frame; the same arithmetic as `write`, so the same bits.
  @inline(__always)
  func value(_ table: UnsafePointer<SIMD2<Float>>, at frame: Int) -> Float {
    let phase = phase &+ step &* UInt32(truncatingIfNeeded: frame)
    let point = table[Int(phase >> Wavetable.fractionBits)]
    let fraction = Float(Int32(bitPattern: phase & Self.fractionMask)) * Self.fractionStep
    return (point.x + fraction * point.y) * (level + slope * Float(frame))
  }

  /// All sixteen, four at a time.
  @inline(__always)
  func write(
    _ table: UnsafePointer<SIMD2<Float>>, to output: UnsafeMutablePointer<Float>
  ) {
    var phases = phase &+ SIMD4(0, 1, 2, 3) &* step
    var frames = SIMD4<Float>(0, 1, 2, 3)
    for group in 0..<4 {
      let places = phases &>> Wavetable.fractionBits
      let a = table[Int(places[0])]
      let b = table[Int(places[1])]
      let c = table[Int(places[2])]
      let d = table[Int(places[3])]
      let parts = SIMD4<Int32>(truncatingIfNeeded: phases & Self.fractionMask)
      let fractions = SIMD4<Float>(parts) * Self.fractionStep
      let values = SIMD4(a.x, b.x, c.x, d.x) + fractions * SIMD4(a.y, b.y, c.y, d.y)
      let levels = level + slope * frames
      let shaped = values * levels
      // One by one: a voice may begin at any frame, so the place is not aligned for a vector.
      for lane in 0..<4 { output[4 * group + lane] = shaped[lane] }
      phases &+= 4 &* step
      frames += 4
    }
  }
}

/// Vibrato and tremolo of one voice.
private struct Wavering: Sendable {
  /// Of the wavering, in turns of 2³² a frame.
  private let increment: UInt32
  private let startPhase: UInt32
  /// In turns of 2³² of the tone.
  private let depth: Float
  private let tremolo: Float
  private let onsetStep: Float

  init(_ vibrato: Vibrato, hertz: Double, pitch: Int) {
    increment = UInt32(vibrato.hertz / Double(SampleRate.framesPerSecond) * 4_294_967_296)
    // The tones of a chord waver apart: the golden section spreads them evenly.
    startPhase = UInt32(truncatingIfNeeded: pitch) &* 2_654_435_769
    // A frequency deviation d at rate r turns the phase by d / (2π r).
    let deviation = hertz * (frequencyRatio(cents: vibrato.cents) - 1)
    depth = Float(deviation / (2 * Double.pi * vibrato.hertz) * 4_294_967_296)
    tremolo = Float(vibrato.tremolo)
    onsetStep = 1 / Float(max(1, vibrato.onset.value))
  }

  @inline(__always)
  func phaseShift(at age: Int, _ tables: Tables) -> Int32 {
    guard depth > 0 else { return 0 }
    let turns = depth * wave(at: age, tables)
    return Int32(truncatingIfNeeded: Int64(turns)) & ~15
  }

  @inline(__always)
  func level(at age: Int, _ tables: Tables) -> Float {
    guard tremolo > 0 else { return 1 }
    return 1 + tremolo * wave(at: age, tables)
  }

  /// −1 to 1, grown in over the onset.
  @inline(__always)
  private func wave(at age: Int, _ tables: Tables) -> Float {
    let phase = UInt32(truncatingIfNeeded: age) &* increment &+ startPhase
    let point = tables.points[Int(phase >> Wavetable.fractionBits)]
    let part = Float(phase & ((1 << Wavetable.fractionBits) - 1))
    let sine = point.x + part / Float(1 << Wavetable.fractionBits) * point.y
    return sine * min(1, Float(age) * onsetStep)
  }
}

/// A spoken clip on its way.
struct SpokenVoice: Sendable {
  let start: Int
  var end: Int
  let serial: Int
  let recording: Recording
  private let gain: Float

  /// A clip is led in over 2 ms and out over 8: it may be cut hard at its ends.
  private static let leadIn = 96
  private static let leadOut = 384

  init(_ recording: Recording, gain: Double, start: Int, serial: Int) {
    self.start = start
    end = start + recording.samples.count
    self.serial = serial
    self.recording = recording
    // Half the power to each side: a clip keeps its loudness.
    self.gain = Float(amplitude(decibels: gain) * 0.5.squareRoot() / 32_768)
  }

  func add(from: Int, count: Int, fades: [Fade], into block: Block.Pointers) {
    let first = max(0, start - from)
    let last = min(count, end - from)
    guard first < last else { return }
    recording.samples.withUnsafeBufferPointer { samples in
      let offset = from - start
      for index in first..<last {
        block.voice[index] = Float(samples[offset + index]) * gain
      }
      let beforeEnd = samples.count - offset
      for index in first..<max(first, min(last, Self.leadIn - offset)) {
        block.voice[index] *= Float(offset + index) / Float(Self.leadIn)
      }
      for index in max(first, min(last, beforeEnd - Self.leadOut))..<last {
        block.voice[index] *= Float(beforeEnd - index) / Float(Self.leadOut)
      }
    }
    for fade in fades where fade.touches(bus: .speech, serial: serial) {
      fade.apply(to: block.voice, first, last, at: from)
    }
    for index in first..<last {
      block.left[index] += block.voice[index]
      block.right[index] += block.voice[index]
    }
  }
}
