// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Testing

/// Milliseconds of the virtual clock.
func ms(_ count: UInt64) -> UInt64 { count * 1_000_000 }

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Seeded {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func next(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }
}

/// Renders frames that carry their own number, from 1, so that every one can be told apart.
final class NumberedFrames {
  private(set) var count = 0
  private(set) var requests: [Int] = []

  func render(_ samples: UnsafeMutableBufferPointer<Int16>, _ frames: Int) {
    precondition(samples.count == frames * PCMFormat.channels)
    requests.append(frames)
    for index in 0..<frames {
      count += 1
      samples[2 * index] = Int16(count & 0x7FFF)
      samples[2 * index + 1] = Int16(count >> 15)
    }
  }

  static func numbers(in samples: [Int16]) -> [Int] {
    stride(from: 0, to: samples.count, by: 2).map { index in
      Int(samples[index]) | Int(samples[index + 1]) << 15
    }
  }
}

/// A poll loop on the virtual clock: a loudspeaker, its card and numbered frames.
final class Desk {
  let card: SimulatedCard
  let speaker: Loudspeaker
  let frames = NumberedFrames()
  private(set) var events: [Loudspeaker.Event] = []

  init(_ card: SimulatedCard) {
    self.card = card
    self.speaker = Loudspeaker { () throws(PCMError) -> any PCM in try card.open() }
  }

  @discardableResult
  func turn(at instant: UInt64) -> [Loudspeaker.Event] {
    card.advance(to: instant)
    let new = speaker.turn(now: instant, render: frames.render)
    events += new
    return new
  }

  /// Wakes as a poll loop would, at most 5 ms apart.
  func run(until end: UInt64) {
    var now = card.nanoseconds
    while now < end {
      turn(at: now)
      let asked = speaker.nextWakeNanoseconds ?? end
      now = min(end, max(now + 20_000, min(asked, now + ms(5))))
    }
    card.advance(to: end)
  }

  var heard: [Int] { NumberedFrames.numbers(in: card.played) }
}

/// The error that the body throws; none, or one of another type, is recorded as an issue.
func thrown<Failure: Error, Result>(
  _ type: Failure.Type, _ body: () throws -> Result
) -> Failure? {
  do {
    _ = try body()
    Issue.record("nothing was thrown")
  } catch let error as Failure {
    return error
  } catch {
    Issue.record("another error was thrown: \(error)")
  }
  return nil
}
