// SPDX-License-Identifier: GPL-3.0-or-later

/// All notes of all instruments, one after the other, as one Standard MIDI File.
///
/// The format is "Standard MIDI Files 1.0" (MIDI Manufacturers Association): format 0, one track,
/// 480 ticks a quarter at its default of 120 quarters a minute, so 960 ticks a second.
struct RecordingSession {
  struct Take {
    var plan: RecordingPlan
    var pitch: Int
    /// In frames of the recording.
    var start: Int
  }

  /// Every note has 2.4 s for itself, of which it is held for 2.3 s.
  static let slotFrames = 115_200
  static let heldFrames = 110_400
  private static let framesPerTick = 50

  let takes: [Take]

  init(_ plans: [RecordingPlan]) {
    let pairs = plans.flatMap { plan in plan.pitches.map { (plan, $0) } }
    takes = pairs.enumerated().map { index, pair in
      Take(plan: pair.0, pitch: pair.1, start: index * Self.slotFrames)
    }
  }

  var frames: Int { takes.count * Self.slotFrames }

  func midiFile() -> [UInt8] {
    var track: [UInt8] = []
    for take in takes {
      for (channel, program) in take.plan.programs.enumerated() {
        track += [0, 0xC0 | UInt8(channel), UInt8(program.number)]
        track += [0, 0x90 | UInt8(channel), UInt8(take.pitch), UInt8(program.velocity)]
      }
      var wait = Self.heldFrames / Self.framesPerTick
      for channel in take.plan.programs.indices {
        // Note off, then all sound off: nothing of it is heard in the next one's time.
        track += Self.variableLength(wait) + [0x80 | UInt8(channel), UInt8(take.pitch), 64]
        track += [0, 0xB0 | UInt8(channel), 120, 0]
        wait = 0
      }
      // A controller that changes nothing takes the rest of the time.
      let rest = (Self.slotFrames - Self.heldFrames) / Self.framesPerTick
      track += Self.variableLength(rest) + [0xB0, 123, 0]
    }
    track += [0, 0xFF, 0x2F, 0]
    return Array("MThd".utf8) + Self.number(6, bytes: 4) + Self.number(0, bytes: 2)
      + Self.number(1, bytes: 2) + Self.number(480, bytes: 2) + Array("MTrk".utf8)
      + Self.number(track.count, bytes: 4) + track
  }

  /// Big-endian.
  private static func number(_ value: Int, bytes: Int) -> [UInt8] {
    (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// Seven bits a byte, the highest first, all but the last with bit 7 set.
  private static func variableLength(_ value: Int) -> [UInt8] {
    var bytes = [UInt8(value & 0x7F)]
    var rest = value >> 7
    while rest > 0 {
      bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return bytes
  }
}
