// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A sound card that is not there: it plays on a virtual clock and fails by script.
///
/// Time passes in `advance(to:)` only, so a test of hours takes milliseconds and always ends the
/// same. What it "plays" is kept. It behaves as a kernel driver does: it starts at the start
/// threshold, and an empty queue is an underrun.
public final class SimulatedCard {
  /// Something that befalls the card at an instant of the virtual clock.
  public enum Fault: Equatable, Sendable {
    /// So many writes take at most so many frames.
    case shortWrites(Int, ofAtMost: Int)
    /// The queue is thrown away and an underrun reported, as when a hardware pointer jumps.
    case underrun
    /// Power management stops the card; `resume` is refused for so long, for ever where nil.
    case suspend(resumableAfter: UInt64?)
    /// The clock of the card stands still; nothing is reported.
    case hang
    /// The cable is pulled.
    case unplug
    /// The cable is put in, or the driver loaded at last.
    case plug
  }

  /// A stretch of sound without a break.
  public struct Stretch: Equatable, Sendable {
    /// Index of its first frame in `played`.
    public let firstFrame: Int
    public let startedAt: UInt64
    /// When it broke off; nil while it goes on.
    public internal(set) var endedAt: UInt64?
  }

  enum Condition: Equatable {
    case prepared
    case running(since: UInt64, playedFrames: Int)
    case hanging
    case underrun
    case suspended(resumableAt: UInt64?)
  }

  public let geometry: PCMGeometry
  /// Parts per million by which the card's crystal is fast.
  public let fastByPartsPerMillion: Int
  /// Frames behind the queue, in the converter.
  public let converterFrames: Int
  /// The delay is reported wrong by up to so many frames, either way.
  public let delayJitterFrames: Int

  public private(set) var nanoseconds: UInt64
  /// All samples played so far, interleaved.
  public private(set) var played: [Int16] = []
  public private(set) var stretches: [Stretch] = []
  /// The most frames that were ever queued.
  public private(set) var deepestQueue = 0
  /// How often a program tried to open it.
  public private(set) var openings = 0

  private(set) var condition = Condition.prepared
  private(set) var queue: [Int16] = []
  /// Counts the times it was opened or pulled; a stream of an earlier one is dead.
  private(set) var generation = 0
  private var isPlugged: Bool
  private var faults: [(at: UInt64, fault: Fault)]
  private var shortWrites: (left: Int, frames: Int) = (0, 0)
  private var jitterState: UInt64

  /// - Parameters:
  ///   - geometry: 4 × 240 frames where not given.
  ///   - faults: in any order of their times.
  ///   - seed: of the delay's jitter.
  public init(
    geometry: PCMGeometry = PCMGeometry(
      device: "simulated", periodFrames: 240, bufferFrames: 960, startFrames: 480,
      isConverted: false),
    nanoseconds: UInt64 = 0, isPlugged: Bool = true, fastByPartsPerMillion: Int = 0,
    converterFrames: Int = 0, delayJitterFrames: Int = 0, seed: UInt64 = 1,
    faults: [(at: UInt64, fault: Fault)] = []
  ) {
    self.geometry = geometry
    self.nanoseconds = nanoseconds
    self.isPlugged = isPlugged
    self.fastByPartsPerMillion = fastByPartsPerMillion
    self.converterFrames = converterFrames
    self.delayJitterFrames = delayJitterFrames
    self.jitterState = seed
    self.faults = faults.sorted { $0.at < $1.at }
  }

  /// Opens it, as an opener of `Loudspeaker` does.
  ///
  /// - Throws: `ENODEV` while it is unplugged.
  public func open() throws(PCMError) -> SimulatedPCM {
    openings += 1
    guard isPlugged else { throw failure("snd_pcm_open", ENODEV) }
    generation += 1
    reset()
    return SimulatedPCM(card: self, generation: generation)
  }

