// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc
import Loudspeaker
import Rhythm
import Session
import Timebase

/// The appliance's loop with its own conductor and loudspeaker: a card that plays in real time, a
/// switch whose edges come with their stamps through a pipe, and a voice that says nothing aloud.
///
/// The words go on in silence, so every sample that is not zero belongs to the answer to a press.
final class PressLoop {
  private var conductor: Conductor
  private let loudspeaker: Loudspeaker
  private let card: WatchedCard
  private let finger: Finger
  private var clock: ClockMap
  /// The conductor's frame of the loudspeaker's frame 0: rendering begins where the first
  /// decision is heard.
  private let offset = Latency.change.value

  /// - Returns: milliseconds from each edge to the first sample of its answer handed over.
  static func run(_ unit: Unit, presses: Int) throws(Failure) -> [Double] {
    let loop = PressLoop(
      unit, card: try WatchedCard.open(), finger: try Finger.start(presses: presses))
    return try loop.run(presses: presses)
  }

  private init(_ unit: Unit, card: WatchedCard, finger: Finger) {
    conductor = unit.conductor(release: .zero)
    self.card = card
    self.finger = finger
    loudspeaker = Loudspeaker { () throws(PCMError) -> any PCM in card }
    clock = ClockMap(ClockMap.Pair(frame: .zero, nanoseconds: Clock.now))
  }

  private func run(presses: Int) throws(Failure) -> [Double] {
    conductor.switchFound(closed: false)
    conductor.post(.powerOn)
    serve()
    var milliseconds: [Double] = []
    var pressed: UInt64?
    let end = Clock.now + UInt64(presses + 60) * 1_000_000_000
    while milliseconds.count < presses {
      guard Clock.now < end else {
        throw Failure("\(milliseconds.count) of \(presses) presses were answered")
      }
      wait()
      for edge in try finger.read() {
        conductor.edge(closed: edge.closed, at: clock.frame(at: edge.nanoseconds))
        guard edge.closed else { continue }
        if pressed != nil { throw Failure("a press was not answered before the next one") }
        pressed = edge.nanoseconds
        card.listen()
      }
      turn()
      serve()
      if let press = pressed, let heard = card.firstSound {
        milliseconds.append(Double(heard - press) / 1e6)
        pressed = nil
      }
    }
    return milliseconds
  }

  private func wait() {
    var descriptors = [pollfd(fd: finger.descriptor, events: Int16(POLLIN), revents: 0)]
    let now = Clock.now
    let wake = loudspeaker.nextWakeNanoseconds ?? now
    // Up, not down: as the appliance does.
    let timeout = wake <= now ? 0 : Int32(min((wake - now + 999_999) / 1_000_000, 1_000))
    _ = poll(&descriptors, nfds_t(descriptors.count), timeout)
  }

  private func turn() {
    _ = loudspeaker.turn(now: Clock.now) { buffer, frames in self.render(buffer, frames) }
    if let point = loudspeaker.clockPoint {
      clock.observe(
        ClockMap.Pair(frame: SampleTime(point.frame + offset), nanoseconds: point.nanoseconds))
    }
  }

  private func render(_ buffer: UnsafeMutableBufferPointer<Int16>, _ frames: Int) {
    let from = SampleTime(loudspeaker.written + loudspeaker.pending + offset)
    while !conductor.decide(before: from + FrameCount(frames) - conductor.latency) { serve() }
    conductor.render(
      from: from,
      into: UnsafeMutableBufferPointer(rebasing: buffer[..<(frames * PCMFormat.channels)]))
  }

  /// Every sentence is a minute of silence: nothing moves on by itself.
  private func serve() {
    for effect in conductor.takeEffects() {
      switch effect {
      case .speak(let texts):
        for text in texts { conductor.deliver(.recording(Self.silence), for: text) }
      case .record, .keepSettings: conductor.kept()
      case .makeAhead, .analyse, .readAhead, .stick, .renew: break
      }
    }
    _ = conductor.takeTimeline()
  }

  private static let silence = Recording(
    samples: [Int16](repeating: 0, count: FrameCount.seconds(60).value))
}

/// A card that plays in real time and says when it was handed the first sample that is not zero.
private final class WatchedCard: PCM {
  private let card: PacedWAV
  private var isListening = false
  private(set) var firstSound: UInt64?

  static func open() throws(Failure) -> WatchedCard {
    do throws(WAVError) {
      return WatchedCard(try WAVWriter.open("/dev/null"))
    } catch {
      throw Failure("\(error)")
    }
  }

  private init(_ writer: WAVWriter) { card = PacedWAV(writer: writer, clock: { Clock.now }) }

  func listen() {
    isListening = true
    firstSound = nil
  }

  func write(_ samples: UnsafeBufferPointer<Int16>) throws(PCMError) -> Int {
    let taken = try card.write(samples)
    if isListening, samples[..<(taken * PCMFormat.channels)].contains(where: { $0 != 0 }) {
      isListening = false
      firstSound = Clock.now
    }
    return taken
  }

  var geometry: PCMGeometry { card.geometry }
  var waitDescriptors: [pollfd] { card.waitDescriptors }
  func pollEvents(of polled: ArraySlice<pollfd>) throws(PCMError) -> Int16 {
    try card.pollEvents(of: polled)
  }
  func status() throws(PCMError) -> PCMStatus { try card.status() }
  func prepare() throws(PCMError) { try card.prepare() }
  func resume() throws(PCMError) { try card.resume() }
  func start() throws(PCMError) { try card.start() }
  func close() { card.close() }
}
