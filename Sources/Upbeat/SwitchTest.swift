// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Switch

/// Shows presses as they come: ten of them, or for 30 seconds.
struct SwitchTest {
  private let input: any SwitchInput
  private var closedAt: UInt64?
  private var presses = 0

  private static let mostPresses = 10
  private static let longestNanoseconds: UInt64 = 30_000_000_000

  init(input: any SwitchInput) { self.input = input }

  /// - Parameter signals: a byte in this pipe ends the test.
  mutating func run(until signals: WakePipe) throws(SwitchError) {
    let start = MonotonicClock.now
    let level = try input.open(now: start)
    defer { input.close() }
    Console.say("Switch test (\(input.name)): now \(level.closed ? "pressed" : "open").")
    let end = start + Self.longestNanoseconds
    var now = start
    var isEnding = false
    while !isEnding, presses < Self.mostPresses, !input.isQuitRequested, now < end {
      let wake = min(input.nextDeadlineNanoseconds ?? end, end)
      let wait = wake > now ? Int32((wake - now) / 1_000_000 + 1) : 0
      var descriptors = [pollfd(fd: signals.reader, events: Int16(POLLIN), revents: 0)]
      descriptors += input.waitDescriptors
      let count = poll(&descriptors, nfds_t(descriptors.count), wait)
      if count <= 0 { for index in descriptors.indices { descriptors[index].revents = 0 } }
      now = MonotonicClock.now
      isEnding = descriptors[0].revents != 0
      for edge in try input.read(polled: descriptors[1...], now: now) { take(edge) }
    }
    Console.say(presses == 0 ? "No press was seen." : "Presses seen: \(presses).")
  }

  private mutating func take(_ edge: Edge) {
    if edge.closed {
      closedAt = closedAt ?? edge.nanoseconds
    } else if let since = closedAt {
      closedAt = nil
      presses += 1
      Console.say("  press \(presses): \((edge.nanoseconds - since) / 1_000_000) ms")
    }
  }
}