  /// Lets time pass: plays, and lets the faults befall it in their order.
  public func advance(to instant: UInt64) {
    precondition(instant >= nanoseconds)
    while let next = faults.first, next.at <= instant {
      faults.removeFirst()
      play(until: max(next.at, nanoseconds))
      befall(next.fault)
    }
    play(until: instant)
  }

  // MARK: Playing

  private func play(until instant: UInt64) {
    defer { nanoseconds = instant }
    guard case .running(let since, let before) = condition else { return }
    let due = frames(in: instant - since) - before
    let taken = min(due, queue.count / PCMFormat.channels)
    guard taken > 0 else { return }
    played.append(contentsOf: queue[..<(taken * PCMFormat.channels)])
    queue.removeFirst(taken * PCMFormat.channels)
    condition = .running(since: since, playedFrames: before + taken)
    if queue.isEmpty {
      condition = .underrun
      endStretch(at: since + nanoseconds(of: before + taken))
    }
  }

  private func befall(_ fault: Fault) {
    switch fault {
    case .shortWrites(let count, let frames): shortWrites = (count, frames)
    case .underrun where isRunning:
      endStretch(at: nanoseconds)
      queue.removeAll()
      condition = .underrun
    case .suspend(let delay) where isRunning:
      endStretch(at: nanoseconds)
      condition = .suspended(resumableAt: delay.map { nanoseconds + $0 })
    case .hang where isRunning:
      endStretch(at: nanoseconds)
      condition = .hanging
    case .underrun, .suspend, .hang: break
    case .unplug:
      endStretch(at: nanoseconds)
      isPlugged = false
      generation += 1
      reset()
    case .plug: isPlugged = true
    }
  }

  private var isRunning: Bool {
    if case .running = condition { return true }
    return false
  }

  private func endStretch(at instant: UInt64) {
    guard let last = stretches.indices.last, stretches[last].endedAt == nil else { return }
    stretches[last].endedAt = instant
  }

  /// The card's own frames a second, in millionths, so that whole parts per million are exact.
  private var microhertz: UInt64 {
    UInt64(PCMFormat.rate * (1_000_000 + fastByPartsPerMillion))
  }

  private func frames(in nanoseconds: UInt64) -> Int {
    let product = nanoseconds.multipliedFullWidth(by: microhertz)
    return Int((1_000_000_000_000_000 as UInt64).dividingFullWidth(product).quotient)
  }

  private func nanoseconds(of frames: Int) -> UInt64 {
    let product = UInt64(frames).multipliedFullWidth(by: 1_000_000_000_000_000)
    return microhertz.dividingFullWidth(product).quotient
  }

  // MARK: What its stream asks

  func failure(_ function: String, _ code: Int32) -> PCMError {
    ALSA.error(code, function, geometry.device)
  }

  /// The number of frames that the next write may take.
  func acceptedFrames(of offered: Int) -> Int {
    let space = geometry.bufferFrames - queue.count / PCMFormat.channels
    guard shortWrites.left > 0 else { return min(offered, space) }
    shortWrites.left -= 1
    return min(offered, space, shortWrites.frames)
  }

  func enqueue(_ samples: UnsafeBufferPointer<Int16>) {
    queue.append(contentsOf: samples)
    let frames = queue.count / PCMFormat.channels
    deepestQueue = max(deepestQueue, frames)
    if condition == .prepared, frames >= geometry.startFrames { start() }
  }

  func start() {
    condition = .running(since: nanoseconds, playedFrames: 0)
    stretches.append(
      Stretch(
        firstFrame: played.count / PCMFormat.channels, startedAt: nanoseconds, endedAt: nil))
  }

  func reset() {
    endStretch(at: nanoseconds)
    queue.removeAll()
    condition = .prepared
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  func nextJitter() -> Int {
    guard delayJitterFrames > 0 else { return 0 }
    jitterState &+= 0x9E37_79B9_7F4A_7C15
    var mixed = jitterState
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Int(mixed % UInt64(2 * delayJitterFrames + 1)) - delayJitterFrames
  }
}
