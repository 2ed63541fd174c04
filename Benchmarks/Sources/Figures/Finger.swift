// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

/// Presses a switch from a thread of its own. An edge is stamped where it happens, as a kernel
/// does, and comes through a pipe.
final class Finger {
  struct Edge {
    let nanoseconds: UInt64
    let closed: Bool
  }

  /// What the thread is given; it ends the pipe with its last edge.
  private struct Task: Sendable {
    let writer: Int32
    let presses: Int
  }

  /// Becomes readable with an edge.
  let descriptor: Int32

  /// After this the greeting's chord, 2.4 s long, has died away.
  private static let firstAfterSeconds = 4.0
  private static let closedSeconds = 0.12
  /// From letting go to the next press, at the least: the answer's sound, 150 ms at the most, is
  /// over by then; and by how much it varies, so that presses fall anywhere in a period.
  private static let openSeconds = 0.2
  private static let variationMilliseconds: UInt64 = 40

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  static func start(presses: Int) throws(Failure) -> Finger {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system("pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    let finger = Finger(descriptor: ends[0])
    let task = UnsafeMutablePointer<Task>.allocate(capacity: 1)
    task.initialize(to: Task(writer: ends[1], presses: presses))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let task = context?.assumingMemoryBound(to: Task.self) else { return nil }
        defer { task.deallocate() }
        Finger.press(task.pointee)
        return nil
      }, task)
    guard code == 0 else { throw .system("pthread_create", code: code) }
    pthread_detach(thread)
    return finger
  }

  /// The edges that have come.
  func read() throws(Failure) -> [Edge] {
    var edges: [Edge] = []
    var stamp: UInt64 = 0
    while true {
      let count = Glibc.read(descriptor, &stamp, MemoryLayout<UInt64>.size)
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN || count == 0 { return edges }
      guard count == MemoryLayout<UInt64>.size else { throw .system("read", "the switch") }
      // The lowest bit is the level: a nanosecond more or less.
      edges.append(Edge(nanoseconds: stamp, closed: stamp & 1 == 1))
    }
  }

  private static func press(_ task: Task) {
    defer { close(task.writer) }
    func edge(closed: Bool) {
      var stamp = Clock.now & ~1 | (closed ? 1 : 0)
      _ = write(task.writer, &stamp, MemoryLayout<UInt64>.size)
    }
    Clock.sleep(seconds: firstAfterSeconds)
    var state: UInt64 = 1
    for _ in 0..<task.presses {
      // A linear congruential generator (Knuth, MMIX).
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let variation = Double((state >> 33) % (variationMilliseconds * 1_000)) / 1e6
      edge(closed: true)
      Clock.sleep(seconds: closedSeconds)
      edge(closed: false)
      Clock.sleep(seconds: openSeconds + variation)
    }
  }
}
